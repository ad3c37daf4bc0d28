# title: 小寫、全形與空白 | lower case, full width and spaces
# base: reference
# expect: q1 = 15
# expect: q2 = 15
# expect: q3 = 15
# expect: q4 = 15
# expect: q5 = 15
# expect: q6 = 15

# %%
q1 = " c "

# %%
q2 = "Ｂ"

# %%
q3 = "d"
