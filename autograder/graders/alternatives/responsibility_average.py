# %% 較多或較少的小數 1 | more or fewer decimals 1
responsibility_average = 0.0707


# %% 文字 2 | text 2
responsibility_average = "7.07%"


# %% NumPy 3 | NumPy 3
responsibility_average = np.float32(0.071)
