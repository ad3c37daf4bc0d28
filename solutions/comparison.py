"""The measured table of ``03_kmeans_vs_gmm``; it appears in no notebook, and the tests measure it again."""

shape_kmeans = 0.55  # adjusted Rand index on the stretched blobs
shape_gmm = 0.99
shape_reason = "B"  # the border is midway between centers, whatever the shape
basis_kmeans = 0.31  # adjusted Rand index with the species, body mass in grams
basis_gmm = 0.96
basis_reason = "D"  # covariances change with the unit, responsibilities do not
assignment_kmeans = 2.66  # distance between the two centers, groups that overlap
assignment_gmm = 2.47
assignment_reason = "A"  # each cluster loses its own tail and gains the other's
algorithm_kmeans = 7  # iterations until nothing moves
algorithm_gmm = 0.125  # the largest σ whose means agree with Lloyd's centers
algorithm_reason = "C"  # responsibilities become 0 and 1
