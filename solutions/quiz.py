"""The answer key of ``quiz``; it appears in no notebook."""

q1 = "C"  # the data come from a mixture of several Gaussians
q2 = "B"  # AIC and BIC weigh fit against size, to choose the number of components
q3 = "D"  # soft clustering: every point belongs to every component with a probability
q4 = "A"  # the E-step uses the current parameters to find the responsibilities
q5 = "B"  # a full covariance can tilt, a diagonal one only stretches along the axes
q6 = "D"  # K = 3, d = 2, full: 2 weights + 6 means + 9 covariance entries = 17
