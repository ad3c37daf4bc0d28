# title: 什麼也沒寫 | nothing written
# base: stub
# expect: pre_emphasis = 0
# expect: frame_signal = 0
# expect: power_spectrum = 0
# expect: mel_filterbank = 0
# expect: mfcc = 0
# expect: fit_class_models = 0
# expect: classify = 0
# expect: confusion_matrix = 0
# expect: recognise_speakers = 0
# expect: recognise_digits = 0
