# %% 前後有空白 | spaces around it
q2 = " B\t"

# %% 型別標註 | type hint
q2: str = "B"
