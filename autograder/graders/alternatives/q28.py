# %% 箭頭 | arrows
q28 = "C → E → F → A → D → B"

# %% 串列 | a list
q28 = ["c", "e", "f", "a", "d", "b"]

# %% 編號 | numbered
q28 = "1.C 2.E 3.F 4.A 5.D 6.B"
