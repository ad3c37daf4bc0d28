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
# # 07 異常偵測 | Anomaly detection
#
# 高斯混合模型學的是密度 $p(x)$：哪裡常有樣本，哪裡幾乎沒有。只用**正常**的資料學會密度之後，落在低密度處的新樣本就可疑。
# 這份作業用真實資料做一遍：太空梭的感測器紀錄，約 7 % 是異常。你要寫六個函式，再填七格答案：
#
# A Gaussian mixture learns the density $p(x)$: where samples are common, and where there are hardly any. Once it has learnt
# the density of **normal** data, a new sample where the density is low is suspicious. This assignment does so on real data:
# sensor records of a space shuttle, of which about 7 % are anomalies. You write six functions and fill in seven results:
#
# | | 內容 What | 分數 Points |
# |---|---|---|
# | `fit_normal` | 只用正常樣本配適 fit to the normal samples alone | 13 |
# | `anomaly_scores` | 負對數密度 minus the log-density | 16 |
# | `choose_threshold` | 訓練分數的分位數 a quantile of the training scores | 12 |
# | `detect` | 高過門檻的是異常 above the threshold is anomalous | 8 |
# | `precision_recall` | 精確率與召回率 precision and recall | 13 |
# | `average_precision` | 平均精確率 average precision | 15 |
# | 量到的結果 measurements | 五個數，各 3 分；兩題「為什麼」，各 4 分 five numbers, 3 points each; two "why" questions, 4 each | 23 |
#
# `anomaly_scores`、`precision_recall`、`average_precision` 要自己寫：裡面不可以呼叫 `sklearn.mixture`，後兩個也不可以呼叫
# `sklearn.metrics`。`fit_normal` 用 `GaussianMixture`。
#
# Write `anomaly_scores`, `precision_recall` and `average_precision` from scratch: none of them may call `sklearn.mixture`, and
# the last two may not call `sklearn.metrics` either. `fit_normal` uses `GaussianMixture`.

# %% include="setup" id="setup"

# %% id="imports"
import gzip
import unicodedata

from scipy.special import logsumexp, softmax
from scipy.stats import multivariate_normal
from sklearn.mixture import GaussianMixture


def is_number(answer):
    """是一個有限的數嗎？ | Is it one finite number?"""
    return isinstance(answer, (int, float, np.integer, np.floating)) and bool(np.isfinite(answer))


def is_option(answer):
    """答案是 A、B、C、D 之一嗎？大小寫、全形、空白、括號與標點都不計 | Case, width, spaces, brackets and marks don't matter."""
    return unicodedata.normalize("NFKC", str(answer)).strip(" \t\n()[]{}<>.,:;、。「」『』【】*'\"").upper() in set("ABCD")


# %% [markdown] id="overview"
# ## 八、延伸應用：異常偵測 | Applications: anomaly detection
#
# ### 1. 低密度就是異常 | Low density is anomalous
#
# 步驟只有四個 | There are four steps only:
#
# 1. 用**正常**的訓練樣本配適混合模型 $p(x)$ | Fit a mixture $p(x)$ to **normal** training samples
# 2. 新樣本的異常分數是 $s(x) = -\log p(x)$，愈大愈異常 | The score of a sample is $s(x) = -\log p(x)$: the higher, the more anomalous
# 3. 由訓練樣本的分數選一個門檻 $t$ | Choose a threshold $t$ from the scores of the training samples
# 4. $s(x) > t$ 就標成異常 | Flag the sample if $s(x) > t$
#
# 訓練時一個異常樣本也不用看：異常千奇百怪，明天的異常不像今天的，但都不像正常的。這種只認得正常的做法，也叫**新奇偵測**（novelty detection）。
#
# Not a single anomaly is needed for training: anomalies come in all kinds, and those of tomorrow will not look like those of
# today, but neither will look normal. To know only what is normal is also called **novelty detection**.
#
# Bishop (2006) §1.5.4; [scikit-learn: novelty and outlier detection](https://scikit-learn.org/stable/modules/outlier_detection.html).

# %% [markdown] id="data"
# ### 2. 資料與分割 | The data, and how they are split
#
# `shuttle.csv.gz` 有 49 097 筆紀錄、九個整數特徵（UCI *Statlog (Shuttle)*，CC BY 4.0；來源與授權寫在 `shuttle.LICENSE.md`）。
# `y` 是 0（正常）或 1（異常）。依檔案裡的順序切成三份，用途各不相同：
#
# `shuttle.csv.gz` has 49,097 records of nine integer features (UCI *Statlog (Shuttle)*, CC BY 4.0; source and licence are in
# `shuttle.LICENSE.md`). `y` is 0 (normal) or 1 (an anomaly). Cut in the order of the file, there are three parts, each for a
# purpose of its own:
#
# | 部分 Part | 列 Rows | 用來 Used to |
# |---|---|---|
# | 訓練 training | 0 – 14 999 | 配適模型、選門檻，只用其中正常的 fit the model, choose the threshold; only the normal ones |
# | 驗證 validation | 15 000 – 24 999 | 決定成分的個數 $K$ choose the number of components $K$ |
# | 測試 test | 25 000 – 49 096 | 最後才用，只評估一次 used at the very end, to judge once |
#
# 特徵的單位差很多，所以先**標準化**：減去平均、除以標準差。平均與標準差也是學來的參數，**只能由正常的訓練樣本算**；
# 若用全部資料算，測試資料就偷偷影響了模型。
#
# The units of the features differ widely, so we **standardise** first: subtract the mean, divide by the standard deviation.
# These are learnt parameters too, and come **from the normal training samples alone**; if all data went into them,
# the test data would secretly have shaped the model.

# %% id="load_shuttle"
with gzip.open("shuttle.csv.gz", "rt", encoding="utf-8") as file:
    records = np.loadtxt(file, delimiter=",", skiprows=1, dtype=int)
features, y = records[:, :9], records[:, 9]  # (49097, 9), (49097,)

train, validation, test = slice(0, 15000), slice(15000, 25000), slice(25000, None)
normal_train = features[train][y[train] == 0]
X = (features - normal_train.mean(axis=0)) / normal_train.std(axis=0)

