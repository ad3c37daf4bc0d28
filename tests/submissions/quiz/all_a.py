# title: 全部選 A | all A
# base: stub
# expect: q1 = 0
# expect: q2 = 0
# expect: q3 = 0
# expect: q4 = 15
# expect: q5 = 0
# expect: q6 = 0

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
