# title: 全部選 A | all A
# base: stub
# expect: q1 = 0
# expect: q2 = 0
# expect: q3 = 0
# expect: q4 = 0
# expect: q5 = 3
# expect: q6 = 0
# expect: q7 = 0
# expect: q8 = 0
# expect: q9 = 0
# expect: q10 = 0
# expect: q11 = 0
# expect: q12 = 3
# expect: q13 = 0
# expect: q14 = 0
# expect: q15 = 0
# expect: q16 = 0
# expect: q17 = 0
# expect: q18 = 0
# expect: q19 = 0
# expect: q20 = 0
# expect: q21 = 0
# expect: q22 = 3
# expect: q23 = 0
# expect: q24 = 0
# expect: q25 = 0
# expect: q26 = 3
# expect: q27 = 0
# expect: q28 = 0
# expect: q29 = 0
# expect: q30 = 0

# %%
q1 = "A"

# %%
q2 = "A"

# %%
q3 = "A"

# %%
q4 = "A"

# %%
q5 = "A"

# %%
q6 = "A"

# %%
q7 = "A"

# %%
q8 = "A"

# %%
q9 = "A"

# %%
q10 = "A"

# %%
q11 = "A"

# %%
q12 = "A"

# %%
q13 = "A"

# %%
q14 = "A"

# %%
q15 = "A"

# %%
q16 = "A"

# %%
q17 = "A"

# %%
q18 = "A"

# %%
q19 = "A"

# %%
q20 = "A"

# %%
q21 = "A"

# %%
q22 = "A"

# %%
q23 = "A"

# %%
q24 = "A"

# %%
q25 = "A"

# %%
q26 = "A"

# %%
q27 = "A"

# %%
q28 = "A"

# %%
q29 = "A"

# %%
q30 = "A"
