# title: 輸出 HTML 與腳本 | shows HTML with scripts, handlers, frames and styles
# What others open runs nothing of it.
# assignment: 05_model_selection
# base: stub
# mangle: undraw
# shows: <b>kept</b>
# expect: n_parameters = 0
# expect: aic = 0
# expect: bic = 0

# %%
from IPython.display import HTML, IFrame, display

display(HTML('<script>alert(1)</script><img src=x onerror="alert(1)"><iframe src="javascript:alert(1)"></iframe>'), HTML("<b>kept</b>"))
display(HTML('<a href="javascript:alert(1)">x</a><a href="java&#115;cript:alert(1)">y</a><svg onload=alert(1)>'))
display(HTML('<form action=x><button formaction="javascript:alert(1)">OK</button></form><base href="//x"><meta http-equiv=refresh content=0>'))
display(HTML('<div style="position:fixed;top:0;left:0;width:100%;height:100%;background:url(javascript:alert(1))">40 / 40</div>'))
display(HTML('<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">'))
display(HTML('<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript><details open ontoggle=alert(1)>'))
display(IFrame("javascript:alert(1)", 1, 1))
display(HTML('$\\href{javascript:alert(1)}{x}$ <span class="tex2jax_process">$\\require{x}$</span>'))
