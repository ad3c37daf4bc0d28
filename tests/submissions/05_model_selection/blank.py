# title: 什麼都沒寫 | nothing written
# base: stub
# expect: n_parameters = 0
# expect: aic = 0
# expect: bic = 0
# expect: choose_n_components = 0
