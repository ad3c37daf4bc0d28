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
# # 01 高斯混合模型 | The Gaussian mixture model
#
# 這份作業從一個高斯分布出發，把幾個高斯加成一個**高斯混合模型**（Gaussian mixture model，GMM），
# 最後用一個數字說出模型和資料有多相符。你要寫三個函式：
#
# This assignment starts from one Gaussian, adds several of them up to a **Gaussian mixture model** (GMM), and ends
# with one number that says how well a model agrees with data. You write three functions:
#
# | 函式 Function | 內容 What it computes | 分數 Points |
# |---|---|---|
# | `log_gaussian` | 一個高斯的對數密度 log-density of one Gaussian | 40 |
# | `log_mixture` | 混合模型的對數密度 log-density of the mixture | 35 |
# | `log_likelihood` | 整份資料的對數概似 log-likelihood of the data | 25 |
#
# 請由上往下執行，把 `raise NotImplementedError()` 換成你的程式。每個函式後面有一格檢查，可以隨時執行；
# 儲存格可以增加，但請不要刪除或改動檢查的格子。這三個函式要自己寫：可以用 NumPy 與 SciPy（`scipy.stats` 也可以），
# 不可以呼叫 `sklearn.mixture`、`sklearn.cluster` 或 hmmlearn；拿它們在別的格子裡對答案則很好。
#
# Run the cells from top to bottom and replace each `raise NotImplementedError()` by your own code. A cell of checks
# follows every function, to be run as often as you like. Add cells where you wish, but please leave the checks as
# they are. Write the three functions from scratch: NumPy and SciPy are fine, `scipy.stats` too, but none of them may
# call `sklearn.mixture`, `sklearn.cluster` or hmmlearn; comparing with those in other cells is a good idea.

# %% include="setup" id="setup"

# %% id="imports"
from scipy import stats
from scipy.linalg import cholesky, solve_triangular
from scipy.special import logsumexp

# %% [markdown] id="overview"
# ## 一、概念簡介 | Overview
#
# 有些資料不只一個「中心」：例如一班學生的身高，若男女混在一起，直方圖可能有兩個峰。
# 單獨一個高斯只有一個峰，怎麼調都不合；把兩個高斯按比例加起來就合了。
# 這就是高斯混合模型：**由多個高斯分布組成的機率模型**。它有兩種用途：
# **分群**（每個點比較像來自哪一個高斯？）與**密度估計**（哪裡的資料多、哪裡少？）。
#
# Some data have more than one centre: the heights of a class, boys and girls together, may show two peaks. A single
# Gaussian has only one, and no choice of its parameters helps; two Gaussians, added up in the right proportion, do.
# That is a Gaussian mixture model: **a probability model made of several Gaussians**. It serves two purposes:
# **clustering** (which Gaussian did this point come from?) and **density estimation** (where are data common, and
# where are they rare?).
#
# Bishop (2006) §2.3.9; Murphy (2012) §11.2.

# %% id="plot_one_or_two"
rng = np.random.default_rng(1)
heights = np.concatenate([rng.normal(158, 5, 180), rng.normal(174, 6, 120)])
grid = np.linspace(140, 195, 300)
parts = [0.6 * stats.norm.pdf(grid, 158, 5), 0.4 * stats.norm.pdf(grid, 174, 6)]

plt.hist(heights, bins=30, density=True, color="0.85", label=label("資料", "data"))
one = stats.norm.pdf(grid, heights.mean(), heights.std())
plt.plot(grid, one, ":", color=COLOURS[7], label=label("一個高斯", "one Gaussian"))
plt.plot(grid, parts[0], "--", color=COLOURS[0], label=label("成分一", "component 1"))
plt.plot(grid, parts[1], "-.", color=COLOURS[1], label=label("成分二", "component 2"))
plt.plot(grid, sum(parts), color=COLOURS[2], linewidth=2.5, label=label("混合", "mixture"))
plt.title(label("兩個峰需要兩個高斯", "Two peaks need two Gaussians"))
plt.xlabel(label("身高（公分，模擬資料）", "height (cm, simulated)"))
plt.ylabel(label("密度", "density"))
plt.legend()
plt.show()

