# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown] id="title"
# # 08 語音：MFCC 與高斯混合模型 | Speech: MFCC and Gaussian mixtures
#
# 電腦怎麼聽出誰在說話、說了什麼？二十年間，最好的答案是：把聲音變成 **MFCC**，再替每個人、每個字配適一個高斯混合模型。
# 這份作業把這條路從頭走到尾，一次一小步：
#
# How does a computer hear who speaks, and what is said? For twenty years the best answer was: turn the sound into **MFCC**, and
# fit a Gaussian mixture for every speaker or every word. This assignment goes all the way, one small step at a time:
#
# | 函式 Function | 內容 What it does | 分數 Points |
# |---|---|---|
# | `pre_emphasis` | 加強高頻 lifts the high frequencies | 8 |
# | `frame_signal` | 切成音框 cuts the sound into frames | 10 |
# | `power_spectrum` | 每個音框的功率頻譜 power spectrum of each frame | 12 |
# | `mel_filterbank` | 像耳朵一樣的濾波器 filters like those of the ear | 15 |
# | `mfcc` | 全部接起來 all steps together | 13 |
# | `fit_class_models` | 每個類別一個混合模型 one mixture for each class | 12 |
# | `classify` | 最像哪個類別 the most likely class | 13 |
# | `confusion_matrix` | 什麼被認成什麼 what is taken for what | 7 |
# | `recognise_speakers` | 日語母音：認人 Japanese Vowels: who speaks | 5 |
# | `recognise_digits` | 數字：認字 digits: what is said | 5 |
#
# 請由上往下執行，把 `raise NotImplementedError()` 換成你的程式。從 `pre_emphasis` 到 `mfcc` 以及 `classify` 要自己寫，可以用
# NumPy 與 SciPy，不可以呼叫 librosa 之類的語音套件或 `sklearn.mixture`；`fit_class_models` 則用 `GaussianMixture`。
#
# Run the cells from top to bottom and replace each `raise NotImplementedError()` by your own code. Write `pre_emphasis` to `mfcc`,
# and `classify`, from scratch: NumPy and SciPy are fine, speech packages such as librosa and `sklearn.mixture` are not.
# `fit_class_models` fits with `GaussianMixture`.

# %% include="setup" id="setup"

# %% id="imports"
from IPython.display import Audio, display
from scipy import signal as scipy_signal
from scipy.fft import dct
from scipy.special import logsumexp
from sklearn.mixture import GaussianMixture

# %% [markdown] id="data"
# ## 八、延伸應用：語音 | Applications: speech
#
# ### 1. 兩份資料 | Two data sets
#
# - **合成的數字** `digits.npz`：英語 zero 到 nine，20 個聲音各唸一次。聲音是語音合成程式 espeak-ng 做的，**不是真人**；其中 6 個聲音
#   只在測試集，所以模型要認的是沒聽過的聲音（CC0）。
# - **日語母音** `japanese_vowels.npz`：九位男性**真人**各說很多次 /ae/（Kudo et al., 1999；UCI，CC BY 4.0）。公開的只有每個音框的
#   12 個係數，沒有聲音。
#
# Two data sets:
#
# - **Synthetic digits**, `digits.npz`: zero to nine in English, each said once by 20 voices. They are made by the speech synthesiser
#   espeak-ng; **no person speaks**. Six of the voices are in the test set only, so the models must recognise voices that they have
#   never heard (CC0).
# - **Japanese Vowels**, `japanese_vowels.npz`: nine **real** men say /ae/ many times (Kudo et al., 1999; UCI, CC BY 4.0). What is
#   published are 12 coefficients a frame, no sound.
#
# 下面讀進數字，播放其中三段 | Below, the digits are loaded and three of them played.

# %% id="load_digits"
with np.load("digits.npz") as file:
    sounds = np.split(file["samples"] / 127.0, np.cumsum(file["lengths"])[:-1])  # 200 段，-1 到 1 | 200 sounds, from -1 to 1
    digits, voices = file["digits"].astype(int), file["speakers"]
    in_test, sample_rate = file["test"], int(file["rate"])

print(len(sounds), "段 sounds,", sample_rate, "Hz,", int(np.sum(in_test)), "段在測試集 in the test set")
for one in (3, 8, 43):
    print(f"{digits[one]}, {voices[one]}, {len(sounds[one]) / sample_rate:.2f} s")
    display(Audio(sounds[one], rate=sample_rate))

# %% [markdown] id="pre_emphasis_idea"
# ### 2. 預強調 | Pre-emphasis
#
# 聲音是一列樣本 $x_0, x_1, \dots, x_{T-1}$，每秒 $f_s = 8000$ 個。人聲的高頻比低頻弱得多，但子音多半在高頻。
# **預強調**從每個樣本減去前一個樣本的 $a$ 倍：
#
# A sound is a row of samples $x_0, x_1, \dots, x_{T-1}$, $f_s = 8000$ of them a second. High frequencies are much weaker in a voice than
# low ones, but most of the consonants are there. **Pre-emphasis** subtracts $a$ times the previous sample from each:
#
# $$y_0 = x_0, \qquad y_t = x_t - a\,x_{t-1} \quad (t = 1, \dots, T-1)$$
#
# | 符號 Symbol | 意義 Meaning | 程式 Code |
# |---|---|---|
# | $x_t$ | 第 $t$ 個樣本，共 $T$ 個 sample $t$ of $T$ | `signal`, `(n_samples,)` |
# | $a$ | 減去的比例，0.97 the part that is subtracted, 0.97 | `coefficient` |
# | $y_t$ | 預強調後的樣本 the sample after pre-emphasis | `(n_samples,)` |
#
# 慢慢變的（低頻）相減後幾乎消失，快快變的（高頻）留下來。
#
# What changes slowly (low frequencies) almost cancels; what changes quickly (high frequencies) remains.
#
# **用手算一次 | Once by hand**，$a = 0.5$: $(2, 4, 4, 0) \mapsto (2,\ 4-1,\ 4-2,\ 0-2) = (2, 3, 2, -2)$.
#
# Young et al. (2006), *The HTK Book* §5.2.

