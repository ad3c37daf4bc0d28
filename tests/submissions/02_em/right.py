# title: 全部正確 | everything right
# base: reference
# expect: e_step = 35
# expect: m_step = 35
# expect: fit_em = 30
