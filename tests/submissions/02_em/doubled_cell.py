# title: 評分格被複製了一份 | a graded cell was copied
# base: reference
# mangle: double e_step
# expect: e_step = 35
# expect: m_step = 35
# expect: fit_em = 30
