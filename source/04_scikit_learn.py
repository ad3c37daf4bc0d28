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
# # 04 用 scikit-learn 做高斯混合模型 | Gaussian mixtures with scikit-learn
#
# 前面的作業自己寫 EM。實務上多半用 scikit-learn 的 `GaussianMixture`：配適、分群、畫圖，各只要幾行。
# 難的是知道每個設定的意思，以及看懂結果。你要寫七個短函式：
#
# Before, you wrote EM yourself. In practice one mostly uses `GaussianMixture` of scikit-learn: fitting, clustering and
# drawing take a few lines each. What is hard is to know what each setting means, and to read the result. You write seven
# short functions:
#
# | 函式 Function | 內容 What it does | 分數 Points |
# |---|---|---|
# | `fit_gmm` | 配適一個模型 fits a model | 15 |
# | `cluster` | 標籤、責任值、對數密度 labels, responsibilities, log-densities | 15 |
# | `plot_clusters` | 散布圖與橢圓 scatter plot and ellipses | 20 |
# | `full_covariances` | 四種共變異數的形狀 the shapes of four covariance types | 15 |
# | `compare_covariance_types` | 用 BIC 比較四種型態 compares the four types by BIC | 10 |
# | `fit_best` | 多個起點與 `reg_covar` several starts, and `reg_covar` | 10 |
# | `fit_from` | 從給定的起點出發 starts from given parameters | 15 |
#
# 請由上往下執行，把 `raise NotImplementedError()` 換成你的程式。每個函式各自評分，請各自直接呼叫 `GaussianMixture`，
# 不必互相呼叫。
#
# Run the cells from top to bottom and replace each `raise NotImplementedError()` by your own code. Each function is graded
# on its own: let each call `GaussianMixture` directly; none needs another of them.

# %% include="setup" id="setup"

# %% id="imports"
import warnings

from matplotlib.axes import Axes
from matplotlib.patches import Ellipse
from sklearn.datasets import make_blobs
from sklearn.mixture import GaussianMixture

# %% [markdown] id="data"
# ## 五、Python 實作 | In Python
#
# ### 1. 資料 | The data
#
# `make_blobs` 產生 500 個點：三個中心，每一群的標準差是 0.6。`random_state=42` 讓每個人得到同樣的點。
#
# `make_blobs` makes 500 points around three centres, with a standard deviation of 0.6. With `random_state=42` everybody gets
# the same points.

# %% id="make_data"
X, true_labels = make_blobs(n_samples=500, centers=3, cluster_std=0.6, random_state=42)  # (500, 2), (500,)
print(X.shape, "群 clusters:", np.unique(true_labels))

# %% [markdown] id="fitting"
# ### 2. 配適 | Fitting
#
# scikit-learn 的模型都用同樣的兩步：先**建立**（記下設定），再**配適**（`fit`，看資料、學參數）。
#
# Every model of scikit-learn takes the same two steps: it is **made** (the settings are noted), then **fitted** (`fit` looks
# at the data and learns the parameters).
#
# | 設定 Setting | 意義 Meaning |
# |---|---|
# | `n_components` | 成分數 number of components $K$ |
# | `covariance_type` | 共變異數的型態 type of the covariances（第 5 節 section 5） |
# | `random_state` | 起點的亂數種子 seed of the random start |
#
# | 配適後 After fitting | 符號 Symbol | 形狀 Shape（`"full"`） |
# |---|---|---|
# | `weights_` | $\pi_k$ | $(K,)$ |
# | `means_` | $\mu_k$ | $(K, d)$ |
# | `covariances_` | $\Sigma_k$ | $(K, d, d)$ |
#
# 名稱最後的底線表示「配適之後才有」。EM 的起點是隨機的，所以給一個 `random_state`，結果才能重現。
#
# The underscore at the end of a name says "exists only after fitting". EM starts at random, so only with a `random_state` can
# a result be reproduced.
#
# scikit-learn User Guide §2.1.1; Bishop (2006) §9.2.2; Murphy (2012) §11.4.2.

# %% [markdown] id="task_fit_gmm"
# ### ✏️ `fit_gmm`
#
# 建立模型、配適、回傳模型。| Make the model, fit it, return it.

