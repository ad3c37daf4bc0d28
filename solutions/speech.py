"""Reference for ``08_speech``: MFCC in small steps, and one Gaussian mixture for each class."""

import numpy as np
from scipy.fft import dct
from scipy.special import logsumexp
from sklearn.mixture import GaussianMixture


def pre_emphasis(signal: np.ndarray, coefficient: float = 0.97) -> np.ndarray:
    """預強調：從每個樣本減去前一個樣本的一部分。
    Pre-emphasis: from each sample, subtract a part of the sample before it.

    參數 Parameters
        signal       (n_samples,)   聲音的樣本，可為整數 | samples of a sound, may be integers
        coefficient  float          減去的比例 a | the part a that is subtracted
    回傳 Returns
        emphasised   (n_samples,)   y[0] = x[0]；y[t] = x[t] - a x[t-1]

    第一個樣本之前當作 0。n_samples 可為 1。不可修改輸入。
    What is before the first sample counts as 0. n_samples may be 1. Inputs are never modified.

    Young et al. (2006), The HTK Book (v3.4) §5.2.
    """
    x = np.asarray(signal, dtype=float)
    return np.append(x[:1], x[1:] - coefficient * x[:-1])


def frame_signal(signal: np.ndarray, frame_length: int, hop_length: int) -> np.ndarray:
    """把聲音切成互相重疊的音框。
    Cut a sound into overlapping frames.

    參數 Parameters
        signal        (n_samples,)               n_samples >= frame_length
        frame_length  int                        每個音框的樣本數 | samples in a frame
        hop_length    int                        相鄰音框的起點相距幾個樣本 | samples from one frame's start to the next
    回傳 Returns
        frames        (n_frames, frame_length)   n_frames = 1 + (n_samples - frame_length) // hop_length

    第 i 個音框從樣本 i * hop_length 開始。不補零：尾端不滿一個音框的樣本捨去。不可修改輸入。
    Frame i starts at sample i * hop_length. No padding: samples at the end that fill no whole frame are left out.
    Inputs are never modified.

    Young et al. (2006), The HTK Book (v3.4) §5.2.
    """
    signal = np.asarray(signal)
    starts = np.arange(0, len(signal) - frame_length + 1, hop_length)
    frames: np.ndarray = signal[starts[:, np.newaxis] + np.arange(frame_length)]
    return frames


def power_spectrum(frames: np.ndarray, n_fft: int) -> np.ndarray:
    """每個音框乘上漢明窗，再求功率頻譜。
    Multiply each frame by a Hamming window, and return its power spectrum.

    參數 Parameters
        frames  (n_frames, frame_length)      音框，可為整數 | frames, may be integers
        n_fft   int                           傅立葉轉換的點數，n_fft >= frame_length
                                              points of the Fourier transform
    回傳 Returns
        power   (n_frames, n_fft // 2 + 1)    頻率 j * sample_rate / n_fft 的功率
                                              power at the frequencies j * sample_rate / n_fft

    窗是對稱的：w[t] = 0.54 - 0.46 cos(2πt / (frame_length - 1))，即 np.hamming。加窗後在尾端補零到 n_fft 點，
    功率是 |DFT|² / n_fft，只留 0 到 n_fft // 2。frame_length > 1。不可修改輸入。
    The window is the symmetric one, np.hamming. After it, zeros are appended up to n_fft points; power is |DFT|² / n_fft,
    and only 0 to n_fft // 2 is kept. frame_length > 1. Inputs are never modified.

    Young et al. (2006), The HTK Book (v3.4) §5.2, §5.4.
    """
    windowed = frames * np.hamming(np.shape(frames)[1])
    power: np.ndarray = np.abs(np.fft.rfft(windowed, n_fft, axis=1)) ** 2 / n_fft
    return power