# %% [markdown] id="task_pre_emphasis"
# ### ✏️ `pre_emphasis`
#
# 寫出預強調。| Write pre-emphasis.

# %% solution="pre_emphasis"

# %% grade="pre_emphasis" points=8
answer = pre_emphasis(np.array([2, 4, 4, 0]), 0.5)
assert answer is not None, "函式沒有回傳值，是否忘了 return？ | Nothing was returned: is there a return?"
assert np.shape(answer) == (4,), f"形狀應是 (4,)，你的是 {np.shape(answer)} | The shape should be (4,), yours is {np.shape(answer)}"
assert np.allclose(answer, [2, 3, 2, -2]), f"手算是 [2, 3, 2, -2]，你的是 {answer} | By hand it was [2, 3, 2, -2], yours is {answer}"
filtered = scipy_signal.lfilter([1, -0.97], [1], sounds[3])  # SciPy 的數位濾波器 | SciPy's digital filter
assert np.allclose(pre_emphasis(sounds[3]), filtered), (
    "真正的聲音上，和 scipy.signal.lfilter 不一樣 | On a real sound it differs from scipy.signal.lfilter"
)
print("✓ 看得到的檢查都通過了，評分時還有更多檢查 | All visible checks passed; more checks run at grading")

# %% [markdown] id="frames_idea"
# ### 3. 音框 | Frames
#
# 說話時嘴巴一直在動，但 25 毫秒內幾乎不動。所以把聲音切成短短的**音框**，相鄰的互相重疊：
#
# The mouth moves all the time, but hardly within 25 milliseconds. So the sound is cut into short **frames**, which overlap:
#
# $$F_{it} = y_{\,iH + t}, \qquad i = 0, \dots, n-1, \quad t = 0, \dots, L-1, \qquad n = 1 + \left\lfloor \frac{T - L}{H} \right\rfloor$$
#
# | 符號 Symbol | 意義 Meaning | 程式 Code |
# |---|---|---|
# | $L$ | 音框長度：25 ms，200 個樣本 length of a frame: 25 ms, 200 samples | `frame_length` |
# | $H$ | 相鄰音框起點的距離：10 ms，80 個樣本 from one start to the next: 10 ms, 80 samples | `hop_length` |
# | $T$ | 樣本數，$T \ge L$ number of samples | `n_samples` |
# | $F$ | 音框，每列一個 the frames, one in each row | `(n_frames, frame_length)` |
#
# $\lfloor\cdot\rfloor$ 是捨去小數。不補零：尾端不滿一個音框的樣本捨去。
# $\lfloor\cdot\rfloor$ rounds down. There is no padding: samples at the end that fill no whole frame are left out.
#
# **用手算一次 | Once by hand**：$T = 8$、$L = 4$、$H = 3$，$n = 1 + \lfloor 4/3 \rfloor = 2$：樣本 0–3 與 3–6；樣本 7 捨去。
# The frames are samples 0–3 and 3–6; sample 7 is left out.

# %% [markdown] id="task_frame_signal"
# ### ✏️ `frame_signal`
#
# 切出音框。| Cut the frames.

# %% solution="frame_signal"

# %% grade="frame_signal" points=10
answer = frame_signal(np.arange(8), 4, 3)
assert answer is not None, "函式沒有回傳值，是否忘了 return？ | Nothing was returned: is there a return?"
assert np.shape(answer) == (2, 4), (
    f"T=8、L=4、H=3 有 2 個音框，形狀 (2, 4)，你的是 {np.shape(answer)} | "
    f"T=8, L=4, H=3 make 2 frames, shape (2, 4), yours is {np.shape(answer)}"
)
assert np.array_equal(answer, [[0, 1, 2, 3], [3, 4, 5, 6]]), (
    f"音框應是樣本 0–3 與 3–6，你的是 {answer} | The frames are samples 0–3 and 3–6, yours are {answer}"
)
assert np.shape(frame_signal(np.arange(10), 4, 2)) == (4, 4), (
    "T=10、L=4、H=2 時，最後一個音框剛好到底，共 4 個 | With T=10, L=4, H=2 the last frame just fits: there are 4"
)
print("✓ 看得到的檢查都通過了，評分時還有更多檢查 | All visible checks passed; more checks run at grading")

