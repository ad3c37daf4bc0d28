# %% 英文句子 | an English phrase
q5 = "Option A."

# %% 小寫加括號 | lower case in brackets
q5 = "(a)"
