# title: 什麼都沒寫 | nothing written
# base: stub
# expect: q1 = 0
# expect: q2 = 0
# expect: q3 = 0
# expect: q4 = 0
# expect: q5 = 0
# expect: q6 = 0