for name, part in [("訓練 training", train), ("驗證 validation", validation), ("測試 test", test)]:
    print(f"{name:<14} {len(y[part]):6} 筆 records   {y[part].sum():5} 異常 anomalies   {100 * y[part].mean():.2f} %")

# %% [markdown] id="fit_formula"
# ### 3. 只學正常的樣子 | Learning what is normal
#
# 模型是高斯混合 | The model is a Gaussian mixture:
#
# $$p(x) = \sum_{k=1}^{K} \pi_k\, \mathcal{N}(x \mid \mu_k, \Sigma_k)$$
#
# | 符號 Symbol | 意義 Meaning | 形狀 Shape | 程式 Code |
# |---|---|---|---|
# | $x$ | 樣本 a sample | $(d,)$，全部 all: $(N, d)$ | `X` |
# | $N$, $d$ | 樣本數與特徵數 number of samples and of features | | `n_samples`, `n_features` |
# | $K$ | 成分的個數 number of components | | `n_components` |
# | $\pi_k$ | 權重，和為 1 weights, they sum to 1 | $(K,)$ | `weights` |
# | $\mu_k$ | 均值 means | $(K, d)$ | `means` |
# | $\Sigma_k$ | 共變異數矩陣 covariance matrices | $(K, d, d)$ | `covariances` |
# | $\mathcal{N}$ | 高斯密度 Gaussian density | 每個樣本一個數 a number for each sample | |
#
# 用 `GaussianMixture(n_components, random_state=random_state)` 配適，其他設定不改。`X` 裡混著異常，由 `y` 知道是哪幾列：
# **先把它們拿掉**。混進訓練的異常若聚成一堆，模型會給它們一個成分，它們就變成「正常」了。
#
# Fit by `GaussianMixture(n_components, random_state=random_state)`, all other settings as they are. There are anomalies in
# `X`, and `y` tells in which rows: **leave them out**. If anomalies that lie together get into the training, the model gives
# them a component of their own, and they become "normal".

# %% [markdown] id="task_fit_normal"
# ### ✏️ `fit_normal`
#
# 回傳三樣東西，依序是權重、均值、共變異數。| Return three things, in this order: weights, means, covariances.

# %% solution="fit_normal"

# %% grade="fit_normal" points=13
toy_X = np.array([[0.0, 0.0], [2.0, 0.0], [0.0, 4.0], [9.0, 9.0], [2.0, 4.0], [9.0, 8.0]])
toy_y = np.array([0, 0, 0, 1, 0, 1])
answer = fit_normal(toy_X, toy_y, 1)
assert answer is not None and len(answer) == 3, (
    "請回傳三樣東西：weights、means、covariances | Return three things: weights, means, covariances"
)
for name, part, shape in zip(["weights", "means", "covariances"], answer, [(1,), (1, 2), (1, 2, 2)]):
    assert np.shape(part) == shape, (
        f"{name} 的形狀應是 {shape}，你的是 {np.shape(part)} | {name} has the shape {shape}, yours is {np.shape(part)}"
    )
assert np.allclose(answer[1], [[1.0, 2.0]]), (
    f"四個正常樣本的平均是 (1, 2)，你的是 {np.ravel(answer[1])} | The mean of the four normal samples is (1, 2), yours is {np.ravel(answer[1])}"
)
assert np.allclose(answer[2], [[[1.0, 0.0], [0.0, 4.0]]], atol=1e-4), (
    "四個正常樣本的共變異數是 [[1, 0], [0, 4]] | The covariance of the four normal samples is [[1, 0], [0, 4]]"
)
print("✓ 看得到的檢查都通過了，評分時還有更多檢查 | All visible checks passed; more checks run at grading")

# %% [markdown] id="score_formula"
# ### 4. 異常分數 | The anomaly score
#
# $$s(x) = -\log p(x) = -\log \sum_{k=1}^{K} \pi_k\, \mathcal{N}(x \mid \mu_k, \Sigma_k)$$
#
# 對數是**自然對數**；每個樣本一個分數，形狀 $(N,)$。密度可以大於 1，所以分數可以是負的。
#
# 異常正是**離所有成分都很遠**的樣本，那裡的密度在電腦裡是 0，$\log 0 = -\infty$，再也分不出遠與更遠。所以要一直留在對數裡
# （log-sum-exp）：
#
# $s$ uses the **natural logarithm**; it is one number for each sample, shape $(N,)$. A density may be above 1, so a score may be
# negative. Anomalies are precisely the samples that are **far from every component**. There the density is 0 on a computer,
# $\log 0 = -\infty$, and far can no longer be told from farther. So stay with logarithms throughout (log-sum-exp):
#
# $$s(x) = -\Big( m + \log \sum_{k} e^{\ell_k - m} \Big), \qquad
# \ell_k = \log \pi_k + \log \mathcal{N}(x \mid \mu_k, \Sigma_k), \qquad m = \max_k \ell_k$$
#
# $\ell_k$ 的形狀是 $(N, K)$，$m$ 的形狀是 $(N,)$。`scipy.special.logsumexp` 做的就是這件事。
#
# $\ell_k$ has the shape $(N, K)$ and $m$ the shape $(N,)$. This is what `scipy.special.logsumexp` does.
#
# Bishop (2006) §2.3.9; Murphy (2012) §3.5.3, §11.2.1.

# %% [markdown] id="score_by_hand"
# **用手算一次 | Once by hand.** $d = 1$, $K = 2$, $\pi = (0.5, 0.5)$, $\mu = (0, 4)$, 變異數 variances $1$；
# $\log\mathcal{N}(x \mid \mu, 1) = -0.9189 - (x - \mu)^2/2$:
#
# | $x$ | $\ell_1$ | $\ell_2$ | $s(x)$ |
# |---|---|---|---|
# | 0 | $-0.6931 - 0.9189 - 0 = -1.6121$ | $-1.6121 - 8 = -9.6121$ | $1.6118$ |
# | 2 | $-1.6121 - 2 = -3.6121$ | $-3.6121$ | $3.6121 - \log 2 = 2.9189$ |
# | 44 | $-1.6121 - 968 = -969.6121$ | $-1.6121 - 800 = -801.6121$ | $801.6121$ |
#
# $x = 44$ 的密度是 $e^{-801.6}$，電腦裡是 0；分數卻清清楚楚。
#
# At $x = 44$ the density is $e^{-801.6}$, which is 0 on a computer; the score is plain to see.

