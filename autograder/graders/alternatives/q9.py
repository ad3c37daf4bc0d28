# %% 中文句子 | a Chinese phrase
q9 = "答案是 B"

# %% 串列 | a list
q9 = ["B"]