# %% solution="fit_gmm"

# %% grade="fit_gmm" points=15
model = fit_gmm(X, 3)
assert model is not None, "函式沒有回傳值，是否忘了 return？ | Nothing was returned: is there a return?"
assert isinstance(model, GaussianMixture), (
    f"請回傳模型本身，你的是 {type(model).__name__} | Return the model itself, yours is a {type(model).__name__}"
)
assert hasattr(model, "means_"), "模型還沒有配適：fit 呢？ | The model is not fitted: where is fit?"
assert model.means_.shape == (3, 2), (
    f"means_ 的形狀應是 (3, 2)，你的是 {model.means_.shape} | means_ should be (3, 2), yours is {model.means_.shape}"
)
assert np.allclose(model.weights_, 1 / 3, atol=0.02), (
    "三群各佔約 1/3，你的權重不是 | Each cluster has about 1/3 of the points, but not your weights"
)
assert fit_gmm(X, 2, "diag").covariances_.shape == (2, 2), (
    'covariance_type="diag" 時，covariances_ 的形狀應是 (2, 2) | With covariance_type="diag" covariances_ should be (2, 2)'
)
print("✓ 看得到的檢查都通過了，評分時還有更多檢查 | All visible checks passed; more checks run at grading")

# %% id="see_fit_gmm"
gmm = fit_gmm(X, 3)
print("weights_", np.round(gmm.weights_, 3))
print("means_", np.round(gmm.means_, 2).tolist())
print("EM 步數 steps:", gmm.n_iter_, " 收斂 converged:", gmm.converged_)

# %% [markdown] id="clustering"
# ### 3. 分群 | Clustering
#
# 配適好的模型能回答三個問題，連沒看過的樣本也可以 | A fitted model answers three questions, for new samples too:
#
# | 方法 Method | 公式 Formula | 形狀 Shape |
# |---|---|---|
# | `predict(X)` | $\arg\max_k \gamma_{ik}$，最可能的成分 the most probable component | $(N,)$ |
# | `predict_proba(X)` | $\gamma_{ik}=\pi_k\mathcal N(x_i\mid\mu_k,\Sigma_k)\,/\,p(x_i)$，責任值 responsibilities | $(N, K)$ |
# | `score_samples(X)` | $\log p(x_i)=\log\sum_k\pi_k\mathcal N(x_i\mid\mu_k,\Sigma_k)$，對數密度 log-density | $(N,)$ |
#
# $N$ 是樣本數，$K$ 是成分數，$x_i$ 是第 $i$ 個樣本。前兩者回答「屬於哪一群」，第三個回答「這樣的樣本有多常見」：
# 離所有群都很遠的樣本，責任值可能仍是 1，對數密度卻很小。
#
# $N$ is the number of samples, $K$ that of components, $x_i$ sample $i$. The first two say which cluster a sample belongs to,
# the third how common such a sample is: far from every cluster a responsibility may still be 1, but the log-density is low.
#
# Bishop (2006) §9.2; Murphy (2012) §11.2.3.

# %% [markdown] id="task_cluster"
# ### ✏️ `cluster`
#
# 一次回傳三樣。| Return all three.

# %% solution="cluster"

# %% grade="cluster" points=15
small = GaussianMixture(3, random_state=0).fit(X[:200])
before = small.means_.copy()
answer = cluster(small, X[200:207])
assert answer is not None and len(answer) == 3, (
    "請依序回傳三樣：labels、resp、log_density | Return three things in this order: labels, resp, log_density"
)
labels, resp, log_density = answer
assert np.shape(labels) == (7,), f"7 個樣本有 7 個標籤，你的形狀是 {np.shape(labels)} | 7 labels, yours: {np.shape(labels)}"
assert np.shape(resp) == (7, 3), f"resp 的形狀應是 (7, 3)，你的是 {np.shape(resp)} | resp should be (7, 3), yours: {np.shape(resp)}"
assert np.allclose(np.sum(resp, axis=1), 1), "resp 每一列的和應是 1 | Each row of resp should sum to 1"
assert np.array_equal(labels, np.argmax(resp, axis=1)), (
    "labels 應是責任值最大的成分 | labels should be the components with the largest responsibility"
)
assert np.shape(log_density) == (7,), (
    f"每個樣本有一個對數密度，你的形狀是 {np.shape(log_density)} | One log-density per sample, yours: {np.shape(log_density)}"
)
assert np.isclose(np.mean(log_density), small.score(X[200:207])), (
    "log_density 的平均應等於 model.score | The mean of log_density should be model.score"
)
assert np.array_equal(before, small.means_), "模型被改變了：不要再配適一次 | The model has changed: do not fit it again"
print("✓ 看得到的檢查都通過了，評分時還有更多檢查 | All visible checks passed; more checks run at grading")

