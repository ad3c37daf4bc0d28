# title: 什麼都沒寫 | nothing written
# base: stub
# expect: fit_gmm = 0
# expect: cluster = 0
# expect: plot_clusters = 0
# expect: full_covariances = 0
# expect: compare_covariance_types = 0
# expect: fit_best = 0
# expect: fit_from = 0
