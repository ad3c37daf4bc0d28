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
# # 03 K-means 與高斯混合模型 | K-means and Gaussian mixtures
#
# 兩種方法都把資料分成 $K$ 群，差別在哪裡？課本常用四列的表回答。這份作業把每一列變成一個**實驗**：你量出數字，再由數字說出原因。
#
# Both methods divide data into $K$ groups. How do they differ? Textbooks answer with a table of four rows. Here each row is
# an **experiment**: you measure, and then say what the numbers mean.
#
# | | K-means | 高斯混合模型 GMM | 實驗 Experiment |
# |---|---|---|---|
# | 群的形狀 shape of a cluster | 球狀 spherical | 橢圓形 elliptical | 1 |
# | 依據 based on | 幾何距離 distance | 機率模型 probability model | 2 |
# | 分群 assignment | 硬分群 hard | 軟分群 soft | 3 |
# | 演算法 algorithm | Lloyd | EM | 4 |
#
# 你要寫四個函式，並填完這張表 | You write four functions, and fill in the table:
#
# | | 內容 What | 分數 Points |
# |---|---|---|
# | `assign_labels` | 每個樣本分給最近的中心 each sample goes to its nearest center | 14 |
# | `update_centers` | 中心移到平均 each center moves to the mean | 14 |
# | `lloyd` | 重複到不再移動 both, until nothing moves | 26 |
# | `hard_assignment` | 軟分群變成硬分群 from soft to hard | 10 |
# | 四個實驗 the four experiments | 每列三格，每格 3 分 three cells a row, 3 points each | 36 |
#
# 四個函式要自己寫：裡面不可以呼叫 `sklearn.cluster`、`sklearn.mixture` 或 `scipy.cluster`。實驗裡的 GMM 則用 scikit-learn。
#
# Write the four functions from scratch: none of them may call `sklearn.cluster`, `sklearn.mixture` or `scipy.cluster`. The
# mixtures in the experiments are scikit-learn's.

# %% include="setup" id="setup"

# %% id="imports"
import csv
import unicodedata

from sklearn.cluster import KMeans
from sklearn.datasets import make_blobs
from sklearn.metrics import adjusted_rand_score
from sklearn.mixture import GaussianMixture


def is_number(answer):
    """是一個有限的數嗎？ | Is it one finite number?"""
    return isinstance(answer, (int, float, np.integer, np.floating)) and bool(np.isfinite(answer))


def is_option(answer):
    """答案是 A、B、C、D 之一嗎？大小寫、全形、空白、括號與標點都不計 | Case, width, spaces, brackets and marks don't matter."""
    return unicodedata.normalize("NFKC", str(answer)).strip(" \t\n()[]{}<>.,:;、。「」『』【】*'\"").upper() in set("ABCD")


# %% [markdown] id="objective"
# ## 四、GMM 與 K-means | GMM and K-means
#
# ### 1. K-means 要最小化什麼 | What K-means minimises
#
# 給定 $K$ 個中心，每個樣本屬於最近的一個。K-means 要讓**慣性**（inertia）愈小愈好：每個樣本到自己中心的距離平方和。
#
# Given $K$ centers, every sample belongs to the nearest one. K-means seeks a small **inertia**: the sum of the squared
# distances from the samples to their centers.
#
# $$J = \sum_{i=1}^{N} \lVert x_i - c_{z_i}\rVert^2, \qquad z_i = \arg\min_{k}\ \lVert x_i - c_k\rVert^2$$
#
# | 符號 Symbol | 意義 Meaning | 形狀 Shape | 程式 Code |
# |---|---|---|---|
# | $x_i$ | 第 $i$ 個樣本 sample $i$ | $(N, d)$ | `X` |
# | $c_k$ | 第 $k$ 群的中心 center of cluster $k$ | $(K, d)$ | `centers` |
# | $z_i$ | 樣本 $i$ 的標籤，$0$ 到 $K-1$ label of sample $i$, from 0 to $K-1$ | $(N,)$ | `labels` |
# | $J$ | 慣性 inertia | 一個數 one number | `inertia` |
#
# 直接找最小值很難，**Lloyd 演算法**輪流做兩件簡單的事：中心不動，改標籤；標籤不動，改中心。
#
# The minimum is hard to find directly. **Lloyd's algorithm** alternates two easy things: keep the centers and change the
# labels; keep the labels and change the centers.
#
# Bishop (2006) §9.1; Murphy (2012) §11.4.2.5.

# %% [markdown] id="assign_by_hand"
# **用手算一次 | Once by hand.** 中心 centers $c_0 = (0, 0)$, $c_1 = (4, 0)$:
#
# | 樣本 sample | $\lVert x - c_0\rVert^2$ | $\lVert x - c_1\rVert^2$ | 標籤 label |
# |---|---|---|---|
# | $(1, 1)$ | $1 + 1 = 2$ | $9 + 1 = 10$ | 0 |
# | $(3, 2)$ | $9 + 4 = 13$ | $1 + 4 = 5$ | 1 |
# | $(1, 4)$ | $1 + 16 = 17$ | $9 + 16 = 25$ | 0 |

# %% [markdown] id="task_assign_labels"
# ### ✏️ `assign_labels`
#
# 中心不動，寫出每個樣本的標籤。| Keep the centers; find the label of each sample.

# %% solution="assign_labels"

