# %% 英文句子 | an English phrase
q29 = "Option E."

# %% 小寫加括號 | lower case in brackets
q29 = "(e)"
