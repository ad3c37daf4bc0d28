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
# # 02 EM 演算法 | The EM algorithm
#
# 上一份作業裡，模型的參數是給定的。這一份要**從資料學出參數**：權重、均值與共變異數矩陣。
# 方法是 EM 演算法（expectation–maximisation），它反覆做兩個簡單的步驟。你要寫三個函式：
#
# In the assignment before this one the parameters were given. Here you **learn them from data**: weights, means and
# covariance matrices. The method is the EM algorithm (expectation–maximisation), two simple steps done over and over.
# You write three functions:
#
# | 函式 Function | 內容 What it computes | 分數 Points |
# |---|---|---|
# | `e_step` | 責任值 responsibilities | 35 |
# | `m_step` | 新的參數 new parameters | 35 |
# | `fit_em` | 重複到收斂 both, until convergence | 30 |
#
# 請由上往下執行，把 `raise NotImplementedError()` 換成你的程式。高斯的對數密度可以用 SciPy 的
# `multivariate_normal.logpdf`，也可以用你在 `01` 寫的 `log_gaussian`（貼到這份筆記本裡）。
# 這三個函式要自己寫：裡面不可以呼叫 `sklearn.mixture`、`sklearn.cluster` 或 hmmlearn；拿它們在別的格子裡對答案則很好。
#
# Run the cells from top to bottom and replace each `raise NotImplementedError()` by your own code. For the Gaussian
# log-density use SciPy's `multivariate_normal.logpdf`, or your own `log_gaussian` of `01` (paste it into this
# notebook). Write these three functions from scratch: none of them may call `sklearn.mixture`, `sklearn.cluster` or
# hmmlearn; comparing with those in other cells is a good idea.

# %% include="setup" id="setup"

# %% id="imports"
from scipy.special import logsumexp
from scipy.stats import multivariate_normal
from sklearn.mixture import GaussianMixture

# %% [markdown] id="data"
# ## 三、EM 演算法 | The EM algorithm
#
# ### 1. 資料：老忠實噴泉 | The data: Old Faithful
#
# 美國黃石公園的老忠實噴泉每隔一小時左右噴發一次。檔案 `faithful.csv` 記了 272 次噴發：
# 持續多少分鐘、到下一次等了多少分鐘（Härdle, 1991；參見 Azzalini & Bowman, 1990）。圖上看得出兩群：短的噴發之後等得短，長的之後等得長。
#
# The geyser Old Faithful in Yellowstone erupts about once an hour. The file `faithful.csv` holds 272 eruptions: how
# many minutes each lasted, and how many minutes passed until the next (Härdle, 1991; see also Azzalini & Bowman, 1990). Two groups are
# visible: after a short eruption the wait is short, after a long one it is long.

# %% id="load_data"
X = np.loadtxt("faithful.csv", delimiter=",", skiprows=1)  # (272, 2)
print(X.shape, X[:3].tolist())


def plot_axes(ax, title):
    """標上兩軸與標題 | Label both axes and set the title."""
    ax.set_xlabel(label("噴發時間（分）", "eruption (min)"))
    ax.set_ylabel(label("等待時間（分）", "waiting (min)"))
    ax.set_title(title)


fig, ax = plt.subplots()
ax.scatter(*X.T, s=16, color=COLOURS[0], alpha=0.7)
plot_axes(ax, label("老忠實噴泉", "Old Faithful"))
plt.show()

# %% [markdown] id="chicken_and_egg"
# ### 2. 雞生蛋，蛋生雞 | Which comes first?
#
# 如果知道**每個點屬於哪一群**，估參數很容易：對每一群算比例、平均與共變異數就好。
# 如果知道**參數**，要說一個點屬於哪一群也很容易：用貝氏定理算機率。
# 偏偏兩者都不知道。EM 的辦法是先猜一組參數，然後輪流：
#
# If we knew **which group each point belongs to**, the parameters would be easy: the proportion, mean and covariance
# of each group. If we knew the **parameters**, the groups would be easy: Bayes' rule gives their probabilities. We know
# neither. EM starts from a guess of the parameters and alternates:
#
# - **E 步驟 E-step**：由目前的參數算每個點屬於各群的機率 from the current parameters, how probable each group is for each point;
# - **M 步驟 M-step**：由這些機率重新估參數 from these probabilities, new parameters.
#
# Bishop (2006) §9.2.2; Murphy (2012) §11.4.2.

