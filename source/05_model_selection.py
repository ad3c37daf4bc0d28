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
# # 05 模型選擇：AIC 與 BIC | Model selection: AIC and BIC
#
# EM 會替你找參數，但成分數 $K$ 要由你決定。這份作業用兩個準則來選 $K$：**AIC** 與 **BIC**。你要寫四個函式：
#
# EM finds the parameters, but the number of components $K$ is yours to choose. This assignment chooses it by two
# criteria, **AIC** and **BIC**. You write four functions:
#
# | 函式 Function | 內容 What it computes | 分數 Points |
# |---|---|---|
# | `n_parameters` | 自由參數的個數 number of free parameters | 25 |
# | `aic` | 赤池訊息準則 Akaike information criterion | 20 |
# | `bic` | 貝氏訊息準則 Bayesian information criterion | 25 |
# | `choose_n_components` | 選出最好的 $K$ the best $K$ | 30 |
#
# 請由上往下執行，把 `raise NotImplementedError()` 換成你的程式。`n_parameters`、`aic` 與 `bic` 要自己寫，裡面不可以呼叫
# `sklearn.mixture`；`choose_n_components` 則用 `GaussianMixture` 配適。
#
# Run the cells from top to bottom and replace each `raise NotImplementedError()` by your own code. Write
# `n_parameters`, `aic` and `bic` from scratch: none of them may call `sklearn.mixture`. `choose_n_components` fits with
# `GaussianMixture`.

# %% include="setup" id="setup"

# %% id="imports"
from sklearn.datasets import make_blobs
from sklearn.mixture import GaussianMixture

# %% [markdown] id="overview"
# ## 六、AIC／BIC 模型選擇 | Model selection with AIC and BIC
#
# ### 1. $K$ 太小、剛好、太大 | Too few, right, too many
#
# 資料是 `make_blobs` 產生的 500 個點、三個中心。用 $K = 1, 3, 9$ 各配適一個模型，畫出每個成分的橢圓。
# $K$ 太小，模型太粗，抓不到結構；$K$ 太大，模型連資料裡的偶然起伏也學了進去（**過度配適**，overfitting）。
#
# The data are 500 points around three centres, made by `make_blobs`. Fit a model with $K = 1, 3, 9$ and draw the
# ellipse of each component. With too small a $K$ the model is coarse and misses the structure; with too large a $K$ it
# learns the accidents of this sample as well (**overfitting**).

# %% id="plot_three_fits"
X, _ = make_blobs(n_samples=500, centers=3, cluster_std=0.6, random_state=42)  # (500, 2)