# %% [markdown] id="spectrum_idea"
# ### 4. 功率頻譜 | Power spectrum
#
# 每個音框裡有哪些頻率？先乘上**漢明窗** $w$，讓兩端淡出（硬生生切斷會冒出假的頻率），再做離散傅立葉轉換（DFT），取絕對值平方：
#
# Which frequencies are in each frame? Multiply by a **Hamming window** $w$, so that both ends fade (a sharp cut would bring in
# frequencies that are not there); take the discrete Fourier transform (DFT), and square its modulus:
#
# $$w_t = 0.54 - 0.46\cos\frac{2\pi t}{L-1}, \qquad
#   P_{ij} = \frac{1}{N}\left|\sum_{t=0}^{L-1} w_t F_{it}\, e^{-2\pi \mathrm{i}\, jt/N}\right|^2, \qquad j = 0, \dots, \lfloor N/2 \rfloor$$
#
# | 符號 Symbol | 意義 Meaning | 程式 Code |
# |---|---|---|
# | $w_t$ | 漢明窗（對稱）the window (symmetric) | `np.hamming(frame_length)` |
# | $N$ | DFT 的點數，$N \ge L$；不足的補零 points of the DFT; zeros are appended | `n_fft`，256 |
# | $P_{ij}$ | 音框 $i$ 在頻率 $f_j = j f_s / N$ 的功率 power of frame $i$ at frequency $f_j$ | `(n_frames, n_fft // 2 + 1)` |
# | $\mathrm{i}$ | 虛數單位 the imaginary unit, $\mathrm{i}^2 = -1$ | |
#
# 實數訊號的頻譜前後對稱，所以只留 0 到 $\lfloor N/2 \rfloor$。`np.fft.rfft(…, n_fft)` 會自己補零。
#
# The spectrum of a real signal is symmetric, so only 0 to $\lfloor N/2 \rfloor$ is kept. `np.fft.rfft(…, n_fft)` appends the zeros
# by itself.
#
# **用手算一次 | Once by hand.** $L = 3$，$w = (0.08, 1, 0.08)$；$F = (0, 2, 0)$，$N = 4$：加窗後只剩中間的 2，
# $|{\rm DFT}| = 2$ 對每個 $j$，所以 $P = (1, 1, 1)$。
# After the window only the 2 in the middle is left; $|{\rm DFT}| = 2$ for each $j$, so $P = (1, 1, 1)$.
#
# Young et al. (2006), *The HTK Book* §5.2.

# %% [markdown] id="task_power_spectrum"
# ### ✏️ `power_spectrum`
#
# 寫出功率頻譜。| Write the power spectrum.

# %% solution="power_spectrum"

# %% grade="power_spectrum" points=12
answer = power_spectrum(np.array([[0.0, 2.0, 0.0]]), 4)
assert answer is not None, "函式沒有回傳值，是否忘了 return？ | Nothing was returned: is there a return?"
assert np.shape(answer) == (1, 3), f"形狀應是 (1, 3)，你的是 {np.shape(answer)} | The shape should be (1, 3), yours is {np.shape(answer)}"
assert np.allclose(answer, 1), f"手算是 [[1, 1, 1]]，你的是 {answer} | By hand it was [[1, 1, 1]], yours is {answer}"
some = np.random.default_rng(0).standard_normal((5, 200))
window = np.hamming(200)
_, expected = scipy_signal.periodogram(
    some, window=window, nfft=256, detrend=False, return_onesided=False, scaling="spectrum"
)
expected = expected[:, :129] * window.sum() ** 2 / 256  # SciPy 除以 (Σw)²，這裡除以 N | SciPy divides by (Σw)², here it is N
assert np.allclose(power_spectrum(some, 256), expected), (
    "和 scipy.signal.periodogram 不一樣：窗、補零與除數都對嗎？ | "
    "It differs from scipy.signal.periodogram: are window, zeros and divisor right?"
)
print("✓ 看得到的檢查都通過了，評分時還有更多檢查 | All visible checks passed; more checks run at grading")

# %% [markdown] id="see_spectrum"
# 你的三個函式畫出「five」的**語譜圖**：橫軸是時間，縱軸是頻率，愈亮愈強。一條條亮帶是口腔的共振（**共振峰**）：
# 唸 ai 時，800 與 1200 Hz 附近的兩條慢慢分開，一條往下、一條往上。波形上看不出這些。
#
# Your three functions draw the **spectrogram** of “five”: time goes right, frequency goes up, brighter is stronger. The bright bands are
# resonances of the mouth (**formants**): in the course of the vowel, the two near 800 and 1200 Hz part, one falling and one rising.
# Nothing of this can be seen in the wave.

# %% id="plot_spectrogram"
five = sounds[5]
power = power_spectrum(frame_signal(pre_emphasis(five), 200, 80), 256)

fig, (wave, picture) = plt.subplots(2, 1, figsize=(7, 4.6), sharex=True, gridspec_kw={"height_ratios": [1, 2.2]})
wave.plot(np.arange(len(five)) / sample_rate, five, color=COLOURS[0], linewidth=0.6)
wave.set(ylabel=label("振幅", "amplitude"), title=label("「five」的波形與語譜圖", "“five”: wave and spectrogram"))
ends = (0, len(power) * 80 / sample_rate)
image = picture.imshow(
    10 * np.log10(power.T + 1e-8), origin="lower", aspect="auto", extent=(*ends, 0, sample_rate / 2), cmap="cividis", vmin=-60
)
picture.set(xlabel=label("時間（秒）", "time (s)"), ylabel=label("頻率", "frequency") + " (Hz)")
fig.colorbar(image, ax=[wave, picture], label="dB")
plt.show()