# %% [markdown] id="task_anomaly_scores"
# ### ✏️ `anomaly_scores`
#
# 寫出每個樣本的異常分數。| Write the anomaly score of each sample.

# %% solution="anomaly_scores"

# %% grade="anomaly_scores" points=16
line = np.array([[0.0], [2.0], [44.0]])
two = np.array([0.5, 0.5]), np.array([[0.0], [4.0]]), np.array([[[1.0]], [[1.0]]])
answer = anomaly_scores(line, *two)
assert answer is not None, "函式沒有回傳值，是否忘了 return？ | Nothing was returned: is there a return?"
assert np.shape(answer) == (3,), (
    f"三個樣本有三個分數，形狀應是 (3,)，你的是 {np.shape(answer)} | 3 samples have 3 scores: (3,), yours is {np.shape(answer)}"
)
assert answer[0] < answer[1], (
    "均值上的樣本，分數應比兩個成分中間的低 | A sample at a mean must score lower than one midway between the components"
)
assert np.isfinite(answer[2]), (
    f"x = 44 的分數應是有限的，你的是 {answer[2]} | The score at x = 44 must be finite, yours is {answer[2]}"
)
assert np.allclose(answer, [1.6118, 2.9189, 801.6121], atol=1e-3), (
    f"手算是 1.6118、2.9189、801.6121，你的是 {answer} | By hand they were 1.6118, 2.9189, 801.6121, yours are {answer}"
)
print("✓ 看得到的檢查都通過了，評分時還有更多檢查 | All visible checks passed; more checks run at grading")

# %% [markdown] id="threshold_formula"
# ### 5. 門檻 | The threshold
#
# 分數要多高才算異常？只看正常的訓練樣本就能決定：先說好可以容忍多少**假警報**，例如 1 %，再取一個門檻，讓 1 % 的訓練分數高過它。
#
# How high is too high? The normal training samples alone decide: agree on the share of **false alarms** that you can live with,
# say 1 %, and take the threshold that 1 % of the training scores exceed.
#
# $$t = Q_{1-\alpha}\big(s(x_1), \dots, s(x_N)\big)$$
#
# | 符號 Symbol | 意義 Meaning | 程式 Code |
# |---|---|---|
# | $s(x_i)$ | 正常訓練樣本 $i$ 的分數 score of the normal training sample $i$, $(N,)$ | `train_scores` |
# | $\alpha$ | 容忍的假警報比例 tolerated share of false alarms | `fraction` |
# | $Q_{1-\alpha}$ | $1-\alpha$ 分位數：排序後，前面的佔 $1-\alpha$ the quantile: when sorted, a share of $1-\alpha$ comes before it | |
# | $t$ | 門檻，一個數 the threshold, one number | `threshold` |
#
# 分位數若落在兩個相鄰的分數之間，取那兩個分數之間的任何數都可以（`np.quantile` 預設會內插）。
#
# Where the quantile falls between two neighbouring scores, any number between the two will do (`np.quantile` interpolates).
#
# **用手算一次 | Once by hand.** 訓練分數 training scores $6, 1, 3, 10, 2, 4$，$\alpha = 0.3$。排序 sorted: $1, 2, 3, 4, 6, 10$。
# 位置從 0 數起 positions count from 0: $(1-\alpha)(N-1) = 0.7 \times 5 = 3.5$，落在 4 與 6 之間：$t = 5$；6 與 10 高過它。
# | It falls between 4 and 6: $t = 5$, and 6 and 10 are above it.

# %% [markdown] id="task_choose_threshold"
# ### ✏️ `choose_threshold`
#
# 由訓練分數求門檻。| Find the threshold from the training scores.

# %% solution="choose_threshold"

# %% grade="choose_threshold" points=12
toy_scores = np.array([6.0, 1.0, 3.0, 10.0, 2.0, 4.0])
answer = choose_threshold(toy_scores, 0.3)
assert answer is not None, "函式沒有回傳值，是否忘了 return？ | Nothing was returned: is there a return?"
assert np.ndim(answer) == 0, (
    f"門檻是一個數，你的形狀是 {np.shape(answer)} | The threshold is one number, yours has the shape {np.shape(answer)}"
)
assert 4.0 <= answer <= 6.0, f"手算的門檻在 4 與 6 之間，你的是 {answer} | By hand the threshold was between 4 and 6, yours is {answer}"
assert np.isclose(choose_threshold(toy_scores, 0.0), 10.0), (
    "fraction = 0 時，門檻是最大的訓練分數 | With fraction = 0 the threshold is the largest training score"
)
assert np.array_equal(toy_scores, [6.0, 1.0, 3.0, 10.0, 2.0, 4.0]), "傳進來的分數被修改了 | The scores passed in were modified"
print("✓ 看得到的檢查都通過了，評分時還有更多檢查 | All visible checks passed; more checks run at grading")

# %% [markdown] id="task_detect"
# ### ✏️ `detect`
#
# 分數**高過**門檻的樣本是異常；剛好等於的不算。| A sample is an anomaly if its score is **above** the threshold; one that
# equals it is not.

# %% solution="detect"

# %% grade="detect" points=8
answer = detect(np.array([2.0, 5.0, 7.5, -1.0]), 5.0)
assert answer is not None, "函式沒有回傳值，是否忘了 return？ | Nothing was returned: is there a return?"
assert np.shape(answer) == (4,), (
    f"四個樣本有四個旗標，形狀應是 (4,)，你的是 {np.shape(answer)} | 4 samples have 4 flags: (4,), yours is {np.shape(answer)}"
)
assert np.asarray(answer).dtype.kind in "biuf", "旗標應是 True／False 或 1／0 | The flags should be True/False or 1/0"
assert np.array_equal(answer, [0, 0, 1, 0]), (
    f"門檻 5 時只有 7.5 是異常，你的是 {answer} | With the threshold 5 only 7.5 is an anomaly, yours is {answer}"
)
print("✓ 看得到的檢查都通過了，評分時還有更多檢查 | All visible checks passed; more checks run at grading")