# %% grade="assign_labels" points=14
answer = assign_labels(np.array([[1.0, 1.0], [3.0, 2.0], [1.0, 4.0]]), np.array([[0.0, 0.0], [4.0, 0.0]]))
assert answer is not None, "函式沒有回傳值，是否忘了 return？ | Nothing was returned: is there a return?"
assert np.shape(answer) == (3,), (
    f"三個樣本有三個標籤，形狀應是 (3,)，你的是 {np.shape(answer)} | 3 samples have 3 labels: (3,), yours is {np.shape(answer)}"
)
assert np.array_equal(answer, [0, 1, 0]), (
    f"手算的標籤是 0、1、0，你的是 {answer} | By hand the labels were 0, 1, 0, yours are {answer}"
)
print("✓ 看得到的檢查都通過了，評分時還有更多檢查 | All visible checks passed; more checks run at grading")

# %% [markdown] id="update_formula"
# ### 2. 移動中心 | Moving the centers
#
# 標籤不動時，讓 $J$ 最小的中心就是那一群的**平均**（把 $J$ 對 $c_k$ 微分、令它為 0）：
#
# With the labels kept, the centers that make $J$ smallest are the **means** of the clusters (differentiate $J$ with respect
# to $c_k$ and set it to 0):
#
# $$c_k = \frac{1}{N_k}\sum_{i:\ z_i = k} x_i, \qquad N_k = \text{標籤是 } k \text{ 的樣本數 number of samples with label } k$$
#
# **空群 | An empty cluster.** 若沒有樣本的標籤是 $k$，公式成了 $0/0$。在這份作業裡，它的中心**留在原處**。
# （scikit-learn 會把它搬到最遠的樣本上；兩種都有人用。）
#
# If no sample has the label $k$, the formula reads $0/0$. In this assignment its center then **stays where it is**.
# (scikit-learn moves it to the sample that is farthest away; both are in use.)

# %% [markdown] id="update_by_hand"
# **用手算一次 | Once by hand.** 三個樣本 three samples $1, 2, 6$；標籤 labels $0, 0, 2$；目前的中心 current centers
# $(0,\ 4,\ 5)$:
#
# - 第 0 群 cluster 0: $(1 + 2)/2 = 1.5$
# - 第 1 群是空的，留在 4 | cluster 1 is empty and stays at 4
# - 第 2 群 cluster 2: $6/1 = 6$

# %% [markdown] id="task_update_centers"
# ### ✏️ `update_centers`
#
# 標籤不動，寫出新的中心。| Keep the labels; find the new centers.

# %% solution="update_centers"

# %% grade="update_centers" points=14
old_centers = np.array([[0.0], [4.0], [5.0]])
answer = update_centers(np.array([[1.0], [2.0], [6.0]]), np.array([0, 0, 2]), old_centers)
assert answer is not None, "函式沒有回傳值，是否忘了 return？ | Nothing was returned: is there a return?"
assert np.shape(answer) == (3, 1), (
    f"三個中心、一維，形狀應是 (3, 1)，你的是 {np.shape(answer)} | 3 centers in 1 dimension: (3, 1), yours is {np.shape(answer)}"
)
assert np.all(np.isfinite(answer)), "中心裡有 NaN：空群的中心應留在原處 | A NaN among the centers: that of an empty cluster stays"
assert np.allclose(np.ravel(answer), [1.5, 4.0, 6.0]), (
    f"手算的中心是 1.5、4、6，你的是 {np.ravel(answer)} | By hand the centers were 1.5, 4, 6, yours are {np.ravel(answer)}"
)
assert np.array_equal(old_centers, [[0.0], [4.0], [5.0]]), "傳進來的 centers 被修改了 | The centers passed in were modified"
print("✓ 看得到的檢查都通過了，評分時還有更多檢查 | All visible checks passed; more checks run at grading")

# %% [markdown] id="loop"
# ### 3. Lloyd 演算法 | Lloyd's algorithm
#
# **一次迭代**是先分配標籤、再移動中心。兩件事都只會讓 $J$ 變小或不變，所以**慣性絕不會上升**；
# 標籤只有有限多種分法，所以有限次之後中心就**完全不動**了。不像 EM，這裡不需要 `tol`。
#
# **One iteration** is: assign labels, then move the centers. Neither can make $J$ larger, so **the inertia never rises**; and
# there are only finitely many ways to give labels, so after finitely many iterations **nothing moves at all**. Unlike EM, there
# is no need for a `tol`.
#
# 請注意收尾：最後回傳的 `labels` 與 `inertia` 要屬於回傳的 `centers`，不是屬於上一次的中心。
#
# Mind the end: the `labels` and the `inertia` that you return belong to the `centers` that you return, not to those of one
# iteration before.

# %% [markdown] id="lloyd_by_hand"
# **用手算一次 | Once by hand.** 樣本 samples $0, 2, 5, 9$，起始的中心 initial centers $0, 2$:
#
# | 迭代 iteration | 標籤 labels | 新的中心 new centers | 新中心的慣性 inertia of the new centers |
# |---|---|---|---|
# | 1 | 0, 1, 1, 1 | $0,\ 16/3$ | $0 + 4 + 0.111 + 13.444 = 17.556$ |
# | 2 | 0, 0, 1, 1 | $1,\ 7$ | $1 + 1 + 4 + 4 = 10$ |
# | 3 | 0, 0, 1, 1 | $1,\ 7$ | 不再移動 nothing moves |
#
# 第一列的慣性用新的中心重新分配過：2 離 0 比較近，所以是 $4$。
#
# In the first row the samples have been assigned again, to the new centers: 2 is now nearer to 0, hence the $4$.

