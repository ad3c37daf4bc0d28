# %% 較多或較少的小數 1 | more or fewer decimals 1
shuttle_precision = 0.9


# %% 算式 2 | an expression 2
shuttle_precision = 1682 / 1869


# %% 文字 3 | text 3
shuttle_precision = "0.900"


# %% 較多或較少的小數 4 | more or fewer decimals 4
shuttle_precision = 0.8999464954521135
