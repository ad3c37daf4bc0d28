# %% 集合 | a set
q11 = {"F"}

# %% 英文句子 | an English phrase
q11 = "Option F."