# %% [markdown] id="first_guess"
# 起點 | **The start.** EM 從一組猜的參數出發。這裡故意猜得很差：兩個均值放在錯誤的兩個角落，
# 共變異數用整份資料的變異數，不傾斜。
#
# EM starts from a guess of the parameters. This one is poor on purpose: both means in the wrong corners, and for each
# the variances of the whole data, without any tilt.

# %% id="plot_first_guess"
start_weights = np.array([0.5, 0.5])
start_means = np.array([[2.5, 80.0], [4.0, 55.0]])
start_covariances = np.array([np.diag(X.var(axis=0))] * 2)

COMPONENT_COLOURS = np.array([[0.0, 0.45, 0.70], [0.90, 0.60, 0.0]])  # 藍 blue, 橘 orange


def plot_components(ax, means, covariances, **style):
    """畫各成分的橢圓與均值 | Draw the ellipse and the mean of each component."""
    for k in range(2):
        ax.plot(*ellipse(means[k], covariances[k]), LINES[k], color=COMPONENT_COLOURS[k], **style)
        ax.plot(*means[k], MARKERS[k], color=COMPONENT_COLOURS[k], markeredgecolor="black", markersize=10)


fig, ax = plt.subplots()
ax.scatter(*X.T, s=14, color="0.6")
plot_components(ax, start_means, start_covariances, linewidth=2)
ax.set(xlim=(1.3, 5.4), ylim=(40, 100))
plot_axes(ax, label("起始的猜測", "The first guess"))
plt.show()

# %% [markdown] id="e_step_formula"
# ### 3. E 步驟 | The E-step
#
# 點 $x_i$ 來自成分 $k$ 的機率叫做**責任值**（responsibility）| The probability that $x_i$ came from component $k$ is
# its **responsibility**:
#
# $$\gamma_{ik} = \frac{\pi_k\,\mathcal N(x_i \mid \mu_k, \Sigma_k)}
# {\sum_{j=1}^{K} \pi_j\,\mathcal N(x_i \mid \mu_j, \Sigma_j)}$$
#
# | 符號 Symbol | 意義 Meaning | 形狀 Shape | 程式 Code |
# |---|---|---|---|
# | $x_i$ | 第 $i$ 個樣本 sample $i$ | $(N, d)$ | `X` |
# | $\pi_k$ | 權重：看到 $x_i$ **之前**，成分 $k$ 的機率 weight: probability of $k$ **before** seeing $x_i$ | $(K,)$ | `weights` |
# | $\mu_k,\ \Sigma_k$ | 均值、共變異數矩陣 mean, covariance matrix | $(K, d),\ (K, d, d)$ | `means`, `covariances` |
# | $\gamma_{ik}$ | 責任值：看到 $x_i$ **之後**的機率 responsibility: the probability **after** seeing it | $(N, K)$ | `resp` |
#
# 這就是貝氏定理：分子是先驗乘以密度，分母讓每一**列**的和成為 1。
# 一個點可以七分屬於這群、三分屬於那群，這叫**軟分群**（soft clustering）。
#
# This is Bayes' rule: prior times density above, and below the sum that makes each **row** add up to 1. A point may
# belong to one group by 0.7 and to another by 0.3: this is **soft clustering**.

# %% [markdown] id="e_step_by_hand"
# **用手算一次 | Once by hand.** 一維 one dimension, $\mu = (0, 4)$, $\sigma^2 = 1$, $x = 1$:
#
# - 密度的比 ratio of the densities: $\;\mathcal N(1\mid 0,1) : \mathcal N(1\mid 4,1) = e^{-1/2} : e^{-9/2} = e^{4} : 1 = 54.598 : 1$
# - $\pi = (0.5,\ 0.5)$ ⟹ $\gamma = \big(\tfrac{54.598}{55.598},\ \tfrac{1}{55.598}\big) = (0.9820,\ 0.0180)$
# - $\pi = (0.25,\ 0.75)$ ⟹ $54.598\cdot 0.25 : 0.75 = 18.199 : 1$ ⟹ $\gamma = (0.9479,\ 0.0521)$
#
# 權重也有分量：同一個點，若第二群本來就比較常見，它的責任值就比較大。
#
# Weights matter: for one and the same point, the second group gets more of it when that group is more common to begin
# with.

