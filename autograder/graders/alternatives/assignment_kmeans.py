# %% 三位小數 | three decimals
assignment_kmeans = 2.662

# %% NumPy 純量 | a NumPy scalar
import numpy as np

assignment_kmeans = np.float32(2.66)
