# %% 串列 | a list
q2 = ["B"]

# %% 全形 | full width
q2 = "Ｂ"
