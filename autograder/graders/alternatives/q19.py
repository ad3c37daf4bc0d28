# %% 英文句子 | an English phrase
q19 = "Option B."

# %% 小寫加括號 | lower case in brackets
q19 = "(b)"
