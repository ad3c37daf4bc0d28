# %% 小寫加括號 | lower case in brackets
q1 = "(c)"

# %% 中文句子 | a Chinese phrase
q1 = "答案是 C"