# %% [markdown] id="one_gaussian"
# ## 二、數學定義 | Definition
#
# ### 1. 一個高斯 | One Gaussian
#
# 在 $d$ 維空間裡，一個點 $x$ 的高斯密度是 | In $d$ dimensions the Gaussian density at a point $x$ is
#
# $$\mathcal N(x \mid \mu, \Sigma) = \frac{1}{(2\pi)^{d/2}\,|\Sigma|^{1/2}}
# \exp\!\Big(-\tfrac12\,(x-\mu)^\top \Sigma^{-1} (x-\mu)\Big)$$
#
# | 符號 Symbol | 意義 Meaning | 形狀 Shape | 程式 Code |
# |---|---|---|---|
# | $x$ | 一個樣本 one sample | $(d,)$ | `X` 的一列 a row of `X` |
# | $\mu$ | 均值 mean | $(d,)$ | `mean` |
# | $\Sigma$ | 共變異數矩陣，對稱且正定 covariance matrix, symmetric and positive definite | $(d, d)$ | `cov` |
# | $\lvert\Sigma\rvert$ | 行列式 determinant | 純量 scalar | |
#
# 指數裡的 $(x-\mu)^\top \Sigma^{-1} (x-\mu)$ 是**馬氏距離**（Mahalanobis distance）的平方：
# 以 $\Sigma$ 為尺，量 $x$ 離 $\mu$ 多遠。密度相同的點，馬氏距離也相同，連起來就是橢圓。
#
# The term $(x-\mu)^\top \Sigma^{-1} (x-\mu)$ in the exponent is the square of the **Mahalanobis distance**: how far $x$
# is from $\mu$, measured with $\Sigma$ as the yardstick. Points of equal density have equal Mahalanobis distance, and
# together they form an ellipse.
#
# Bishop (2006) §2.3; Murphy (2012) §4.1.

# %% [markdown] id="covariance_shapes"
# 共變異數矩陣決定形狀。對角線上的數是各方向的**變異數**（標準差的平方），對角線外的數使橢圓傾斜。
# 下圖的橢圓是馬氏距離 1 與 2 的等高線。
#
# The covariance matrix sets the shape. The numbers on its diagonal are the **variances** along each axis (squares of
# the standard deviations); the numbers off the diagonal tilt the ellipse. The ellipses below are the contours at
# Mahalanobis distance 1 and 2.

# %% id="plot_covariance_shapes"
shapes = {
    label("球狀", "spherical"): [[1.0, 0.0], [0.0, 1.0]],
    label("對角", "diagonal"): [[3.0, 0.0], [0.0, 0.5]],
    label("完整", "full"): [[2.0, 1.3], [1.3, 1.5]],
}
fig, axes = plt.subplots(1, 3, figsize=(9, 3.2), sharex=True, sharey=True)
for ax, (name, cov) in zip(axes, shapes.items()):
    points = rng.multivariate_normal([0, 0], cov, size=200)
    ax.scatter(*points.T, s=6, color="0.7")
    for radius, line in [(1, "-"), (2, "--")]:
        ax.plot(*ellipse([0, 0], cov, radius), line, color=COLOURS[0])
    ax.set_title(f"{name}\n$\\Sigma$ = {cov}", fontsize=10)
    ax.set_aspect("equal")
    ax.set_xlabel("$x_1$")
axes[0].set_ylabel("$x_2$")
plt.show()

# %% [markdown] id="gaussian_by_hand"
# ### 2. 用手算一次 | Once by hand
#
# 取 | Take $\;\mu = (0, 0)$, $\;\Sigma = \begin{pmatrix} 2 & 1 \\ 1 & 2 \end{pmatrix}$, $\;x = (1, 0)$, $\;d = 2$.
#
# - $|\Sigma| = 2\cdot 2 - 1\cdot 1 = 3$, $\quad\Sigma^{-1} = \frac13\begin{pmatrix} 2 & -1 \\ -1 & 2 \end{pmatrix}$
# - $(x-\mu)^\top \Sigma^{-1} (x-\mu) = \frac23$
# - $\log \mathcal N = -\tfrac12\big(2\log 2\pi + \log 3 + \tfrac23\big) = -1.8379 - 0.5493 - 0.3333 = -2.7205$
#
# 如果 $x$ 就是均值，最後一項是 0，得 $-2.3872$。均值是密度最高的地方。
#
# If $x$ is the mean itself, the last term is 0 and the result is $-2.3872$. Nowhere is the density higher than at the
# mean.

