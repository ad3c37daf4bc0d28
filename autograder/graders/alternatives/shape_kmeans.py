# %% 未四捨五入 | not rounded
shape_kmeans = 0.5548222222222222

# %% 文字 | text
shape_kmeans = "0.55"