# %% [markdown] id="counts_formula"
# ### 6. 精確率與召回率 | Precision and recall
#
# 測試集有 93 % 是正常的，所以什麼都不標的偵測器，**準確率**（accuracy）也有 93 %，卻毫無用處。要分開問兩個問題：
#
# 93 % of the test set is normal, so a detector that flags nothing has an **accuracy** of 93 %, and is of no use at all. Two
# questions have to be asked instead:
#
# $$\text{precision} = \frac{TP}{TP + FP} \qquad\qquad \text{recall} = \frac{TP}{TP + FN}$$
#
# | | 標成異常 flagged | 沒有標 not flagged |
# |---|---|---|
# | **真的異常 an anomaly** | $TP$ 命中 hits | $FN$ 漏掉 misses |
# | **其實正常 normal** | $FP$ 假警報 false alarms | $TN$ 正確放行 correctly let pass |
#
# T/F：判斷對或錯 true or false；P/N：標成異常或沒有標 positive (flagged) or negative (not flagged)。
#
# - **精確率 precision**：警報響了，有多少比例是真的？ | Of the alarms, what share is real?
# - **召回率 recall**：異常來了，有多少比例被抓到？ | Of the anomalies, what share is caught?
#
# 分母是 0 時（什麼都沒標、或沒有異常），約定那個值是 **0.0**，與 scikit-learn 相同。
#
# Where a denominator is 0 (nothing is flagged, or there are no anomalies), that value is **0.0**, as in scikit-learn.
#
# **用手算一次 | Once by hand.** $y = 1, 1, 1, 0, 0, 0, 0$，標了 flagged $= 1, 1, 0, 1, 0, 0, 0$：$TP = 2$, $FP = 1$, $FN = 1$，
# 兩者都是 both are $2/3$；若再多一個假警報 with one more false alarm: precision $2/4$, recall $2/3$.
#
# Murphy (2012) §5.7.2.2.

# %% [markdown] id="task_precision_recall"
# ### ✏️ `precision_recall`
#
# 依序回傳精確率與召回率。| Return precision and recall, in this order.

# %% solution="precision_recall"

# %% grade="precision_recall" points=13
toy_truth = np.array([1, 1, 1, 0, 0, 0, 0])
answer = precision_recall(toy_truth, np.array([True, True, False, True, True, False, False]))
assert answer is not None and np.shape(answer) == (2,), "請回傳兩個數：precision、recall | Return two numbers: precision, recall"
assert np.allclose(answer, [2 / 4, 2 / 3]), (
    f"手算是 2/4 與 2/3，你的是 {answer[0]:.4f} 與 {answer[1]:.4f} | By hand they were 2/4 and 2/3, yours are {answer[0]:.4f} and {answer[1]:.4f}"
)
assert np.allclose(precision_recall(toy_truth == 1, np.array([1, 1, 0, 1, 1, 0, 0]) == 1), [2 / 4, 2 / 3]), (
    "y_true 是布林值時也要對 | A Boolean y_true must work too"
)
answer = precision_recall(toy_truth, np.zeros(7, dtype=bool))
assert np.array_equal(answer, [0.0, 0.0]), (
    f"什麼都沒標時，兩個都是 0.0，你的是 {answer} | With nothing flagged both are 0.0, yours are {answer}"
)
print("✓ 看得到的檢查都通過了，評分時還有更多檢查 | All visible checks passed; more checks run at grading")

# %% [markdown] id="average_formula"
# ### 7. 平均精確率 | Average precision
#
# 精確率與召回率都隨門檻而變。要比較兩種**分數**的好壞，而不是兩個門檻，就讓門檻由高走到低，看異常是不是都排在前面：
#
# Precision and recall both change with the threshold. To compare two kinds of **scores**, rather than two thresholds, let the
# threshold go from high to low, and see whether the anomalies come first:
#
# $$\mathrm{AP} = \sum_{n \ge 1} (R_n - R_{n-1})\,P_n, \qquad R_0 = 0$$
#
# | 符號 Symbol | 意義 Meaning |
# |---|---|
# | $n$ | 第 $n$ 個門檻；門檻是**不同的**分數，由高到低 threshold number $n$; the thresholds are the **distinct** scores, from high to low |
# | $P_n, R_n$ | 把分數**大於或等於**第 $n$ 個門檻的都標出來時的精確率與召回率 precision and recall with everything flagged whose score is **at least** the $n$-th threshold |
#
# 全部異常都排在最前面，AP 是 1；亂排的話，AP 約等於異常的比例。分數相同的樣本一起標，所以它們的先後不影響 AP。沒有異常時約定是 0.0。
#
# AP is 1 if every anomaly comes before all normal samples; for a random order it is about the share of anomalies. Equal scores
# are flagged together, so their order does not matter. Without any anomaly it is 0.0.
#
# **用手算一次 | Once by hand.**
#
# | 門檻 threshold | 這一步標出 flagged at this step | $P_n$ | $R_n$ | $(R_n - R_{n-1})P_n$ |
# |---|---|---|---|---|
# | 9 | 異常 an anomaly | 1/1 | 1/3 | $1/3 \cdot 1 = 0.3333$ |
# | 7 | 正常 a normal one | 1/2 | 1/3 | 0 |
# | 4 | 一個異常、一個正常，分數相同 one of each, with equal scores | 2/4 | 2/3 | $1/3 \cdot 1/2 = 0.1667$ |
# | 2 | 異常 an anomaly | 3/5 | 3/3 | $1/3 \cdot 3/5 = 0.2$ |
#
# AP $= 0.7$.　Murphy (2012) §5.7.2.2, §9.7.4.

# %% [markdown] id="task_average_precision"
# ### ✏️ `average_precision`
#
# 寫出平均精確率。| Write the average precision.

# %% solution="average_precision"

# %% grade="average_precision" points=15
toy_truth = np.array([0, 1, 1, 0, 1])
toy_scores = np.array([7.0, 9.0, 4.0, 4.0, 2.0])
answer = average_precision(toy_truth, toy_scores)
assert answer is not None, "函式沒有回傳值，是否忘了 return？ | Nothing was returned: is there a return?"
assert np.ndim(answer) == 0, (
    f"平均精確率是一個數，你的形狀是 {np.shape(answer)} | The average precision is one number, yours has the shape {np.shape(answer)}"
)
assert np.isclose(answer, 0.7), f"手算是 0.7，你的是 {answer:.4f} | By hand it was 0.7, yours is {answer:.4f}"
swapped = [0, 1, 3, 2, 4]  # 分數相同的兩個樣本對調 | the two samples of equal score change places
assert np.isclose(average_precision(toy_truth[swapped], toy_scores[swapped]), 0.7), (
    "分數相同的樣本對調，結果不該變 | Samples of equal score change places: the result must not change"
)
print("✓ 看得到的檢查都通過了，評分時還有更多檢查 | All visible checks passed; more checks run at grading")