# %% [markdown] id="mel_idea"
# ### 5. 梅爾濾波器 | Mel filters
#
# 同樣差 100 Hz，200 與 300 Hz 聽起來差很多，3000 與 3100 Hz 卻差得少。**梅爾尺度**照聽覺排列頻率：
#
# Both differ by 100 Hz, but 200 and 300 Hz sound far apart, 3000 and 3100 Hz much closer. The **mel scale** arranges frequencies as they
# are heard:
#
# $$\mathrm{mel}(f) = 2595\,\log_{10}\!\left(1 + \frac{f}{700}\right), \qquad f(\mathrm{mel}) = 700\left(10^{\mathrm{mel}/2595} - 1\right)$$
#
# 從 0 到 $f_s/2$，在梅爾尺度上取 $M + 2$ 個等距的點，換回 Hz，記作 $c_0 < c_1 < \dots < c_{M+1}$。第 $m$ 個濾波器是 Hz 上的三角形，
# 從 $c_m$ 升到 $c_{m+1}$ 的 1，再降到 $c_{m+2}$：
#
# Take $M + 2$ points from 0 to $f_s/2$, equally spaced in mel, and turn them back into Hz: $c_0 < c_1 < \dots < c_{M+1}$. Filter $m$
# is a triangle over Hz, which rises from $c_m$ to 1 at $c_{m+1}$ and falls to $c_{m+2}$:
#
# $$B_{mj} = \max\!\left(0,\ \min\!\left(\frac{f_j - c_m}{c_{m+1} - c_m},\ \frac{c_{m+2} - f_j}{c_{m+2} - c_{m+1}}\right)\right),
#   \qquad m = 0, \dots, M-1, \quad f_j = \frac{j f_s}{N}$$
#
# | 符號 Symbol | 意義 Meaning | 程式 Code |
# |---|---|---|
# | $M$ | 濾波器的個數，26 number of filters | `n_filters` |
# | $c_m$ | 三角形的角，單位 Hz corners of the triangles, in Hz | |
# | $f_j$ | DFT 的第 $j$ 個頻率 frequency $j$ of the DFT, $j = 0, \dots, \lfloor N/2 \rfloor$ | |
# | $B$ | 濾波器，每列一個 the filters, one in each row | `(n_filters, n_fft // 2 + 1)` |
#
# 別處的定義可能不同：有的把 $c_m$ 湊到整數的 $j$，有的除以三角形的面積，有的用另一種梅爾尺度。這裡與 librosa 的
# `filters.mel(htk=True, norm=None)` 相同。
#
# Definitions differ: some round $c_m$ to a whole $j$, some divide by the triangle's area, some use another mel scale. This one is that of
# librosa's `filters.mel(htk=True, norm=None)`.
#
# **用手算一次 | Once by hand.** $f_s = 2800$、$N = 4$、$M = 1$：$f = (0, 700, 1400)$；
# $\mathrm{mel}(1400) = 2595\log_{10}3$，中點換回來是 $700(\sqrt3 - 1) \approx 512.4$。$B = (0,\ \frac{1400 - 700}{1400 - 512.4},\ 0) \approx (0, 0.789, 0)$。
# Half of $\mathrm{mel}(1400)$, turned back, is $\approx 512.4$ Hz.
#
# Davis & Mermelstein (1980); Young et al. (2006), *The HTK Book* §5.4.

# %% [markdown] id="task_mel_filterbank"
# ### ✏️ `mel_filterbank`
#
# 做出濾波器。| Make the filters.

# %% solution="mel_filterbank"

# %% grade="mel_filterbank" points=15
answer = mel_filterbank(2800, 4, 1)
assert answer is not None, "函式沒有回傳值，是否忘了 return？ | Nothing was returned: is there a return?"
assert np.shape(answer) == (1, 3), f"形狀應是 (1, 3)，你的是 {np.shape(answer)} | The shape should be (1, 3), yours is {np.shape(answer)}"
assert np.allclose(answer, [[0, 0.78868, 0]], atol=1e-4), (
    f"手算是 [[0, 0.789, 0]]，你的是 {np.round(answer, 3)} | By hand it was [[0, 0.789, 0]], yours is {np.round(answer, 3)}"
)
answer = np.asarray(mel_filterbank(8000, 256, 26))
assert answer.shape == (26, 129), f"形狀應是 (26, 129)，你的是 {answer.shape} | The shape should be (26, 129), yours is {answer.shape}"
assert answer.min() >= 0 and answer.max() <= 1 + 1e-9, "三角形的值在 0 與 1 之間 | Triangles have values between 0 and 1"
sums = np.sum(answer, axis=0)[3:115]  # 相鄰的三角形互補 | neighbouring triangles complete each other
assert np.allclose(sums, 1), (
    "兩個相鄰的三角形在同一個頻率的和應是 1 | At one frequency, two neighbouring triangles sum to 1"
)
# librosa.filters.mel(sr=8000, n_fft=256, n_mels=26, htk=True, norm=None) 的第 0、12、25 個濾波器的和 | sums of three of its filters
assert np.allclose(np.sum(answer, axis=1)[[0, 12, 25]], [1.62811, 3.94010, 9.88341], atol=1e-4), (
    "和 librosa 的濾波器不一樣 | The filters differ from those of librosa"
)
print("✓ 看得到的檢查都通過了，評分時還有更多檢查 | All visible checks passed; more checks run at grading")

# %% [markdown] id="see_filters"
# 你的濾波器（這裡只做 12 個，看得清楚些）：低頻窄而密，高頻寬而疏；除了最兩端，每個頻率上相鄰的兩個加起來是 1。
#
# Your filters (only 12 here, so that they can be told apart): narrow and close together low down, wide and far apart high up. Except at
# both ends, the two neighbours at a frequency sum to 1.

# %% id="plot_filters"
frequencies = np.arange(257) * sample_rate / 512
fig, ax = plt.subplots(figsize=(7, 2.8))
for m, filter_ in enumerate(np.asarray(mel_filterbank(sample_rate, 512, 12))):
    ax.plot(frequencies, filter_, LINES[m % 2], color=COLOURS[m % 2])
ax.set(title=label("12 個梅爾濾波器", "12 mel filters"), ylabel="$B_{mj}$")
ax.set_xlabel(label("頻率", "frequency") + " (Hz)")
plt.show()

