# title: 什麼都沒寫 | nothing written
# base: stub
# expect: to_points = 0
# expect: to_image = 0
# expect: fit_colours = 0
# expect: segment = 0
# expect: choose_n_colours = 0
# expect: kmeans_segment = 0
# expect: responsibility_map = 0
