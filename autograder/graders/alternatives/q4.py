# %% 全形字母 | full-width letter
q4 = "Ａ"

# %% 括號 | a bracket
q4 = "a)"
