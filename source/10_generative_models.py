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
# # 10 生成式模型基礎 | Foundations of generative models
#
# 高斯混合模型不只能分群：它是一個**生成式模型**（generative model），說明了資料是怎麼產生的。這份作業用它產生新的資料、
# 補上缺少的部分，再走到它的兩個後代：VAE（變分自編碼器）與 GMM-HMM（以高斯混合為發射分布的隱馬可夫模型）。你要寫七個函式：
#
# A Gaussian mixture does more than cluster: it is a **generative model**, a story of how data come about. Here you use it
# to make new data and to fill in what is missing, and then meet two of its descendants: the VAE (variational autoencoder)
# and the GMM-HMM (a hidden Markov model whose emissions are Gaussian mixtures). You write seven functions:
#
# | 函式 Function | 內容 What it computes | 分數 Points |
# |---|---|---|
# | `sample` | 從混合模型抽樣 samples of a mixture | 16 |
# | `sample_conditional` | 已知部分座標，抽出其餘 samples given some coordinates | 16 |
# | `elbo` | 混合模型的證據下界 evidence lower bound of a mixture | 16 |
# | `ppca_elbo` | 線性 VAE 的證據下界 that of a linear VAE | 14 |
# | `log_emissions` | GMM-HMM 的對數發射密度 log emission densities of a GMM-HMM | 10 |
# | `forward_log` | 對數空間的前向演算法 forward algorithm in log space | 14 |
# | `viterbi` | 最可能的狀態序列 most probable sequence of states | 14 |
#
# 請由上往下執行，把 `raise NotImplementedError()` 換成你的程式。高斯的對數密度可以用 SciPy 的 `multivariate_normal.logpdf`。
# 這七個函式要自己寫：裡面不可以呼叫 `sklearn.mixture`、`sklearn.cluster` 或 hmmlearn；拿它們在別的格子裡對答案則很好。
#
# Run the cells from top to bottom and replace each `raise NotImplementedError()` by your own code. For the Gaussian
# log-density you may use SciPy's `multivariate_normal.logpdf`. Write these seven functions from scratch: none of them may
# call `sklearn.mixture`, `sklearn.cluster` or hmmlearn; comparing with those in other cells is a good idea.

# %% include="setup" id="setup"

# %% id="imports"
from scipy.special import logsumexp
from scipy.stats import multivariate_normal
from sklearn.datasets import load_digits

# %% [markdown] id="story"
# ## 八、延伸應用：生成式模型 | Applications: generative models
#
# ### 1. 資料的身世 | A story of the data
#
# 混合模型說，每個樣本都是兩步產生的 | A mixture says that each sample is made in two steps:
#
# $$z_i \sim \mathrm{Categorical}(\pi_1, \dots, \pi_K), \qquad x_i \mid z_i = k \;\sim\; \mathcal N(\mu_k, \Sigma_k)$$
#
# | 符號 Symbol | 意義 Meaning | 形狀 Shape | 程式 Code |
# |---|---|---|---|
# | $z_i$ | 樣本 $i$ 來自哪個成分（平常看不到） component of sample $i$ (not seen, as a rule) | $(N,)$ | `labels` |
# | $x_i$ | 樣本 $i$ sample $i$ | $(N, d)$ | `X` |
# | $\pi_k$ | 權重 weights | $(K,)$ | `weights` |
# | $\mu_k,\ \Sigma_k$ | 均值、共變異數矩陣 means, covariance matrices | $(K, d),\ (K, d, d)$ | `means`, `covariances` |
#
# $N$ 個樣本、$K$ 個成分、$d$ 個座標 | $N$ samples, $K$ components, $d$ coordinates.
#
# 照著故事做一遍，就是**祖先抽樣**（ancestral sampling）：先抽父節點 $z$，再抽子節點 $x$。注意是「每個樣本選**一個**成分」，
# 不是把各成分的樣本加權平均；加權平均的是密度 $p(x) = \sum_k \pi_k\,\mathcal N(x \mid \mu_k, \Sigma_k)$。
#
# Doing as the story says is **ancestral sampling**: the parent $z$ first, then its child $x$. Note that each sample takes
# **one** component. It is not an average of samples from all of them; what is averaged are the densities,
# $p(x) = \sum_k \pi_k\,\mathcal N(x \mid \mu_k, \Sigma_k)$.
#
# Bishop (2006) §8.1.2, §9.2; Murphy (2012) §11.2.

# %% [markdown] id="factor"
# ### 2. 從一個高斯抽樣 | Sampling from one Gaussian
#
# 電腦給的是標準常態的雜訊 $\varepsilon \sim \mathcal N(0, I)$。把它乘上 $L$、加上 $\mu$：
#
# The computer gives standard normal noise $\varepsilon \sim \mathcal N(0, I)$. Multiply it by $L$ and add $\mu$:
#
# $$x = \mu + L\,\varepsilon, \qquad \operatorname{cov}[x] = L\,\operatorname{cov}[\varepsilon]\,L^\top = L L^\top$$
#
# 所以需要一個 $L$（形狀 $(d, d)$）使 $L L^\top = \Sigma$，例如 Cholesky 分解 `np.linalg.cholesky`。一維時，$L$ 就是**標準差**，不是變異數。
#
# So an $L$ of shape $(d, d)$ is needed with $L L^\top = \Sigma$: the Cholesky factor, `np.linalg.cholesky`, is one. In one
# dimension $L$ is the **standard deviation**, not the variance.
#
# **用手算一次 | Once by hand.** $\mu = (10, 0)$, $\;\Sigma = \begin{pmatrix} 4 & 2 \\ 2 & 5 \end{pmatrix}$,
# $\;L = \begin{pmatrix} 2 & 0 \\ 1 & 2 \end{pmatrix}$, $\;\varepsilon = (1, -1)$:
# $\;L\varepsilon = (2,\ 1 - 2) = (2, -1)$, $\;x = (12, -1)$.
#
# Bishop (2006) §11.1.1.

# %% [markdown] id="task_sample"
# ### ✏️ `sample`
#
# 寫出祖先抽樣，回傳樣本與標籤。亂數請用由 `random_state` 建立的**一個**產生器，例如 `np.random.default_rng(random_state)`。
# 可以直接用 `rng.multivariate_normal`，但自己乘 $L$ 才學得到東西。評分時看的是樣本的分布，不是與某一組亂數相同；答對的程式被誤判的機率小於百萬分之一。
#
# Write ancestral sampling; return samples and labels. Take random numbers from **one** generator made from
# `random_state`, such as `np.random.default_rng(random_state)`. `rng.multivariate_normal` is allowed, though you learn more by
# multiplying by $L$ yourself. Grading looks at the distribution of your samples, not for
# particular numbers; it rejects a right program with a probability below one in a million.

# %% solution="sample"

# %% grade="sample" points=16
demo_weights = np.array([0.2, 0.5, 0.3])
demo_means = np.array([[-4.0, 0.0], [0.0, 0.0], [4.0, 3.0]])
demo_covariances = np.array([[[1.0, 0.8], [0.8, 1.0]], [[0.5, -0.4], [-0.4, 2.0]], [[2.0, 1.0], [1.0, 0.8]]])

