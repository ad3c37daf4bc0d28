# %% 中文句子 | a Chinese phrase
q20 = "答案是 C"

# %% 串列 | a list
q20 = ["C"]
