# %% 小寫 | lower case
threshold_reason = "d"


# %% 全形與括號 | full width, in brackets
threshold_reason = "（Ｄ）"


# %% 句點與空白 | a full stop and spaces
threshold_reason = " D. "
