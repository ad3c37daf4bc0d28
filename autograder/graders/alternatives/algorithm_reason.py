# %% 小寫 | lower case
algorithm_reason = "c"

# %% 括號 | in brackets
algorithm_reason = "(C)"
