# title: 全部正確 | everything right
# base: reference
# expect: q1 = 15
# expect: q2 = 15
# expect: q3 = 15
# expect: q4 = 15
# expect: q5 = 15
# expect: q6 = 15