# %% [markdown] id="mfcc_idea"
# ### 6. MFCC
#
# 現在把全部的步驟接起來。功率經過濾波器，變成 $M$ 個能量；耳朵聽的是比例，所以取**對數**；相鄰的能量彼此相關，
# 用離散餘弦轉換（**DCT-II**）拆開，只留前面 $Q$ 個平滑的係數：
#
# Now all steps together. The filters turn power into $M$ energies; the ear hears ratios, so take the **logarithm**; neighbouring energies
# are correlated, so a discrete cosine transform (**DCT-II**) takes them apart, and only the first $Q$, smooth ones are kept:
#
# $$E = P B^{\mathsf T}, \qquad \ell_{im} = \log \max(E_{im}, 10^{-10}), \qquad
#   C_{iq} = s_q \sum_{m=0}^{M-1} \ell_{im} \cos\frac{\pi q (2m+1)}{2M}, \qquad q = 0, \dots, Q-1$$
#
# | 符號 Symbol | 意義 Meaning | 程式 Code |
# |---|---|---|
# | $E$ | 每個音框、每個濾波器的能量 energy in each frame and filter | `(n_frames, n_filters)` |
# | $\ell$ | 對數能量；下限 $10^{-10}$，靜音也不會是 $-\infty$ log energies; thanks to the floor, silence is not $-\infty$ | `np.log` |
# | $s_q$ | $s_0 = \sqrt{1/M}$，其他 others $\sqrt{2/M}$ | `norm="ortho"` |
# | $C$ | MFCC，每列一個音框 the MFCC, a row for each frame | `(n_frames, n_coefficients)` |
# | $Q$ | 留下幾個，13 how many are kept | `n_coefficients` |
#
# DCT 可以用 `scipy.fft.dct(…, type=2, norm="ortho", axis=1)`。DCT 之後係數幾乎不相關，所以下一步的高斯可以用**對角**的共變異數。
#
# For the DCT you may use `scipy.fft.dct(…, type=2, norm="ortho", axis=1)`. After it the coefficients are almost uncorrelated, which is
# why the Gaussians of the next step may have **diagonal** covariances.
#
# Davis & Mermelstein (1980); Young et al. (2006), *The HTK Book* §5.6.

# %% [markdown] id="task_mfcc"
# ### ✏️ `mfcc`
#
# 順序：預強調（0.97）→ 音框 → 功率頻譜 → 濾波器 → 對數 → DCT → 前 `n_coefficients` 個。
#
# In this order: pre-emphasis (0.97), frames, power spectrum, filters, logarithm, DCT, the first `n_coefficients`.

# %% solution="mfcc"

# %% grade="mfcc" points=13
answer = mfcc(five)
assert answer is not None, "函式沒有回傳值，是否忘了 return？ | Nothing was returned: is there a return?"
n_frames = 1 + (len(five) - 200) // 80
assert np.shape(answer) == (n_frames, 13), (
    f"形狀應是 {(n_frames, 13)}，你的是 {np.shape(answer)} | The shape should be {(n_frames, 13)}, yours is {np.shape(answer)}"
)
silent = np.asarray(mfcc(np.zeros(400)))
assert np.all(np.isfinite(silent)), "靜音的 MFCC 應是有限的數 | The MFCC of silence should be finite"
assert np.allclose(silent[:, 0], np.sqrt(26) * np.log(1e-10)) and np.allclose(silent[:, 1:], 0), (
    "靜音時 ℓ 全是 log 1e-10，第 0 個係數應是 √26 · log 1e-10，其他是 0 | "
    "In silence every ℓ is log 1e-10: coefficient 0 is √26 · log 1e-10, the others are 0"
)
louder = np.asarray(mfcc(10 * five)) - np.asarray(answer)
assert np.allclose(louder[:, 1:], 0, atol=1e-2), (
    "大聲十倍，只有第 0 個係數會變 | Ten times as loud, only coefficient 0 changes"
)
assert np.allclose(louder[:, 0], np.sqrt(26) * np.log(100), atol=1e-2), (
    "大聲十倍，第 0 個係數增加 √26 · log 100 | Ten times as loud, coefficient 0 grows by √26 · log 100"
)
# librosa.feature.mfcc(S=…) 在第一個音框的前三個係數 | librosa's first three coefficients of the first frame
assert np.allclose(np.asarray(answer)[0, :3], [-58.7669, -12.1679, -0.8663], atol=1e-3), (
    "「five」第一個音框的 MFCC 和 librosa 的不一樣 | The MFCC of the first frame of “five” differ from those of librosa"
)
print("✓ 看得到的檢查都通過了，評分時還有更多檢查 | All visible checks passed; more checks run at grading")

# %% [markdown] id="librosa"
# **和 librosa 比一比 | Compare with librosa.** [librosa](https://librosa.org) 是常用的語音套件，評分不需要它。想比的話，
# `pip install librosa`，把下面改成 `True`（第一次要等十幾秒）。
#
# librosa is a widely used package; grading does not need it. To compare, `pip install librosa` and turn `False` into `True` below
# (the first time takes some ten seconds).

# %% id="compare_with_librosa"
COMPARE_WITH_LIBROSA = False

if COMPARE_WITH_LIBROSA:
    try:
        import librosa

        filters = librosa.filters.mel(sr=8000, n_fft=256, n_mels=26, htk=True, norm=None, dtype=float)
        log_energies = np.log(np.maximum(power @ filters.T, 1e-10))
        theirs = librosa.feature.mfcc(S=log_energies.T, n_mfcc=13).T
        print("最大差異 largest difference:", np.abs(theirs - mfcc(five)).max())
    except ImportError:
        print("沒有安裝 librosa，跳過這一格 | librosa is not installed; this cell is skipped")

