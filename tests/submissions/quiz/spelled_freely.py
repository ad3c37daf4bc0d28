# title: 各種寫法 | spelled in many ways
# base: reference
# expect: q1 = 3
# expect: q2 = 3
# expect: q3 = 3
# expect: q4 = 3
# expect: q5 = 3
# expect: q6 = 3
# expect: q7 = 3
# expect: q8 = 3
# expect: q9 = 3
# expect: q10 = 3
# expect: q11 = 3
# expect: q12 = 3
# expect: q13 = 3
# expect: q14 = 3
# expect: q15 = 3
# expect: q16 = 3
# expect: q17 = 3
# expect: q18 = 3
# expect: q19 = 3
# expect: q20 = 3
# expect: q21 = 3
# expect: q22 = 3
# expect: q23 = 3
# expect: q24 = 3
# expect: q25 = 3
# expect: q26 = 3
# expect: q27 = 3
# expect: q28 = 3
# expect: q29 = 3
# expect: q30 = 3

# %%
q1 = " c "

# %%
q2 = "Ｂ"

# %%
q3 = "d"

# %%
q4 = {"d", "b"}

# %%
q6 = "約 ０．１３"

# %%
q13 = "40 %"

# %%
q15 = "B → F → D → E → A → C"

# %%
q16 = "C和D"

# %%
q19 = "選項 B"

# %%
q23 = "2,053"

# %%
q27 = "3/4"

# %%
q28 = list("cefadb")

# %%
q30 = "1.5 bits"