# %% id="see_cluster"
points = np.vstack([gmm.means_[0], gmm.means_[:2].mean(axis=0), [100.0, 100.0]])  # 群心、兩群之間、遠方
labels, resp, log_density = cluster(gmm, points)
for name, k, row, value in zip(["群心 centre", "中間 between", "遠方 far away"], labels, resp, log_density):
    print(f"{name:>12}: 標籤 label {k}, resp {np.round(row, 3)}, log p(x) = {value:.1f}")

# %% [markdown] id="drawing"
# ### 4. 畫圖 | Drawing
#
# 點到均值的**馬氏距離**（Mahalanobis distance）$r$ 是以標準差為單位的距離 | The **Mahalanobis distance** $r$ of a point from
# the mean is its distance in standard deviations:
#
# $$r^2 = (x-\mu_k)^{\mathsf T}\,\Sigma_k^{-1}\,(x-\mu_k)$$
#
# $r$ 固定的點是一個**橢圓**，也是這個高斯的等高線。設 $\Sigma_k$ 的特徵值是 $\lambda_1,\lambda_2$、特徵向量是 $u_1,u_2$：
# 橢圓的半軸長是 $r\sqrt{\lambda_1}$ 與 $r\sqrt{\lambda_2}$，方向是 $u_1$ 與 $u_2$。
#
# The points of a fixed $r$ form an **ellipse**, a contour of this Gaussian. With the eigenvalues $\lambda_1,\lambda_2$ of
# $\Sigma_k$ and its eigenvectors $u_1,u_2$, the semi-axes are $r\sqrt{\lambda_1}$ and $r\sqrt{\lambda_2}$ long, and point
# along $u_1$ and $u_2$.
#
# **用手算一次 | Once by hand.** $\Sigma = \begin{pmatrix} 4 & 0 \\ 0 & 1 \end{pmatrix}$, $r = 2$：半軸是 $2\sqrt4=4$ 與 $2\sqrt1=2$。
# The semi-axes are 4 and 2.
#
# 兩種畫法，任選 | Two ways to draw it, as you like:
#
# - `Ellipse(center, width, height, angle=…)`：`width`、`height` 是**直徑**，`angle` 的單位是**度**；用 `np.linalg.eigh` 求特徵值。
#   `width` and `height` are **diameters**, `angle` is in **degrees**; `np.linalg.eigh` gives the eigenvalues.
# - 最上面的 `ellipse(mean, cov, radius)` 回傳曲線上的點，交給 `ax.plot`。
#   `ellipse(mean, cov, radius)` from the first code cell returns points on the curve, for `ax.plot`.
#
# 只靠顏色分辨，色盲的人看不清楚；每群再用不同的標記（`MARKERS`）更好。
# Colour alone is hard for the colour-blind; a marker of its own for each cluster (`MARKERS`) is better.
#
# Bishop (2006) §2.3; Murphy (2012) §4.1.2.

# %% [markdown] id="task_plot_clusters"
# ### ✏️ `plot_clusters`
#
# 畫散布圖與橢圓，加上標題與軸名。評分看的是圖裡的資料（點的座標與顏色、曲線、文字），畫法不拘。
#
# Draw the scatter plot and the ellipses, with a title and names for the axes. What is graded is the data in the figure
# (coordinates and colours of points, curves, texts), in whatever way you draw it.

# %% solution="plot_clusters"

