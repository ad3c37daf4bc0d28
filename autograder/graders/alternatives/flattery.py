# %% 較多或較少的小數 1 | more or fewer decimals 1
flattery = 0.075


# %% 算式 2 | an expression 2
flattery = round(0.9933 - 0.9183, 3)


# %% 文字 3 | text 3
flattery = "０.０７５"
