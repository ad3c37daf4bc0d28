# %% 小寫加括號 | lower case in brackets
q12 = "(a)"

# %% 中文句子 | a Chinese phrase
q12 = "答案是 A"
