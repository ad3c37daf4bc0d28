# %% 小寫 | lower case
responsibility_reason = "b"


# %% 全形與括號 | full width, in brackets
responsibility_reason = "（Ｂ）"


# %% 句點與空白 | a full stop and spaces
responsibility_reason = " B. "
