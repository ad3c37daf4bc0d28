# title: 評分格被刪掉 | a graded cell was deleted
# base: reference
# mangle: delete m_step
# expect: e_step = 35
# expect: m_step = 35
# expect: fit_em = 30
