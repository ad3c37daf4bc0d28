# %% 選項全文 | the text of the option
q3 = '軟分群：每個點以不同的機率屬於每一群'

# %% 集合 | a set
q3 = {"D"}
