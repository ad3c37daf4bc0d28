# %% 分數 | a fraction
algorithm_gmm = 1 / 8

# %% 文字 | text
algorithm_gmm = "0.125"