# %% [markdown] id="why_logs"
# ### 3. 為什麼用對數 | Why logarithms
#
# 離均值 40 個標準差的點，密度約是 $e^{-800}$。電腦的浮點數最小大約到 $10^{-324}$，所以它被捨入成 **0**
# （下溢，underflow），取對數就成了 $-\infty$。但它的對數密度約 $-801$，是個再普通不過的數。
# 所以我們一開始就算對數，不先算密度再取對數。
#
# The density at a point 40 standard deviations from the mean is about $e^{-800}$. Floating-point numbers end near
# $10^{-324}$, so it is rounded to **0** (underflow), and the logarithm of that is $-\infty$. Yet its log-density, about
# $-801$, is a perfectly ordinary number. So we compute the logarithm from the start, never the density first.

# %% id="show_underflow"
distance = 40.0
print("密度 density:             ", np.exp(-0.5 * distance**2) / np.sqrt(2 * np.pi))
print("對數密度 log-density:     ", -0.5 * distance**2 - 0.5 * np.log(2 * np.pi))

# %% [markdown] id="cholesky"
# ### 4. 不必求反矩陣 | No inverse needed
#
# 把公式取對數，會出現兩個麻煩的東西：$\log|\Sigma|$ 與 $\Sigma^{-1}$。
# **Cholesky 分解** $\Sigma = LL^\top$（$L$ 是下三角矩陣）把兩者都變簡單：
#
# Two awkward things appear in the logarithm of the formula: $\log|\Sigma|$ and $\Sigma^{-1}$. The **Cholesky
# factorisation** $\Sigma = LL^\top$, with $L$ lower triangular, makes both of them easy:
#
# - 解 solve $L z = x - \mu$ ⟹ $\;(x-\mu)^\top \Sigma^{-1} (x-\mu) = z^\top z$
# - $\lvert L\rvert$ 是對角線的乘積 is the product of its diagonal ⟹ $\;\lvert\Sigma\rvert = \lvert L\rvert^2$
#
# 這樣做又快又準；行列式在維度高時也會下溢或溢位，所以直接算它的對數。
# 需要的工具是 `cholesky(cov, lower=True)` 與 `solve_triangular(L, b, lower=True)`，`b` 的每一行（column）是一個右手邊。
# 其他算得準的方法也可以。
#
# This is both fast and accurate; in high dimensions a determinant under- or overflows as well, so its logarithm is
# what you should compute. The tools are `cholesky(cov, lower=True)` and `solve_triangular(L, b, lower=True)`, where each
# column of `b` is one right-hand side. Any other accurate way is welcome too.

# %% [markdown] id="task_log_gaussian"
# ### ✏️ `log_gaussian`
#
# 寫出高斯的對數密度，一次算完 `X` 的每一列。
#
# Write the Gaussian log-density, for all rows of `X` at once.

# %% solution="log_gaussian"

# %% grade="log_gaussian" points=40
small_X = np.array([[1.0, 0.0], [0.0, 0.0], [3.0, -2.0]])
small_mean = np.array([0.0, 0.0])
small_cov = np.array([[2.0, 1.0], [1.0, 2.0]])

answer = log_gaussian(small_X, small_mean, small_cov)
assert answer is not None, "函式沒有回傳值，是否忘了 return？ | Nothing was returned: is there a return?"
assert np.shape(answer) == (3,), (
    f"三個樣本應得到形狀 (3,)，你的是 {np.shape(answer)} | Three samples give the shape (3,), yours is {np.shape(answer)}"
)
assert np.allclose(answer[:2], [-2.7205, -2.3872], atol=1e-4), (
    f"手算的兩個值是 -2.7205 與 -2.3872，你的是 {answer[:2]} | By hand it was -2.7205 and -2.3872, yours are {answer[:2]}"
)

line = np.linspace(-30, 30, 6001).reshape(-1, 1)
total = np.sum(np.exp(log_gaussian(line, np.array([1.0]), np.array([[4.0]])))) * 0.01
assert np.isclose(total, 1, atol=1e-6), (
    f"一維密度的面積應是 1，你的是 {total:.4f} | The area under a density is 1, yours is {total:.4f}"
)