# %% [markdown] id="choosing_k"
# ## 實驗 1：太空梭 | Experiment 1: the shuttle
#
# 下面用**你的**六個函式。還沒寫好的，可以先用 scikit-learn 的 `GaussianMixture`、`score_samples`（記得加負號）、`precision_score`、`recall_score`、
# `average_precision_score` 與 `np.quantile` 量，數字一樣。每格填**三位小數**；檢查只看有沒有填，**不會**告訴你對不對。
#
# The cells below use **your** six functions. Until one is done, measure with scikit-learn's `GaussianMixture`, `score_samples` (mind the sign), `precision_score`,
# `recall_score`, `average_precision_score` and with `np.quantile`: the numbers are the same. Give **three decimals**; the checks
# only look whether a cell is filled in and do **not** tell whether it is right.
#
# 先在**驗證集**上選 $K$。$K \ge 3$ 時，有成分縮到某個整數特徵幾乎不變的平面上，那個方向的變異數只剩 scikit-learn 加上的 $10^{-6}$：
# 訓練的概似高了很多，找異常卻沒有更好。
#
# First choose $K$ on the **validation set**. From $K = 3$ on, some component shrinks onto a plane on which an integer feature
# hardly changes; in that direction only the variance of $10^{-6}$ is left that scikit-learn adds. The training likelihood is much
# higher, but anomalies are found no better.

# %% id="choose_k"
for n_components in [1, 2, 3, 5]:
    mixture = fit_normal(X[train], y[train], n_components)
    smallest = np.linalg.eigvalsh(mixture[2]).min()  # 最小的變異數 | the smallest variance in any direction
    found = average_precision(y[validation], anomaly_scores(X[validation], *mixture))
    print(f"K = {n_components}   驗證集 AP on the validation set: {found:.3f}   最小變異數 smallest variance: {smallest:.1e}")

# %% [markdown] id="judging"
# $K = 2$ 最好，定下來；門檻取 1 % 的假警報。現在才打開**測試集**，只評估這一次。
#
# $K = 2$ is best, and settled; the threshold allows for 1 % of false alarms. Only now do we open the **test set**, to judge once.

# %% id="judge_shuttle"
mixture = fit_normal(X[train], y[train], 2)
train_scores = anomaly_scores(X[train][y[train] == 0], *mixture)
threshold = choose_threshold(train_scores, 0.01)

y_test = y[test]
test_scores = anomaly_scores(X[test], *mixture)
flagged = np.asarray(detect(test_scores, threshold)).astype(bool)
precision, recall = precision_recall(y_test, flagged)
test_average = average_precision(y_test, test_scores)
print(f"門檻 threshold: {threshold:.2f}   標了 flagged: {flagged.sum()}")
print(f"假警報 false alarms: {np.mean(flagged[y_test == 0]):.2%} 的正常樣本 of the normal samples")
print(f"精確率 precision: {precision:.4f}   召回率 recall: {recall:.4f}")
print(f"平均精確率 average precision: {test_average:.4f}")

# %% [markdown] id="mixing"
# 若配適時沒有拿掉異常呢？訓練資料裡也有 7 % 的異常，而且彼此很像，模型就給它們一個成分；門檻照樣由正常的訓練樣本決定，
# 召回率仍從 0.99 掉到 0.16。（從這裡到實驗 3 還會用到測試集，只是為了示範；模型與門檻已經定了，不再因此更改。）
#
# And if the anomalies are not left out of the fit? 7 % of the training data are anomalies too, and they are much alike: the model
# gives them a component of their own. The threshold still comes from normal samples, and yet recall falls from 0.99 to 0.16. (From
# here to experiment 3 the test set serves again, to demonstrate only: model and threshold are settled and do not change any more.)

# %% id="judge_mixed"
mixed = fit_normal(X[train], np.zeros(15000, dtype=int), 2)  # 全部當成正常 | all taken for normal
mixed_threshold = choose_threshold(anomaly_scores(X[train][y[train] == 0], *mixed), 0.01)  # 只有配適不同 | only the fit differs
mixed_scores = anomaly_scores(X[test], *mixed)
mixed_precision, mixed_recall = precision_recall(y_test, detect(mixed_scores, mixed_threshold))
print("異常混進訓練 with anomalies in the training:")
print(f"精確率 precision: {mixed_precision:.4f}   召回率 recall: {mixed_recall:.4f}")
print(f"平均精確率 average precision: {average_precision(y_test, mixed_scores):.4f}")

# %% [markdown] id="see_scores"
# 測試集的分數（橫軸取了對數刻度，都加上同一個常數，讓最小的是 1）。正常的擠在左邊，異常遠在右邊；門檻只由正常的訓練樣本決定，卻落在兩者之間。
#
# The scores of the test set (on a logarithmic axis, shifted so that the smallest is 1). Normal samples crowd on the left, the
# anomalies are far to the right; the threshold comes from normal training samples alone, and yet it falls between the two.

# %% id="plot_scores"
test_scores = np.asarray(test_scores, dtype=float)
lift = 1 - test_scores.min()
bins = np.geomspace(1, test_scores.max() + lift, 70)
fig, ax = plt.subplots(figsize=(8, 3.6))
for kind, name, style, colour in [(0, label("正常", "normal"), "-", COLOURS[0]), (1, label("異常", "anomalies"), "--", COLOURS[5])]:
    ax.hist(test_scores[y_test == kind] + lift, bins, histtype="step", linestyle=style, linewidth=2, color=colour, label=name)
ax.axvline(threshold + lift, color="black", linestyle=":", linewidth=2, label=label("門檻", "threshold"))
ax.set(xscale="log", yscale="log", xlabel=label(f"異常分數 + {lift:.1f}", "score"), ylabel=label("樣本數", "samples"))
ax.set_title(label("測試集的異常分數", "Anomaly scores of the test set"))
ax.legend()
plt.show()

