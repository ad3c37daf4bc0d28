# title: 什麼都沒寫 | nothing written
# base: stub
# expect: fit_normal = 0
# expect: anomaly_scores = 0
# expect: choose_threshold = 0
# expect: detect = 0
# expect: precision_recall = 0
# expect: average_precision = 0
# expect: shuttle_precision = 0
# expect: shuttle_recall = 0
# expect: shuttle_average = 0
# expect: responsibility_average = 0
# expect: responsibility_reason = 0
# expect: flattery = 0
# expect: threshold_reason = 0
