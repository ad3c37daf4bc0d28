# %% 箭頭 | arrows
q15 = "B → F → D → E → A → C"

# %% 串列 | a list
q15 = ["b", "f", "d", "e", "a", "c"]

# %% 編號 | numbered
q15 = "1.B 2.F 3.D 4.E 5.A 6.C"