# %% [markdown] id="far_point"
# **遠方的點 | A far point.** 照公式直接算，$x = 100$ 的兩個密度都下溢成 0，責任值成了 $0/0$。
# 但它的答案很清楚：100 離 4 比離 0 近，責任值應該幾乎全歸第二群。
# 對數密度不會下溢，所以把公式搬到對數裡，令 $a_{ik} = \log\pi_k + \log\mathcal N(x_i\mid\mu_k,\Sigma_k)$：
#
# Computed as it stands, the formula fails at $x = 100$: both densities underflow to 0, and the responsibilities become
# $0/0$. Yet the answer is clear: 100 is nearer to 4 than to 0, so nearly all of it belongs to the second group.
# Log-densities do not underflow, so move the formula into logarithms, with
# $a_{ik} = \log\pi_k + \log\mathcal N(x_i\mid\mu_k,\Sigma_k)$:
#
# $$\log\gamma_{ik} = a_{ik} - \log\sum_{j=1}^{K} e^{a_{ij}}$$
#
# 最後一項是 `logsumexp`，它不會下溢（`01` 第 7 節）。| The last term is `logsumexp`, which does not underflow (`01`, part 7).

# %% id="show_far_point"
two_means = [0.0, 4.0]
print("密度 densities:           ", [float(multivariate_normal.pdf(100.0, mean)) for mean in two_means])
print("對數密度 log-densities:   ", [float(multivariate_normal.logpdf(100.0, mean)) for mean in two_means])

# %% [markdown] id="task_e_step"
# ### ✏️ `e_step`
#
# 寫出 E 步驟，回傳責任值。| Write the E-step; return the responsibilities.

# %% solution="e_step"

# %% grade="e_step" points=35
line_means = np.array([[0.0], [4.0]])
line_covariances = np.array([[[1.0]], [[1.0]]])

answer = e_step(np.array([[1.0], [2.0], [3.0]]), np.array([0.25, 0.75]), line_means, line_covariances)
assert answer is not None, "函式沒有回傳值，是否忘了 return？ | Nothing was returned: is there a return?"
assert np.shape(answer) == (3, 2), (
    f"三個樣本、兩個成分，形狀應是 (3, 2)，你的是 {np.shape(answer)} | 3 samples, 2 components: (3, 2), yours is {np.shape(answer)}"
)
assert np.allclose(np.sum(answer, axis=1), 1), (
    f"每一列的和應是 1，你的是 {np.sum(answer, axis=1)} | Each row sums to 1, yours sum to {np.sum(answer, axis=1)}"
)
assert np.allclose(answer[0], [0.9479, 0.0521], atol=1e-4), (
    f"手算的第一列是 [0.9479 0.0521]，你的是 {answer[0]} | By hand the first row was [0.9479 0.0521], yours is {answer[0]}"
)

far = e_step(np.array([[100.0]]), np.array([0.5, 0.5]), line_means, line_covariances)
assert np.allclose(far, [[0.0, 1.0]]), (
    f"x = 100 應該幾乎全歸第二個成分，你得到 {far} | x = 100 belongs to the second component, you got {far}"
)
print("✓ 看得到的檢查都通過了，評分時還有更多檢查 | All visible checks passed; more checks run at grading")

# %% [markdown] id="m_step_formula"
# ### 4. M 步驟 | The M-step
#
# 把責任值當作「這個點有幾分屬於第 $k$ 群」，再照平常的方法算比例、平均與共變異數，只是每個點都按責任值加權：
#
# Take a responsibility as the share of a point that belongs to group $k$. Then compute proportion, mean and covariance
# as usual, with each point counted by its share:
#
# $$N_k = \sum_{i=1}^{N}\gamma_{ik}, \qquad \pi_k = \frac{N_k}{N}, \qquad
# \mu_k = \frac{1}{N_k}\sum_{i=1}^{N}\gamma_{ik}\,x_i, \qquad
# \Sigma_k = \frac{1}{N_k}\sum_{i=1}^{N}\gamma_{ik}\,(x_i-\mu_k)(x_i-\mu_k)^\top$$
#
# | 符號 Symbol | 意義 Meaning | 形狀 Shape |
# |---|---|---|
# | $N_k$ | 成分 $k$ 分到的點數，不必是整數 how many points component $k$ gets; need not be whole | $(K,)$ |
# | $\pi_k,\ \mu_k,\ \Sigma_k$ | **新的**參數 the **new** parameters | $(K,),\ (K, d),\ (K, d, d)$ |
# | $(x_i-\mu_k)(x_i-\mu_k)^\top$ | 外積；$\mu_k$ 是剛算出來的**新**均值 outer product; $\mu_k$ is the **new** mean | $(d, d)$ |
#
# 如果某個成分一個點也沒分到（$N_k = 0$），公式成了 $0/0$。在這份作業裡，它的權重是 0，
# 均值與共變異數則取**全部資料**的（共變異數同樣除以 $N$）。
#
# If a component gets no point at all ($N_k = 0$), the formulas read $0/0$. In this assignment its weight is then 0, and
# its mean and covariance are those of **all the data** (the covariance divided by $N$, as here).
#
# Bishop (2006) §9.2.2; Murphy (2012) §11.4.2.

