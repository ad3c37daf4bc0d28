# title: 全部正確 | everything right
# base: reference
# expect: n_parameters = 25
# expect: aic = 20
# expect: bic = 25
# expect: choose_n_components = 30
