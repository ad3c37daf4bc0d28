# %% 全形 | full width
q10 = "Ｄ"

# %% 選項全文 | the text of the option
q10 = '圖 D：往右下傾斜'