# %% [markdown] id="m_step_by_hand"
# **用手算一次 | Once by hand.** 三個點、兩個成分 | Three points, two components:
#
# | $x_i$ | $\gamma_{i1}$ | $\gamma_{i2}$ |
# |---|---|---|
# | 0 | 1 | 0 |
# | 2 | 0.5 | 0.5 |
# | 4 | 0.5 | 0.5 |
#
# - $N_1 = 1 + 0.5 + 0.5 = 2$, $\;N_2 = 1$ ⟹ $\pi = (\tfrac23, \tfrac13)$
# - $\mu_1 = (0 + 1 + 2)/2 = 1.5$, $\;\mu_2 = (1 + 2)/1 = 3$
# - $\Sigma_1 = \big(1\cdot 1.5^2 + 0.5\cdot 0.5^2 + 0.5\cdot 2.5^2\big)/2 = 5.5/2 = 2.75$
# - $\Sigma_2 = \big(0.5\cdot 1^2 + 0.5\cdot 1^2\big)/1 = 1$

# %% [markdown] id="task_m_step"
# ### ✏️ `m_step`
#
# 寫出 M 步驟，依序回傳權重、均值與共變異數矩陣。| Write the M-step; return weights, means and covariances, in this order.

# %% solution="m_step"

# %% grade="m_step" points=35
small_X = np.array([[0.0], [2.0], [4.0]])
small_resp = np.array([[1.0, 0.0], [0.5, 0.5], [0.5, 0.5]])

answer = m_step(small_X, small_resp)
assert answer is not None and len(answer) == 3, (
    "請回傳三樣東西：權重、均值、共變異數 | Return three things: weights, means, covariances"
)
for name, part, shape in zip(["weights", "means", "covariances"], answer, [(2,), (2, 1), (2, 1, 1)]):
    assert np.shape(part) == shape, (
        f"{name} 的形狀應是 {shape}，你的是 {np.shape(part)} | {name} has the shape {shape}, yours is {np.shape(part)}"
    )
    assert np.all(np.isfinite(part)), f"{name} 裡有 NaN 或無限大 | {name} holds a NaN or an infinity"
assert np.allclose(answer[0], [2 / 3, 1 / 3]), (
    f"手算的權重是 2/3 與 1/3，你的是 {answer[0]} | By hand the weights were 2/3 and 1/3, yours are {answer[0]}"
)
assert np.allclose(np.ravel(answer[1]), [1.5, 3.0]), (
    f"手算的均值是 1.5 與 3，你的是 {np.ravel(answer[1])} | By hand the means were 1.5 and 3, yours are {np.ravel(answer[1])}"
)
assert np.allclose(np.ravel(answer[2]), [2.75, 1.0]), (
    f"手算的變異數是 2.75 與 1，你的是 {np.ravel(answer[2])} | "
    f"By hand the variances were 2.75 and 1, yours are {np.ravel(answer[2])}"
)

whole = m_step(X, np.ones((len(X), 1)))
assert np.allclose(whole[1][0], X.mean(axis=0)), (
    "只有一個成分時，均值應等於全部資料的平均 | With one component, its mean is the mean of all the data"
)
assert np.allclose(whole[2][0], np.transpose(whole[2][0])), "共變異數矩陣應該對稱 | A covariance matrix is symmetric"
print("✓ 看得到的檢查都通過了，評分時還有更多檢查 | All visible checks passed; more checks run at grading")