far = log_gaussian(np.array([[400.0, 0.0]]), small_mean, small_cov)
assert np.all(np.isfinite(far)), (
    f"遠離均值的樣本也要有限，你得到 {far} | A sample far away needs a finite value, you got {far}"
)
print("✓ 看得到的檢查都通過了，評分時還有更多檢查 | All visible checks passed; more checks run at grading")

# %% [markdown] id="see_log_gaussian"
# 現在用你的函式畫一張圖：在平面的每個格點上算 $\log\mathcal N$。等高線是橢圓，愈往外降得愈快。
# 下一格把你的結果和 SciPy 的比一比：差異應該只是捨入誤差。
#
# Now let your function draw: $\log\mathcal N$ at every point of a grid. Its contours are ellipses, and it falls
# faster the farther out you go. The cell after it compares your values with SciPy's: they should differ by rounding
# only.

# %% id="plot_log_gaussian"
side = np.linspace(-4, 4, 121)
grid_x, grid_y = np.meshgrid(side, side)
grid_points = np.column_stack([grid_x.ravel(), grid_y.ravel()])  # (14641, 2)
values = np.reshape(log_gaussian(grid_points, small_mean, small_cov), grid_x.shape)

fig, ax = plt.subplots(figsize=(5.6, 4.4))
filled = ax.contourf(grid_x, grid_y, values, levels=12, cmap="cividis")
ax.plot(*ellipse(small_mean, small_cov, 1), "--", color="black", label=label("馬氏距離 1", "Mahalanobis distance 1"))
ax.set(aspect="equal", xlabel="$x_1$", ylabel="$x_2$", title=label("一個高斯的對數密度", "Log-density of one Gaussian"))
ax.legend(loc="upper left", frameon=True)
fig.colorbar(filled, label=label("對數密度", "log-density"))
plt.show()

# %% id="compare_with_scipy"
reference = stats.multivariate_normal(small_mean, small_cov).logpdf(grid_points)
print("最大差異 largest difference:", np.max(np.abs(log_gaussian(grid_points, small_mean, small_cov) - reference)))

# %% [markdown] id="mixture"
# ### 5. 混合 | The mixture
#
# $K$ 個高斯按權重相加，就是高斯混合模型 | A Gaussian mixture model is the weighted sum of $K$ Gaussians:
#
# $$p(x) = \sum_{k=1}^{K} \pi_k\, \mathcal N(x \mid \mu_k, \Sigma_k),
# \qquad \pi_k \ge 0, \quad \sum_{k=1}^{K} \pi_k = 1$$
#
# | 符號 Symbol | 意義 Meaning | 形狀 Shape | 程式 Code |
# |---|---|---|---|
# | $\pi_k$ | 第 $k$ 個成分的權重 weight of component $k$ | $(K,)$ | `weights` |
# | $\mu_k$ | 第 $k$ 個成分的均值 mean of component $k$ | $(K, d)$ | `means` |
# | $\Sigma_k$ | 第 $k$ 個成分的共變異數矩陣 covariance matrix of component $k$ | $(K, d, d)$ | `covariances` |
#
# 這個公式可以當作產生資料的步驟來讀：**先**以機率 $\pi_k$ 抽一個成分 $k$，**再**從第 $k$ 個高斯抽出 $x$。
# 我們看得到 $x$，看不到 $k$。因為權重的和是 1，每個高斯的面積也是 1，混合後的面積還是 1，所以 $p$ 仍是機率密度。
#
# Read the formula as a recipe for making data: **first** draw a component $k$ with probability $\pi_k$, **then** draw
# $x$ from the $k$-th Gaussian. We see $x$; we do not see $k$. Since the weights sum to 1 and each Gaussian has area 1,
# the mixture has area 1 too: $p$ is again a probability density.
#
# Bishop (2006) §2.3.9, §9.2; Murphy (2012) §11.2.1.

