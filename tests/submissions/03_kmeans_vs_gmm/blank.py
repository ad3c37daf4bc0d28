# title: 什麼都沒寫 | nothing written
# base: stub
# expect: assign_labels = 0
# expect: update_centers = 0
# expect: lloyd = 0
# expect: hard_assignment = 0
# expect: shape_kmeans = 0
# expect: shape_gmm = 0
# expect: shape_reason = 0
# expect: basis_kmeans = 0
# expect: basis_gmm = 0
# expect: basis_reason = 0
# expect: assignment_kmeans = 0
# expect: assignment_gmm = 0
# expect: assignment_reason = 0
# expect: algorithm_kmeans = 0
# expect: algorithm_gmm = 0
# expect: algorithm_reason = 0