# %% [markdown] id="row_shuttle"
# ### ✏️ 測試集的結果 | Results on the test set
#
# 填入 $K = 2$、只用正常樣本訓練、門檻 1 % 時，**測試集**上的三個數（三位小數）。
#
# Fill in three numbers of the **test set** (three decimals): $K = 2$, trained on normal samples alone, with the threshold for 1 %.

# %% answer="shuttle_precision"
shuttle_precision = None  # 精確率，三位小數 | precision, three decimals

# %% grade="shuttle_precision" points=3
assert is_number(shuttle_precision), f"shuttle_precision 應是一個數，現在是 {shuttle_precision!r} | shuttle_precision should be a number; it is {shuttle_precision!r}"
print("✓ shuttle_precision 已填 | shuttle_precision is filled in")

# %% answer="shuttle_recall"
shuttle_recall = None  # 召回率，三位小數 | recall, three decimals

# %% grade="shuttle_recall" points=3
assert is_number(shuttle_recall), f"shuttle_recall 應是一個數，現在是 {shuttle_recall!r} | shuttle_recall should be a number; it is {shuttle_recall!r}"
print("✓ shuttle_recall 已填 | shuttle_recall is filled in")

# %% answer="shuttle_average"
shuttle_average = None  # 平均精確率，三位小數 | average precision, three decimals

# %% grade="shuttle_average" points=3
assert is_number(shuttle_average), f"shuttle_average 應是一個數，現在是 {shuttle_average!r} | shuttle_average should be a number; it is {shuttle_average!r}"
print("✓ shuttle_average 已填 | shuttle_average is filled in")

# %% [markdown] id="responsibility"
# ## 實驗 2：責任值低，不等於密度低 | Experiment 2: low responsibility is not low density
#
# 常見的想法：模型對一個樣本「很不確定」，它就異常，所以拿 $1 - \max_k \gamma_k(x)$ 當分數。$\gamma_k$ 是成分 $k$ 的責任值：
#
# A common idea: a sample about which the model is "very unsure" is an anomaly, so take $1 - \max_k \gamma_k(x)$ as its score.
# Here $\gamma_k$ is the responsibility of component $k$:
#
# $$\gamma_k(x) = \frac{\pi_k\,\mathcal{N}(x \mid \mu_k, \Sigma_k)}{\sum_{j} \pi_j\,\mathcal{N}(x \mid \mu_j, \Sigma_j)}$$
#
# 先用第 4 節手算的那個模型，看兩個點 | Look at two values of $x$ under the model of section 4, computed by hand there:
#
# | $x$ | 在哪裡 where | $\max_k \gamma_k$ | $s(x)$ |
# |---|---|---|---|
# | 2 | 兩個成分正中間 midway between the components | 0.5，最不確定 least sure | 2.92，很普通 quite common |
# | 44 | 離兩個都很遠 far from both | 1，完全確定 quite sure | 801.6，極異常 extremely odd |
#
# 下圖是二維的例子，顏色愈深，表示那種分數認為愈異常：左邊用異常分數，右邊用 1 減最大責任值。橢圓是兩個成分。
#
# The picture shows an example in two dimensions; the darker, the more anomalous in the view of each: on the left by the anomaly
# score, on the right by 1 minus the largest responsibility. The ellipses are the two components.
#
# Bishop (2006) §2.3.9; Murphy (2012) §11.2.3.

# %% id="plot_responsibility"
def max_responsibility(X, weights, means, covariances):
    """每個樣本最大的責任值，(n_samples,) | The largest responsibility of each sample, (n_samples,)."""
    log_densities = [multivariate_normal.logpdf(X, mean, cov) for mean, cov in zip(means, covariances)]
    return softmax(np.log(weights) + np.column_stack(log_densities), axis=1).max(axis=1)


def unsureness(X, weights, means, covariances):
    """1 減去最大的責任值 | 1 minus the largest responsibility."""
    return 1 - max_responsibility(X, weights, means, covariances)


pair = np.array([0.5, 0.5]), np.array([[-1.4, 0.0], [1.4, 0.0]]), np.array([[[0.6, 0.2], [0.2, 0.8]]] * 2)
grid_x, grid_y = np.meshgrid(np.linspace(-4, 7.5, 116), np.linspace(-4, 5, 91))
grid = np.column_stack([grid_x.ravel(), grid_y.ravel()])
samples = np.array([[0.0, 0.0], [1.4, 0.0], [6.0, 3.5]])
offsets = [(-24, -16), (24, 8), (0, 9)]  # 文字放在哪裡 | where the text goes

fig, axes = plt.subplots(1, 2, figsize=(10.5, 3.9), sharey=True)
for ax, function, levels, title in [
    (axes[0], anomaly_scores, [0, 2, 4, 6, 8, 16, 32, 64], label("異常分數", "anomaly score")),
    (axes[1], unsureness, np.linspace(0, 0.5, 11), label("1 − 最大責任值", "1 − largest responsibility")),
]:
    filled = ax.contourf(grid_x, grid_y, np.reshape(function(grid, *pair), grid_x.shape), levels, cmap="Greys", extend="max")
    fig.colorbar(filled, ax=ax)
    for k in range(2):
        ax.plot(*ellipse(pair[1][k], pair[2][k]), LINES[k], color=COLOURS[k], linewidth=2)
    for sample, offset, marker, name, value in zip(samples, offsets, MARKERS, "PQR", function(samples, *pair)):
        ax.plot(*sample, marker, color=COLOURS[5], markeredgecolor="white", markersize=10)
        ax.annotate(
            f"{name}: {value:.2f}", sample, offset, textcoords="offset points", ha="center", fontsize=10, bbox={"fc": "white", "ec": "none", "pad": 1}
        )
    ax.set(title=title, xlabel="$x_1$")
axes[0].set_ylabel("$x_2$")
plt.show()

# %% [markdown] id="measure_responsibility"
# P 在兩個成分正中間：右圖說它最可疑，其實很普通。R 離得很遠，是真正的異常，右圖卻說它與均值上的 Q 一樣放心。在太空梭的測試集上量一次：
#
# P lies midway between the components: the right picture suspects it most, yet it is quite common. R is far away, a true anomaly,
# and the right picture trusts it as much as Q, which is a mean. Measure it on the test set of the shuttle:

