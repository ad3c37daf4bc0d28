# %% 小寫 | lower case
q1 = "c"

# %% 全形括號 | full-width brackets
q1 = "（Ｃ）"