# %% id="sample_mixture"
weights = np.array([0.5, 0.3, 0.2])
means = np.array([[0.0, 0.0], [5.0, 1.0], [1.0, 5.0]])
covariances = np.array([[[1.0, 0.0], [0.0, 1.0]], [[2.0, 1.2], [1.2, 1.0]], [[2.5, -0.8], [-0.8, 0.5]]])

rng = np.random.default_rng(7)
components = rng.choice(3, size=400, p=weights)  # 先抽成分 first the component
X = np.array([rng.multivariate_normal(means[k], covariances[k]) for k in components])  # 再抽點 then the point

for k in range(3):
    name = f"$k = {k + 1}$, $\\pi_k = {weights[k]}$"
    plt.scatter(*X[components == k].T, s=14, marker=MARKERS[k], color=COLOURS[k], label=name)
plt.title(label("先抽成分，再抽點", "First the component, then the point"))
plt.xlabel("$x_1$")
plt.ylabel("$x_2$")
plt.legend()
plt.show()

# %% [markdown] id="mixture_by_hand"
# ### 6. 再用手算一次 | Once more by hand
#
# 一維，兩個成分 | One dimension, two components: $\mu_1 = 0$, $\mu_2 = 4$, $\sigma_1^2 = \sigma_2^2 = 1$,
# $\pi = (0.25,\, 0.75)$, $\;x = 0$.
#
# - $\mathcal N(0 \mid 0, 1) = 0.398942$, $\quad\mathcal N(0 \mid 4, 1) = 0.398942\, e^{-8} = 0.000134$
# - $p(0) = 0.25 \cdot 0.398942 + 0.75 \cdot 0.000134 = 0.099836$
# - $\log p(0) = -2.3042$
#
# 注意次序：**先加起來，再取對數**。和的對數不等於對數的和。
#
# Mind the order: **first the sum, then the logarithm**. The logarithm of a sum is not the sum of logarithms.

# %% [markdown] id="log_sum_exp"
# ### 7. 在對數裡相加 | Adding up inside logarithms
#
# 遠方的點又來了：每個成分的密度都下溢成 0，和也是 0，對數是 $-\infty$。
# 令 $a_k = \log\pi_k + \log\mathcal N(x\mid\mu_k,\Sigma_k)$，把最大的一個 $m = \max_k a_k$ 提出來：
#
# The far point is back: every component's density underflows to 0, so does their sum, and its logarithm is $-\infty$.
# Let $a_k = \log\pi_k + \log\mathcal N(x\mid\mu_k,\Sigma_k)$ and take out the largest, $m = \max_k a_k$:
#
# $$\log\sum_k e^{a_k} = m + \log\sum_k e^{a_k - m}$$
#
# 右邊的和裡一定有一項是 $e^0 = 1$，不會是 0。這叫 **log-sum-exp**，SciPy 的 `logsumexp(a, axis=…)` 就是它。
# 權重可能是 0：那個成分對 $p(x)$ 毫無貢獻，結果不該因此出現警告或 NaN
# （`logsumexp` 的參數 `b` 可以幫忙）。
#
# One term of the sum on the right is $e^0 = 1$, so it is never 0. This is **log-sum-exp**, in SciPy
# `logsumexp(a, axis=…)`. A weight may be 0: that component adds nothing to $p(x)$, and there is no reason for a warning
# or a NaN (the parameter `b` of `logsumexp` can help).
#
# Murphy (2012) §3.5.3.

# %% id="show_log_sum_exp"
a = np.array([-1000.0, -1001.0])
print("e^a:                      ", np.exp(a))
print("logsumexp:                ", logsumexp(a))
print("-1000 + log(1 + e^-1):    ", -1000 + np.log(1 + np.exp(-1)))

# %% [markdown] id="task_log_mixture"
# ### ✏️ `log_mixture`
#
# 寫出混合模型的對數密度。可以呼叫你的 `log_gaussian`。
#
# Write the log-density of the mixture. You may call your `log_gaussian`.

# %% solution="log_mixture"

# %% grade="log_mixture" points=35
line_weights = np.array([0.25, 0.75])
line_means = np.array([[0.0], [4.0]])
line_covariances = np.array([[[1.0]], [[1.0]]])

