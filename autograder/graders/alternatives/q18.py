# %% 選項全文 | the text of the option
q18 = '全程用對數，最後用 logsumexp 正規化'

# %% 集合 | a set
q18 = {"D"}