answer = sample(4000, demo_weights, demo_means, demo_covariances)
assert answer is not None and len(answer) == 2, "請回傳兩樣東西：X、labels | Return two things: X, labels"
X, labels = np.asarray(answer[0]), np.asarray(answer[1])
assert X.shape == (4000, 2) and labels.shape == (4000,), (
    f"形狀應是 (4000, 2) 與 (4000,)，你的是 {X.shape} 與 {labels.shape} | "
    f"The shapes are (4000, 2) and (4000,), yours are {X.shape} and {labels.shape}"
)
assert set(labels.tolist()) == {0, 1, 2}, (
    f"標籤應是 0、1、2，你的有 {sorted(set(labels.tolist()))} | Labels are 0, 1, 2, yours are {sorted(set(labels.tolist()))}"
)
shares = np.array([np.mean(labels == k) for k in range(3)])
assert np.all(np.abs(shares - demo_weights) < 0.06), (
    f"權重是 {demo_weights}，你抽到的比例是 {shares} | The weights are {demo_weights}, your shares are {shares}"
)
for k in range(3):
    error = np.abs(np.cov(X[labels == k].T) - demo_covariances[k]).max()
    assert np.all(np.abs(X[labels == k].mean(axis=0) - demo_means[k]) < 0.4), (
        f"成分 {k} 的樣本平均離 μ 太遠 | The mean of the samples of component {k} is far from μ"
    )
    assert error < 0.8, f"成分 {k} 的樣本共變異數離 Σ 太遠 | The covariance of the samples of component {k} is far from Σ"
again, other = sample(5, demo_weights, demo_means, demo_covariances, 1), sample(5, demo_weights, demo_means, demo_covariances, 2)
assert not np.array_equal(again[0], other[0]), (
    "不同的 random_state 應得到不同的樣本 | Another random_state gives other samples"
)
assert np.array_equal(again[0], sample(5, demo_weights, demo_means, demo_covariances, 1)[0]), (
    "相同的 random_state 應得到相同的樣本 | The same random_state gives the same samples"
)
print("✓ 看得到的檢查都通過了，評分時還有更多檢查 | All visible checks passed; more checks run at grading")

# %% [markdown] id="conditional"
# ### 3. 已知一部分 | When a part is known
#
# 把座標分成已知的 $x_a$ 與未知的 $x_b$。一個高斯的條件分布仍是高斯（Bishop 2.81–2.82；書中已知的是 $x_b$，與這裡相反）：
#
# Split the coordinates into $x_a$, which is known, and $x_b$, which is not. Conditioned on $x_a$, a Gaussian is
# still Gaussian (Bishop 2.81–2.82, where $x_b$ is the known part):
#
# $$\mu_{k, b\mid a} = \mu_{k,b} + \Sigma_{k,ba}\Sigma_{k,aa}^{-1}(x_a - \mu_{k,a}), \qquad
# \Sigma_{k, b\mid a} = \Sigma_{k,bb} - \Sigma_{k,ba}\Sigma_{k,aa}^{-1}\Sigma_{k,ab}$$
#
# 混合模型還要更新權重：$x_a$ 也透露了它來自哪個成分。這就是 E 步驟，只是只用已知的座標：
#
# In a mixture the weights change as well: $x_a$ also tells which component it came from. This is the E-step, with the known
# coordinates alone:
#
# $$\pi_{k\mid a} = \frac{\pi_k\,\mathcal N(x_a \mid \mu_{k,a}, \Sigma_{k,aa})}{\sum_j \pi_j\,\mathcal N(x_a \mid \mu_{j,a}, \Sigma_{j,aa})},
# \qquad p(x_b \mid x_a) = \sum_k \pi_{k\mid a}\,\mathcal N(x_b \mid \mu_{k,b\mid a}, \Sigma_{k,b\mid a})$$
#
# | 符號 Symbol | 意義 Meaning | 形狀 Shape |
# |---|---|---|
# | $x_a$ | 已知座標的值 `x_known`，編號在 `known` values of the known coordinates; their indices are `known` | $(d_a,)$ |
# | $\mu_{k,a},\ \mu_{k,b}$ | $\mu_k$ 裡屬於 $a$、$b$ 的部分 the parts of $\mu_k$ in $a$ and $b$ | $(d_a,),\ (d_b,)$ |
# | $\Sigma_{k,ba}$ | $\Sigma_k$ 的列取 $b$、行取 $a$（`np.ix_`） rows $b$ and columns $a$ of $\Sigma_k$ (`np.ix_`) | $(d_b, d_a)$ |
# | $\pi_{k\mid a}$ | 看到 $x_a$ 之後的權重 weight after seeing $x_a$ | $(K,)$ |
#
# $d_a$、$d_b$：已知、未知的座標數 numbers of known and unknown coordinates, $d_a + d_b = d$。$x_1$ 在程式裡是座標 0 is coordinate 0 in code。
#
# $x_a$ 離所有成分都很遠時，密度會下溢成 0；權重請在對數裡算，如 `02` 的 E 步驟。
#
# Where $x_a$ is far from every component, its densities underflow to 0: compute the weights in logarithms, as in the E-step of `02`.
#
# Bishop (2006) §2.3.1; Murphy (2012) §4.3.1.

# %% [markdown] id="conditional_by_hand"
# **用手算一次 | Once by hand.** 一個高斯 One Gaussian, $\mu = (0, 0)$, $\Sigma = \begin{pmatrix} 1 & 0.8 \\ 0.8 & 1\end{pmatrix}$, $x_a = x_1 = 1$:
#
# - 條件均值 conditional mean: $\;0 + 0.8\cdot 1^{-1}\cdot(1 - 0) = 0.8$
# - 條件變異數 conditional variance: $\;1 - 0.8\cdot 1^{-1}\cdot 0.8 = 0.36$，比 1 小：知道得愈多，愈確定 less than 1: to know more is to be more certain

# %% [markdown] id="task_sample_conditional"
# ### ✏️ `sample_conditional`
#
# 寫出條件抽樣，回傳**完整**的樣本（已知的座標照抄）。可以呼叫你的 `sample`。
#
# Write conditional sampling; return **whole** samples, with the known coordinates copied. You may call your `sample`.

# %% solution="sample_conditional"

# %% grade="sample_conditional" points=16
tilted = np.array([[[1.0, 0.8], [0.8, 1.0]]])
answer = sample_conditional(np.array([1.0]), np.array([0]), 4000, np.array([1.0]), np.zeros((1, 2)), tilted)
assert answer is not None, "函式沒有回傳值，是否忘了 return？ | Nothing was returned: is there a return?"
assert np.shape(answer) == (4000, 2), (
    f"要完整的樣本，形狀是 (4000, 2)，你的是 {np.shape(answer)} | Whole samples have the shape (4000, 2), yours {np.shape(answer)}"
)
answer = np.asarray(answer)
assert np.allclose(answer[:, 0], 1.0), "已知的座標應等於 x_known | The known coordinate equals x_known"
assert abs(answer[:, 1].mean() - 0.8) < 0.08, (
    f"手算的條件均值是 0.8，你的樣本平均是 {answer[:, 1].mean():.3f} | "
    f"By hand the conditional mean was 0.8, that of your samples is {answer[:, 1].mean():.3f}"
)
assert abs(answer[:, 1].var() - 0.36) < 0.07, (
    f"手算的條件變異數是 0.36，你的樣本是 {answer[:, 1].var():.3f} | "
    f"By hand the conditional variance was 0.36, that of your samples is {answer[:, 1].var():.3f}"
)
answer = np.asarray(sample_conditional(np.array([-4.0]), np.array([0]), 500, demo_weights, demo_means, demo_covariances))
assert np.abs(answer[:, 1].mean()) < 0.5, (
    "x₁ = -4 時，幾乎都來自第一個成分：權重更新了嗎？ | With x₁ = -4 nearly all come from the first component: are the weights updated?"
)
print("✓ 看得到的檢查都通過了，評分時還有更多檢查 | All visible checks passed; more checks run at grading")