# %% [markdown] id="task_lloyd"
# ### ✏️ `lloyd`
#
# 寫出整個演算法，呼叫你的 `assign_labels` 與 `update_centers`。| Write the whole algorithm; call your `assign_labels` and
# `update_centers`.

# %% solution="lloyd"

# %% grade="lloyd" points=26
line = np.array([[0.0], [2.0], [5.0], [9.0]])
line_start = np.array([[0.0], [2.0]])
answer = lloyd(line, line_start)
assert answer is not None and len(answer) == 3, (
    "請回傳三樣東西：centers、labels、inertia | Return three things: centers, labels, inertia"
)
for name, part, shape in zip(["centers", "labels", "inertia"], answer, [(2, 1), (4,), ()]):
    assert np.shape(part) == shape, (
        f"{name} 的形狀應是 {shape}，你的是 {np.shape(part)} | {name} has the shape {shape}, yours is {np.shape(part)}"
    )
assert np.allclose(np.ravel(answer[0]), [1.0, 7.0]), (
    f"手算的中心是 1 與 7，你的是 {np.ravel(answer[0])} | By hand the centers were 1 and 7, yours are {np.ravel(answer[0])}"
)
assert np.isclose(answer[2], 10.0), f"手算的慣性是 10，你的是 {answer[2]} | By hand the inertia was 10, yours is {answer[2]}"
answer = lloyd(line, line_start, max_iter=1)
assert np.array_equal(answer[1], [0, 0, 1, 1]), (
    f"一次迭代之後，離回傳的中心最近的標籤是 0、0、1、1，你的是 {answer[1]} | "
    f"After one iteration the labels of the returned centers are 0, 0, 1, 1, yours are {answer[1]}"
)

blobs, _ = make_blobs(n_samples=200, centers=4, cluster_std=2.5, random_state=3)
answer = lloyd(blobs, blobs[:4])
model = KMeans(4, init=blobs[:4], n_init=1, tol=0).fit(blobs)
assert np.isclose(answer[2], model.inertia_), (
    f"從同樣的起點，scikit-learn 的慣性是 {model.inertia_:.3f}，你的是 {answer[2]:.3f} | "
    f"From the same start the inertia of scikit-learn is {model.inertia_:.3f}, yours is {answer[2]:.3f}"
)
print("✓ 看得到的檢查都通過了，評分時還有更多檢查 | All visible checks passed; more checks run at grading")

# %% [markdown] id="measuring"
# ### 4. 怎麼量 | How to measure
#
# 分得好不好，用**調整蘭德指數**（adjusted Rand index, ARI）：把分群結果與真正的組別比對，完全一致是 1，亂猜平均是 0。
# 它只看「哪些樣本在同一群」，群的編號怎麼排都可以。
#
# How good a clustering is, is measured by the **adjusted Rand index** (ARI): it compares the clusters with the real groups and
# is 1 where they agree completely, and 0 on average for a guess. Only who is together with whom counts, not how the clusters
# are numbered.
#
# 下面的實驗用**你的** `lloyd` 與 `hard_assignment`。還沒寫好也可以先用 `KMeans(K, init=start, n_init=1, tol=0)` 與
# `model.predict`，前三個實驗量出來的數字一樣；實驗 4 要用你自己的 `lloyd`。
# 前三列填**兩位小數**或選項，第四列填整數、`sigmas` 裡的一個值或選項；檢查只看有沒有填，**不會**告訴你對不對。
#
# The experiments below use **your** `lloyd` and `hard_assignment`. Until they are done, `KMeans(K, init=start, n_init=1, tol=0)`
# and `model.predict` measure the same in experiments 1 to 3; experiment 4 needs your own `lloyd`. Fill the
# cells of rows 1 to 3 with numbers of **two decimals** or with an option, and those of row 4 with a whole number, one value
# of `sigmas`, and an option; the checks only look whether it is filled in and do **not** tell whether it is right.
#
# L. Hubert and P. Arabie (1985), *Journal of Classification* 2, 193–218.

# %% [markdown] id="experiment_1"
# ## 實驗 1：形狀 | Experiment 1: shape
#
# 先做三個圓圓的群，再用矩陣 $A$ 把整張圖拉斜，每個點 $x$ 變成 $xA$。群還是那三群，只是變成細長的橢圓。
# 兩種方法的中心（均值）都從同樣的位置出發：每一組各取一個樣本。（GMM 起始的權重與共變異數由 scikit-learn 決定。）
#
# Take three round groups, then stretch the whole picture by a matrix $A$: each point $x$ becomes $xA$. The groups are the same,
# only they are thin ellipses now. The centres and the means start from the same places, one sample of each group.
# (scikit-learn chooses the initial weights and covariances of the GMM.)

# %% id="measure_shape"
round_blobs, group = make_blobs(n_samples=300, centers=[[-4, -4], [0, 0.5], [5, -3]], cluster_std=1.0, random_state=42)
A = np.array([[0.6, -0.6], [-0.4, 0.9]])
stretched = round_blobs @ A
first = [int(np.flatnonzero(group == k)[0]) for k in range(3)]  # 每一組的第一個樣本 | the first sample of each group