answer = log_mixture(np.array([[0.0], [2.0], [9.0]]), line_weights, line_means, line_covariances)
assert answer is not None, "函式沒有回傳值，是否忘了 return？ | Nothing was returned: is there a return?"
assert np.shape(answer) == (3,), (
    f"每個樣本一個值，形狀應是 (3,)，你的是 {np.shape(answer)} | One value for each sample: (3,), yours is {np.shape(answer)}"
)
assert np.isclose(answer[0], -2.3042, atol=1e-4), (
    f"手算的 log p(0) 是 -2.3042，你的是 {answer[0]:.4f} | By hand log p(0) was -2.3042, yours is {answer[0]:.4f}"
)

line = np.linspace(-30, 30, 6001).reshape(-1, 1)
total = np.sum(np.exp(log_mixture(line, line_weights, line_means, line_covariances))) * 0.01
assert np.isclose(total, 1, atol=1e-6), (
    f"混合密度的面積應是 1，你的是 {total:.4f} | The area under the mixture is 1, yours is {total:.4f}"
)

far = log_mixture(np.array([[500.0]]), line_weights, line_means, line_covariances)
assert np.all(np.isfinite(far)), (
    f"離所有成分都很遠的樣本也要有限，你得到 {far} | A sample far from every component needs a finite value, you got {far}"
)
print("✓ 看得到的檢查都通過了，評分時還有更多檢查 | All visible checks passed; more checks run at grading")

# %% [markdown] id="see_log_mixture"
# 用你的函式畫出混合模型的密度：這就是**密度估計**。三座山丘的高低由權重和共變異數一起決定。
#
# Draw the density of the mixture with your function: this is **density estimation**. How high each of the three hills
# is depends on its weight and on its covariance.

# %% id="plot_mixture"
grid_x, grid_y = np.meshgrid(np.linspace(-4, 9, 140), np.linspace(-4, 8, 130))
grid_points = np.column_stack([grid_x.ravel(), grid_y.ravel()])
density = np.reshape(np.exp(log_mixture(grid_points, weights, means, covariances)), grid_x.shape)

fig, ax = plt.subplots()
filled = ax.contourf(grid_x, grid_y, density, levels=12, cmap="cividis")
ax.scatter(*X.T, s=4, color="white", alpha=0.6)
ax.set(xlabel="$x_1$", ylabel="$x_2$", title=label("混合模型的密度", "Density of the mixture"))
fig.colorbar(filled, label=label("密度", "density p(x)"))
plt.show()

# %% [markdown] id="likelihood"
# ### 8. 一整份資料 | A whole data set
#
# 有 $N$ 個彼此獨立的樣本，整份資料的機率密度是各樣本密度的**乘積**，取對數後成為**總和**：
#
# With $N$ independent samples the density of the whole data set is the **product** over the samples; its logarithm is a
# **sum**:
#
# $$\log p(X) = \log \prod_{i=1}^{N} p(x_i) = \sum_{i=1}^{N} \log p(x_i)
# = \sum_{i=1}^{N} \log \sum_{k=1}^{K} \pi_k\,\mathcal N(x_i\mid\mu_k,\Sigma_k)$$
#
# 這叫**對數概似**（log-likelihood）。資料不變，換不同的參數，對數概似愈大的參數愈能解釋這份資料。
# 它可以是正的也可以是負的，因為密度可以大於 1。
#
# This is the **log-likelihood**. With the data fixed, the parameters with the larger log-likelihood explain them
# better. It may be positive or negative, since a density can exceed 1.
#
# Bishop (2006) §9.2.1; Murphy (2012) §11.3.

# %% [markdown] id="likelihood_by_hand"
# 例：沿用第 6 節的模型，資料是 $x_1 = 0$ 與 $x_2 = 4$。
#
# Example: the model of part 6 and the data $x_1 = 0$, $x_2 = 4$.
#
# - $\log p(0) = \log(0.25\cdot 0.398942 + 0.75\cdot 0.000134) = -2.3042$
# - $\log p(4) = \log(0.25\cdot 0.000134 + 0.75\cdot 0.398942) = -1.2065$
# - $\log p(X) = -2.3042 - 1.2065 = -3.5107$
#
# 為什麼不先乘再取對數？看看 400 個樣本的密度乘起來是多少。
#
# Why not multiply first? See what becomes of the product over 400 samples.