# %% [markdown] id="see_samples"
# 左圖是你的樣本，虛線是 $x_1 = 1.6$。沿虛線切一刀，切面就是右圖：你的條件樣本（直方圖）與條件密度（線）。
# 在 $x_1 = 1.6$ 處，中間與右邊的成分都有可能，所以切面有兩個峰。
#
# On the left are your samples; the dashed line is $x_1 = 1.6$. A cut along it gives the picture on the right: your
# conditional samples (histogram) and the conditional density (line). At $x_1 = 1.6$ both the middle and the right component
# are possible, so the cut has two bumps.

# %% id="plot_samples"
X, labels = sample(600, demo_weights, demo_means, demo_covariances, random_state=1)
X, labels = np.asarray(X), np.asarray(labels)
slice_at = 1.6
drawn = np.asarray(
    sample_conditional(np.array([slice_at]), np.array([0]), 3000, demo_weights, demo_means, demo_covariances)
)

fig, (left, right) = plt.subplots(1, 2, figsize=(10, 4))
for k in range(3):
    left.scatter(*X[labels == k].T, s=14, marker=MARKERS[k], color=COLOURS[k], alpha=0.6, label=f"z = {k}")
    left.plot(*ellipse(demo_means[k], demo_covariances[k]), color="black", linewidth=1)
left.axvline(slice_at, color="black", linestyle="--", linewidth=1)
left.set(xlabel="$x_1$", ylabel="$x_2$", title=label("樣本與兩倍標準差的橢圓", "Samples, ellipses at two sd"))
left.legend()

grid = np.linspace(-5, 5, 300)
points = np.column_stack([np.full(300, slice_at), grid])
joint = sum(w * multivariate_normal.pdf(points, m, c) for w, m, c in zip(demo_weights, demo_means, demo_covariances))
right.hist(drawn[:, 1], bins=40, range=(-5, 5), density=True, color="0.8", edgecolor="0.5")
right.plot(grid, joint / (joint.sum() * (grid[1] - grid[0])), color=COLOURS[0], linewidth=2)
right.set(xlabel="$x_2$", ylabel="$p(x_2 \\mid x_1 = 1.6)$", title=label("切面", "The cut"))
plt.show()

# %% [markdown] id="digits"
# ### 4. 畫數字、補數字 | Drawing digits, completing digits
#
# scikit-learn 的 `load_digits` 有 1797 張 8×8 的手寫數字，每張是 64 維空間的一個點。這裡替每個數字配一個高斯
# （平均與共變異數；對角線加上 0.3，因為有些像素永遠是 0），十個高斯合成一個混合模型。
#
# scikit-learn's `load_digits` holds 1797 handwritten digits of 8×8 pixels, each of them a point in 64 dimensions. Here every
# digit gets one Gaussian (its mean and covariance, with 0.3 added to the diagonal, as some pixels are always 0), and the ten
# Gaussians make a mixture.
#
# 圖的第一列是 `sample` 畫出來的新數字，標題是它的成分。第二列是真的數字，只給上半部（32 個像素）；
# 下面三列是 `sample_conditional` 補出來的。同一個上半部，可以有不只一種答案：這正是「抽樣」與「猜一個最好的」的差別。
# 每個數字只有一個高斯，有些畫得不像，也是意料中的事。
#
# The first row of the picture shows new digits, drawn by `sample`; their titles are their components. The second row shows real
# digits of which the upper half is given (32 pixels), and the three rows below are completions by `sample_conditional`. One
# upper half may have more than one completion: that is how sampling differs from guessing what is best. One Gaussian for each digit is a
# crude model, so some drawings come out poorly.

# %% id="plot_digits"
pictures, classes = load_digits(return_X_y=True)  # (1797, 64), (1797,)
digit_weights = np.array([np.mean(classes == k) for k in range(10)])
digit_means = np.array([pictures[classes == k].mean(axis=0) for k in range(10)])
digit_covariances = np.array([np.cov(pictures[classes == k].T) + 0.3 * np.eye(64) for k in range(10)])

new, components = sample(8, digit_weights, digit_means, digit_covariances, random_state=4)
upper = np.arange(32)
chosen = [int(np.flatnonzero(classes == k)[20]) for k in (0, 2, 3, 4, 5, 6, 8, 9)]

fig, axes = plt.subplots(5, 8, figsize=(8, 5.6))
for column, number in enumerate(chosen):
    completed = sample_conditional(
        pictures[number, upper], upper, 3, digit_weights, digit_means, digit_covariances, random_state=number
    )
    given = np.where(np.arange(64) < 32, pictures[number], np.nan)
    for row, picture in enumerate([np.asarray(new)[column], given, *np.asarray(completed)]):
        axes[row, column].imshow(np.reshape(picture, (8, 8)), cmap="gray_r", vmin=0, vmax=16)
        axes[row, column].set(xticks=[], yticks=[])
        if row > 1:
            axes[row, column].axhline(3.5, color=COLOURS[5], linewidth=1)
    axes[0, column].set_title(f"z = {int(components[column])}", fontsize=10)
row_names = [("新的", "new"), ("已知", "given"), *[("補上", "completed")] * 3]
for row, (zh, en) in enumerate(row_names):
    axes[row, 0].set_ylabel(label(zh, en).replace(" ", "\n"), fontsize=9, rotation=0, ha="right", va="center")
plt.show()

# %% [markdown] id="elbo_formula"
# ### 5. 證據下界 | The evidence lower bound
#
# 要學一個生成式模型，就要讓 $\log p(X)$ 變大，但它是「和的對數」，不好處理。替每個樣本任選一組各成分的機率 $r_i$
# （每列的和是 1），由 Jensen 不等式：
#
# To learn a generative model is to make $\log p(X)$ large, but it is a logarithm of a sum, which is awkward. Choose for each sample any
# distribution $r_i$ over the components (each row sums to 1). By Jensen's inequality:
#
# $$\log p(x_i) = \log\sum_k r_{ik}\,\frac{p(x_i, k)}{r_{ik}} \;\ge\; \sum_k r_{ik}\log\frac{p(x_i, k)}{r_{ik}},
# \qquad p(x_i, k) = \pi_k\,\mathcal N(x_i\mid\mu_k,\Sigma_k)$$
#
# 右邊對樣本加總，就是**證據下界**（evidence lower bound, ELBO）| Summed over the samples, the right-hand side is the **evidence lower bound** (ELBO):
#
# $$\mathcal L(r, \theta) = \underbrace{\sum_{i,k} r_{ik}\,\log\big(\pi_k\,\mathcal N(x_i\mid\mu_k,\Sigma_k)\big)}_{\text{期望的 expected } \log p(x, z)}
# \;\underbrace{-\sum_{i,k} r_{ik}\log r_{ik}}_{\text{熵 entropy}}
# \;=\; \log p(X) - \sum_i \mathrm{KL}\big(r_i \,\|\, \gamma_i\big)$$
#
# | 符號 Symbol | 意義 Meaning | 形狀 Shape | 程式 Code |
# |---|---|---|---|
# | $r_{ik}$ | 任選的責任值 responsibilities, of any choice | $(N, K)$ | `resp` |
# | $\gamma_{ik}$ | 真正的後驗機率 $p(k\mid x_i)$，即 E 步驟的責任值 exact posterior, which the E-step gives | $(N, K)$ | |
# | $\theta$ | $\pi, \mu, \Sigma$ | | `weights`, `means`, `covariances` |
# | $\mathrm{KL}(r\Vert \gamma)$ | $\sum_k r_k\log(r_k/\gamma_k) \ge 0$，兩者相等才是 0 and 0 only where they are equal | | |
#
# 最右邊說明了一切：下界永遠不超過 $\log p(X)$，而且**在 E 步驟的責任值剛好碰到**。約定 $0\log 0 = 0$。
#
# The last expression says it all: the bound never exceeds $\log p(X)$, and **touches it at the E-step's
# responsibilities**. By convention $0\log 0 = 0$.
#
# Bishop (2006) §9.4; Murphy (2012) §11.4.7.

