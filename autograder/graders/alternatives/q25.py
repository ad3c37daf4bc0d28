# %% 串列 | a list
q25 = ["C"]

# %% 全形 | full width
q25 = "Ｃ"
