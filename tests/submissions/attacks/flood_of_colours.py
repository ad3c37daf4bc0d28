# title: 終端機控制碼、換行與重畫的洪水 | a flood of terminal codes, carriage returns and redraws
# Colours have an end, and the page is made in bounded time.
# assignment: 05_model_selection
# base: stub
# mangle: undraw
# shows: javascript:alert(1)
# expect: n_parameters = 0
# expect: aic = 0
# expect: bic = 0

# %%
print("a\r" * 100000)
print("\x1b[31mx\x1b[0m" * 50000)
print("\x1b]8;;javascript:alert(1)\x07link\x1b]8;;\x07 \x1b]0;title\x07 \x1b[2J\x1b[?1049h \x9b31m \x1bP1;1|x\x1b\\")
print("\x1b[38;5;" * 9999, "\x1b[" + "1;" * 9999 + "m")
raise ValueError("\x1b[31m" * 9999)