# %% [markdown] id="elbo_by_hand"
# **用手算一次 | Once by hand.** 一個樣本、兩個成分 One sample, two components; $p(x, 1) = 0.2$, $\;p(x, 2) = 0.05$,
# $\;\log p(x) = \log 0.25 = -1.3863$:
#
# - $r = (0.9, 0.1)$: $\;0.9\log 0.2 + 0.1\log 0.05 - 0.9\log 0.9 - 0.1\log 0.1 = -1.4485 - 0.2996 + 0.3251 = -1.4230$
# - $r = (1, 0)$: $\;\log 0.2 - 1\log 1 - 0\log 0 = -1.6094$
# - $r = \gamma = (0.8, 0.2)$: $\;0.8\log\tfrac{0.2}{0.8} + 0.2\log\tfrac{0.05}{0.2} = \log 0.25 = -1.3863$，碰到了 touches

# %% [markdown] id="task_elbo"
# ### ✏️ `elbo`
#
# 寫出混合模型的證據下界，一個數。| Write the evidence lower bound of a mixture, one number.

# %% solution="elbo"

# %% grade="elbo" points=16
line = np.array([[1.0], [3.5], [0.0]])
line_weights, line_means, line_covariances = np.array([0.25, 0.75]), np.array([[0.0], [4.0]]), np.ones((2, 1, 1))
line_joint = np.log(line_weights) + np.column_stack([multivariate_normal.logpdf(line, m, 1.0) for m in [0.0, 4.0]])
top = float(logsumexp(line_joint, axis=1).sum())

answer = elbo(line, np.full((3, 2), 0.5), line_weights, line_means, line_covariances)
assert answer is not None, "函式沒有回傳值，是否忘了 return？ | Nothing was returned: is there a return?"
assert np.ndim(answer) == 0, (
    f"下界是一個數，你的形狀是 {np.shape(answer)} | The bound is one number, yours has the shape {np.shape(answer)}"
)
assert answer < top, f"下界應低於對數概似 {top:.4f}，你的是 {answer:.4f} | It is below {top:.4f}, yours is {answer:.4f}"
posterior = np.exp(line_joint - logsumexp(line_joint, axis=1, keepdims=True))
answer = elbo(line, posterior, line_weights, line_means, line_covariances)
assert np.isclose(answer, top), (
    f"在後驗機率，下界應等於對數概似 {top:.4f}，你的是 {answer:.4f} | At the posterior it equals {top:.4f}, yours is {answer:.4f}"
)
hard = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 0.0]])
answer = elbo(line, hard, line_weights, line_means, line_covariances)
assert np.isfinite(answer), f"0·log 0 應是 0，你得到 {answer} | 0·log 0 is 0, you got {answer}"
print("✓ 看得到的檢查都通過了，評分時還有更多檢查 | All visible checks passed; more checks run at grading")

# %% [markdown] id="coordinate_ascent"
# ### 6. EM 是輪流爬坡 | EM climbs in turns
#
# 把 $\mathcal L(r, \theta)$ 想成一座山，有兩組座標。EM 輪流走：**E 步驟**固定 $\theta$，走到對 $r$ 最高的地方（碰到 $\log p(X)$）；
# **M 步驟**固定 $r$，走到對 $\theta$ 最高的地方。每一步都不會往下，所以對數概似不會下降。下面左圖用你的 `elbo` 畫出每半步的高度。
#
# Think of $\mathcal L(r, \theta)$ as a mountain with two sets of coordinates. EM walks along them in turn: the **E-step**
# keeps $\theta$ and goes to what is highest in $r$, where it touches $\log p(X)$; the **M-step** keeps $r$ and goes to what is
# highest in $\theta$. No step goes down, so the log-likelihood never falls. Below on the left, your `elbo` gives the height after each half step.

# %% id="climb"
train = np.asarray(sample(300, demo_weights, demo_means, demo_covariances, random_state=7)[0])


def log_joint_of(X, weights, means, covariances):
    """log p(x, k)，形狀 (N, K) | log p(x, k), of shape (N, K)"""
    return np.log(weights) + np.column_stack([multivariate_normal.logpdf(X, m, c) for m, c in zip(means, covariances)])


theta = (np.full(3, 1 / 3), np.array([[-1.0, 2.0], [0.0, -2.0], [1.0, 2.0]]), np.array([4.0 * np.eye(2)] * 3))
resp = np.full((len(train), 3), 1 / 3)
bounds, tops = [elbo(train, resp, *theta)], [logsumexp(log_joint_of(train, *theta), axis=1).sum()]
for _ in range(6):
    log_joint = log_joint_of(train, *theta)  # E
    resp = np.exp(log_joint - logsumexp(log_joint, axis=1, keepdims=True))
    bounds.append(elbo(train, resp, *theta))
    tops.append(tops[-1])
    counts = resp.sum(axis=0)  # M
    means = (resp.T @ train) / counts[:, np.newaxis]
    differences = train[:, np.newaxis] - means
    theta = (counts / len(train), means, np.einsum("nk,nki,nkj->kij", resp / counts, differences, differences))
    bounds.append(elbo(train, resp, *theta))
    tops.append(logsumexp(log_joint_of(train, *theta), axis=1).sum())
print("每半步的下界 bound after each half step:", np.round(bounds, 1).tolist())

