# title: 什麼都沒寫 | nothing written
# base: stub
# expect: log_gaussian = 0
# expect: log_mixture = 0
# expect: log_likelihood = 0
