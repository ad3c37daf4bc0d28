# title: 每個選項都勾 | every option ticked
# base: stub
# expect: q1 = 0
# expect: q2 = 0
# expect: q3 = 0
# expect: q4 = 0
# expect: q5 = 0
# expect: q6 = 0
# expect: q7 = 0
# expect: q8 = 0
# expect: q9 = 0
# expect: q10 = 0
# expect: q11 = 0
# expect: q12 = 0
# expect: q13 = 0
# expect: q14 = 0
# expect: q15 = 0
# expect: q16 = 0
# expect: q17 = 0
# expect: q18 = 0
# expect: q19 = 0
# expect: q20 = 0
# expect: q21 = 0
# expect: q22 = 0
# expect: q23 = 0
# expect: q24 = 0
# expect: q25 = 0
# expect: q26 = 0
# expect: q27 = 0
# expect: q28 = 0
# expect: q29 = 0
# expect: q30 = 0

# %%
q1 = "ABCD"

# %%
q2 = "ABCD"

# %%
q3 = "ABCD"

# %%
q4 = "ABCDE"

# %%
q5 = "ABCD"

# %%
q6 = [0, 1, 2]

# %%
q7 = [0, 1, 2]

# %%
q8 = [0, 1, 2]

# %%
q9 = "ABCD"

# %%
q10 = "ABCD"

# %%
q11 = "ABCDEF"

# %%
q12 = "ABCD"

# %%
q13 = [0, 1, 2]

# %%
q14 = [0, 1, 2]

# %%
q15 = "ABCDEF"

# %%
q16 = "ABCDE"

# %%
q17 = "ABCDEF"

# %%
q18 = "ABCD"

# %%
q19 = "ABCD"

# %%
q20 = "ABCD"

# %%
q21 = "ABCDEF"

# %%
q22 = "ABCD"

# %%
q23 = [0, 1, 2]

# %%
q24 = "ABCD"

# %%
q25 = "ABCD"

# %%
q26 = "ABCD"

# %%
q27 = [0, 1, 2]

# %%
q28 = "ABCDEF"

# %%
q29 = "ABCDEF"

# %%
q30 = [0, 1, 2]