shape_labels = {}
for name, data in [("圓的 round", round_blobs), ("拉長 stretched", stretched)]:
    _, labels, _ = lloyd(data, data[first])
    model = GaussianMixture(3, means_init=data[first], random_state=0).fit(data)
    shape_labels[name] = np.asarray(labels, dtype=int), model.predict(data)
    kmeans_ari, gmm_ari = (adjusted_rand_score(group, found) for found in shape_labels[name])
    print(f"{name:<14} ARI   K-means {kmeans_ari:.2f}   GMM {gmm_ari:.2f}")

# %% id="plot_shape"
fig, axes = plt.subplots(1, 3, figsize=(11, 3.6), sharex=True, sharey=True)
kmeans_labels, gmm_labels = shape_labels["拉長 stretched"]
titles = [label("真正的組別", "real groups"), "K-means", "GMM"]
for ax, title, found in zip(axes, titles, [group, kmeans_labels, gmm_labels]):
    for k in range(3):
        ax.scatter(*stretched[found == k].T, s=14, color=COLOURS[k], marker=MARKERS[k], alpha=0.8)
    ax.set(title=title, xlabel="$x_1$", aspect="equal")
axes[0].set_ylabel("$x_2$")
plt.show()

# %% [markdown] id="row_1"
# ### ✏️ 第一列：形狀 | Row 1: shape
#
# 填入**拉長的**資料上，兩種方法的 ARI。| Fill in the ARI of both methods on the **stretched** data.

# %% answer="shape_kmeans"
shape_kmeans = None  # K-means 的 ARI，兩位小數 | ARI of K-means, two decimals

# %% grade="shape_kmeans" points=3
assert is_number(shape_kmeans), f"shape_kmeans 應是一個數，現在是 {shape_kmeans!r} | shape_kmeans should be a number; it is {shape_kmeans!r}"
print("✓ shape_kmeans 已填 | shape_kmeans is filled in")

# %% answer="shape_gmm"
shape_gmm = None  # GMM 的 ARI，兩位小數 | ARI of the GMM, two decimals

# %% grade="shape_gmm" points=3
assert is_number(shape_gmm), f"shape_gmm 應是一個數，現在是 {shape_gmm!r} | shape_gmm should be a number; it is {shape_gmm!r}"
print("✓ shape_gmm 已填 | shape_gmm is filled in")

# %% [markdown] id="question_shape"
# **為什麼 K-means 在拉長的資料上輸了？ | Why does K-means lose on the stretched data?**
#
# - **A** 起點選得不好，換個起點就好了 | Its start is poor; another start would do
# - **B** 每個方向的距離算得一樣重，兩群的界線必定是兩個中心的中垂線，切過了細長的群
#   Distance weighs all directions alike, so the border between two clusters is midway between their centers and cuts through
#   the thin groups
# - **C** GMM 看過真正的組別，K-means 沒有 | The GMM has seen the real groups, K-means has not
# - **D** Lloyd 還沒收斂，多做幾次迭代就好了 | Lloyd has not converged; more iterations would do

# %% answer="shape_reason"
shape_reason = None  # "A", "B", "C" 或 or "D"

# %% grade="shape_reason" points=3
assert is_option(shape_reason), (
    f'shape_reason 應是 "A"、"B"、"C"、"D" 之一，現在是 {shape_reason!r} | shape_reason should be one of "A", "B", "C", "D"; it is {shape_reason!r}'
)
print("✓ shape_reason 已作答 | shape_reason is answered")

# %% [markdown] id="experiment_2"
# ## 實驗 2：依據 | Experiment 2: what it is based on
#
# 真的資料：南極三種企鵝的喙長、喙深、鰭肢長（mm）、體重（g）（Gorman et al., 2014；`penguins.csv`）。
# 344 隻裡有兩隻完全沒有測量，我們把牠們**拿掉**；這種做法要講明，因為缺值若和物種有關，結果就會偏。只缺性別的九隻留著，這裡用不到性別。
#
# Real data: length and depth of the bill, length of the flipper (mm) and body mass (g) of penguins of three species in
# Antarctica (Gorman et al., 2014; `penguins.csv`). Two of the 344 have no measurement at all and are **left out**; that has to be
# said, since the result would be biased if values were missing more often for one species. Nine that only lack the sex are
# kept: it is not used here.

# %% id="load_penguins"
MEASURED = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"]
with open("penguins.csv", newline="", encoding="utf-8") as file:
    rows = list(csv.DictReader(file))
complete = [row for row in rows if all(row[name] != "NA" for name in MEASURED)]
penguins = np.array([[float(row[name]) for name in MEASURED] for row in complete])  # (342, 4)
species = np.array([row["species"] for row in complete])
print(f"{len(rows)} 隻，拿掉 {len(rows) - len(complete)} 隻 | {len(rows)} penguins, {len(rows) - len(complete)} left out")
print({str(name): int(np.sum(species == name)) for name in np.unique(species)})

# %% [markdown] id="units"
# 體重可以寫 3750 g，也可以寫 3.75 kg，企鵝並沒有變。把同一份資料用兩種單位各分一次群，看結果會不會變。
#
# A body mass is 3750 g or 3.75 kg; the penguin is the same. Cluster the same data in both units and see whether the result
# changes.