# %% [markdown] id="vae_formula"
# ### 7. 同一個下界：線性 VAE | The same bound: a linear VAE
#
# 把離散的 $z$ 換成連續的向量，每個樣本有一個**編碼**：
#
# Make $z$ a continuous vector in place of a discrete one: each sample has a **code**.
#
# $$z \sim \mathcal N(0, I_q), \qquad x \mid z \sim \mathcal N(W z + \mu,\ \sigma^2 I_d)$$
#
# 這是**機率 PCA**（probabilistic PCA），也就是解碼器為線性的 VAE。編碼器對每個樣本給一個高斯 $q(z_i) = \mathcal N(m_i, S)$。
# ELBO 仍是同一個式子，寫成「重建」減「離先驗多遠」：
#
# This is **probabilistic PCA**: a VAE with a linear decoder. The encoder gives each sample a Gaussian $q(z_i) = \mathcal N(m_i, S)$. The
# ELBO is the same formula, written as reconstruction less distance from the prior:
#
# $$\mathcal L = \sum_i \Big( \mathbb E_{q}\big[\log p(x_i\mid z_i)\big] - \mathrm{KL}\big(q(z_i)\,\|\,\mathcal N(0, I)\big) \Big)$$
#
# $$\mathbb E_{q}\big[\log p(x_i\mid z_i)\big] = -\frac d2\log(2\pi\sigma^2)
# - \frac{1}{2\sigma^2}\Big(\|x_i - W m_i - \mu\|^2 + \operatorname{tr}(W S W^\top)\Big)$$
#
# $$\mathrm{KL}\big(q(z_i)\,\|\,\mathcal N(0, I)\big) = \frac12\Big(\operatorname{tr}S + \|m_i\|^2 - q - \log|S|\Big)$$
#
# | 符號 Symbol | 意義 Meaning | 形狀 Shape | 程式 Code |
# |---|---|---|---|
# | $W,\ \mu$ | 解碼器 decoder | $(d, q),\ (d,)$ | `W`, `mean` |
# | $\sigma^2$ | 雜訊的變異數 variance of the noise | 一個數 one number | `noise_variance` |
# | $m_i$ | 編碼器的均值 mean of the encoder | $(N, q)$ | `q_means` |
# | $S$ | 編碼器的共變異數矩陣，所有樣本共用 covariance of the encoder, shared by all samples | $(q, q)$ | `q_cov` |
# | $q,\ d$ | 編碼與樣本的維度 dimensions of code and sample | | |
#
# $\operatorname{tr}(W S W^\top)$ 從哪裡來？$z$ 在 $m_i$ 附近搖晃，重建也跟著搖晃；令 $a = x_i - \mu$：$\mathbb E\|a - Wz\|^2 = \|a - Wm\|^2 + \operatorname{tr}(W S W^\top)$。
# 真正的 VAE 用神經網路代替 $Wz + \mu$，也用神經網路由 $x_i$ 算出 $m_i$ 與 $S_i$；重建的期望值沒有公式可算，改用抽樣
# $z = m_i + L_i\varepsilon$（$L_iL_i^\top = S_i$）估計：又是第 2 節的式子。
#
# Where does $\operatorname{tr}(W S W^\top)$ come from? $z$ wobbles around $m_i$, and the reconstruction wobbles with it. With $a = x_i - \mu$:
# $\mathbb E\|a - Wz\|^2 = \|a - Wm\|^2 + \operatorname{tr}(W S W^\top)$. A real VAE has a neural network in place
# of $Wz + \mu$, and another that makes $m_i$ and $S_i$ from $x_i$. The expected reconstruction then has no closed form, and is
# estimated from samples $z = m_i + L_i\varepsilon$ with $L_iL_i^\top = S_i$: part 2 again.
#
# Bishop (2006) §12.2; Murphy (2012) §12.2; D. P. Kingma & M. Welling (2014), *Auto-Encoding Variational Bayes*, ICLR,
# [arXiv:1312.6114](https://arxiv.org/abs/1312.6114).

# %% [markdown] id="vae_by_hand"
# **用手算一次 | Once by hand.** $d = q = 1$, $W = 1$, $\mu = 0$, $\sigma^2 = 1$, $x = 1$, $m = 0.5$, $S = 0.5$:
#
# - 重建 reconstruction: $\;-\tfrac12\log 2\pi - \tfrac12\big((1 - 0.5)^2 + 0.5\big) = -0.9189 - 0.375 = -1.2939$
# - $\mathrm{KL} = \tfrac12(0.5 + 0.25 - 1 - \log 0.5) = \tfrac12(-0.25 + 0.6931) = 0.2216$
# - $\mathcal L = -1.2939 - 0.2216 = -1.5155$
#
# 這裡的 $q$ 剛好是真正的後驗，所以等於 | Here $q$ is the exact posterior, so this equals
# $\log\mathcal N(1 \mid 0,\ W W^\top + \sigma^2) = \log\mathcal N(1\mid 0, 2) = -1.5155$.

# %% [markdown] id="task_ppca_elbo"
# ### ✏️ `ppca_elbo`
#
# 照公式寫出線性 VAE 的證據下界，不抽樣。| Write the evidence lower bound of the linear VAE by its formula, without sampling.

# %% solution="ppca_elbo"

# %% grade="ppca_elbo" points=14
one = np.ones((1, 1))
answer = ppca_elbo(one, one, np.zeros(1), 1.0, 0.5 * one, 0.5 * one)
assert answer is not None, "函式沒有回傳值，是否忘了 return？ | Nothing was returned: is there a return?"
assert np.ndim(answer) == 0, (
    f"下界是一個數，你的形狀是 {np.shape(answer)} | The bound is one number, yours has the shape {np.shape(answer)}"
)
assert np.isclose(answer, -1.5155, atol=1e-4), f"手算是 -1.5155，你的是 {answer:.4f} | By hand it was -1.5155, yours is {answer:.4f}"
two = np.vstack([one, one])
assert np.isclose(ppca_elbo(two, one, np.zeros(1), 1.0, 0.5 * two, 0.5 * one), 2 * answer), (
    "兩個相同的樣本，下界應是兩倍 | For the same sample twice, the bound is twice as large"
)
assert ppca_elbo(one, one, np.zeros(1), 1.0, 0.7 * one, 0.5 * one) < answer, (
    "編碼器離開真正的後驗，下界應變低 | Away from the exact posterior the bound falls"
)
print("✓ 看得到的檢查都通過了，評分時還有更多檢查 | All visible checks passed; more checks run at grading")

# %% [markdown] id="see_bounds"
# 左圖：從第一個 M 步驟起，EM 的每半步。E 步驟讓下界碰到對數概似，M 步驟再把兩者一起推高。右圖：固定解碼器，改變編碼器的變異數 $S$；
# 最高點在真正的後驗 $(I + W^\top W/\sigma^2)^{-1}$，剛好碰到對數概似。編碼太有把握（$S$ 太小）或太沒把握，下界都變低。
#
# Left: each half step of EM, from the first M-step on. An E-step makes the bound touch the log-likelihood, an M-step then lifts both. Right: with
# the decoder fixed, the variance $S$ of the encoder changes. The bound is highest at the exact posterior,
# $(I + W^\top W/\sigma^2)^{-1}$, where it touches the log-likelihood; codes that are too sure of themselves ($S$ too
# small), or not sure enough, lower it.

# %% id="plot_bounds"
rng = np.random.default_rng(5)
decoder, offset, noise_variance = np.array([[1.5], [-1.0], [0.5]]), np.array([1.0, 0.0, 2.0]), 0.5
codes = rng.standard_normal((50, 1))
observed = offset + codes @ decoder.T + np.sqrt(noise_variance) * rng.standard_normal((50, 3))
exact_cov = np.linalg.inv(np.eye(1) + decoder.T @ decoder / noise_variance)
exact_means = (observed - offset) @ decoder @ exact_cov / noise_variance
evidence = multivariate_normal.logpdf(observed, offset, decoder @ decoder.T + noise_variance * np.eye(3)).sum()
sizes = np.geomspace(0.02, 1.0, 25)
heights = [ppca_elbo(observed, decoder, offset, noise_variance, exact_means, np.array([[s]])) for s in sizes]

