# title: 檔案只剩一半，前半還讀得到 | only half of the file is left, and is read
# base: reference
# mangle: raw
# expect: e_step = 35
# expect: m_step = 0
# expect: fit_em = 0