# %% id="measure_units"
first = [int(np.flatnonzero(species == name)[0]) for name in np.unique(species)]  # 每一種的第一隻 | the first of each species
penguin_labels = {}
for unit, per_gram in [("g", 1.0), ("kg", 0.001)]:
    data = penguins * [1.0, 1.0, 1.0, per_gram]
    _, labels, _ = lloyd(data, data[first])
    model = GaussianMixture(3, means_init=data[first], random_state=0).fit(data)
    penguin_labels[unit] = np.asarray(labels, dtype=int), model.predict(data)
    kmeans_ari, gmm_ari = (adjusted_rand_score(species, found) for found in penguin_labels[unit])
    print(f"體重 body mass: {unit:<3} ARI   K-means {kmeans_ari:.2f}   GMM {gmm_ari:.2f}")

# %% id="plot_units"
fig, axes = plt.subplots(1, 3, figsize=(11, 3.6), sharex=True, sharey=True)
_, species_number = np.unique(species, return_inverse=True)
titles = [label("物種", "species"), "K-means, g", "K-means, kg"]
for ax, title, found in zip(axes, titles, [species_number, penguin_labels["g"][0], penguin_labels["kg"][0]]):
    for k in range(3):
        ax.scatter(*penguins[found == k][:, [0, 3]].T, s=14, color=COLOURS[k], marker=MARKERS[k], alpha=0.8)
    ax.set(title=title, xlabel=label("喙長", "bill length (mm)"))
axes[0].set_ylabel(label("體重", "body mass (g)"))
plt.show()

# %% [markdown] id="row_2"
# ### ✏️ 第二列：依據 | Row 2: what it is based on
#
# 填入體重用**公克**時，兩種方法對物種的 ARI。| Fill in the ARI of both methods with the species, body mass in **grams**.

# %% answer="basis_kmeans"
basis_kmeans = None  # K-means 的 ARI（g），兩位小數 | ARI of K-means (g), two decimals

# %% grade="basis_kmeans" points=3
assert is_number(basis_kmeans), f"basis_kmeans 應是一個數，現在是 {basis_kmeans!r} | basis_kmeans should be a number; it is {basis_kmeans!r}"
print("✓ basis_kmeans 已填 | basis_kmeans is filled in")

# %% answer="basis_gmm"
basis_gmm = None  # GMM 的 ARI（g），兩位小數 | ARI of the GMM (g), two decimals

# %% grade="basis_gmm" points=3
assert is_number(basis_gmm), f"basis_gmm 應是一個數，現在是 {basis_gmm!r} | basis_gmm should be a number; it is {basis_gmm!r}"
print("✓ basis_gmm 已填 | basis_gmm is filled in")

# %% [markdown] id="question_basis"
# **換單位時 K-means 的結果變了，GMM 的沒變。為什麼？ | With another unit the result of K-means changes and that of the GMM does
# not. Why?**
#
# - **A** `GaussianMixture` 會先把資料標準化 | `GaussianMixture` standardises the data first
# - **B** 體重對 GMM 沒有用，所以被忽略了 | Body mass is of no use to the GMM, which ignores it
# - **C** 這是碰巧，換一份資料就會變 | That is luck; with other data it would change
# - **D** 共變異數跟著換單位，各成分的密度都乘上同一個常數，責任值不變
#   The covariances change their unit too, all densities are multiplied by the same constant, and the responsibilities stay

# %% answer="basis_reason"
basis_reason = None  # "A", "B", "C" 或 or "D"

# %% grade="basis_reason" points=3
assert is_option(basis_reason), (
    f'basis_reason 應是 "A"、"B"、"C"、"D" 之一，現在是 {basis_reason!r} | basis_reason should be one of "A", "B", "C", "D"; it is {basis_reason!r}'
)
print("✓ basis_reason 已作答 | basis_reason is answered")

# %% [markdown] id="experiment_3"
# ## 實驗 3：硬與軟 | Experiment 3: hard and soft
#
# ### 1. 由軟到硬 | From soft to hard
#
# GMM 給每個樣本一列責任值 $\gamma_{i1},\dots,\gamma_{iK}$（形狀 $(N, K)$，程式裡叫 `resp`）。真的需要一個標籤時，取最大的：
#
# A GMM gives each sample a row of responsibilities $\gamma_{i1},\dots,\gamma_{iK}$ (shape $(N, K)$, `resp` in code). Where one
# label is needed, take the largest:
#
# $$z_i = \arg\max_k\ \gamma_{ik}$$
#
# **用手算一次 | Once by hand.**
#
# | $\gamma_{i0}$ | $\gamma_{i1}$ | $\gamma_{i2}$ | 標籤 label |
# |---|---|---|---|
# | 0.1 | 0.7 | 0.2 | 1 |
# | 0.4 | 0.25 | 0.35 | 0（不到一半也算 less than half is enough） |
# | 0 | 0 | 1 | 2 |
#
# Bishop (2006) §9.3.2; Murphy (2012) §11.2.3.

# %% [markdown] id="task_hard_assignment"
# ### ✏️ `hard_assignment`
#
# 由責任值寫出標籤。| Find the labels from the responsibilities.

# %% solution="hard_assignment"

