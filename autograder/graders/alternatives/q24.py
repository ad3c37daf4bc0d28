# %% 小寫加括號 | lower case in brackets
q24 = "(d)"

# %% 中文句子 | a Chinese phrase
q24 = "答案是 D"
