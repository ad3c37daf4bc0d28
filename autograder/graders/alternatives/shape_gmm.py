# %% 未四捨五入 | not rounded
shape_gmm = 0.9899831669528851

# %% NumPy 純量 | a NumPy scalar
import numpy as np

shape_gmm = np.float64(0.99)