# %% grade="hard_assignment" points=10
answer = hard_assignment(np.array([[0.1, 0.7, 0.2], [0.4, 0.25, 0.35], [0.0, 0.0, 1.0], [0.9, 0.1, 0.0]]))
assert answer is not None, "函式沒有回傳值，是否忘了 return？ | Nothing was returned: is there a return?"
assert np.shape(answer) == (4,), (
    f"四個樣本有四個標籤，形狀應是 (4,)，你的是 {np.shape(answer)} | 4 samples have 4 labels: (4,), yours is {np.shape(answer)}"
)
assert np.array_equal(answer, [1, 0, 2, 0]), (
    f"標籤應是 1、0、2、0，你的是 {answer} | The labels should be 1, 0, 2, 0, yours are {answer}"
)
print("✓ 看得到的檢查都通過了，評分時還有更多檢查 | All visible checks passed; more checks run at grading")

# %% [markdown] id="doubtful"
# 硬標籤丟掉了什麼？看看企鵝：GMM 對大部分很有把握，對少數幾隻沒有。K-means 對每一隻都一樣肯定。
#
# What do hard labels throw away? Look at the penguins: the GMM is sure about most of them, and not about a few. K-means is
# equally sure about all.

# %% id="show_doubtful"
model = GaussianMixture(3, means_init=penguins[first], random_state=0).fit(penguins)
resp = model.predict_proba(penguins)  # (342, 3)
hard = hard_assignment(resp)
doubtful = np.flatnonzero(resp.max(axis=1) < 0.9)
print(f"責任值最大也不到 0.9 的有 {len(doubtful)} 隻 | {len(doubtful)} penguins with no responsibility of 0.9 or more:")
for i in doubtful:
    print(f"  {np.round(resp[i], 2)}  →  {hard[i]}   {species[i]}")

# %% [markdown] id="truncation"
# ### 2. 硬的代價 | What hardness costs
#
# 兩組一維資料，各 600 個樣本，變異數都是 1，中心相距 2.4，所以中間**重疊**。量量看：兩種方法找到的兩個中心相距多遠？
#
# Two groups in one dimension, 600 samples each, of variance 1 and 2.4 apart: they **overlap** in the middle. Measure: how far
# apart are the two centers that each method finds?

# %% id="measure_overlap"
rng = np.random.default_rng(10)
left, right = rng.standard_normal(600), 2.4 + rng.standard_normal(600)
overlap = np.concatenate([left, right])[:, np.newaxis]  # (1200, 1)
overlap_start = np.array([[0.0], [2.4]])

centers, _, _ = lloyd(overlap, overlap_start)
model = GaussianMixture(2, covariance_type="tied", means_init=overlap_start, tol=1e-8, max_iter=1000).fit(overlap)
kmeans_centers, gmm_means = np.sort(np.ravel(centers)), np.sort(np.ravel(model.means_))
print(f"真正兩組的平均相距 means of the real groups:  {right.mean() - left.mean():.2f}")
print(f"K-means 的中心相距 centers of K-means:        {np.ptp(kmeans_centers):.2f}")
print(f"GMM 的均值相距     means of the GMM:          {np.ptp(gmm_means):.2f}")

# %% id="plot_overlap"
fig, ax = plt.subplots()
bins = np.linspace(-3.5, 6, 39)
ax.hist(left, bins, histtype="step", color=COLOURS[0], linewidth=2, label=label("左組", "left group"))
ax.hist(right, bins, histtype="step", color=COLOURS[1], linewidth=2, linestyle="--", label=label("右組", "right group"))
ax.axvline(kmeans_centers.mean(), color="black", linestyle=":", label=label("K-means 的界線", "border of K-means"))
ax.plot(kmeans_centers, [-4, -4], "X", color=COLOURS[5], markersize=10, label=label("K-means 的中心", "K-means centers"))
ax.plot(gmm_means, [-11, -11], "o", color=COLOURS[2], markersize=9, label=label("GMM 的均值", "GMM means"))
ax.set(xlabel="x", ylabel=label("樣本數", "samples"), ylim=(-16, 115))
ax.set_title(label("重疊的兩組", "Two groups that overlap"))
ax.legend(fontsize=8, loc="upper right")
plt.show()

# %% [markdown] id="row_3"
# ### ✏️ 第三列：硬與軟 | Row 3: hard and soft
#
# 填入重疊的資料上，兩種方法找到的中心**相距多遠**。| Fill in **how far apart** the two centers of each method are.

# %% answer="assignment_kmeans"
assignment_kmeans = None  # K-means 的中心相距，兩位小數 | distance between the centers of K-means, two decimals

# %% grade="assignment_kmeans" points=3
assert is_number(assignment_kmeans), f"assignment_kmeans 應是一個數，現在是 {assignment_kmeans!r} | assignment_kmeans should be a number; it is {assignment_kmeans!r}"
print("✓ assignment_kmeans 已填 | assignment_kmeans is filled in")

# %% answer="assignment_gmm"
assignment_gmm = None  # GMM 的均值相距，兩位小數 | distance between the means of the GMM, two decimals

# %% grade="assignment_gmm" points=3
assert is_number(assignment_gmm), f"assignment_gmm 應是一個數，現在是 {assignment_gmm!r} | assignment_gmm should be a number; it is {assignment_gmm!r}"
print("✓ assignment_gmm 已填 | assignment_gmm is filled in")

