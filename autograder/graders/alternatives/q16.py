# %% 集合 | a set
q16 = {"d", "c"}

# %% 頓號與「和」 | marks and words
q16 = "C和D"

# %% NumPy 陣列 | a NumPy array
q16 = __import__("numpy").array(["C", "D"])
