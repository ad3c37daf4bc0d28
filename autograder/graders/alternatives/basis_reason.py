# %% 小寫 | lower case
basis_reason = "d"

# %% 括號 | in brackets
basis_reason = "(D)"