# %% [markdown] id="question_assignment"
# **為什麼 K-means 的兩個中心離得太遠？ | Why are the two centers of K-means too far apart?**
#
# - **A** 越過界線的樣本整個算給了另一群：左群失去越過界線的尾巴，換來右組落在界線左邊的樣本；換進來的都比換出去的靠左，平均就往左移，右群則往右移
#   Samples beyond the border count wholly for the other cluster: each loses its own tail beyond the border and
#   gets the other group's tail on the near side instead; all of these lie farther from the other centre than those it lost,
#   so the means move apart
# - **B** K-means 的迭代次數比 EM 少 | K-means makes fewer iterations than EM
# - **C** K-means 的中心是中位數，不是平均 | The centers of K-means are medians, not means
# - **D** 兩組的變異數不同，K-means 受變異數大的那組影響 | The groups differ in variance, and the wider one draws K-means

# %% answer="assignment_reason"
assignment_reason = None  # "A", "B", "C" 或 or "D"

# %% grade="assignment_reason" points=3
assert is_option(assignment_reason), (
    f'assignment_reason 應是 "A"、"B"、"C"、"D" 之一，現在是 {assignment_reason!r} | assignment_reason should be one of "A", "B", "C", "D"; it is {assignment_reason!r}'
)
print("✓ assignment_reason 已作答 | assignment_reason is answered")

# %% [markdown] id="experiment_4"
# ## 實驗 4：Lloyd 是 EM 的極限 | Experiment 4: Lloyd as a limit of EM
#
# 取一個特別的混合模型：權重都相同，共變異數都是 $\sigma^2 I$，而且 $\sigma$ **固定**，EM 只學均值。責任值成了
#
# Take a special mixture: equal weights, all covariances $\sigma^2 I$, and $\sigma$ **fixed**, so that EM only learns the means.
# The responsibilities become
#
# $$\gamma_{ik} = \frac{\exp\big(-\lVert x_i-\mu_k\rVert^2 / 2\sigma^2\big)}{\sum_j \exp\big(-\lVert x_i-\mu_j\rVert^2 / 2\sigma^2\big)},
# \qquad \mu_k = \frac{\sum_i \gamma_{ik}\,x_i}{\sum_i \gamma_{ik}}$$
#
# $\mu_k$ 是成分 $k$ 的均值，形狀 $(K, d)$；$\sigma$ 是一個數。讓 $\sigma$ 愈來愈小，看它學到的均值和 Lloyd 的中心差多少。
#
# $\mu_k$ is the mean of component $k$, shape $(K, d)$; $\sigma$ is one number. Make $\sigma$ smaller and smaller, and see how far the
# means are from the centers of Lloyd.
#
# Bishop (2006) §9.3.2; Murphy (2012) §11.4.2.5.

# %% id="measure_limit"
def spherical_em(X, means, sigma, n_steps=500):
    """EM 只學均值：權重相同、共變異數是 σ²I | EM for the means alone: equal weights, covariances σ²I."""
    for _ in range(n_steps):
        squared = np.sum((X[:, np.newaxis] - means) ** 2, axis=2)  # (n_samples, n_clusters)
        # 減去最小的一個，指數就不會全都下溢 | less the smallest one, so that not all exponentials underflow
        resp = np.exp(-(squared - squared.min(axis=1, keepdims=True)) / (2 * sigma**2))
        resp = resp / resp.sum(axis=1, keepdims=True)
        means = resp.T @ X / resp.sum(axis=0)[:, np.newaxis]
    return means


blobs, _ = make_blobs(n_samples=300, centers=[[0, 0], [3, 0.5], [1.2, 2.8]], cluster_std=1.0, random_state=42)
blobs_start = blobs[np.argsort(blobs[:, 0])[:3]]  # 最左邊的三個樣本：很差的起點 | the three leftmost samples: a poor start

final_centers, _, _ = lloyd(blobs, blobs_start)
inertias = []
for max_iter in range(11):
    centers, _, inertia = lloyd(blobs, blobs_start, max_iter=max_iter)
    inertias.append(float(inertia))
    still = np.max(np.linalg.norm(centers - final_centers, axis=1))
    print(f"Lloyd, max_iter = {max_iter:>2}:  J = {inertia:8.3f}   離終點 from the end: {still:.4f}")
sigmas = [2.0, 1.0, 0.5, 0.25, 0.125, 0.0625]
gaps = []
for sigma in sigmas:
    gaps.append(np.max(np.linalg.norm(spherical_em(blobs, blobs_start, sigma) - final_centers, axis=1)))
    print(f"EM, σ = {sigma:<6}:  離 Lloyd 的中心最遠 farthest from the centers of Lloyd: {gaps[-1]:.4f}")

# %% id="plot_limit"
fig, (falling, limit) = plt.subplots(1, 2, figsize=(10, 3.8))
falling.plot(inertias, "o-", color=COLOURS[0])
falling.set(xlabel=label("迭代次數", "iterations"), ylabel=label("慣性", "inertia J"))
falling.set_title(label("慣性絕不上升", "The inertia never rises"))
x = np.linspace(-1, 1, 200)  # 兩個中心在 -1 與 1 | two centers, at -1 and 1
for sigma, line_style, colour in zip([2.0, 1.0, 0.5, 0.125], LINES, COLOURS):
    limit.plot(x, 1 / (1 + np.exp(-2 * x / sigma**2)), line_style, color=colour, label=f"σ = {sigma}")
