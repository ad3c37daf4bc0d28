# title: 什麼都沒寫 | nothing written
# base: stub
# expect: e_step = 0
# expect: m_step = 0
# expect: fit_em = 0