# %% id="show_product"
densities = np.full(400, 0.02)  # 每個樣本的密度都是 0.02 | every sample has the density 0.02
print("乘積 product:             ", np.prod(densities))
print("對數的和 sum of logs:     ", np.sum(np.log(densities)))

# %% [markdown] id="task_log_likelihood"
# ### ✏️ `log_likelihood`
#
# 寫出整份資料的對數概似，回傳一個數。
#
# Write the log-likelihood of the whole data set; return one number.

# %% solution="log_likelihood"

# %% grade="log_likelihood" points=25
answer = log_likelihood(np.array([[0.0], [4.0]]), line_weights, line_means, line_covariances)
assert answer is not None, "函式沒有回傳值，是否忘了 return？ | Nothing was returned: is there a return?"
assert np.ndim(answer) == 0, (
    f"應該是一個數，你的形狀是 {np.shape(answer)} | One number is expected, yours has the shape {np.shape(answer)}"
)
assert np.isclose(answer, -3.5107, atol=1e-4), (
    f"手算的結果是 -3.5107，你的是 {answer:.4f} | By hand it was -3.5107, yours is {answer:.4f}"
)

first = log_likelihood(X[:150], weights, means, covariances)
second = log_likelihood(X[150:], weights, means, covariances)
assert np.isclose(first + second, log_likelihood(X, weights, means, covariances)), (
    "把資料分成兩份，兩份的對數概似相加應等於全部的 | Split the data in two: their log-likelihoods must add up to the whole"
)
print("✓ 看得到的檢查都通過了，評分時還有更多檢查 | All visible checks passed; more checks run at grading")

# %% [markdown] id="see_log_likelihood"
# 最後一張圖：資料不動，只把第二個成分的均值左右移動，看對數概似怎麼變。
# 最高點就在產生資料的均值附近。**最大概似估計**就是找最高點；
# 參數很多時怎麼找，是下一份作業 `02_em` 的主題。
#
# The last picture: keep the data, slide only the mean of the second component to the left and right, and watch the
# log-likelihood. Its peak lies near the mean that made the data. To look for the peak is **maximum likelihood
# estimation**; how to find it when there are many parameters is the subject of the next assignment, `02_em`.

# %% id="plot_log_likelihood"
positions = np.linspace(0, 10, 101)
curve = []
for position in positions:
    moved = means.copy()
    moved[1, 0] = position
    curve.append(log_likelihood(X, weights, moved, covariances))
best = positions[np.argmax(curve)]

plt.plot(positions, curve, color=COLOURS[0])
plt.axvline(means[1, 0], linestyle="--", color=COLOURS[1], label=label("產生資料的均值", "mean that made the data"))
plt.plot(best, max(curve), "o", color=COLOURS[5], label=label("最高點", "peak") + f" {best:.1f}")
plt.title(label("移動一個均值", "Sliding one mean"))
plt.xlabel(label("成分二的均值（第一維）", "mean of component 2 (first coordinate)"))
plt.ylabel(label("對數概似", "log-likelihood"))
plt.legend(loc="lower center", frameon=True, framealpha=1)
plt.show()

# %% [markdown] id="summary"
# ## 小結 | Summary
#
# - GMM 是幾個高斯的加權和：權重的和是 1，均值決定位置，共變異數矩陣決定形狀。
# - 一切在對數裡算：Cholesky 處理 $\Sigma$，log-sum-exp 處理「和的對數」。
# - 對數概似是**所有樣本的總和**，用來比較參數的好壞。
#
# In short:
#
# - A GMM is a weighted sum of Gaussians: the weights sum to 1, the means set the places and the covariance matrices the
#   shapes.
# - Everything is computed in logarithms: Cholesky takes care of $\Sigma$, log-sum-exp of the logarithm of a sum.
# - The log-likelihood is a **sum over all samples**, and serves to compare parameters.
#
# **延伸閱讀 | Further reading** C. M. Bishop, *Pattern Recognition and Machine Learning* (2006), §2.3 and ch. 9;
# K. P. Murphy, *Machine Learning: A Probabilistic Perspective* (2012), §4.1 and ch. 11;
# [scikit-learn: Gaussian mixture models](https://scikit-learn.org/stable/modules/mixture.html).
