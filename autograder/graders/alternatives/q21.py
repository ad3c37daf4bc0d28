# %% 全形 | full width
q21 = "Ｄ"

# %% 選項全文 | the text of the option
q21 = 'labels = model.predict_proba(X)'
