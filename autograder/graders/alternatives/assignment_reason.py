# %% 小寫 | lower case
assignment_reason = "a"

# %% 括號 | in brackets
assignment_reason = "(A)"