# %% grade="plot_clusters" points=20
ax = plot_clusters(X[:60], true_labels[:60], gmm.means_, gmm.covariances_)
drawn = ax if isinstance(ax, Axes) else plt.gcf().axes[0] if plt.gcf().axes else None
assert drawn is not None, "沒有畫出任何東西 | Nothing was drawn"
n_points = sum(len(c.get_offsets()) for c in drawn.collections if hasattr(c, "get_sizes"))
n_points += sum(len(line.get_xdata()) for line in drawn.lines if line.get_marker() not in ("None", None, ""))
assert n_points >= 60, f"60 個樣本應有 60 個點，圖上有 {n_points} 個 | 60 samples are 60 points, there are {n_points}"
n_curves = len(drawn.patches) + len(drawn.lines) + len(drawn.collections)
assert n_curves > 3, "找不到三個橢圓 | There are not three ellipses"
assert drawn.get_title() or drawn.figure.get_suptitle(), "圖沒有標題 | The figure has no title"
assert drawn.get_xlabel() and drawn.get_ylabel(), "兩軸都要有名稱 | Both axes need a name"
plt.close("all")
print("✓ 看得到的檢查都通過了，評分時還有更多檢查 | All visible checks passed; more checks run at grading")

# %% [markdown] id="see_plot"
# 整份資料，用你的三個函式。橢圓的中心與方向應該符合各自的群。二維時，$r=1, 2, 3$ 的橢圓大約包含一群的 39%、86%、99%。
#
# All the data, by your three functions. Each ellipse should have the centre and the direction of its cluster. In two dimensions those of $r=1, 2, 3$ hold about
# 39%, 86% and 99% of it.

# %% id="plot_blobs"
labels, resp, log_density = cluster(gmm, X)
plot_clusters(X, labels, gmm.means_, gmm.covariances_)
plt.show()

# %% [markdown] id="penguins"
# ### 5. 四種共變異數 | Four types of covariance
#
# 真實的資料：南極帕默群島的企鵝，三個物種（Gorman et al., 2014；`penguins.csv`，CC0）。四個特徵的單位不全相同，大小也差很多，
# 所以先標準化：減平均、除以標準差。
#
# Real data: penguins of three species from the Palmer Archipelago, Antarctica (Gorman et al., 2014; `penguins.csv`, CC0). The
# four features differ in unit and size, so they are standardised first: minus the mean, divided by the standard deviation.

# %% id="load_penguins"
table = np.genfromtxt("penguins.csv", delimiter=",", skip_header=1, usecols=(2, 3, 4, 5))  # 喙長、喙深、鰭肢長、體重
species = np.genfromtxt("penguins.csv", delimiter=",", skip_header=1, usecols=0, dtype=str)
measured = ~np.isnan(table).any(axis=1)  # 有兩隻沒有測量 | two were not measured
penguins = (table[measured] - table[measured].mean(axis=0)) / table[measured].std(axis=0)  # (342, 4)
species = species[measured]
bills = penguins[:, :2]  # 喙長、喙深 | length and depth of the bill
print(penguins.shape, {str(name): int(np.sum(species == name)) for name in np.unique(species)})

# %% [markdown] id="types"
# 特徵多，共變異數的參數就多。四種型態用愈來愈少的數來描述 | With many features a covariance has many parameters. The four types
# make do with fewer and fewer numbers:
#
# | `covariance_type` | 每個成分的 $\Sigma_k$ of each component | `covariances_` 的形狀 Shape | 橢圓 Ellipses |
# |---|---|---|---|
# | `"full"` | 自己的矩陣 a matrix of its own | $(K, d, d)$ | 任意 any |
# | `"tied"` | 全部**同一個**矩陣 $\Sigma$ **one** matrix for all | $(d, d)$ | 大小方向都相同 all alike |
# | `"diag"` | $\mathrm{diag}(\sigma_{k1}^2,\dots,\sigma_{kd}^2)$ | $(K, d)$ | 沿著座標軸 along the axes |
# | `"spherical"` | $\sigma_k^2 I$ | $(K,)$ | 圓 circles |
#
# $\sigma_{kj}^2$ 是成分 $k$ 第 $j$ 個特徵的**變異數**（不是標準差），$I$ 是單位矩陣。
# 形狀不同，畫圖或計算時就不方便；先一律寫成 $(K, d, d)$。
#
# $\sigma_{kj}^2$ is the **variance** (not the deviation) of feature $j$ in component $k$, $I$ the identity matrix. Four shapes
# are awkward to draw and to compute with, so write them all as $(K, d, d)$.
#
# **用手算一次 | Once by hand.** `"diag"`, $K=1$：`covariances_` $= [[4, 9]]$ ⟹ $\Sigma_1 = \begin{pmatrix} 4 & 0\\ 0 & 9\end{pmatrix}$
#
# scikit-learn User Guide §2.1.1; Murphy (2012) §11.2.

