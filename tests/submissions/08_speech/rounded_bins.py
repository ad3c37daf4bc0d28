# title: 把三角形的角湊到整數的頻率格 | corners rounded to whole bins
# base: reference
# expect: pre_emphasis = 8
# expect: frame_signal = 10
# expect: power_spectrum = 12
# expect: mel_filterbank = 0 < 1
# expect: mfcc = 13
# expect: fit_class_models = 12
# expect: classify = 13
# expect: confusion_matrix = 7
# expect: recognise_speakers = 5
# expect: recognise_digits = 5

# %%
def mel_filterbank(sample_rate, n_fft, n_filters):
    top = 2595 * np.log10(1 + sample_rate / 2 / 700)
    hz = 700 * (10 ** (np.linspace(0, top, n_filters + 2) / 2595) - 1)
    bins = np.floor((n_fft + 1) * hz / sample_rate).astype(int)
    filters = np.zeros((n_filters, n_fft // 2 + 1))
    for m in range(n_filters):
        for j in range(bins[m], bins[m + 1]):
            filters[m, j] = (j - bins[m]) / (bins[m + 1] - bins[m])
        for j in range(bins[m + 1], bins[m + 2]):
            filters[m, j] = (bins[m + 2] - j) / (bins[m + 2] - bins[m + 1])
    return filters
