# title: 什麼都沒寫 | nothing written
# base: stub
# expect: sidebar = 0
# expect: make_data = 0
# expect: fit_clusters = 0
# expect: draw = 0
# expect: app = 0