# %% [markdown] id="class_models"
# ### 7. 每個類別一個混合模型 | One mixture for each class
#
# 一段語音是 $n$ 個音框 $x_1, \dots, x_n$，每個是 $d$ 個特徵（這裡是 13 個 MFCC）。同一個字裡有好幾種音（f、ai、v），
# 所以一個高斯不夠，要用混合。替每個類別 $c$，把它全部訓練語音的音框疊在一起，配適一個對角共變異數的高斯混合模型：
#
# An utterance is $n$ frames $x_1, \dots, x_n$ of $d$ features (here 13 MFCC). A word holds several sounds (f, ai, v), so one Gaussian is
# not enough and a mixture is needed. For each class $c$, stack the frames of all its training utterances and fit a Gaussian mixture with
# diagonal covariances to them:
#
# $$p(x \mid c) = \sum_{k=1}^{K} \pi_{ck} \prod_{j=1}^{d} \mathcal N\!\left(x_j \mid \mu_{ckj},\ \sigma^2_{ckj}\right)$$
#
# | 符號 Symbol | 意義 Meaning | 程式 Code |
# |---|---|---|
# | $c$ | 類別 class | `classes`, `(n_classes,)` |
# | $\pi_{ck}$ | 權重，每個類別的和是 1 weights, summing to 1 for each class | `weights`, `(n_classes, n_components)` |
# | $\mu_{ckj}$ | 均值 means | `means`, `(n_classes, n_components, n_features)` |
# | $\sigma^2_{ckj}$ | 變異數 variances | `variances`, `(n_classes, n_components, n_features)` |
#
# 四個陣列就是全部的模型。`features` 是一個 list：`features[i]` 是第 $i$ 段語音 `(n_frames_i, n_features)`，長短不一。
#
# These four arrays are all there is to the models. `features` is a list: `features[i]` is utterance $i$, `(n_frames_i, n_features)`, each of
# its own length.
#
# Reynolds & Rose (1995); Murphy (2012) §11.2; [scikit-learn guide](https://scikit-learn.org/stable/modules/mixture.html).

# %% [markdown] id="task_fit_class_models"
# ### ✏️ `fit_class_models`
#
# 用 `GaussianMixture(n_components, covariance_type="diag", reg_covar=1e-3, random_state=random_state)` 配適每個類別。
#
# Fit each class with `GaussianMixture(n_components, covariance_type="diag", reg_covar=1e-3, random_state=random_state)`.

# %% solution="fit_class_models"

# %% grade="fit_class_models" points=12
tiny = [np.array([[0.0], [2.0]]), np.array([[10.0], [10.0], [13.0]]), np.array([[4.0]])]  # 類別 7、3、7 | classes 7, 3, 7
answer = fit_class_models(tiny, np.array([7, 3, 7]), 1)
assert answer is not None and len(answer) == 4, (
    "請回傳四樣東西：classes、weights、means、variances | Return four things: classes, weights, means, variances"
)
classes, weights, means, variances = answer
assert np.array_equal(classes, [3, 7]), f"類別應是 [3, 7]，你的是 {classes} | The classes should be [3, 7], yours are {classes}"
assert np.shape(means) == (2, 1, 1), (
    f"means 的形狀應是 (2, 1, 1)，你的是 {np.shape(means)} | The shape of means should be (2, 1, 1), yours is {np.shape(means)}"
)
assert np.allclose(np.ravel(means), [11, 2]), (
    f"類別 3 的音框平均是 11，類別 7 是 (0+2+4)/3 = 2，你的是 {np.ravel(means)} | "
    f"The frames of class 3 average 11, those of class 7 (0+2+4)/3 = 2, yours are {np.ravel(means)}"
)
assert np.allclose(np.ravel(variances), [2, 8 / 3], atol=0.01), (
    f"變異數應是 2 與 8/3（加上 0.001），你的是 {np.ravel(variances)} | "
    f"The variances should be 2 and 8/3 (plus 0.001), yours are {np.ravel(variances)}"
)
print("✓ 看得到的檢查都通過了，評分時還有更多檢查 | All visible checks passed; more checks run at grading")

# %% [markdown] id="classify_idea"
# ### 8. 判給最像的類別 | The most likely class
#
# 把音框當作獨立，一段語音在類別 $c$ 之下的對數概似就是各音框的和；判給最大的那一個：
#
# With frames taken as independent, the log-likelihood of an utterance under class $c$ is a sum over its frames; the largest wins:
#
# $$\hat c = \arg\max_c \sum_{i=1}^{n} \log p(x_i \mid c), \qquad
#   \log p(x \mid c) = \log \sum_{k=1}^{K} \exp\!\left(\log \pi_{ck} - \frac12 \sum_{j=1}^{d}\left[\log(2\pi\sigma^2_{ckj}) +
#   \frac{(x_j - \mu_{ckj})^2}{\sigma^2_{ckj}}\right]\right)$$
#
# 其中 $\hat c$ 是判給的類別，其他符號同上；$2\pi$ 的 $\pi$ 是圓周率。密度很小，幾百個相乘就變成 0，所以整段都留在對數裡，
# 用 `logsumexp`（`01` 第 7 節）。各類別的機會相等，不加先驗。
#
# Here $\hat c$ is the class that is chosen, other symbols are as above, and the $\pi$ in $2\pi$ is the number. Densities are small, and
# hundreds of them multiply to 0: stay in logarithms throughout, with `logsumexp` (`01`, part 7). Classes are equally likely, so there is no
# prior.
#
# **小例子 | A tiny example.** $d = 1$、$K = 1$，類別 5 是 $\mathcal N(0, 1)$，類別 2 是 $\mathcal N(3, 1)$；語音是 $(0, 0, 5)$。
# 平方和：類別 5 是 $0+0+25 = 25$，類別 2 是 $9+9+4 = 22$，所以判給 **2**，雖然三個音框裡有兩個比較像 5。
#
# With class 5 being $\mathcal N(0, 1)$, class 2 $\mathcal N(3, 1)$ and the utterance $(0, 0, 5)$, the sums of squares are 25 and 22: it goes to
# **2**, though two of the three frames are more like 5.
#
# Reynolds & Rose (1995); Murphy (2012) §11.2.1; Bishop (2006) §9.2.

# %% [markdown] id="task_classify"
# ### ✏️ `classify`
#
# 回傳類別本身，不是它的位置。| Return the class itself, not its position.

# %% solution="classify"

