# %% 未四捨五入 | not rounded
basis_kmeans = 0.3100937047458321

# %% 算式 | an expression
basis_kmeans = round(31.0094 / 100, 2)
