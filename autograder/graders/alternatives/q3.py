# %% 句點 | full stop
q3 = "D."

# %% 先選錯再改 | changed further down
q3 = "B"

# %% +
q3 = "D"  # 再想一次 | on second thoughts