# %% id="measure_responsibility_shuttle"
surest = max_responsibility(X[test], *mixture)
unsure_average = average_precision(y_test, 1 - surest)
print(f"平均精確率 average precision: 密度 density {test_average:.3f}   責任值 responsibility {unsure_average:.3f}")
print(f"異常的比例 share of anomalies: {y_test.mean():.3f}")
print("最大責任值超過 0.99 的 largest responsibility above 0.99:")
print(f"  異常 anomalies {np.mean(surest[y_test == 1] > 0.99):.1%}   正常 normal {np.mean(surest[y_test == 0] > 0.99):.1%}")

# %% id="plot_precision_recall"
fig, ax = plt.subplots(figsize=(6.2, 3.8))
for scores, name, style, colour in [
    (test_scores, label("密度", "density"), LINES[0], COLOURS[0]),
    (1 - surest, label("責任值", "responsibility"), LINES[1], COLOURS[5]),
]:
    ranked = np.argsort(-scores, kind="stable")
    hits = np.cumsum(y_test[ranked] == 1)
    last = np.append(np.diff(scores[ranked]) != 0, True)  # 分數相同的一起標 | equal scores are flagged together
    ax.step((hits / hits[-1])[last], (hits / np.arange(1, len(hits) + 1))[last], style, where="pre", color=colour, linewidth=2, label=name)
ax.plot(recall, precision, "o", color="black", markersize=9, fillstyle="none", label=label("你的門檻", "your threshold"))
ax.set(xlabel=label("召回率", "recall"), ylabel=label("精確率", "precision"), ylim=(0, 1.05))
ax.set_title(label("精確率與召回率", "Precision and recall"))
ax.legend(loc="center left")
plt.show()

# %% answer="responsibility_average"
responsibility_average = None  # 以 1 - 最大責任值為分數的平均精確率，三位小數 | average precision with 1 - largest responsibility, three decimals

# %% grade="responsibility_average" points=3
assert is_number(responsibility_average), (
    f"responsibility_average 應是一個數，現在是 {responsibility_average!r} | responsibility_average should be a number; it is {responsibility_average!r}"
)
print("✓ responsibility_average 已填 | responsibility_average is filled in")

# %% [markdown] id="question_responsibility"
# **為什麼最大責任值找不到異常？ | Why does the largest responsibility not find the anomalies?**
#
# - **A** 成分太少，一個成分要管太大的範圍；$K$ 夠大，異常就不會被任何一個成分認領
#   There are too few components, each with too much to look after; with enough of them none would claim an anomaly
# - **B** 責任值是成分之間的比值；離全部成分都很遠時，通常仍有一個比其他的近得多，那個成分的責任值就接近 1
#   A responsibility is a ratio between components; far from all of them one is usually still much nearer than the others, and
#   its responsibility is close to 1
# - **C** 離成分很遠時，責任值的分子與分母都下溢成 0；用對數算，異常的責任值就會低
#   Far away the numerator and the denominator underflow to 0; with logarithms the responsibilities of anomalies would be low
# - **D** 訓練時沒有看過異常，所以不認得；把異常也放進訓練，它們的責任值就會低
#   The model saw no anomalies in training and does not know them; had it seen them, their responsibilities would be low

# %% answer="responsibility_reason"
responsibility_reason = None  # "A", "B", "C" 或 or "D"

# %% grade="responsibility_reason" points=4
assert is_option(responsibility_reason), (
    f'responsibility_reason 應是 "A"、"B"、"C"、"D" 之一，現在是 {responsibility_reason!r} | responsibility_reason should be one of "A", "B", "C", "D"; it is {responsibility_reason!r}'
)
print("✓ responsibility_reason 已作答 | responsibility_reason is answered")

# %% [markdown] id="flattering"
# ## 實驗 3：門檻為什麼不在測試集上選 | Experiment 3: why not choose the threshold on the test set
#
# 測試集有標籤，何不直接選「在測試集上最好」的門檻？來量量看。現實中有標籤的異常往往很少，所以每次從測試集抽兩份小樣本：
# **甲**（圖上的英文是 set 1）與**乙**（set 2），各有 4 個異常、50 個正常。在甲上選 $F_1$ 最高的門檻，再看它在甲與在乙的 $F_1$。重複 400 次。
#
# The test set has labels: why not choose the threshold that is best on it? Let us measure. In practice labelled anomalies are
# rare, so draw two small sets from the test set each time, **set 1** and **set 2**, each of 4 anomalies and 50 normal samples:
# choose the threshold with the highest $F_1$ on set 1, and look at its $F_1$ on set 1 and on set 2. Repeat it 400 times.
#
# $$F_1 = \frac{2\,TP}{2\,TP + FP + FN}$$
#
# 是精確率與召回率的調和平均，一個數，介於 0 與 1。乙從沒參與選門檻，它給的才是誠實的估計。
#
# is the harmonic mean of precision and recall, one number from 0 to 1. Set 2 had no part in choosing the threshold, so the estimate
# that it gives is honest.
#
# Bishop (2006) §1.3; Murphy (2012) §1.4.8, §5.7.2.3.

# %% id="measure_flattery"
def f_score(y_true, flagged):
    """F₁：精確率與召回率的調和平均 | F₁, the harmonic mean of precision and recall."""
    return 2 * np.sum(flagged & (y_true == 1), axis=-1) / (np.sum(flagged, axis=-1) + np.sum(y_true == 1))


def best_threshold(y_true, scores):
    """在這份資料上 F₁ 最高的門檻：這樣選會高估！ | The threshold with the highest F₁ on these very data: this flatters!"""
    distinct = np.unique(scores)
    candidates = (distinct[:-1] + distinct[1:]) / 2  # 一列一個候選 | below, one row for each candidate
    return candidates[np.argmax(f_score(y_true, scores > candidates[:, np.newaxis]))]


rng = np.random.default_rng(0)
anomalies, normals = np.flatnonzero(y_test == 1), np.flatnonzero(y_test == 0)
same, fresh, by_quantile = [], [], []
for _ in range(400):
    odd, usual = rng.choice(anomalies, 8, replace=False), rng.choice(normals, 100, replace=False)
    first, second = np.concatenate([odd[:4], usual[:50]]), np.concatenate([odd[4:], usual[50:]])
    best = best_threshold(y_test[first], test_scores[first])
    same.append(f_score(y_test[first], test_scores[first] > best))
    fresh.append(f_score(y_test[second], test_scores[second] > best))
    by_quantile.append(f_score(y_test[second], test_scores[second] > threshold))
