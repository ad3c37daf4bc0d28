# %% 集合 | a set
q22 = {"A"}

# %% 英文句子 | an English phrase
q22 = "Option A."
