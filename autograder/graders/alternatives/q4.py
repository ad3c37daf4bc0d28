# %% 集合 | a set
q4 = {"d", "b"}

# %% 頓號與「和」 | marks and words
q4 = "B和D"

# %% NumPy 陣列 | a NumPy array
q4 = __import__("numpy").array(["B", "D"])