fig, (left, right) = plt.subplots(1, 2, figsize=(10, 4))
left.plot(tops[2:], "--", marker="^", color=COLOURS[1], label="log p(X)")
left.plot(bounds[2:], "-", marker="o", color=COLOURS[0], label="ELBO")
left.set_xticks(range(len(bounds) - 2), ["M", *["E", "M"] * 5])
left.set_title(label("EM 輪流爬坡", "EM climbs in turns"))
left.legend(loc="lower right")
right.axhline(evidence, linestyle="--", color=COLOURS[1], label="log p(X)")
right.semilogx(sizes, heights, "-o", markersize=4, color=COLOURS[0], label="ELBO")
right.axvline(exact_cov[0, 0], linestyle=":", color="black", label=label("真正的後驗", "exact posterior"))
right.set(xlabel="S", title=label("線性 VAE 的編碼器", "The encoder of a linear VAE"))
right.legend(loc="lower left")
plt.show()

# %% [markdown] id="hmm"
# ### 8. 有先後次序的混合：GMM-HMM | Mixtures in time: GMM-HMM
#
# 語音裡，這一刻是什麼音，與上一刻有關。**隱馬可夫模型**（HMM）讓隱藏的狀態 $s_t$ 一步一步轉移，每一步由狀態發射一個觀測
# $x_t$；發射分布是高斯混合時，就叫 **GMM-HMM**，深度學習之前的語音辨識主要靠它。
#
# In speech, what is said now depends on what was said before. In a **hidden Markov model** (HMM) a hidden state $s_t$ moves
# step by step, and each step emits an observation $x_t$ from its state. Where the emissions are Gaussian mixtures it is a
# **GMM-HMM**, on which most speech recognition relied before deep learning.
#
# $$p(x_{1:T}, s_{1:T}) = \underbrace{p(s_1)}_{\text{start}}\ \prod_{t=2}^{T}\underbrace{p(s_t\mid s_{t-1})}_{\text{transition}}\ \prod_{t=1}^{T}\underbrace{p(x_t\mid s_t)}_{\text{emission}},
# \qquad p(x_t \mid s_t = j) = \sum_{m} \pi_{jm}\,\mathcal N(x_t\mid\mu_{jm},\Sigma_{jm})$$
#
# | 符號 Symbol | 意義 Meaning | 形狀 Shape | 程式 Code |
# |---|---|---|---|
# | $x_t$ | 時刻 $t$ 的觀測 observation of step $t$ | $(T, d)$ | `X` |
# | $s_t$ | 時刻 $t$ 的狀態（看不到） state at step $t$ (not seen) | $(T,)$ | `path` |
# | $p(s_1)$ | 起始機率 start probabilities | $(S,)$ | `log_start` |
# | $p(s_t = j\mid s_{t-1} = i)$ | 轉移機率，列是 $i$、行是 $j$ transition probabilities, row $i$, column $j$ | $(S, S)$ | `log_transition` |
# | $\pi_{jm},\ \mu_{jm},\ \Sigma_{jm}$ | 狀態 $j$ 的混合 mixture of state $j$ | $(S, M),\ (S, M, d),\ (S, M, d, d)$ | `weights`, … |
# | $\log p(x_t\mid s_t = j)$ | 對數發射密度 log emission density | $(T, S)$ | `log_emission` |
#
# $S$ 是狀態數，$M$ 是每個狀態的成分數，$m$ 數這些成分，$T$ 是時刻數（這裡的 $S$、$m$ 與第 7 節的無關）。簡寫：$p(x_t\mid j) = p(x_t\mid s_t = j)$，
# $p(j\mid i) = p(s_t = j\mid s_{t-1} = i)$。
#
# There are $S$ states with $M$ components each, counted by $m$, and $T$ steps ($S$ and $m$ here have nothing to do with those of part 7).
# For short, $p(x_t\mid j) = p(x_t\mid s_t = j)$ and $p(j\mid i) = p(s_t = j\mid s_{t-1} = i)$.
#
# Bishop (2006) §13.2; Murphy (2012) §17.3.

# %% [markdown] id="task_log_emissions"
# ### ✏️ `log_emissions`
#
# 寫出對數發射密度：每個狀態都是一個混合模型，用 `logsumexp`。| Write the log emission densities: each state is a mixture, so use `logsumexp`.

# %% solution="log_emissions"

# %% grade="log_emissions" points=10
state_weights = np.array([[0.3, 0.7], [1.0, 0.0]])
state_means = np.array([[[0.0], [4.0]], [[-2.0], [9.0]]])
answer = log_emissions(np.array([[1.0], [50.0], [-2.0]]), state_weights, state_means, np.ones((2, 2, 1, 1)))
assert answer is not None, "函式沒有回傳值，是否忘了 return？ | Nothing was returned: is there a return?"
assert np.shape(answer) == (3, 2), (
    f"三個時刻、兩個狀態，形狀應是 (3, 2)，你的是 {np.shape(answer)} | 3 steps, 2 states: (3, 2), yours is {np.shape(answer)}"
)
assert np.all(np.isfinite(answer)), "x = 50 很遠，但對數密度是有限的 | x = 50 is far, yet its log-density is finite"
by_hand = np.log(0.3 * multivariate_normal.pdf(1.0, 0.0) + 0.7 * multivariate_normal.pdf(1.0, 4.0))
assert np.isclose(answer[0][0], by_hand), (
    f"第一個時刻、第一個狀態應是 {by_hand:.4f}，你的是 {answer[0][0]:.4f} | Step 1, state 1 is {by_hand:.4f}, yours {answer[0][0]:.4f}"
)
assert np.isclose(answer[2][1], -0.5 * np.log(2 * np.pi)), (
    "權重為 0 的成分不應影響結果 | A component of weight 0 changes nothing"
)
print("✓ 看得到的檢查都通過了，評分時還有更多檢查 | All visible checks passed; more checks run at grading")

# %% [markdown] id="forward_formula"
# ### 9. 前向演算法 | The forward algorithm
#
# $p(x_{1:T})$ 要對所有狀態序列加總，共 $S^T$ 條。前向演算法一步一步加，只要 $T\cdot S^2$ 次：
#
# $p(x_{1:T})$ is a sum over all sequences of states, $S^T$ of them. The forward algorithm sums step by step, in $T\cdot S^2$
# operations:
#
# $$\alpha_1(j) = p(s_1 = j)\,p(x_1\mid j), \qquad
# \alpha_t(j) = \Big(\sum_i \alpha_{t-1}(i)\,p(s_t = j\mid s_{t-1} = i)\Big)\,p(x_t\mid j), \qquad
# p(x_{1:T}) = \sum_j\alpha_T(j)$$
#
# $\alpha_t(j) = p(x_1, \dots, x_t, s_t = j)$ 很快就小到下溢，所以全部在對數裡做：乘變加，和變 `logsumexp`。
# 機率 0 的對數是 $-\infty$：由左到右的模型不能往回走，就有許多 $-\infty$。（`np.logaddexp.reduce` 與 `logsumexp` 都能處理它。）
#
# $\alpha_t(j) = p(x_1, \dots, x_t, s_t = j)$ soon underflows, so do everything in logarithms: products become sums, and sums become
# `logsumexp`. The logarithm of probability 0 is $-\infty$; a left-to-right model, which never goes back, has many of them.
# (`np.logaddexp.reduce` and `logsumexp` can both deal with it.)
#
# Bishop (2006) §13.2.2 (§13.2.4 用縮放代替對數 rescales instead of taking logarithms); Murphy (2012) §17.4.2.