# %% [markdown] id="task_full_covariances"
# ### ✏️ `full_covariances`
#
# 四種型態都寫成 $(K, d, d)$。| Write all four types as $(K, d, d)$.

# %% solution="full_covariances"

# %% grade="full_covariances" points=15
answer = full_covariances(np.array([[4.0, 9.0]]), "diag", 1, 2)
assert answer is not None, "函式沒有回傳值，是否忘了 return？ | Nothing was returned: is there a return?"
assert np.shape(answer) == (1, 2, 2), f"形狀應是 (1, 2, 2)，你的是 {np.shape(answer)} | It should be (1, 2, 2), yours: {np.shape(answer)}"
assert np.allclose(answer, [[[4, 0], [0, 9]]]), "手算是 [[4, 0], [0, 9]] | By hand it was [[4, 0], [0, 9]]"
for kind in ["full", "tied", "diag", "spherical"]:
    fitted = GaussianMixture(3, covariance_type=kind, random_state=0).fit(penguins)
    answer = full_covariances(fitted.covariances_, kind, 3, 4)
    assert np.shape(answer) == (3, 4, 4), (
        f"{kind}：形狀應是 (3, 4, 4)，你的是 {np.shape(answer)} | {kind}: it should be (3, 4, 4), yours: {np.shape(answer)}"
    )
    assert np.allclose(answer, np.transpose(answer, (0, 2, 1))), f"{kind}：矩陣不對稱 | {kind}: not symmetric"
print("✓ 看得到的檢查都通過了，評分時還有更多檢查 | All visible checks passed; more checks run at grading")

# %% [markdown] id="see_types"
# 企鵝的喙長與喙深，四種型態各配適一次。看橢圓：哪一種抓得住「喙愈長就愈深」？
#
# Length and depth of the penguins' bills, fitted with each of the four types. Look at the ellipses: which of them can say that
# longer bills are deeper?

# %% id="plot_types"
fig, axes = plt.subplots(1, 4, figsize=(11, 3.2), sharex=True, sharey=True)
for ax, kind in zip(axes, ["full", "tied", "diag", "spherical"]):
    fitted = GaussianMixture(3, covariance_type=kind, random_state=0).fit(bills)
    groups = fitted.predict(bills)
    for k, cov in enumerate(full_covariances(fitted.covariances_, kind, 3, 2)):
        ax.scatter(*bills[groups == k].T, s=6, marker=MARKERS[k], color=COLOURS[k], alpha=0.6)
        ax.plot(*ellipse(fitted.means_[k], cov), LINES[k], color="black", linewidth=1.5)
    ax.set(title=kind, xlabel=label("喙長", "bill length"), aspect="equal")
axes[0].set_ylabel(label("喙深", "bill depth"))
plt.show()

# %% [markdown] id="comparing"
# 哪一種型態最好？一個型態若包含另一個，它在配適用的資料上能達到的概似一定不會較小，所以要扣參數的代價，例如用 BIC，**愈低愈好** | Which type
# is best? A type that contains another can always reach at least the same likelihood on the data of the fit, so parameters need a price, for example that of BIC, where **lower is better**:
#
# $$\mathrm{BIC} = -2\log\hat L + p\,\log N$$
#
# $\log\hat L$ 是全部樣本的對數概似，$p$ 是自由參數的個數，$N$ 是樣本數。配適好的模型有 `model.bic(X)`。
# （由來在 `05_model_selection`。）
#
# $\log\hat L$ is the log-likelihood of all samples, $p$ the number of free parameters, $N$ that of samples. A fitted model has
# `model.bic(X)`. (Where it comes from is told in `05_model_selection`.)
#
# Bishop (2006) §4.4.1; Murphy (2012) §5.3.2.

