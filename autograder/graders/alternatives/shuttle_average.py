# %% 較多或較少的小數 1 | more or fewer decimals 1
shuttle_average = 0.9928


# %% 文字 2 | text 2
shuttle_average = " 0.993 "


# %% NumPy 3 | NumPy 3
shuttle_average = np.array(0.993)
