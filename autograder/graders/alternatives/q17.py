# %% 串列 | a list
q17 = ["C"]

# %% 全形 | full width
q17 = "Ｃ"