# %% [markdown] id="task_compare_covariance_types"
# ### ✏️ `compare_covariance_types`
#
# 四種型態的 BIC，放在一個 dict 裡。| The BIC of the four types, in a dict.

# %% solution="compare_covariance_types"

# %% grade="compare_covariance_types" points=10
scores = compare_covariance_types(bills, 2)
assert isinstance(scores, dict), f"請回傳 dict，你的是 {type(scores).__name__} | Return a dict, yours is a {type(scores).__name__}"
assert set(scores) >= {"full", "tied", "diag", "spherical"}, f"四種型態都要有，你的鍵是 {list(scores)} | All four types, yours: {list(scores)}"
assert np.isclose(scores["diag"], GaussianMixture(2, covariance_type="diag", random_state=0).fit(bills).bic(bills)), (
    '"diag" 的值應是那個模型的 bic | The value of "diag" should be the bic of that model'
)
one = compare_covariance_types(bills, 1)
assert np.isclose(one["full"], one["tied"]), "K = 1 時 full 與 tied 是同一個模型 | With K = 1, full and tied are the same model"
print("✓ 看得到的檢查都通過了，評分時還有更多檢查 | All visible checks passed; more checks run at grading")

# %% [markdown] id="see_scores"
# 四個特徵都用上。最低的是哪一種？再看它分出的三群，與真正的物種相符嗎（模型沒看過物種）？
#
# With all four features: which type is lowest? And do its three clusters agree with the species, which the model has never
# seen?

# %% id="print_scores"
scores = compare_covariance_types(penguins, 3)
for kind, score in sorted(scores.items(), key=lambda item: item[1]):
    print(f"{kind:>10}: BIC = {score:.1f}")
found = GaussianMixture(3, covariance_type=min(scores, key=scores.get), random_state=0).fit_predict(penguins)
for name in np.unique(species):
    print(f"{name:>10}:", np.bincount(found[species == name], minlength=3))

# %% [markdown] id="starts"
# ### 6. 起點與 `reg_covar` | Starts and `reg_covar`
#
# EM 只走到**最近的**高處，起點不好就到不了最高的。辦法是多試幾個起點（`n_init`），留下對數概似最大的。
# 下圖用 20 個起點配適同一份企鵝資料，每次只有一個起點；為了看得清楚，起點取自隨機的樣本（`init_params="random_from_data"`）。
#
# EM climbs to the **nearest** top only, and from a bad start it misses the highest. The remedy is to try several starts
# (`n_init`) and to keep the one with the largest log-likelihood. Below, the same penguins are fitted from 20 starts, one at a
# time; to make the effect plain, each begins at samples drawn at random (`init_params="random_from_data"`).

# %% id="plot_starts"
tops = [
    GaussianMixture(3, init_params="random_from_data", random_state=state).fit(bills).score(bills) * len(bills)
    for state in range(20)
]
plt.figure(figsize=(6.4, 3.2))
plt.plot(np.sort(tops)[::-1], "o", color=COLOURS[0], markersize=5)
plt.axhline(max(tops), linestyle="--", color=COLOURS[1], linewidth=1)
plt.title(label("20 個起點到達的高度", "Where 20 starts end"))
plt.xlabel(label("起點（由好到壞）", "starts, best first"))
plt.xticks(range(0, 20, 5))
plt.ylabel(label("對數概似", "log-likelihood"))
plt.show()

# %% [markdown] id="collapse"
# 另一個麻煩是**塌縮**：一個成分縮到單一個樣本（或幾個相同的點）上，共變異數成為 0，密度變成無限大。`reg_covar` 是加在每個共變異數
# 對角線上的一個小數（預設 $10^{-6}$），用來避免這件事。設成 0 會怎樣？
#
# The other trouble is **collapse**: a component shrinks onto a single sample, or onto a few equal ones, its covariance becomes 0 and its density
# infinite. Against this, `reg_covar`, a small number ($10^{-6}$ by default), is added to the diagonal of each covariance. What
# happens when it is 0?
#
# Bishop (2006) §9.2.1; Murphy (2012) §11.4.2.

