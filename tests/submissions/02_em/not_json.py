# title: 檔案只剩一半 | only half of the file is left
# base: reference
# mangle: raw
# expect: e_step = 0
# expect: m_step = 0
# expect: fit_em = 0
