# title: 全部正確 | everything right
# base: reference
# expect: log_gaussian = 40
# expect: log_mixture = 35
# expect: log_likelihood = 25
