# %% 選項全文 | the text of the option
q26 = '$\\ln p(x)$ 低於門檻的點'

# %% 集合 | a set
q26 = {"A"}
