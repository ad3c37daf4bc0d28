# %% 未四捨五入 | not rounded
basis_gmm = 0.9603061495108168

# %% 形狀 () 的陣列 | an array of shape ()
import numpy as np

basis_gmm = np.array(0.96)
