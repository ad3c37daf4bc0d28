# title: 輸出會動作的 Markdown 與 LaTeX | shows Markdown and LaTeX that act
# Markup and links that act become text.
# assignment: 05_model_selection
# base: stub
# mangle: undraw
# shows: shown
# expect: n_parameters = 0
# expect: aic = 0
# expect: bic = 0

# %%
from IPython.display import Latex, Markdown, display

display(Markdown('<script>alert(1)</script> [x](javascript:alert(1)) <img src=x onerror=alert(1)> ![x](javascript:alert(1))'))
display(Markdown('[x](java&#115;cript&colon;alert(1)) [x][1]\n\n[1]: javascript:alert(1)\n\n<!-- hidden'))
display(Latex(r'$\href{javascript:alert(1)}{x}$ $\style{position:fixed}{x}$ <script>alert(1)</script>'))
display(Latex(r'$\def\x#1{\href{java#1:alert(1)}{y}}\x{script}$ $\mmlToken{mi}[href="javascript:alert(1)"]{x}$'))
print("shown")
