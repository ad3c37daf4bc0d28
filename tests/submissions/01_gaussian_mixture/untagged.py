# title: 編輯器弄丟所有標記 | an editor lost all metadata
# base: reference
# mangle: untag
# expect: log_gaussian = 40
# expect: log_mixture = 35
# expect: log_likelihood = 25
