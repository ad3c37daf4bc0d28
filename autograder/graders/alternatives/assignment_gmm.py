# %% 四位小數 | four decimals
assignment_gmm = 2.4665

# %% 全形文字 | full-width text
assignment_gmm = "２.４７"
