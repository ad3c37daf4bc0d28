# title: 部分正確 | right in part
# base: reference
# expect: q1 = 3
# expect: q2 = 3
# expect: q3 = 3
# expect: q4 = 1.5
# expect: q5 = 3
# expect: q6 = 0
# expect: q7 = 3
# expect: q8 = 0
# expect: q9 = 3
# expect: q10 = 3
# expect: q11 = 3
# expect: q12 = 3
# expect: q13 = 3
# expect: q14 = 3
# expect: q15 = 2
# expect: q16 = 1.5
# expect: q17 = 0
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
# expect: q28 = 1
# expect: q29 = 3
# expect: q30 = 3

# %%
q4 = "ABD"

# %%
q15 = "BFDAEC"

# %%
q16 = "C"

# %%
q28 = "CEFDBA"

# %%
q8 = 20

# %%
q6 = 0.3

# %%
q17 = "F"
