# title: 全部正確 | everything right
# base: reference
# expect: assign_labels = 14
# expect: update_centers = 14
# expect: lloyd = 26
# expect: hard_assignment = 10
# expect: shape_kmeans = 3
# expect: shape_gmm = 3
# expect: shape_reason = 3
# expect: basis_kmeans = 3
# expect: basis_gmm = 3
# expect: basis_reason = 3
# expect: assignment_kmeans = 3
# expect: assignment_gmm = 3
# expect: assignment_reason = 3
# expect: algorithm_kmeans = 3
# expect: algorithm_gmm = 3
# expect: algorithm_reason = 3
