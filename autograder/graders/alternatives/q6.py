# %% 從計算得到 | worked out
free = (3 - 1) + 3 * 2 + 3 * 3
q6 = {18: "A", 20: "B", 11: "C", 17: "D"}[free]

# %% 方括號 | square brackets
q6 = "[D]"
