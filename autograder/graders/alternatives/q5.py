# %% 多行字串 | text in several lines
q5 = """
B
"""

# %% NumPy 字串 | NumPy text
import numpy as np

q5 = np.array(["A", "B", "C", "D"])[1]
