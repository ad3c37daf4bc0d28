# %% 浮點數 | a float
algorithm_kmeans = 7.0

# %% NumPy 整數 | a NumPy integer
import numpy as np

algorithm_kmeans = np.int64(7)