fig, axes = plt.subplots(1, 4, figsize=(11, 3.4))
for ax, n_components in zip(axes, [1, 3, 9, 9]):
    model = GaussianMixture(n_components, random_state=0).fit(X)
    ax.scatter(*X.T, s=5, color="0.75")
    for k in range(n_components):
        ax.plot(*ellipse(model.means_[k], model.covariances_[k]), LINES[(k + k // 8) % 4], color=COLOURS[k % 8])
    ax.set_title(f"K = {n_components}\nlog p(X) = {model.score(X) * len(X):.1f}", fontsize=11)
    ax.set_xlabel("$x_1$")
axes[0].set_ylabel("$x_2$")
axes[3].set(xlim=(2.5, 7), ylim=(-0.5, 4.5))
axes[3].set_title(label("放大", "enlarged") + "\nK = 9", fontsize=11)
plt.show()

# %% [markdown] id="likelihood_is_not_enough"
# 看標題裡的對數概似：$K$ 愈大，它愈大。成分多的模型本來就包含成分少的（多出來的成分權重可以是 0），
# 最好的擬合只會更好。**所以不能用對數概似選 $K$**，必須替「參數多」扣分。
#
# Look at the log-likelihoods in the titles: they grow with $K$. A larger model contains the smaller ones (the weight of
# an extra component may be 0), so its best fit can only be better. **The log-likelihood cannot choose $K$**: there has
# to be a price for parameters.
#
# Bishop (2006) §1.3; Murphy (2012) §5.3.

# %% [markdown] id="counting"
# ### 2. 數參數 | Counting parameters
#
# **自由參數**是可以獨立變動的數。混合模型有三種 | A **free parameter** is a number that can vary on its own. A mixture
# has three kinds:
#
# - **權重 weights**：$K$ 個，但和必須是 1；知道其中幾個，其餘就定了？
#   There are $K$, and they sum to 1: how many of them are free?
# - **均值 means**：$K$ 個 $d$ 維向量 | $K$ vectors of dimension $d$.
# - **共變異數矩陣 covariance matrices**：對稱，所以對角線下方只是上方的重複。例如 $3\times 3$ 的對稱矩陣
#   They are symmetric, so what is below the diagonal only repeats what is above. A symmetric $3\times 3$ matrix
#
# $$\begin{pmatrix} a & b & c \\ b & d & e \\ c & e & f \end{pmatrix}$$
#
# 有 6 個自由的數，不是 9 個 | has 6 free numbers, not 9.
#
# | `covariance_type` | 共變異數 Covariances |
# |---|---|
# | `"full"` | 各成分有自己的矩陣 each component has its own matrix |
# | `"tied"` | 全部成分共用一個矩陣 all components share one matrix |
# | `"diag"` | 各成分有自己的對角矩陣 each component has its own diagonal matrix |
# | `"spherical"` | 各成分只有一個變異數 each component has one single variance |

# %% [markdown] id="counting_by_hand"
# **用手算一次 | Once by hand.** $K = 2$, $d = 3$:
#
# | | 權重 weights | 均值 means | 共變異數 covariances | 合計 total |
# |---|---|---|---|---|
# | `"full"` | 1 | 6 | 12 | **19** |
# | `"spherical"` | 1 | 6 | 2 | **9** |

# %% id="plot_covariance_types"
rng = np.random.default_rng(3)
stretched = np.vstack(
    [
        rng.multivariate_normal([0, 0], [[2.0, 1.5], [1.5, 1.6]], 200),
        rng.multivariate_normal([5, 0], [[0.3, 0.0], [0.0, 2.0]], 200),
    ]
)
fig, axes = plt.subplots(1, 4, figsize=(11, 3.2), sharex=True, sharey=True)
for ax, covariance_type in zip(axes, ["full", "tied", "diag", "spherical"]):
    model = GaussianMixture(2, covariance_type=covariance_type, random_state=0).fit(stretched)
    ax.scatter(*stretched.T, s=4, color="0.75")
    for k in range(2):
        # 每一種型態都寫成 2×2 矩陣 | every type, written as a 2×2 matrix
        cov = model.covariances_ if covariance_type == "tied" else model.covariances_[k]
        cov = cov if np.ndim(cov) == 2 else np.diag(np.broadcast_to(cov, 2))
        ax.plot(*ellipse(model.means_[k], cov), LINES[k], color=COLOURS[k], linewidth=2)
    ax.set(title=covariance_type, xlabel="$x_1$", aspect="equal")
axes[0].set_ylabel("$x_2$")
plt.show()

# %% [markdown] id="task_n_parameters"
# ### ✏️ `n_parameters`
#
# 寫出自由參數的個數，四種型態都要。| Write the number of free parameters, for all four types.

# %% solution="n_parameters"

# %% grade="n_parameters" points=25
answer = n_parameters(2, 3)
assert answer is not None, "函式沒有回傳值，是否忘了 return？ | Nothing was returned: is there a return?"
assert answer == int(answer), f"參數的個數應是整數，你的是 {answer} | A count is a whole number, yours is {answer}"
assert answer == 19, f"手算 K=2、d=3、full 是 19，你的是 {answer} | By hand K=2, d=3, full gave 19, yours is {answer}"
answer = n_parameters(2, 3, "spherical")
assert answer == 9, (
    f"手算 K=2、d=3、spherical 是 9，你的是 {answer} | By hand K=2, d=3, spherical gave 9, yours is {answer}"
)
counts = [n_parameters(1, 1, kind) for kind in ["full", "tied", "diag", "spherical"]]
assert len(set(counts)) == 1, (
    f"一維、一個成分時，四種型態應該一樣多，你的是 {counts} | In one dimension with one component all types agree, yours: {counts}"
)
print("✓ 看得到的檢查都通過了，評分時還有更多檢查 | All visible checks passed; more checks run at grading")

# %% [markdown] id="see_n_parameters"
# 參數表：維度一高，`full` 的參數就多得驚人。這就是其他三種型態存在的理由。
#
# A table of counts: in high dimensions `full` has very many parameters, which is why the other three types exist.

# %% id="table_n_parameters"
kinds = ["full", "tied", "diag", "spherical"]
print(f"{'K':>3} {'d':>4}" + "".join(f"{kind:>11}" for kind in kinds))
for n_components, n_features in [(1, 1), (1, 2), (2, 2), (9, 2), (3, 10), (3, 100)]:
    counts = [n_parameters(n_components, n_features, kind) for kind in kinds]
    print(f"{n_components:>3} {n_features:>4}" + "".join(f"{count:>11,}" for count in counts))

# %% [markdown] id="criteria"
# ### 3. 兩個準則 | Two criteria
#
# 兩個準則都是「擬合不好的程度」加上「參數多的代價」，**愈低愈好**：
#
# Both criteria add a price for parameters to a measure of bad fit, and **lower is better**:
#
# $$\mathrm{AIC} = -2\log\hat L + 2p \qquad\qquad \mathrm{BIC} = -2\log\hat L + p\,\log N$$
#
# | 符號 Symbol | 意義 Meaning | 程式 Code |
# |---|---|---|
# | $\log\hat L$ | 配適後的對數概似，**所有樣本的總和** log-likelihood of the fitted model, **a sum over all samples** | `log_likelihood` |
# | $p$ | 自由參數的個數 number of free parameters | `n_parameters` |
# | $N$ | 樣本數 number of samples | `n_samples` |
# | $\log$ | 自然對數 natural logarithm | |
#
# 當 $N \ge 8$，$\log N > 2$，BIC 對參數的扣分比 AIC 重，所以傾向選較小的 $K$。AIC 看重預測，BIC 想找出真正的模型。
# 有些書把兩式乘上 $-\tfrac12$，變成愈高愈好；讀書時請先看清楚正負號（這裡與 scikit-learn 相同）。
#
# From $N = 8$ on, $\log N > 2$: BIC asks more for a parameter than AIC does, and tends to choose a smaller $K$. AIC cares
# for prediction, BIC looks for the true model. Some books multiply both by $-\tfrac12$, so that higher is better: look at
# the sign first (here it is that of scikit-learn).
#
# Bishop (2006) §1.3, §4.4.1; Murphy (2012) §5.3.2.

# %% [markdown] id="criteria_by_hand"
# **用手算一次 | Once by hand.** $\log\hat L = -100$, $p = 5$, $N = 100$:
#
# - $\mathrm{AIC} = 200 + 2\cdot 5 = 210$
# - $\mathrm{BIC} = 200 + 5\cdot 4.6052 = 223.026$

# %% [markdown] id="task_aic"
# ### ✏️ `aic`
#
# 寫出 AIC。| Write the AIC.

# %% solution="aic"

# %% grade="aic" points=20
answer = aic(-100.0, 5)
assert answer is not None, "函式沒有回傳值，是否忘了 return？ | Nothing was returned: is there a return?"
assert np.ndim(answer) == 0, (
    f"AIC 是一個數，你的形狀是 {np.shape(answer)} | AIC is one number, yours has the shape {np.shape(answer)}"
)
assert np.isclose(answer, 210), f"手算是 210，你的是 {answer} | By hand it was 210, yours is {answer}"
assert aic(-100.0, 6) > aic(-100.0, 5), (
    "擬合一樣好時，參數多的 AIC 應該比較高 | For an equal fit, more parameters must give a higher AIC"
)
assert aic(-90.0, 5) < aic(-100.0, 5), (
    "參數一樣多時，對數概似大的 AIC 應該比較低 | For equal parameters, a larger log-likelihood must give a lower AIC"
)
print("✓ 看得到的檢查都通過了，評分時還有更多檢查 | All visible checks passed; more checks run at grading")

# %% [markdown] id="task_bic"
# ### ✏️ `bic`
#
# 寫出 BIC。| Write the BIC.

# %% solution="bic"

# %% grade="bic" points=25
answer = bic(-100.0, 5, 100)
assert answer is not None, "函式沒有回傳值，是否忘了 return？ | Nothing was returned: is there a return?"
assert np.ndim(answer) == 0, (
    f"BIC 是一個數，你的形狀是 {np.shape(answer)} | BIC is one number, yours has the shape {np.shape(answer)}"
)
assert np.isclose(answer, 223.026, atol=1e-3), (
    f"手算是 223.026，你的是 {answer:.3f} | By hand it was 223.026, yours is {answer:.3f}"
)
assert bic(-100.0, 5, 1000) > bic(-100.0, 5, 100), (
    "樣本愈多，參數的代價應該愈高 | The price of a parameter must grow with the number of samples"
)
print("✓ 看得到的檢查都通過了，評分時還有更多檢查 | All visible checks passed; more checks run at grading")

# %% [markdown] id="penalties"
# 一個參數要付多少代價？AIC 永遠是 2；BIC 隨樣本數慢慢變重。兩條線在 $N = e^2 \approx 7.4$ 相交。
# 下圖用你的兩個函式，取對數概似 0、一個參數。
#
# What does one parameter cost? Always 2 with AIC; with BIC slowly more as the sample grows. The two lines meet at
# $N = e^2 \approx 7.4$. The picture uses your two functions, with a log-likelihood of 0 and one parameter.

# %% id="plot_penalties"
sizes = np.array([2, 4, 8, 16, 32, 64, 128, 256, 512, 1024])
plt.semilogx(sizes, [aic(0.0, 1) for size in sizes], "o--", color=COLOURS[0], label="AIC")
plt.semilogx(sizes, [bic(0.0, 1, int(size)) for size in sizes], "^-", color=COLOURS[1], label="BIC")
plt.title(label("一個參數的代價", "The price of one parameter"))
plt.xlabel(label("樣本數", "number of samples N"))
plt.ylabel(label("代價", "price"))
plt.legend()
plt.show()

# %% [markdown] id="choosing"
# ### 4. 選 $K$ | Choosing $K$
#
# 對每個候選的 $K$：用 EM 配適模型，算準則；最後取準則**最低**的 $K$。
# 這裡用 scikit-learn 的 `GaussianMixture(n_components, random_state=random_state)` 配適，共變異數是 `full`，其他設定不改。
# 準則可以用你的 `aic` 與 `bic`（配適後的 `model.score(X)` 是**每個樣本平均**的對數概似），
# 也可以用模型自己的 `model.aic(X)` 與 `model.bic(X)`。
#
# For each candidate $K$: fit a model by EM and compute the criterion; then take the $K$ with the **lowest** one. Fit with
# scikit-learn, `GaussianMixture(n_components, random_state=random_state)`: full covariances, all other settings as they
# are. For the criterion use your `aic` and `bic` (after fitting, `model.score(X)` is the log-likelihood **per sample**),
# or the model's own `model.aic(X)` and `model.bic(X)`.
#
# Murphy (2012) §11.5.

# %% [markdown] id="choosing_by_hand"
# **小例子 | A tiny example.** 候選是 `[4, 2, 3]`，分數是 `[910.0, 880.5, 874.2]`。最低的分數在第 2 個位置（從 0 數起），
# 那裡的候選是 **3**，所以 `best` 是 3，不是 2。
#
# With the candidates `[4, 2, 3]` and the scores `[910.0, 880.5, 874.2]` the lowest score is at position 2 (counting from
# 0), where the candidate is **3**: `best` is 3, not 2.

# %% [markdown] id="task_choose_n_components"
# ### ✏️ `choose_n_components`
#
# 寫出選 $K$ 的函式。| Write the function that chooses $K$.

# %% solution="choose_n_components"

# %% grade="choose_n_components" points=30
candidates = [4, 1, 2]
answer = choose_n_components(X[:120], candidates)
assert answer is not None and len(answer) == 2, "請回傳兩樣東西：best、scores | Return two things: best, scores"
best, scores = answer
assert len(scores) == 3, (
    f"三個候選應有三個分數，你有 {len(scores)} 個 | Three candidates have three scores, you have {len(scores)}"
)
assert best in candidates, f"best 應是候選之一，你的是 {best} | best is one of the candidates, yours is {best}"
assert np.isclose(scores[candidates.index(best)], min(scores)), (
    "best 應是分數最低的候選，scores 要依候選的順序 | "
    "best is the candidate with the lowest score; the scores are in the order of the candidates"
)

small_model = GaussianMixture(1, random_state=0).fit(X[:120])
_, aic_scores = choose_n_components(X[:120], [1], criterion="aic")
assert np.isclose(aic_scores[0], small_model.aic(X[:120])), (
    'criterion="aic" 時，分數應是 AIC | With criterion="aic" the scores are those of AIC'
)
print("✓ 看得到的檢查都通過了，評分時還有更多檢查 | All visible checks passed; more checks run at grading")

# %% [markdown] id="see_choice"
# 回到三個中心的資料，試 $K = 1, \dots, 9$。兩條曲線都先急降、在 $K = 3$ 觸底，之後 BIC 明顯回升，
# AIC 幾乎是平的：這正是代價輕重的差別。大圓圈與大三角形是最低點，右圖是左圖下方的放大。
#
# Back to the data with three centres, with $K = 1, \dots, 9$. Both curves fall steeply and are lowest at $K = 3$; after
# it BIC climbs clearly while AIC is nearly flat: that is the difference between a heavy and a light price. The large
# circle and triangle mark the lowest points; on the right, the lower part enlarged.

# %% id="plot_choice"
candidates = list(range(1, 10))
best_aic, aic_scores = choose_n_components(X, candidates, criterion="aic")
best_bic, bic_scores = choose_n_components(X, candidates, criterion="bic")

fig, (whole, enlarged) = plt.subplots(1, 2, figsize=(10, 4))
for ax in (whole, enlarged):
    ax.plot(candidates, aic_scores, "o--", color=COLOURS[0], label=f"AIC: K = {best_aic}")
    ax.plot(candidates, bic_scores, "^-", color=COLOURS[1], label=f"BIC: K = {best_bic}")
    ax.plot(best_aic, min(aic_scores), "o", color=COLOURS[0], markersize=14, fillstyle="none")
    ax.plot(best_bic, min(bic_scores), "^", color=COLOURS[1], markersize=16, fillstyle="none")
    ax.set_xlabel(label("成分數", "number of components K"))
    ax.set_xticks(candidates)
whole.set_title(label("用 AIC 與 BIC 選 K", "Choosing K by AIC and BIC"))
whole.set_ylabel(label("準則，愈低愈好", "criterion, lower is better"))
whole.legend(title=label("最低點", "lowest"))
enlarged.set(ylim=(min(aic_scores) - 40, max(bic_scores[2:]) + 40), title=label("放大", "enlarged"))
plt.show()

# %% [markdown] id="summary"
# ## 小結 | Summary
#
# - 對數概似隨 $K$ 增加，不能單獨用來選 $K$。
# - AIC 與 BIC 都是愈低愈好；BIC 的代價隨樣本數變重，選的 $K$ 通常較小。
# - 準則選出的 $K$ 是「用幾個高斯描述資料最划算」，不一定等於真正的群數：一個彎曲的群可能需要好幾個高斯。
#
# In short:
#
# - The log-likelihood grows with $K$ and cannot choose it alone.
# - Lower is better for both AIC and BIC; BIC's price grows with the sample, so it usually chooses a smaller $K$.
# - The chosen $K$ is how many Gaussians it pays to use. It need not be the number of real groups: one bent group may take
#   several Gaussians.
#
# **延伸閱讀 | Further reading** C. M. Bishop, *Pattern Recognition and Machine Learning* (2006), §1.3, §4.4.1;
# K. P. Murphy, *Machine Learning: A Probabilistic Perspective* (2012), §5.3, §11.5;
# [scikit-learn: Gaussian mixture models](https://scikit-learn.org/stable/modules/mixture.html).
