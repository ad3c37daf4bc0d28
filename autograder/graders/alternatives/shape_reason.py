# %% 小寫 | lower case
shape_reason = "b"

# %% 括號 | in brackets
shape_reason = "(B)"