def mel_filterbank(sample_rate: float, n_fft: int, n_filters: int) -> np.ndarray:
    """做出梅爾尺度上等距的三角形濾波器。
    Make triangular filters that are equally spaced on the mel scale.

    參數 Parameters
        sample_rate  float                           每秒的樣本數（Hz）| samples per second (Hz)
        n_fft        int                             傅立葉轉換的點數 | points of the Fourier transform
        n_filters    int                             濾波器的個數 | number of filters
    回傳 Returns
        filters      (n_filters, n_fft // 2 + 1)     每個濾波器在頻率 j * sample_rate / n_fft 的值
                                                     each filter at the frequencies j * sample_rate / n_fft

    梅爾尺度 mel(f) = 2595 log10(1 + f / 700)。從 0 到 sample_rate / 2 在梅爾尺度上取 n_filters + 2 個等距的點，換回 Hz；
    第 m 個濾波器在 Hz 上是三角形：從點 m 的 0 直線升到點 m+1 的 1，再直線降到點 m+2 的 0，其他地方是 0。
    點不湊到整數的 j，三角形也不除以面積。
    Take n_filters + 2 points from 0 to sample_rate / 2, equally spaced in mel, and turn them back into Hz. Filter m is a
    triangle over Hz: a straight line from 0 at point m up to 1 at point m+1, another down to 0 at point m+2, and 0
    elsewhere. Points are not rounded to a whole j, triangles not divided by their area.

    Davis & Mermelstein (1980), IEEE Trans. ASSP 28, 357-366; Young et al. (2006), The HTK Book (v3.4) §5.4.
    """
    highest = 2595 * np.log10(1 + sample_rate / 2 / 700)
    points = 700 * (10 ** (np.linspace(0, highest, n_filters + 2) / 2595) - 1)  # in Hz
    left, peak, right = (points[i : i + n_filters, np.newaxis] for i in range(3))
    frequencies = np.arange(n_fft // 2 + 1) * sample_rate / n_fft
    rising, falling = (frequencies - left) / (peak - left), (right - frequencies) / (right - peak)
    filters: np.ndarray = np.maximum(0, np.minimum(rising, falling))
    return filters


def mfcc(
    signal: np.ndarray,
    sample_rate: float = 8000,
    frame_length: int = 200,
    hop_length: int = 80,
    n_fft: int = 256,
    n_filters: int = 26,
    n_coefficients: int = 13,
) -> np.ndarray:
    """求梅爾頻率倒頻譜係數（MFCC）。
    Return the mel-frequency cepstral coefficients (MFCC).

    參數 Parameters
        signal          (n_samples,)                聲音的樣本，可為整數 | samples of a sound, may be integers
        sample_rate     float                       每秒的樣本數（Hz）| samples per second (Hz)
        frame_length, hop_length, n_fft, n_filters  同前面的函式 | as in the functions above
        n_coefficients  int                         留下幾個係數，不超過 n_filters | how many are kept, at most n_filters
    回傳 Returns
        coefficients    (n_frames, n_coefficients)  從第 0 個係數起 | from coefficient 0 on

    預強調（0.97）→ 音框 → 功率頻譜 → 每個濾波器的能量 → log(max(能量, 1e-10)) → DCT-II（norm="ortho"）→
    前 n_coefficients 個。靜音也不得出現 -inf 或 NaN。不可修改輸入。
    Pre-emphasis (0.97), frames, power spectrum, energy in each filter, log(max(energy, 1e-10)), DCT-II (norm="ortho"),
    the first n_coefficients. Silence gives no -inf and no NaN either. Inputs are never modified.

    Davis & Mermelstein (1980), IEEE Trans. ASSP 28, 357-366; Young et al. (2006), The HTK Book (v3.4) §5.4, §5.6.
    """
    frames = frame_signal(pre_emphasis(signal), frame_length, hop_length)
    energies = power_spectrum(frames, n_fft) @ mel_filterbank(sample_rate, n_fft, n_filters).T
    cepstra = dct(np.log(np.maximum(energies, 1e-10)), type=2, norm="ortho", axis=1)
    return np.asarray(cepstra[:, :n_coefficients])


def fit_class_models(
    features: list[np.ndarray], labels: np.ndarray, n_components: int, random_state: int = 0
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """替每個類別配適一個對角共變異數的高斯混合模型。
    Fit one Gaussian mixture with diagonal covariances for each class.

    參數 Parameters
        features      長度 n_utterances 的 list | a list of length n_utterances
                      features[i] 是 (n_frames_i, n_features)：一段語音，每列一個音框
                      features[i] is (n_frames_i, n_features): one utterance, a row for each frame
        labels        (n_utterances,)                        每段語音的類別，整數 | class of each utterance, integers
        n_components  int                                    每個模型的成分數 | components of each model
        random_state  int                                    交給 GaussianMixture | passed to GaussianMixture
    回傳 Returns
        classes       (n_classes,)                           出現過的類別，由小到大 | the classes that occur, in order
        weights       (n_classes, n_components)              classes[c] 的模型 | the model of classes[c]
        means         (n_classes, n_components, n_features)
        variances     (n_classes, n_components, n_features)  共變異數的對角線 | the diagonals of the covariances

    某一類所有語音的所有音框疊在一起，配適 GaussianMixture(n_components, covariance_type="diag", reg_covar=1e-3,
    random_state=random_state)，其他設定不改。類別不一定從 0 開始，也不一定連續。不可修改輸入。
    All frames of all utterances of a class, stacked, are what its GaussianMixture is fitted to, with the settings above and
    no others. Classes need not start from 0, nor follow each other. Inputs are never modified.

    Reynolds & Rose (1995), IEEE Trans. Speech and Audio Processing 3, 72-83; Murphy (2012) §11.2.
    """
    classes = np.unique(labels)
    models = []
    for one in classes:
        frames = np.vstack([utterance for utterance, label in zip(features, labels, strict=True) if label == one])
        model = GaussianMixture(n_components, covariance_type="diag", reg_covar=1e-3, random_state=random_state)
        models.append(model.fit(frames))
    weights = np.stack([model.weights_ for model in models])
    means = np.stack([model.means_ for model in models])
    variances = np.stack([model.covariances_ for model in models])
    return classes, weights, means, variances


def classify(
    utterance: np.ndarray, classes: np.ndarray, weights: np.ndarray, means: np.ndarray, variances: np.ndarray
) -> int:
    """把一段語音判給對數概似最大的類別。
    Give an utterance to the class with the largest log-likelihood.

    參數 Parameters
        utterance  (n_frames, n_features)                 每列一個音框 | a row for each frame
        classes    (n_classes,)                           類別，整數 | the classes, integers
        weights    (n_classes, n_components)              classes[c] 的模型，同 fit_class_models
        means      (n_classes, n_components, n_features)  the model of classes[c], as from fit_class_models
        variances  (n_classes, n_components, n_features)
    回傳 Returns
        label      int                                    classes 裡的一個 | one of classes

    一段語音的對數概似，是它每個音框的 log p(x) 的和（音框當作獨立）。各類別的機會相等，所以不加先驗。
    很長的語音、離所有成分都很遠的音框也要判對。n_frames、n_components、n_features 都可為 1。不可修改輸入。
    The log-likelihood of an utterance is the sum of log p(x) over its frames (taken as independent). Classes are equally
    likely, so there is no prior. Long utterances and frames far from every component are right too. n_frames,
    n_components and n_features may be 1. Inputs are never modified.

    Reynolds & Rose (1995), IEEE Trans. Speech and Audio Processing 3, 72-83; Murphy (2012) §11.2.1.
    """
    difference = np.asarray(utterance)[:, np.newaxis, np.newaxis, :] - means  # (n_frames, n_classes, n_components, d)
    log_densities = -0.5 * np.sum(np.log(2 * np.pi * variances) + difference**2 / variances, axis=3)
    scores = logsumexp(log_densities, axis=2, b=weights).sum(axis=0)  # (n_classes,)
    return int(classes[np.argmax(scores)])


def confusion_matrix(true: np.ndarray, predicted: np.ndarray, classes: np.ndarray) -> np.ndarray:
    """數一數：每個真正的類別，被判成各個類別幾次。
    Count how often each true class was given to each class.

    參數 Parameters
        true       (n_utterances,)         真正的類別 | the true classes
        predicted  (n_utterances,)         判成的類別 | the classes they were given to
        classes    (n_classes,)            全部的類別，依列與行的順序 | all classes, in the order of rows and columns
    回傳 Returns
        counts     (n_classes, n_classes)  整數；第 i 列第 j 行：真正是 classes[i]、判成 classes[j] 的個數
                                           integers; row i, column j: how many of classes[i] were given to classes[j]

    classes 不一定是 0, 1, 2, …，順序也不一定由小到大；沒有出現的類別，那一列或那一行是 0。不可修改輸入。
    classes need not be 0, 1, 2, …, nor in increasing order; for a class that does not occur the row or column is 0.
    Inputs are never modified.

    Murphy (2012) §5.7.2.1; scikit-learn user guide, "Confusion matrix".
    """
    counts = np.zeros((len(classes), len(classes)), dtype=int)
    position = {int(one): i for i, one in enumerate(classes)}
    for one, other in zip(true, predicted, strict=True):
        counts[position[int(one)], position[int(other)]] += 1
    return counts


def recognise_speakers(features: list[np.ndarray], speakers: np.ndarray, test_features: list[np.ndarray]) -> np.ndarray:
    """由訓練語音學會認人，說出測試語音各是誰說的。
    Learn the speakers from the training utterances, and say who speaks in each test utterance.

    參數 Parameters
        features       n_train 段語音的 list，各 (n_frames_i, n_features) | a list of n_train utterances
        speakers       (n_train,)   說話的人，整數 | who speaks, integers
        test_features  n_test 段語音的 list | a list of n_test utterances
    回傳 Returns
        predicted      (n_test,)    每段測試語音的說話者 | the speaker of each test utterance

    成分數由你選。在日語母音上，測試的準確率要達到 0.95。不可修改輸入。
    You choose the number of components. On Japanese Vowels the accuracy on the test set must reach 0.95.
    Inputs are never modified.

    Reynolds & Rose (1995), IEEE Trans. Speech and Audio Processing 3, 72-83.
    """
    models = fit_class_models(features, speakers, 4)
    return np.array([classify(utterance, *models) for utterance in test_features])


def recognise_digits(sounds: list[np.ndarray], digits: np.ndarray, test_sounds: list[np.ndarray]) -> np.ndarray:
    """由訓練的聲音學會認數字，說出測試的聲音各是哪個數字。
    Learn the digits from the training sounds, and say which digit each test sound is.

    參數 Parameters
        sounds       n_train 個聲音的 list，各 (n_samples_i,)，8000 Hz | a list of n_train sounds, at 8000 Hz
        digits       (n_train,)   各是哪一類，整數；評分時不一定是 0 到 9，也不一定有十類
                                  the classes, integers; when graded not always 0 to 9, nor always ten of them
        test_sounds  n_test 個聲音的 list | a list of n_test sounds
    回傳 Returns
        predicted    (n_test,)    每個測試聲音的類別 | the class of each test sound

    特徵是 MFCC；成分數由你選。測試的準確率要達到 0.90。不可修改輸入。
    The features are MFCC; you choose the number of components. The accuracy on the test set must reach 0.90.
    Inputs are never modified.

    Davis & Mermelstein (1980), IEEE Trans. ASSP 28, 357-366; Reynolds & Rose (1995).
    """
    models = fit_class_models([mfcc(sound) for sound in sounds], digits, 4)
    return np.array([classify(mfcc(sound), *models) for sound in test_sounds])
