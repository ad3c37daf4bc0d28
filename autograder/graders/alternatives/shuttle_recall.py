# %% 較多或較少的小數 1 | more or fewer decimals 1
shuttle_recall = 0.987


# %% 算式 2 | an expression 2
shuttle_recall = 1682 / 1705


# %% 文字 3 | text 3
shuttle_recall = "0.986"


# %% NumPy 4 | NumPy 4
shuttle_recall = np.float64(0.9865)