print(f"在甲上選、在甲上評 chosen on set 1, judged on set 1:  F1 = {np.mean(same):.4f}")
print(f"在甲上選、在乙上評 chosen on set 1, judged on set 2:  F1 = {np.mean(fresh):.4f}")
print(f"訓練分位數、在乙上評 training quantile, on set 2: F1 = {np.mean(by_quantile):.4f}")

# %% id="plot_flattery"
names = [label("甲選、甲評", "set 1, judged on set 1"), label("甲選、乙評", "set 1, judged on set 2"), label("訓練分位數、乙評", "training quantile, on set 2")]
groups = ["$F_1 < 0.7$", "$0.7$ – $0.85$", "$0.85$ – $0.99$", "$F_1 = 1$"]
fig, ax = plt.subplots(figsize=(8, 3.6))
for i, (found, name, hatch) in enumerate(zip([same, fresh, by_quantile], names, ["", "///", "..."])):
    shares = 100 * np.histogram(found, [0, 0.7, 0.85, 0.999, 1.01])[0] / len(found)
    bars = ax.bar(np.arange(4) + 0.27 * (i - 1), shares, 0.25, color=COLOURS[i], hatch=hatch, edgecolor="white", label=name)
    ax.bar_label(bars, fmt="%.0f", fontsize=9)
ax.set_xticks(range(4), groups)
ax.set(ylabel=label("佔 400 次的百分比", "% of 400 draws"), ylim=(0, 108))
ax.set_title(label("同一個門檻，換一份資料", "The same threshold on other data"))
ax.legend(loc="upper left")
plt.show()

# %% [markdown] id="row_flattery"
# ### ✏️ 高估了多少 | How much it flatters
#
# 在甲上評，九成以上的門檻看起來完美無缺（$F_1 = 1$）；換到乙，只剩六成左右，還有一成的 $F_1$ 不到 0.7。訓練分位數沒有看過測試集，
# 只用正常的樣本訓練，在乙上平均反而較好；測試集沒有參與選它，所以它的成績不打折。
#
# Judged on set 1, more than nine in ten of the thresholds look perfect ($F_1 = 1$); on set 2 only about six in ten do, and one in
# ten has an $F_1$ below 0.7. The training quantile has seen nothing of the test set, and only normal samples in training; on average
# it does better on set 2. As the test set had no part in choosing it, its mark needs no discount.
#
# `flattery`：「甲選、甲評」的平均 $F_1$ 減去「甲選、乙評」的平均 $F_1$（三位小數）。
#
# `flattery`: the mean $F_1$ of "chosen on set 1, judged on set 1" minus that of "chosen on set 1, judged on set 2" (three decimals).

# %% answer="flattery"
flattery = None  # 兩個平均 F1 的差，三位小數 | difference of the two mean F1, three decimals

# %% grade="flattery" points=3
assert is_number(flattery), f"flattery 應是一個數，現在是 {flattery!r} | flattery should be a number; it is {flattery!r}"
print("✓ flattery 已填 | flattery is filled in")

# %% [markdown] id="question_threshold"
# **為什麼在甲上評的成績太好？ | Why is the mark on set 1 too good?**
#
# - **A** 甲的異常剛好比乙的容易；多抽幾次，兩份成績的平均就會一樣
#   The anomalies of set 1 happen to be easier than those of set 2; over more draws the two marks would average out
# - **B** 甲與乙來自不同的分布，所以為甲選的門檻，本來就不適合乙
#   The two sets come from different distributions, so a threshold chosen for set 1 cannot be expected to suit set 2
# - **C** $F_1$ 在異常很少時會高估；選門檻與評成績都改用準確率，就沒有這個問題
#   $F_1$ flatters where anomalies are rare; with accuracy for choosing and for judging there would be no such problem
# - **D** 門檻是從許多候選裡挑來配合甲的，連甲的偶然也迎合了；新的樣本沒有那些偶然
#   The threshold was picked out of many to suit set 1, its accidents included, and fresh samples do not share these

# %% answer="threshold_reason"
threshold_reason = None  # "A", "B", "C" 或 or "D"

# %% grade="threshold_reason" points=4
assert is_option(threshold_reason), (
    f'threshold_reason 應是 "A"、"B"、"C"、"D" 之一，現在是 {threshold_reason!r} | threshold_reason should be one of "A", "B", "C", "D"; it is {threshold_reason!r}'
)
print("✓ threshold_reason 已作答 | threshold_reason is answered")

# %% [markdown] id="summary"
# ## 小結 | Summary
#
# - 異常是密度低的樣本：分數 $-\log p(x)$，一直留在對數裡算，遠處才分得出高下。
# - 只用正常樣本訓練；混進異常，模型就把它們當成正常。標準化的平均與標準差也是學來的。
# - 門檻由正常訓練分數的分位數決定，不必看任何異常，也不看測試集。
# - 異常很少時不看準確率，看精確率與召回率；比較分數看平均精確率。
# - 責任值說「比較像哪一個成分」，密度說「像不像任何一個」。
#
# In short:
#
# - Anomalies are samples of low density: the score is $-\log p(x)$, kept in logarithms so that far can be told from farther.
# - Train on normal samples alone; with anomalies among them, the model takes those for normal. Mean and standard deviation
#   of the standardisation are learnt as well.
# - The threshold is a quantile of normal training scores; it needs no anomaly, and not the test set.
# - Where anomalies are rare, look at precision and recall, not at accuracy; compare scores by average precision.
# - A responsibility tells which component a sample is more like; the density, whether it is like any of them.
#
# **延伸閱讀 | Further reading** C. M. Bishop, *Pattern Recognition and Machine Learning* (2006), §1.3, §1.5.4, §2.3.9; K. P. Murphy,
# *Machine Learning: A Probabilistic Perspective* (2012), §1.4.8, §3.5.3, §5.7.2, §11.2;
# [scikit-learn: novelty and outlier detection](https://scikit-learn.org/stable/modules/outlier_detection.html) and
# [Gaussian mixture models](https://scikit-learn.org/stable/modules/mixture.html).