# %% grade="classify" points=13
two = np.array([5, 2]), np.ones((2, 1)), np.array([[[0.0]], [[3.0]]]), np.ones((2, 1, 1))
answer = classify(np.array([[0.0], [0.0], [5.0]]), *two)
assert answer is not None, "函式沒有回傳值，是否忘了 return？ | Nothing was returned: is there a return?"
assert np.ndim(answer) == 0, f"回傳一個類別，你的形狀是 {np.shape(answer)} | Return one class, yours has the shape {np.shape(answer)}"
assert answer == 2, f"小例子判給 2，你的是 {answer} | The tiny example goes to 2, yours to {answer}"
for value, nearer in [(1.4, 5), (1.6, 2)]:
    assert classify(np.full((1000, 1), value), *two) == nearer, (
        f"1000 個 {value} 應判給比較近的 {nearer}；密度連乘會變成 0 | "
        f"A thousand times {value} goes to {nearer}, which is nearer; a product of densities would become 0"
    )
assert classify(np.array([[200.0]]), *two) == 2, (
    "200 離 3 比較近，應判給 2；密度在那裡已經是 0 | 200 is nearer to 3 and goes to 2, though densities are 0 there"
)
print("✓ 看得到的檢查都通過了，評分時還有更多檢查 | All visible checks passed; more checks run at grading")

# %% [markdown] id="confusion_idea"
# ### 9. 混淆矩陣 | The confusion matrix
#
# 準確率只說判對幾成，不說**什麼被認成什麼**。混淆矩陣 $A$ 的列是真正的類別，行是判成的類別：
#
# The accuracy tells how often a decision is right, not **what is taken for what**. The confusion matrix $A$ has true classes as rows and
# predicted ones as columns:
#
# $$A_{ij} = \#\{\,u : \text{true}_u = c_i,\ \text{predicted}_u = c_j\,\}, \qquad \text{accuracy} = \frac{\sum_i A_{ii}}{\sum_{i,j} A_{ij}}$$
#
# $u$ 數過每段測試語音，$c_i$ 是 `classes[i]`，$\#$ 是個數；$A$ 是 `(n_classes, n_classes)`。對角線是判對的。
# $u$ runs over the test utterances, $c_i$ is `classes[i]`, $\#$ counts; $A$ is `(n_classes, n_classes)`. The diagonal is what is right.
#
# **小例子 | A tiny example.** `true = [4, 4, 9, 9]`、`predicted = [4, 9, 9, 9]`、`classes = [9, 4]`：$A = \begin{pmatrix} 2 & 0 \\ 1 & 1 \end{pmatrix}$。
#
# Murphy (2012) §5.7.2.1.

# %% [markdown] id="task_confusion_matrix"
# ### ✏️ `confusion_matrix`
#
# 數出混淆矩陣。| Count the confusion matrix.

# %% solution="confusion_matrix"

# %% grade="confusion_matrix" points=7
answer = confusion_matrix(np.array([4, 4, 9, 9]), np.array([4, 9, 9, 9]), np.array([9, 4]))
assert answer is not None, "函式沒有回傳值，是否忘了 return？ | Nothing was returned: is there a return?"
assert np.shape(answer) == (2, 2), f"形狀應是 (2, 2)，你的是 {np.shape(answer)} | The shape should be (2, 2), yours is {np.shape(answer)}"
assert np.array_equal(answer, [[2, 0], [1, 1]]), (
    f"小例子是 [[2, 0], [1, 1]]，你的是 {answer} | The tiny example is [[2, 0], [1, 1]], yours is {answer}"
)
print("✓ 看得到的檢查都通過了，評分時還有更多檢查 | All visible checks passed; more checks run at grading")

# %% [markdown] id="speakers_idea"
# ### 10. 認人：日語母音 | Who speaks: Japanese Vowels
#
# 九位說話者，訓練集每人 30 段，測試集共 370 段。特徵是現成的：每個音框 12 個 LPC 倒頻譜係數（MFCC 的近親）。
# 一個人的 GMM 就是他的「聲紋」。
#
# Nine speakers, 30 utterances of each for training, 370 in all for testing. The features come ready: 12 LPC cepstrum coefficients a
# frame, close relatives of MFCC. The mixture of a speaker is his “voice print”.

# %% id="load_vowels"
with np.load("japanese_vowels.npz") as file:
    vowels = np.split(file["frames"] * file["unit"], np.cumsum(file["lengths"])[:-1])  # 640 段 | 640 utterances
    speakers, vowels_in_test = file["speakers"].astype(int), file["test"]

train_vowels = [u for u, test in zip(vowels, vowels_in_test) if not test]
test_vowels = [u for u, test in zip(vowels, vowels_in_test) if test]
print(len(train_vowels), "+", len(test_vowels), "段 utterances,", vowels[0].shape)

# %% [markdown] id="task_recognise_speakers"
# ### ✏️ `recognise_speakers`
#
# 用 `fit_class_models` 學，用 `classify` 認。成分數由你選；測試的準確率要達到 **0.95**（評分時只隨機取三分之一的測試語音，達到 0.93）。
#
# Learn with `fit_class_models`, recognise with `classify`. You choose the number of components; the accuracy on the test set must
# reach **0.95** (grading takes a third of it, drawn at random, and asks for 0.93).

# %% solution="recognise_speakers"

# %% grade="recognise_speakers" points=5
predicted = recognise_speakers(train_vowels, speakers[~vowels_in_test], test_vowels)
assert predicted is not None, "函式沒有回傳值，是否忘了 return？ | Nothing was returned: is there a return?"
assert np.shape(predicted) == (370,), (
    f"370 段測試語音各有一個答案，你的形狀是 {np.shape(predicted)} | "
    f"There is one answer for each of 370 test utterances, yours has the shape {np.shape(predicted)}"
)
speaker_accuracy = np.mean(np.asarray(predicted) == speakers[vowels_in_test])
assert speaker_accuracy >= 0.95, (
    f"準確率是 {speaker_accuracy:.3f}，要達到 0.95 | The accuracy is {speaker_accuracy:.3f}, it must reach 0.95"
)
print(f"準確率 accuracy: {speaker_accuracy:.3f}")
print("✓ 看得到的檢查都通過了，評分時還有更多檢查 | All visible checks passed; more checks run at grading")