limit.set(xlabel=label("樣本", "sample x"), ylabel=label("右邊成分的責任值", "right component"))
limit.set_title(label("σ 愈小愈硬", "The smaller σ, the harder"))
limit.legend()
plt.show()

# %% [markdown] id="row_4"
# ### ✏️ 第四列：演算法 | Row 4: the algorithm
#
# - `algorithm_kmeans`：`lloyd` 最少要允許幾次迭代（`max_iter`），回傳的才是最後的中心？
#   What is the smallest `max_iter` with which `lloyd` returns its final centers?
# - `algorithm_gmm`：`sigmas` 這個串列裡，讓 EM 的均值離 Lloyd 的中心都不到 0.01 的**最大** $\sigma$ 是多少？
#   What is the **largest** $\sigma$ of the list with which all means of EM are less than 0.01 from the centers of Lloyd?

# %% answer="algorithm_kmeans"
algorithm_kmeans = None  # 整數 | a whole number

# %% grade="algorithm_kmeans" points=3
assert is_number(algorithm_kmeans), f"algorithm_kmeans 應是一個數，現在是 {algorithm_kmeans!r} | algorithm_kmeans should be a number; it is {algorithm_kmeans!r}"
print("✓ algorithm_kmeans 已填 | algorithm_kmeans is filled in")

# %% answer="algorithm_gmm"
algorithm_gmm = None  # `sigmas` 裡的一個值 | one value of `sigmas`

# %% grade="algorithm_gmm" points=3
assert is_number(algorithm_gmm), f"algorithm_gmm 應是一個數，現在是 {algorithm_gmm!r} | algorithm_gmm should be a number; it is {algorithm_gmm!r}"
print("✓ algorithm_gmm 已填 | algorithm_gmm is filled in")

# %% [markdown] id="question_algorithm"
# **$\sigma \to 0$ 時，這個 EM 變成什麼？ | What does this EM become as $\sigma \to 0$?**
#
# - **A** 責任值趨近 $1/K$，每個樣本平均分給各成分 | The responsibilities tend to $1/K$: every sample is shared equally
# - **B** 各成分塌縮到單一樣本上，均值停在那裡 | The components collapse onto single samples, and their means stay there
# - **C** 最近的均值責任值趨近 1，其餘趨近 0：E 步驟成了分配標籤，M 步驟成了移動中心
#   The nearest mean gets a responsibility of 1 and the others 0: the E-step assigns labels, the M-step moves centers
# - **D** 什麼也沒變：Lloyd 就是 $\sigma = 1$ 的 EM | Nothing changes: Lloyd is EM with $\sigma = 1$

# %% answer="algorithm_reason"
algorithm_reason = None  # "A", "B", "C" 或 or "D"

# %% grade="algorithm_reason" points=3
assert is_option(algorithm_reason), (
    f'algorithm_reason 應是 "A"、"B"、"C"、"D" 之一，現在是 {algorithm_reason!r} | algorithm_reason should be one of "A", "B", "C", "D"; it is {algorithm_reason!r}'
)
print("✓ algorithm_reason 已作答 | algorithm_reason is answered")

# %% [markdown] id="table"
# ## 你的表 | Your table
#
# 下面把你量到的數字放回課本的表裡。| Here your measurements are put into the textbook's table.

# %% id="show_table"
for row, (kmeans_word, gmm_word), measured in [
    ("形狀 shape", ("球狀 spherical", "橢圓形 elliptical"), (shape_kmeans, shape_gmm)),
    ("依據 based on", ("距離 distance", "機率 probability"), (basis_kmeans, basis_gmm)),
    ("分群 assignment", ("硬 hard", "軟 soft"), (assignment_kmeans, assignment_gmm)),
    ("演算法 algorithm", ("Lloyd", "EM"), (algorithm_kmeans, algorithm_gmm)),
]:
    print(f"{row:<16} K-means: {kmeans_word}, {measured[0]}    GMM: {gmm_word}, {measured[1]}")

# %% [markdown] id="summary"
# ## 小結 | Summary
#
# - K-means 用距離切出中垂線，適合大小相近的圓群；GMM 的共變異數可以拉長、傾斜。
# - K-means 的結果隨單位改變，所以常要先標準化；完整共變異數的 GMM 不會。
# - 硬分群不說自己有多肯定，群重疊時中心還會被推開。
# - K-means 是 GMM 的極限：共變異數 $\sigma^2 I$、$\sigma \to 0$。它快又簡單，常拿來當 EM 的起點。
#
# In short:
#
# - K-means cuts midway between centers, which suits round clusters of similar size; the covariances of a GMM stretch and tilt.
# - The result of K-means depends on the units, so one often standardises first; that of a GMM with full covariances does not.
# - Hard clustering does not say how sure it is, and where clusters overlap it pushes the centers apart.
# - K-means is a limit of the GMM: covariances $\sigma^2 I$, $\sigma \to 0$. Fast and simple, it often gives EM its start.
#
# **延伸閱讀 | Further reading** C. M. Bishop, *Pattern Recognition and Machine Learning* (2006), §9.1, §9.3.2; K. P. Murphy,
# *Machine Learning: A Probabilistic Perspective* (2012), §11.2.3, §11.4.2;
# [scikit-learn: clustering](https://scikit-learn.org/stable/modules/clustering.html#k-means) and
# [Gaussian mixture models](https://scikit-learn.org/stable/modules/mixture.html).
