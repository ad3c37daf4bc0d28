# title: 在文字儲存格裡放腳本 | puts scripts into text cells
# The formgrader and feedback show them as text.
# assignment: 05_model_selection
# base: stub
# mangle: undraw
# shows: see below
# expect: n_parameters = 0
# expect: aic = 0
# expect: bic = 0

# %%
print("see below")

# %% [markdown]
# # Answer
# <script>alert(1)</script>
# <img src=x onerror=alert(1)>
# <iframe src="javascript:alert(1)"></iframe>
# [x](javascript:alert(1)) <javascript:alert(1)>

# %% [markdown]
# <details open ontoggle=alert(1)>
# <svg/onload=alert(1)>
# $\href{javascript:alert(1)}{x}$
# ![x](javascript:alert(1))
# <style>.cell {display: none}</style><!--