# %% [markdown] id="loop"
# ### 5. 重複到收斂 | Until convergence
#
# **一個 EM 步**是先 E 後 M。每一步之後，對數概似
#
# **One EM step** is E, then M. After each step the log-likelihood
#
# $$\log p(X) = \sum_{i=1}^{N} \log \sum_{k=1}^{K} \pi_k\,\mathcal N(x_i\mid\mu_k,\Sigma_k)$$
#
# **絕不會下降**。這是 EM 最重要的性質，也是最好的除錯工具：會下降，就是哪裡寫錯了。
# 當一步的增加量小於 `tol`，就說它收斂了。
#
# **never falls**. That is the most important property of EM, and the best tool for finding mistakes: if it falls,
# something is wrong. Once a step gains less than `tol`, we say that EM has converged.
#
# `fit_em` 回傳的 `history` 記錄這條路 | The `history` that `fit_em` returns records the way:
#
# | | |
# |---|---|
# | `history[0]` | 起始參數的對數概似 log-likelihood of the initial parameters |
# | `history[t]` | 第 $t$ 個 EM 步之後 after $t$ EM steps |
# | `history[-1]` | 屬於回傳的參數 belongs to the parameters that are returned |
#
# 為什麼不下降？見 Bishop (2006) §9.4、Murphy (2012) §11.4.7。| Why does it never fall? See Bishop (2006) §9.4,
# Murphy (2012) §11.4.7.

# %% [markdown] id="task_fit_em"
# ### ✏️ `fit_em`
#
# 寫出整個演算法，呼叫你的 `e_step` 與 `m_step`。| Write the whole algorithm; call your `e_step` and `m_step`.

# %% solution="fit_em"

# %% grade="fit_em" points=30
answer = fit_em(X, start_weights, start_means, start_covariances, max_iter=3, tol=0.0)
assert answer is not None and len(answer) == 4, (
    "請回傳四樣東西：權重、均值、共變異數、history | Return four things: weights, means, covariances, history"
)
history = np.asarray(answer[3], dtype=float)
assert history.shape == (4,), (
    f"三個 EM 步有 4 個對數概似（含起始的），你有 {history.shape} | "
    f"Three EM steps have 4 log-likelihoods, the initial one included; you have {history.shape}"
)
assert np.isclose(history[0], -1680.58, atol=0.01), (
    f"起始參數的對數概似約是 -1680.58，你的是 {history[0]:.2f} | "
    f"The log-likelihood of the initial parameters is about -1680.58, yours is {history[0]:.2f}"
)
assert np.all(np.diff(history) >= -1e-8), f"對數概似不該下降：{history} | The log-likelihood must not fall: {history}"

weights, means, covariances, history = fit_em(X, start_weights, start_means, start_covariances)
assert len(history) < 201, "應該在 200 步之前就收斂 | It should converge before step 200"
assert history[-1] - history[-2] < 1e-6, (
    f"最後一步還增加了 {history[-1] - history[-2]:.2g}，尚未收斂 | "
    f"The last step still gained {history[-1] - history[-2]:.2g}: not converged"
)
print("✓ 看得到的檢查都通過了，評分時還有更多檢查 | All visible checks passed; more checks run at grading")

# %% [markdown] id="see_steps"
# 現在看 EM 工作。左圖：細線是走了 10 步的橢圓，粗線是收斂之後；兩個橢圓從很差的猜測慢慢轉開，各自找到自己的一群。
# 點的顏色是責任值：藍色屬於成分一，橘色屬於成分二，中間的顏色表示「兩者都有可能」。
# 右圖：對數概似一路上升，第一步之後幾乎停住，然後又快速爬升，最後變平。所以 `tol` 太大會停得太早。
#
# Now watch EM at work. On the left, the thin ellipses are those after 10 steps, the thick ones those at the end: from the
# poor guess they turn apart, and each finds a group of its own. Colour shows responsibility: blue is component 1, orange
# component 2, and anything between means that both are possible. On the right, the log-likelihood only ever rises: after
# the first step it almost rests, then it climbs again, and at last it is flat. Hence a `tol` that is too large stops too
# early.

# %% id="plot_steps"
# 收斂後的參數是上面那一格算出來的 | the parameters at the end are those that the cell above has found
_, early_means, early_covariances, _ = fit_em(X, start_weights, start_means, start_covariances, max_iter=10)