# %% [markdown] id="digits_idea"
# ### 11. 認字：合成的數字 | What is said: synthetic digits
#
# 這次從聲音開始：先算 MFCC，再學、再認。測試集的 6 個聲音，訓練時一次也沒聽過。
#
# This time it starts from sound: compute the MFCC, then learn and recognise. The six voices of the test set were never heard in training.

# %% [markdown] id="task_recognise_digits"
# ### ✏️ `recognise_digits`
#
# 成分數由你選；測試的準確率要達到 **0.90**。一個成分夠嗎？試試看。
#
# You choose the number of components; the accuracy on the test set must reach **0.90**. Is one component enough? Try it.

# %% solution="recognise_digits"

# %% grade="recognise_digits" points=5
train_sounds = [sound for sound, test in zip(sounds, in_test) if not test]
test_sounds = [sound for sound, test in zip(sounds, in_test) if test]
recognised = recognise_digits(train_sounds, digits[~in_test], test_sounds)
assert recognised is not None, "函式沒有回傳值，是否忘了 return？ | Nothing was returned: is there a return?"
assert np.shape(recognised) == (60,), (
    f"60 段測試聲音各有一個答案，你的形狀是 {np.shape(recognised)} | "
    f"There is one answer for each of 60 test sounds, yours has the shape {np.shape(recognised)}"
)
digit_accuracy = np.mean(np.asarray(recognised) == digits[in_test])
assert digit_accuracy >= 0.90, (
    f"準確率是 {digit_accuracy:.3f}，要達到 0.90 | The accuracy is {digit_accuracy:.3f}, it must reach 0.90"
)
print(f"準確率 accuracy: {digit_accuracy:.3f}")
print("✓ 看得到的檢查都通過了，評分時還有更多檢查 | All visible checks passed; more checks run at grading")

# %% [markdown] id="see_confusion"
# 兩個混淆矩陣，用你的函式數的：列是真正的類別，行是判成的類別。對角線以外的數字就是錯誤。
#
# Two confusion matrices, counted by your function: true classes are rows, predicted ones columns. What is off the diagonal is wrong.

# %% id="plot_confusion"
fig, axes = plt.subplots(1, 2, figsize=(10.5, 5))
tables = [
    (label("說話者", "speakers"), speakers[vowels_in_test], predicted, np.arange(1, 10)),
    (label("數字", "digits"), digits[in_test], recognised, np.arange(10)),
]
for ax, (name, true, answer, classes) in zip(axes, tables):
    counts = np.asarray(confusion_matrix(true, np.asarray(answer), classes))
    ax.imshow(counts / np.maximum(counts.sum(axis=1, keepdims=True), 1), cmap="Greys", vmin=0, vmax=1.4)
    for i, j in zip(*np.nonzero(counts)):
        ax.text(j, i, int(counts[i, j]), ha="center", va="center", color="white" if i == j else COLOURS[5], weight="bold")
    ax.set(title=f"{name}: {np.trace(counts) / counts.sum():.3f}", xticks=range(len(classes)), yticks=range(len(classes)))
    ax.set_xticklabels(classes)
    ax.set_yticklabels(classes)
    ax.set_xlabel(label("判成", "predicted"))
axes[0].set_ylabel(label("真正", "true"))
plt.show()

# %% [markdown] id="listen_to_mistakes"
# 認錯的聲音聽起來像什麼？播放第一個。| What do the mistakes sound like? Here is the first.

# %% id="play_mistake"
mistakes = np.flatnonzero(np.asarray(recognised) != digits[in_test])
for one in mistakes[:1]:
    print(f"{digits[in_test][one]} → {np.asarray(recognised)[one]}")
    display(Audio(test_sounds[one], rate=sample_rate))

# %% [markdown] id="summary"
# ## 小結 | Summary
#
# - MFCC 把一段聲音變成一列列短短的向量：預強調、音框、功率頻譜、梅爾濾波器、對數、DCT。
# - 每個類別一個 GMM，判給對數概似最大的類別：不必知道音框的順序，也不必一樣長。
# - 音框的順序沒有用到：「早上」和「上早」分數一樣。用隱馬可夫模型（GMM-HMM）把順序加回來，是 `10_generative_models` 的事。
# - 這裡的數字是合成的，比真人的整齊得多；0.9 以上的準確率說的是這份資料，不是真實世界。
#
# In short:
#
# - MFCC turn a sound into rows of short vectors: pre-emphasis, frames, power spectrum, mel filters, logarithm, DCT.
# - One mixture for each class, and the largest log-likelihood wins: frames need no order, utterances no common length.
# - The order of frames is not used: a word said backwards scores the same. Hidden Markov models (GMM-HMM) bring it back, in
#   `10_generative_models`.
# - These digits are synthetic and much tidier than real ones: an accuracy above 0.9 speaks of these data, not of the world.
#
# **延伸閱讀 | Further reading** S. Davis and P. Mermelstein (1980), *IEEE Trans. ASSP* 28, 357–366; D. Reynolds and R. Rose (1995),
# *IEEE Trans. Speech and Audio Processing* 3, 72–83; S. Young et al. (2006), *The HTK Book* (v3.4), §5; C. M. Bishop (2006), §9.2, §13.2;
# K. P. Murphy (2012), §11.2, §17.3; [scikit-learn: Gaussian mixture models](https://scikit-learn.org/stable/modules/mixture.html).