# %% id="show_collapse"
repeated = np.vstack([X[:40], np.tile([[20.0, 20.0]], (15, 1))])  # 有 15 個點完全相同 | 15 points are the same
for reg_covar in [0.0, 1e-6, 0.1]:
    try:
        fitted = GaussianMixture(4, reg_covar=reg_covar, random_state=0).fit(repeated)
        print(f"reg_covar = {reg_covar:g}: 最小的變異數 smallest variance {np.linalg.eigvalsh(fitted.covariances_).min():.2g}")
    except ValueError as error:
        print(f"reg_covar = {reg_covar:g}: {str(error)[:60]}…")

# %% [markdown] id="task_fit_best"
# ### ✏️ `fit_best`
#
# 用 `GaussianMixture` 的 `n_init` 與 `reg_covar` 配適。| Fit with the `n_init` and `reg_covar` of `GaussianMixture`.

# %% solution="fit_best"

# %% grade="fit_best" points=10
best = fit_best(bills, 4, n_init=4)
assert isinstance(best, GaussianMixture), (
    f"請回傳模型，你的是 {type(best).__name__} | Return the model, yours is a {type(best).__name__}"
)
assert hasattr(best, "means_"), "模型還沒有配適 | The model is not fitted"
alone = [GaussianMixture(4, random_state=state).fit(bills).score(bills) for state in range(2)]
assert best.score(bills) >= min(alone) - 1e-3, "四個起點裡最好的，不該比單一起點差 | The best of four starts is no worse than one"
wide = fit_best(bills, 2, n_init=1, reg_covar=1.0)
assert np.linalg.eigvalsh(wide.covariances_).min() >= 1.0, (
    "reg_covar = 1 時，每個方向的變異數至少是 1 | With reg_covar = 1 the variance is at least 1 in every direction"
)
print("✓ 看得到的檢查都通過了，評分時還有更多檢查 | All visible checks passed; more checks run at grading")

# %% [markdown] id="own_start"
# ### 7. 與自己寫的 EM 相比 | Beside EM written by hand
#
# 從**同一個起點**出發，`GaussianMixture` 與你在 `02_em` 寫的 `fit_em` 應該走同樣的每一步。要讓它們一致，有四件事要注意：
#
# From the **same start**, `GaussianMixture` and your `fit_em` of `02_em` should take the very same steps. For them to agree, mind
# four things:
#
# | 設定 Setting | 說明 Meaning |
# |---|---|
# | `weights_init`, `means_init` | 起始的 $\pi_k$ 與 $\mu_k$ the initial ones |
# | `precisions_init` | 起始的**精度矩陣** $\Lambda_k=\Sigma_k^{-1}$，形狀 $(K, d, d)$ the initial **precision matrices** |
# | `reg_covar` | 預設會在對角線加上 $10^{-6}$；純粹的最大概似不加 by default $10^{-6}$ is added; plain maximum likelihood adds nothing |
# | `tol`, `max_iter` | 停止的條件 when to stop |
#
# `tol` 的算法也不同：scikit-learn 看的是**每個樣本平均**的對數概似，`fit_em` 看總和。所以要比六位數字，`tol` 就取得很小，
# 兩邊都走到底。
#
# `tol` is counted differently, too: scikit-learn looks at the log-likelihood **per sample**, `fit_em` at the sum. So to
# compare six digits take a very small `tol` and let both go all the way.
#
# **用手算一次 | Once by hand.** 一維 one dimension：$\sigma^2 = 4$ ⟹ $\lambda = 1/4$。變異數愈大，精度愈小。
# The larger the variance, the smaller the precision.
#
# Bishop (2006) §2.3.1, §9.2.2; Murphy (2012) §11.4.

# %% [markdown] id="task_fit_from"
# ### ✏️ `fit_from`
#
# 從給定的參數出發，回傳三樣參數。| Start from the given parameters and return the three.

# %% solution="fit_from"

# %% grade="fit_from" points=15
start = (np.array([0.2, 0.5, 0.3]), bills[[0, 170, 300]], np.stack([0.5 * np.eye(2), np.diag([1.0, 0.3]), np.eye(2)]))
with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # 只走一步，當然還沒收斂 | a single step has not converged, of course
    answer = fit_from(np.array([[0.0], [1.0], [5.0]]), np.array([1.0]), np.array([[9.0]]), np.array([[[4.0]]]), max_iter=1)