fig, (result, curve) = plt.subplots(1, 2, figsize=(10, 4))
resp = np.asarray(e_step(X, weights, means, covariances))
result.scatter(*X.T, s=14, c=np.clip(resp @ COMPONENT_COLOURS, 0, 1))
plot_components(result, early_means, early_covariances, linewidth=0.8)
plot_components(result, means, covariances, linewidth=2.5)
result.set(xlim=(1.3, 5.4), ylim=(40, 100))
plot_axes(result, label("EM 步數", "EM steps") + f": 10, {len(history) - 1}")

curve.plot(history, "o-", color=COLOURS[0], markersize=4)
curve.set_title(label("對數概似只升不降", "The log-likelihood never falls"))
curve.set_xlabel(label("EM 步數", "EM steps"))
curve.set_ylabel(label("對數概似", "log-likelihood"))
plt.show()

# %% [markdown] id="see_result"
# 學到了什麼？約三分之一的噴發是短的（約 2 分鐘，之後等 55 分鐘），三分之二是長的（約 4.3 分鐘，之後等 80 分鐘）。
# scikit-learn 的 `GaussianMixture` 也用 EM，它的結果應該和你的一樣，頂多次序不同。
#
# What has been learnt? About a third of the eruptions are short (some 2 minutes, then a wait of 55), two thirds are
# long (some 4.3 minutes, then a wait of 80). `GaussianMixture` of scikit-learn uses EM as well, and its result should
# agree with yours, up to the order of the components.

# %% id="compare_with_sklearn"
model = GaussianMixture(n_components=2, tol=1e-8, random_state=0).fit(X)
for name, w, m, log_p in [
    ("你的 yours       ", weights, means, history[-1]),
    ("scikit-learn     ", model.weights_, model.means_, model.score(X) * len(X)),
]:
    order = np.argsort(w)
    print(name, np.round(w, 3)[order], np.round(m, 2)[order].tolist(), f"log p(X) = {log_p:.3f}")

# %% [markdown] id="limits"
# ### 6. EM 的限制 | What EM cannot do
#
# EM 有三個限制：
#
# - **只保證到局部最高點。** 不同的起點可能到不同的終點，所以實務上多試幾個起點，留對數概似最大的。
# - **可能塌縮。** 若一個成分縮到只剩一個點，它的共變異數趨近 0，對數概似趨近無限大。
#   scikit-learn 在對角線上加一點點（`reg_covar`）來避免；這份作業要的是純粹的最大概似，所以不加。
# - **不會告訴你 $K$ 該是多少。** 那是 `05_model_selection` 的主題。
#
# EM has three limits:
#
# - **It finds a local maximum only.** Other starts may end elsewhere, so in practice one tries several and keeps the one
#   with the largest log-likelihood.
# - **It may collapse.** When a component shrinks onto a single point, its covariance goes to 0 and the log-likelihood to
#   infinity. scikit-learn adds a little to the diagonal (`reg_covar`) against this; plain maximum likelihood, as in this
#   assignment, does not.
# - **It does not say how large $K$ should be.** That is the subject of `05_model_selection`.
#
# Bishop (2006) §9.2.1; Murphy (2012) §11.3.2, §11.4.2.

# %% [markdown] id="summary"
# ## 小結 | Summary
#
# - E 步驟用貝氏定理算責任值，每一列的和是 1；在對數裡算，遠方的點才不會出事。
# - M 步驟是「按責任值加權」的比例、平均與共變異數，除以 $N_k$，不是 $N$。
# - 對數概似絕不下降，可以用來檢查程式、判斷收斂。
#
# In short:
#
# - The E-step is Bayes' rule; its rows sum to 1, and logarithms keep far points safe.
# - The M-step is proportion, mean and covariance, weighted by responsibility and divided by $N_k$, not by $N$.
# - The log-likelihood never falls: use it to check your code, and to see when to stop.
#
# **延伸閱讀 | Further reading** C. M. Bishop, *Pattern Recognition and Machine Learning* (2006), §9.2–9.4 (its figure 9.8
# shows EM on Old Faithful, too); K. P. Murphy, *Machine Learning: A Probabilistic Perspective* (2012), §11.4;
# A. Azzalini and A. W. Bowman, "A look at some data on the Old Faithful geyser", *Applied Statistics* 39 (1990), 357–365.