# %% [markdown] id="forward_by_hand"
# **用手算一次 | Once by hand.** 兩個狀態 Two states, start $(0.5, 0.5)$,
# transition $\begin{pmatrix} 0.9 & 0.1 \\ 0.2 & 0.8\end{pmatrix}$, 發射 emissions $x_1: (0.6, 0.1)$, $\;x_2: (0.2, 0.5)$:
#
# - $\alpha_1 = (0.5\cdot 0.6,\ 0.5\cdot 0.1) = (0.3,\ 0.05)$
# - $\alpha_2 = \big((0.3\cdot 0.9 + 0.05\cdot 0.2)\cdot 0.2,\ (0.3\cdot 0.1 + 0.05\cdot 0.8)\cdot 0.5\big) = (0.056,\ 0.035)$
# - $p(x_{1:2}) = 0.056 + 0.035 = 0.091$, $\;\log 0.091 = -2.3969$

# %% [markdown] id="task_forward_log"
# ### ✏️ `forward_log`
#
# 寫出對數空間的前向演算法，依序回傳 `log_likelihood`、`log_alpha`。
#
# Write the forward algorithm in log space; return `log_likelihood` and `log_alpha`, in this order.

# %% solution="forward_log"

# %% grade="forward_log" points=14
hand_start = np.log([0.5, 0.5])
hand_transition = np.log([[0.9, 0.1], [0.2, 0.8]])
hand_emission = np.log([[0.6, 0.1], [0.2, 0.5]])

answer = forward_log(hand_start, hand_transition, hand_emission)
assert answer is not None and len(answer) == 2, (
    "請回傳兩樣東西：log_likelihood、log_alpha | Return two things: log_likelihood, log_alpha"
)
assert np.shape(answer[1]) == (2, 2), (
    f"log_alpha 的形狀應是 (n_steps, n_states)，你的是 {np.shape(answer[1])} | log_alpha is (n_steps, n_states), yours {np.shape(answer[1])}"
)
assert np.allclose(np.exp(answer[1]), [[0.3, 0.05], [0.056, 0.035]]), (
    f"手算的 α 是 [[0.3, 0.05], [0.056, 0.035]]，你的是 {np.exp(answer[1]).tolist()} | By hand α was [[0.3, 0.05], [0.056, 0.035]]"
)
assert np.isclose(answer[0], -2.3969, atol=1e-4), (
    f"手算的對數概似是 -2.3969，你的是 {answer[0]} | By hand the log-likelihood was -2.3969, yours is {answer[0]}"
)
with np.errstate(divide="ignore"):
    one_way = np.log([[0.5, 0.5], [0.0, 1.0]])
    first_only = np.log([1.0, 0.0])
long_value, long_table = forward_log(first_only, one_way, np.full((1000, 2), -3.0))
assert np.isclose(long_value, -3000), (
    f"1000 個時刻，對數概似應是 -3000，你的是 {long_value} | For 1000 steps it is -3000, yours is {long_value}"
)
assert not np.any(np.isnan(long_table)), "log_alpha 裡有 NaN | log_alpha holds a NaN"
print("✓ 看得到的檢查都通過了，評分時還有更多檢查 | All visible checks passed; more checks run at grading")

# %% [markdown] id="viterbi_formula"
# ### 10. Viterbi：最好的一條路 | Viterbi: the best path
#
# 把加總換成取最大，就得到最可能的狀態序列。一路記下「從哪裡來最好」，到終點再**回溯**：
#
# With a maximum in place of the sum, the most probable sequence of states comes out. Note on the way where it is best to come
# from, and **trace back** from the end:
#
# $$\delta_1(j) = \log p(s_1 = j) + \log p(x_1\mid j), \qquad
# \delta_t(j) = \max_i\big(\delta_{t-1}(i) + \log p(j\mid i)\big) + \log p(x_t\mid j)$$
#
# $$\hat s_T = \arg\max_j \delta_T(j), \qquad \hat s_{t-1} = \arg\max_i\big(\delta_{t-1}(i) + \log p(\hat s_t\mid i)\big)$$
#
# $\delta_t(j)$（形狀 $(T, S)$）是在時刻 $t$ 走到狀態 $j$ 的所有路裡，最好的一條的對數機率。最好的路不等於各時刻最可能的狀態接起來：
# 那樣接出來的路，可能根本走不通。
#
# $\delta_t(j)$, of shape $(T, S)$, is the log-probability of the best of all ways that are in state $j$ at step $t$. The best path is not the
# most probable states of all steps put together: that path may be impossible to walk.
#
# 上面的例子 In the example above: $\;\delta$（取指數 as probabilities）$= (0.3, 0.05),\ (0.3\cdot 0.9\cdot 0.2,\ 0.05\cdot 0.8\cdot 0.5) = (0.054, 0.02)$;
# 最好的路 best path $(0, 0)$, $\;\log 0.054 = -2.9188$.
#
# Bishop (2006) §13.2.5; Murphy (2012) §17.4.4.

# %% [markdown] id="task_viterbi"
# ### ✏️ `viterbi`
#
# 寫出 Viterbi 演算法，依序回傳 `path`、`log_probability`。
#
# Write the Viterbi algorithm; return `path` and `log_probability`, in this order.

# %% solution="viterbi"

# %% grade="viterbi" points=14
answer = viterbi(hand_start, hand_transition, hand_emission)
assert answer is not None and len(answer) == 2, (
    "請回傳兩樣東西：path、log_probability | Return two things: path, log_probability"
)
assert np.shape(answer[0]) == (2,), (
    f"path 每個時刻一個狀態，形狀應是 (2,)，你的是 {np.shape(answer[0])} | One state per step: (2,), yours is {np.shape(answer[0])}"
)
assert np.array_equal(answer[0], [0, 0]), f"手算的路是 [0, 0]，你的是 {answer[0]} | By hand it was [0, 0], yours is {answer[0]}"
assert np.isclose(answer[1], -2.9188, atol=1e-4), (
    f"手算的對數機率是 -2.9188，你的是 {answer[1]} | By hand it was -2.9188, yours is {answer[1]}"
)
path, log_probability = viterbi(first_only, one_way, np.array([[-1.0, -9.0]] * 3 + [[-9.0, -1.0]] * 2))
assert np.array_equal(path, [0, 0, 0, 1, 1]), (
    f"前三個時刻像狀態 0，後兩個像狀態 1，你的路是 {path} | Three steps like state 0, then two like state 1; yours is {path}"
)
print("✓ 看得到的檢查都通過了，評分時還有更多檢查 | All visible checks passed; more checks run at grading")

