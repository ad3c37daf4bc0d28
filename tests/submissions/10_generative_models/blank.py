# title: 交了白卷 | handed in as released
# expect: sample = 0
# expect: sample_conditional = 0
# expect: elbo = 0
# expect: ppca_elbo = 0
# expect: log_emissions = 0
# expect: forward_log = 0
# expect: viterbi = 0