assert answer is not None and len(answer) == 3, "請回傳三樣：weights、means、covariances | Return weights, means, covariances"
assert np.allclose(answer[1], 2.0), f"一個成分時，均值是 2，你的是 {np.ravel(answer[1])} | With one component the mean is 2, yours: {np.ravel(answer[1])}"
assert np.allclose(answer[2], 14 / 3, rtol=1e-9), (
    f"一個成分時，變異數是 14/3 = 4.6666667，你的是 {np.ravel(answer[2])[0]:.7f} | With one component the variance is 14/3, yours: {np.ravel(answer[2])[0]:.7f}"
)
weights, means, covariances = fit_from(bills, *start)
assert np.shape(weights) == (3,) and np.shape(means) == (3, 2) and np.shape(covariances) == (3, 2, 2), "形狀不對 | Wrong shapes"
again = fit_from(bills, weights, means, covariances)
assert np.allclose(again[1], means, atol=1e-5), (
    "從終點再出發，應該留在原地 | Starting from where it ended, it should stay there"
)
print("✓ 看得到的檢查都通過了，評分時還有更多檢查 | All visible checks passed; more checks run at grading")

# %% [markdown] id="compare_by_hand"
# 把你在 `02_em` 寫的 `e_step`、`m_step` 與 `fit_em` 貼到下面這格，比較兩邊的結果（不計分）。
#
# Paste your `e_step`, `m_step` and `fit_em` of `02_em` into the next cell and compare the two (not graded).

# %% id="paste_fit_em"
# 貼在這裡 | paste here

# %% id="compare_with_fit_em"
weights, means, covariances = fit_from(bills, *start)
print("scikit-learn:", np.round(weights, 6), np.round(means, 6).tolist())
if "fit_em" in globals():
    own = fit_em(bills, *start, tol=1e-11, max_iter=2000)[:3]
    print("fit_em:      ", np.round(own[0], 6), np.round(own[1], 6).tolist())
    largest = max(np.max(np.abs(a - b)) for a, b in zip(own, (weights, means, covariances)))
    print(f"最大的差 largest difference: {largest:.1e}")
else:
    print("還沒有貼上 fit_em | fit_em is not pasted yet")

# %% [markdown] id="summary"
# ## 小結 | Summary
#
# - 先建立、再 `fit`；配適後的參數名稱有底線。給 `random_state`，結果才能重現。
# - `predict` 是硬的標籤，`predict_proba` 是軟的責任值，`score_samples` 是對數密度。
# - 橢圓的半軸是特徵值的**平方根**乘上半徑；`Ellipse` 要直徑與度。
# - `diag` 與 `spherical` 存的是變異數；四種型態用 BIC 比較。
# - 多試幾個起點；`reg_covar` 避免塌縮，但也讓結果不再是純粹的最大概似。
#
# In short:
#
# - Make, then `fit`; fitted parameters end in an underscore. Only with a `random_state` can a result be reproduced.
# - `predict` gives hard labels, `predict_proba` soft responsibilities, `score_samples` log-densities.
# - Semi-axes are **square roots** of eigenvalues times the radius; `Ellipse` wants diameters and degrees.
# - `diag` and `spherical` hold variances; BIC compares the four types.
# - Try several starts; `reg_covar` keeps components from collapsing, but then the result is no longer plain maximum likelihood.
#
# **延伸閱讀 | Further reading** [scikit-learn User Guide §2.1: Gaussian mixture models](https://scikit-learn.org/stable/modules/mixture.html);
# C. M. Bishop, *Pattern Recognition and Machine Learning* (2006), §2.3, §9.2; K. P. Murphy, *Machine Learning: A Probabilistic
# Perspective* (2012), §4.1, §11.2–11.4; K. B. Gorman, T. D. Williams and W. R. Fraser, "Ecological sexual dimorphism and environmental
# variability within a community of Antarctic penguins (genus *Pygoscelis*)", *PLoS ONE* 9 (2014), e90081.