# %% [markdown] id="speech"
# ### 11. 聽數字 | Listening to digits
#
# `digits_mfcc.npz` 是 `08_speech`（語音特徵的作業）的 200 段**合成**語音（espeak-ng 唸的 zero 到 nine）的 MFCC 特徵，以及十個已經訓練好的
# GMM-HMM，每個數字一個：5 個狀態由左到右，每個狀態 2 個成分，共變異數是對角矩陣（來源與授權見 `digits_mfcc.LICENSE.md`）。
# 測試集的 6 個聲音，訓練時沒有聽過。
#
# `digits_mfcc.npz` holds MFCC features of the 200 **synthetic** sounds of `08_speech`, the assignment on speech features (zero to nine, spoken by espeak-ng), and ten trained
# GMM-HMMs, one for each digit: 5 states from left to right, 2 components in each, diagonal covariances (for source and licence
# see `digits_mfcc.LICENSE.md`). The 6 voices of the test set were not heard in training.
#
# 辨識的方法：哪個模型給這段聲音最高的 $\log p(x_{1:T})$，就猜哪個數字。
#
# To recognise a digit, ask which model gives the sound the highest $\log p(x_{1:T})$.

# %% id="recognise"
data = np.load("digits_mfcc.npz")
ends = np.cumsum(data["lengths"], dtype=int)
sounds = [data["mfcc"][end - n : end].astype(float) for end, n in zip(ends, data["lengths"])]  # (T, 13) each
with np.errstate(divide="ignore"):
    log_start = np.log(np.eye(5)[0])
    log_transitions = np.log(data["transitions"].astype(float))  # (10, 5, 5)


def emissions_of(sound, digit):
    """一段聲音在一個數字的模型裡的對數發射密度 | Log emission densities of a sound in the model of a digit"""
    variances = data["variances"][digit].astype(float)
    covariances = variances[..., np.newaxis] * np.eye(13)  # (5, 2, 13, 13)
    return log_emissions(sound, data["weights"][digit].astype(float), data["means"][digit].astype(float), covariances)


test = np.flatnonzero(data["test"])
scores = np.array(
    [[forward_log(log_start, log_transitions[k], emissions_of(sounds[i], k))[0] for k in range(10)] for i in test]
)  # (60, 10)
guesses = scores.argmax(axis=1)
truth = data["digits"][test]
print(f"測試集答對 right in the test set: {np.sum(guesses == truth)} / {len(test)}")
for i in np.flatnonzero(guesses != truth):
    print(f"  {data['speakers'][test[i]]} 說 says {truth[i]}，聽成 heard as {guesses[i]}")

# %% [markdown] id="see_path"
# 圖是同一個聲音唸的兩個數字：顏色深淺是 13 個 MFCC 特徵，上面的階梯線是 Viterbi 找到的狀態。狀態只會往前，
# 每個狀態管一段聲音；說得慢，就在同一個狀態多留幾步。
#
# Two digits by one voice: the shades are the 13 MFCC features, and the steps above them the states that Viterbi finds. States only go
# forward, and each takes care of a part of the sound; where speech is slow, it stays for a few more steps.

# %% id="plot_paths"
fig, axes = plt.subplots(2, 2, figsize=(10, 4.6), sharex="col", height_ratios=[1, 2])
for column, digit in enumerate([6, 7]):
    i = test[np.flatnonzero(truth == digit)[1]]
    path, _ = viterbi(log_start, log_transitions[digit], emissions_of(sounds[i], digit))
    axes[0, column].step(np.arange(len(path)), path, where="mid", color=COLOURS[0], linewidth=2)
    axes[0, column].set(yticks=range(5), title=f"{digit}（{data['speakers'][i]}）" if cjk_font else f"{digit} ({data['speakers'][i]})")
    axes[1, column].imshow(sounds[i].T, aspect="auto", origin="lower", cmap="cividis", vmin=-2.5, vmax=2.5)
    for t in np.flatnonzero(np.diff(path)):
        axes[1, column].axvline(t + 0.5, color="white", linestyle="--", linewidth=1.2)
    axes[1, column].set_xlabel(label("時刻（10 ms）", "step (10 ms)"))
axes[0, 0].set_ylabel(label("狀態", "state"))
axes[1, 0].set_ylabel("MFCC")
plt.show()

# %% [markdown] id="compare"
# **對答案 | Compare.** hmmlearn 有現成的 GMM-HMM。裝了它（`pip install hmmlearn`），這一格會比較兩邊的對數概似與路徑；
# 沒裝也不影響作業。
#
# hmmlearn has GMM-HMMs ready-made. If it is installed (`pip install hmmlearn`), this cell compares log-likelihood and path;
# the assignment does not need it.

# %% id="compare_hmmlearn"
try:
    from hmmlearn.hmm import GMMHMM
except ImportError:
    GMMHMM = None
    print("沒有安裝 hmmlearn，略過比較：pip install hmmlearn | hmmlearn is not installed, nothing to compare: pip install hmmlearn")
if GMMHMM is not None:
    model = GMMHMM(5, 2, covariance_type="diag", init_params="", params="")
    model.startprob_, model.transmat_ = np.eye(5)[0], data["transitions"][7].astype(float)
    model.transmat_ = model.transmat_ / model.transmat_.sum(axis=1, keepdims=True)
    model.weights_ = data["weights"][7] / data["weights"][7].sum(axis=1, keepdims=True)
    model.means_, model.covars_ = data["means"][7].astype(float), data["variances"][7].astype(float)
    sound = sounds[test[7]]
    mine = forward_log(log_start, log_transitions[7], emissions_of(sound, 7))[0]
    print(f"對數概似 log-likelihood: 你的 yours {mine:.3f}, hmmlearn {model.score(sound):.3f}")
    path, _ = viterbi(log_start, log_transitions[7], emissions_of(sound, 7))
    print("路徑相同 same path:", np.array_equal(path, model.decode(sound)[1]))

# %% [markdown] id="summary"
# ## 小結 | Summary
#
# - 混合模型是一個故事：先抽成分，再抽樣本。照著故事做就能產生資料；已知一部分時，權重、均值與共變異數都要更新。
# - ELBO 是對數概似的下界，差距是 $\mathrm{KL}(q\,\|\,\text{後驗})$。EM 輪流把它推高；VAE 用神經網路與梯度推高同一個下界。
# - HMM 把隱藏的成分串成一條鏈。前向演算法加總所有的路，Viterbi 找最好的一條；都在對數裡做。
#
# In short:
#
# - A mixture is a story: draw a component, then a sample. Acting it out makes data; where a part is known, weights, means and
#   covariances all change.
# - The ELBO is below the log-likelihood by $\mathrm{KL}(q\,\|\,\text{posterior})$. EM lifts it in turns; a VAE lifts the same
#   bound with neural networks and gradients.
# - An HMM links hidden components into a chain. The forward algorithm sums over all paths, Viterbi finds the best; both work in
#   logarithms.
#
# **延伸閱讀 | Further reading** C. M. Bishop, *Pattern Recognition and Machine Learning* (2006), §2.3, §9.4, §11.1, §12.2, §13.2;
# K. P. Murphy, *Machine Learning: A Probabilistic Perspective* (2012), §4.3, §11.4.7, §12.2, §17.3–17.4;
# D. P. Kingma & M. Welling (2014), [Auto-Encoding Variational Bayes](https://arxiv.org/abs/1312.6114);
# L. R. Rabiner (1989), "A tutorial on hidden Markov models", *Proc. IEEE* 77(2), 257–286;
# [scikit-learn: Gaussian mixture models](https://scikit-learn.org/stable/modules/mixture.html).
