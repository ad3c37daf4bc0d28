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
# # 09 影像顏色分割 | Colour segmentation of images
#
# 一張照片有幾十萬個像素，卻往往只有幾種東西：天空、樹、屋頂。每種東西的顏色是一團雲，大致可用一個高斯描述。
# 這份作業把像素當成三維的點，用高斯混合模型找出顏色、分割影像，再和 K-means 並排比較。你要寫七個函式：
#
# A photograph has hundreds of thousands of pixels, but often only a few things: sky, trees, a roof. The colours of a thing
# form a cloud, and a Gaussian roughly describes a cloud. Here pixels become points in three dimensions; a Gaussian mixture finds the
# colours and segments the image, side by side with K-means. You write seven functions:
#
# | 函式 Function | 內容 What it does | 分數 Points |
# |---|---|---|
# | `to_points` | 影像變成點 an image becomes points | 10 |
# | `to_image` | 點變回影像 points become an image | 10 |
# | `fit_colours` | 在樣本上配適 fits to a sample | 15 |
# | `segment` | 每個像素換成它的成分的均值 each pixel becomes its component's mean | 20 |
# | `choose_n_colours` | 用 BIC 選顏色的個數 the number of colours, by BIC | 15 |
# | `kmeans_segment` | 用 K-means 分割 segments with K-means | 15 |
# | `responsibility_map` | 一個成分的責任值，畫成影像 one component's responsibilities, as an image | 15 |
#
# 請由上往下執行，把 `raise NotImplementedError()` 換成你的程式。這裡可以用 scikit-learn。後面的函式可以呼叫前面的；
# 前面的若有錯，不會連累後面的分數。
#
# Run the cells from top to bottom and replace each `raise NotImplementedError()` by your own code. You may use scikit-learn.
# A function may call an earlier one; a mistake there costs no points here.

# %% include="setup" id="setup"

# %% id="imports"
import time

from scipy.special import logsumexp
from scipy.stats import multivariate_normal
from sklearn.cluster import KMeans
from sklearn.datasets import load_sample_image
from sklearn.mixture import GaussianMixture

# %% [markdown] id="image_is_numbers"
# ## 八、延伸應用：影像顏色分割 | Applications: colour segmentation
#
# ### 1. 影像就是數字 | An image is numbers
#
# 照片 `china.jpg` 隨 scikit-learn 安裝（作者 danielbuechele，CC BY 2.0，見 `china.LICENSE.md`）。讀進來是一個陣列：
#
# The photograph `china.jpg` comes with scikit-learn (by danielbuechele, CC BY 2.0, see `china.LICENSE.md`). It is read as an
# array:
#
# | 符號 Symbol | 意義 Meaning | 這張照片 Here |
# |---|---|---|
# | $H$ | 高：有幾列 height: number of rows | 427 |
# | $W$ | 寬：有幾行 width: number of columns | 640 |
# | 3 | 通道：紅、綠、藍 channels: red, green, blue | |
# | `uint8` | 每個數是 0 到 255 的整數 every number is an integer from 0 to 255 | |

# %% id="load_image"
image = load_sample_image("china.jpg")  # (427, 640, 3)，uint8
print(image.shape, image.dtype, "像素 pixels:", image.shape[0] * image.shape[1])
print("左上角 top left:", image[0, 0])

# %% [markdown] id="uint8"
# **小心 `uint8`。** 它只有 8 個位元，超過 255 就從 0 再數起，而且不會警告：
#
# **Mind `uint8`.** It has 8 bits. Past 255 it starts again at 0, without a warning:

# %% id="show_overflow"
print("200 + 100 →", np.array([200], dtype=np.uint8) + np.array([100], dtype=np.uint8))  # 300 - 256
print("10 - 20 →", np.array([10], dtype=np.uint8) - np.array([20], dtype=np.uint8))  # -10 + 256
print("254.9 →", np.array([254.9]).astype(np.uint8), " 小數被截掉 the fraction is cut off")

# %% [markdown] id="pixels_are_points"
# ### 2. 像素是點 | Pixels are points
#
# 所以計算之前先換成 0 到 1 的浮點數。第 $i$ 列第 $j$ 行的像素變成第 $n$ 個點：
#
# So before any computation turn them into floats from 0 to 1. The pixel in row $i$ and column $j$ becomes point $n$:
#
# $$x_n = \tfrac{1}{255}\,(R_{ij},\, G_{ij},\, B_{ij}), \qquad n = i\,W + j$$
#
# | 符號 Symbol | 意義 Meaning | 程式 Code | 形狀 Shape |
# |---|---|---|---|
# | $R_{ij}, G_{ij}, B_{ij}$ | 像素的紅、綠、藍 red, green and blue of the pixel | `image[i, j]` | $(3,)$ |
# | $x_n$ | 第 $n$ 個點 point $n$ | `points[n]` | $(3,)$ |
# | $N = HW$ | 點的個數 number of points | `len(points)` | |
#
# 點沒有位置，只有顏色。次序 $n = iW + j$（一列接著一列）就是 NumPy 的 `reshape` 的次序；記住它，才能把點放回原處。
#
# A point has a colour, but no position. The order $n = iW + j$ (row after row) is that of NumPy's `reshape`; by it the points
# find their way back.
#
# scikit-learn: *Color Quantization using K-Means*; Bishop (2006) §9.1.1.

# %% [markdown] id="points_by_hand"
# **用手算一次 | Once by hand.** 一列兩行的影像，左邊紅、右邊灰 | An image of one row and two columns, red on the left, grey on
# the right: $(255, 0, 0),\ (51, 51, 51)$
#
# ⟹ `points` $= \begin{pmatrix} 1 & 0 & 0 \\ 0.2 & 0.2 & 0.2 \end{pmatrix}$

# %% [markdown] id="task_to_points"
# ### ✏️ `to_points`
#
# 把影像變成點。| Turn an image into points.

# %% solution="to_points"

# %% grade="to_points" points=10
answer = to_points(np.array([[[255, 0, 0], [51, 51, 51]]], dtype=np.uint8))
assert answer is not None, "函式沒有回傳值，是否忘了 return？ | Nothing was returned: is there a return?"
assert np.shape(answer) == (2, 3), f"兩個像素是 (2, 3)，你的形狀是 {np.shape(answer)} | Two pixels are (2, 3), yours: {np.shape(answer)}"
assert np.allclose(answer, [[1, 0, 0], [0.2, 0.2, 0.2]]), (
    f"手算是 [[1, 0, 0], [0.2, 0.2, 0.2]]，你的是 {np.round(answer, 3).tolist()} | By hand it was [[1, 0, 0], [0.2, 0.2, 0.2]], yours: {np.round(answer, 3).tolist()}"
)
answer = to_points(image[:3, :5])
assert np.allclose(answer[7], image[1, 2] / 255), (
    "第 1 列第 2 行的像素應是第 1·5 + 2 = 7 個點 | The pixel in row 1 and column 2 should be point 1·5 + 2 = 7"
)
print("✓ 看得到的檢查都通過了，評分時還有更多檢查 | All visible checks passed; more checks run at grading")

# %% [markdown] id="see_points"
# 右圖是 3000 個像素，只畫紅與藍兩個座標。天空、樹、屋頂的顏色是幾團又長又斜的雲：同一個東西有亮有暗，
# 紅與藍就一起變。這樣的雲，高斯的共變異數描述得出來。
#
# On the right are 3000 of the pixels, with only red and blue as coordinates. Sky, trees and roof are long and slanted clouds:
# a thing has light and shade, in which red and blue change together. The covariance of a Gaussian can say so.

# %% id="plot_points"
points = to_points(image)
some = np.random.default_rng(1).choice(len(points), 3000, replace=False)
fig, (left, right) = plt.subplots(1, 2, figsize=(9, 3.4), width_ratios=[1.5, 1])
left.imshow(image[::2, ::2])
left.set_title("china.jpg (danielbuechele, CC BY 2.0)", fontsize=10)
left.axis("off")
right.scatter(points[some, 0], points[some, 2], s=3, c=points[some])
right.set_facecolor("0.8")  # 白色的點才看得見 | so that white points are seen
right.set(xlabel=label("紅", "red"), ylabel=label("藍", "blue"), aspect="equal")
plt.show()

# %% [markdown] id="back_to_image"
# ### 3. 點變回影像 | Points become an image
#
# 反過來有三步：限制在 0 到 1 之間，乘 255 後四捨五入，放回 $H \times W$ 的格子。
#
# The way back has three steps: limit to 0 … 1, multiply by 255 and round, put back into the $H \times W$ grid.
#
# $$\mathrm{image}_{ij} = \mathrm{round}\bigl(255\,\min(\max(x_{iW+j},\, 0),\, 1)\bigr)$$
#
# 次序很重要：先轉成 `uint8` 再做別的，就會截掉小數或溢位。
#
# The order matters: whoever turns to `uint8` first cuts off fractions, or overflows.

# %% [markdown] id="image_by_hand"
# **用手算一次 | Once by hand.** $(0.999,\, 0.5,\, 1.02)$：$255 \times 0.999 = 254.745 \to 255$，$127.5 \to 127 \text{ / } 128$（恰好一半，都算對；
# half-way, either is right），$1.02 \to 1 \to 255$。

# %% [markdown] id="task_to_image"
# ### ✏️ `to_image`
#
# 把點變回影像。| Turn points back into an image.

# %% solution="to_image"

# %% grade="to_image" points=10
answer = to_image(np.array([[0.999, 0.2, 1.02], [0.0, -0.1, 1.0]]), 1, 2)
assert answer is not None, "函式沒有回傳值，是否忘了 return？ | Nothing was returned: is there a return?"
assert np.shape(answer) == (1, 2, 3), f"形狀應是 (1, 2, 3)，你的是 {np.shape(answer)} | It should be (1, 2, 3), yours: {np.shape(answer)}"
assert np.asarray(answer).dtype == np.uint8, f"型別應是 uint8，你的是 {np.asarray(answer).dtype} | It should be uint8, yours: {np.asarray(answer).dtype}"
assert answer[0, 0, 0] == 255, f"254.745 最近的整數是 255，你的是 {answer[0, 0, 0]} | 254.745 is nearest to 255, yours: {answer[0, 0, 0]}"
assert answer[0, 0, 2] == 255 and answer[0, 1, 1] == 0, "超出 0 到 1 的顏色應變成 0 或 255 | Colours outside 0 … 1 become 0 or 255"
small = image[:4, :7]
assert np.array_equal(to_image(small.reshape(-1, 3) / 255, 4, 7), small), "變成點再變回來，應該和原來一樣 | There and back should change nothing"
print("✓ 看得到的檢查都通過了，評分時還有更多檢查 | All visible checks passed; more checks run at grading")

# %% [markdown] id="colours_as_mixture"
# ### 4. 顏色的混合模型 | A mixture of colours
#
# 模型說：每個像素先抽一種顏色 $k$（機率 $\pi_k$），再從那種顏色的高斯抽出自己的值。
#
# The model says: each pixel first draws a colour $k$ (with probability $\pi_k$), then its own value from the Gaussian of that colour.
#
# $$p(x_n) = \sum_{k=1}^{K} \pi_k\, \mathcal N(x_n \mid \mu_k, \Sigma_k)$$
#
# | 符號 Symbol | 意義 Meaning | 程式 Code | 形狀 Shape |
# |---|---|---|---|
# | $\pi_k$ | 權重：這種顏色佔幾成 weight: the share of this colour | `weights[k]` | 純量 scalar |
# | $\mu_k$ | 均值：這種顏色的代表 mean: what this colour is on average | `means[k]` | $(3,)$ |
# | $\Sigma_k$ | 共變異數：亮暗與色調怎麼變 covariance: how it varies in light and hue | `covariances[k]` | $(3, 3)$ |
# | $K$ | 成分數 number of components | `n_components` | |
#
# **只用樣本配適。** EM 每一步的時間與像素數成正比，但參數只有 $10K - 1$ 個；兩千個隨機的像素就足夠估計。
# 要隨機抽：最前面的兩千個像素全是天空。抽樣不重複（取後不放回），才不會讓同一個像素算兩次。
#
# **Fit to a sample.** The time of an EM step grows with the number of pixels, but there are only $10K - 1$ parameters, and two
# thousand random pixels estimate them well. They must be random: the first two thousand pixels are nothing but sky. Draw without
# replacement, so that no pixel counts twice.
#
# Bishop (2006) §9.2.2; Murphy (2012) §11.4.2; scikit-learn User Guide §2.1.1.

# %% [markdown] id="sample_by_hand"
# **小例子 | A tiny example.** `rng = np.random.default_rng(0)` 之後，`rng.choice(5, 3, replace=False)` 給三個不同的索引。
# 10 個像素、`n_samples=2000` 時，10 個全用。
#
# After `rng = np.random.default_rng(0)`, `rng.choice(5, 3, replace=False)` gives three different indices. With 10 pixels and
# `n_samples=2000` all 10 are used.

# %% [markdown] id="task_fit_colours"
# ### ✏️ `fit_colours`
#
# 抽樣、配適、回傳三樣參數。| Draw a sample, fit, and return the three parameters.

# %% solution="fit_colours"

# %% grade="fit_colours" points=15
two = np.vstack([np.full((30, 3), 0.2), np.full((10, 3), 0.8)]) + 0.01 * np.random.default_rng(0).standard_normal((40, 3))
answer = fit_colours(two, 2)
assert answer is not None and len(answer) == 3, "請回傳三樣：weights、means、covariances | Return weights, means, covariances"
weights, means, covariances = answer
assert np.shape(weights) == (2,), f"weights 的形狀應是 (2,)，你的是 {np.shape(weights)} | weights should be (2,), yours: {np.shape(weights)}"
assert np.shape(means) == (2, 3), f"means 的形狀應是 (2, 3)，你的是 {np.shape(means)} | means should be (2, 3), yours: {np.shape(means)}"
assert np.shape(covariances) == (2, 3, 3), (
    f"covariances 的形狀應是 (2, 3, 3)，你的是 {np.shape(covariances)} | covariances should be (2, 3, 3), yours: {np.shape(covariances)}"
)
assert np.allclose(np.sort(weights), [0.25, 0.75], atol=1e-3), (
    "40 個像素不到 n_samples 個，應該全用上：權重是 1/4 與 3/4 | 40 pixels are fewer than n_samples, so all are used: the weights are 1/4 and 3/4"
)
sampled = np.sort(fit_colours(two, 2, n_samples=35, random_state=1)[0]) * 35  # 亮的至少抽到 5 個 | at least 5 bright ones
assert np.allclose(sampled, np.round(sampled), atol=1e-3), (
    "抽 35 個像素時，權重應是 1/35 的倍數 | With 35 pixels drawn, the weights are multiples of 1/35"
)
print("✓ 看得到的檢查都通過了，評分時還有更多檢查 | All visible checks passed; more checks run at grading")

# %% id="see_fit_colours"
weights, means, covariances = fit_colours(points, 6)
for k in np.argsort(weights)[::-1]:
    print(f"成分 component {k}: 權重 weight {weights[k]:.2f}, 顏色 colour", np.round(255 * means[k]).astype(int))

# %% [markdown] id="segmenting"
# ### 5. 分割 | Segmenting
#
# 每個像素換成它**最可能**的成分的均值。比較的是聯合機率的對數，分母對所有 $k$ 都一樣，可以不算：
#
# Each pixel becomes the mean of its **most probable** component. Compare the logarithms of the joint probabilities; the denominator
# is the same for all $k$ and may be left out:
#
# $$k^*(n) = \arg\max_k \bigl[\log \pi_k + \log \mathcal N(x_n \mid \mu_k, \Sigma_k)\bigr], \qquad x_n \mapsto \mu_{k^*(n)}$$
#
# | 符號 Symbol | 意義 Meaning | 形狀 Shape |
# |---|---|---|
# | $\log \pi_k + \log \mathcal N(x_n \mid \mu_k, \Sigma_k)$ | 全部像素與成分 for all pixels and components | $(N, K)$ |
# | $k^*(n)$ | 像素 $n$ 的標籤，0 到 $K-1$ label of pixel $n$, from 0 to $K-1$ | $(N,)$ |
# | $\mu_{k^*(n)}$ | `means[labels]` | $(N, 3)$ |
#
# 用對數：顏色的共變異數很小，密度常小到變成 0，比不出大小。
#
# In logarithms: covariances of colours are small, and densities often so low that they become 0 and cannot be compared.
#
# Bishop (2006) §9.2; Murphy (2012) §11.2.3.

# %% [markdown] id="time_and_memory"
# **時間與記憶體。** 有 $N$ 個像素，所以 Python 的迴圈不能繞 $N$ 圈，只能繞 $K$ 圈；暫存的陣列也不能太大，同時留著的合起來算。先算大小（每個浮點數 8 個位元組）：
#
# **Time and memory.** There are $N$ pixels, so no Python loop may go round $N$ times, only $K$ times; and temporary arrays may not be
# too large, those kept at the same time taken together. Count first (8 bytes a float):

# %% id="count_memory"
N, K, d = 480 * 640, 10, 3
for shape, size in [("(N, K)", N * K), ("(N, K, d)", N * K * d), ("(N, K, d, d)", N * K * d * d), ("(N, N)", N * N)]:
    print(f"{shape:>13}: {size * 8 / 2**20:10,.0f} MiB")

rows = points[:500]  # 一個一個像素，只做 500 個 | one pixel at a time, 500 only
start = time.perf_counter()
for x in rows:
    np.argmax([np.log(weights[k]) + multivariate_normal.logpdf(x, means[k], covariances[k]) for k in range(6)])
each = (time.perf_counter() - start) / len(rows)
print(f"逐像素計算整張影像約需 pixel by pixel the whole image would take about {each * len(points):.0f} s")

# %% [markdown] id="task_segment"
# ### ✏️ `segment`
#
# 分割影像，不要逐像素計算。| Segment an image, not pixel by pixel.

# %% solution="segment"

# %% grade="segment" points=20
photo = image[::10, ::10]  # 通過檢查之前，下面的圖用小照片 | until this check passes, the figures below use a small photograph
test_image = np.array([[[20, 20, 20], [250, 250, 250]], [[60, 60, 60], [0, 0, 255]], [[30, 30, 30], [120, 120, 120]]], dtype=np.uint8)
test_means = np.array([[0.12, 0.12, 0.12], [0.91, 0.91, 0.91]])  # 暗的窄、亮的寬 | a narrow dark one, a wide bright one
test_covs = np.stack([0.001 * np.eye(3), 0.1 * np.eye(3)])
answer = segment(test_image, np.array([0.5, 0.5]), test_means, test_covs)
assert answer is not None, "函式沒有回傳值，是否忘了 return？ | Nothing was returned: is there a return?"
assert np.shape(answer) == (3, 2, 3), f"形狀應和影像一樣 (3, 2, 3)，你的是 {np.shape(answer)} | The shape should be the image's, yours: {np.shape(answer)}"
assert np.asarray(answer).dtype == np.uint8, f"型別應是 uint8，你的是 {np.asarray(answer).dtype} | It should be uint8, yours: {np.asarray(answer).dtype}"
assert len(np.unique(np.reshape(answer, (-1, 3)), axis=0)) <= 2, "兩個成分最多兩種顏色 | Two components are two colours at most"
assert np.array_equal(answer[0, 0], [31, 31, 31]), f"0.12 是 30.6，最近的整數是 31，你的是 {answer[0, 0]} | 0.12 is 30.6, nearest to 31, yours: {answer[0, 0]}"
assert np.array_equal(answer[2, 1], [232, 232, 232]), (
    "灰色 120 離暗的均值較近，但在窄的高斯之外，應屬於亮的 | Grey 120 is closer to the dark mean, but outside its narrow Gaussian: it is a bright one"
)
start = time.process_time()
segment(image[:40, :75], weights, means, covariances)
seconds = time.process_time() - start
assert seconds < 0.25, f"3000 個像素用了 {seconds:.2f} 秒：有逐像素的迴圈嗎？ | 3000 pixels took {seconds:.2f} s: is there a loop over pixels?"
photo = image  # 夠快：下面的圖用整張照片 | fast enough: the figures below show the whole photograph
print("✓ 看得到的檢查都通過了，評分時還有更多檢查 | All visible checks passed; more checks run at grading")

# %% [markdown] id="see_segment"
# 273,280 個像素，只剩六種顏色。
#
# 273,280 pixels, and only six colours are left.

# %% id="plot_segment"
segmented = segment(photo, weights, means, covariances)
fig, axes = plt.subplots(1, 2, figsize=(9, 3.2))
for ax, shown, title in zip(axes, [photo, segmented], [label("原圖", "original"), "GMM, K = 6"]):
    ax.imshow(shown[::2, ::2] if len(shown) > 200 else shown)
    ax.set_title(title)
    ax.axis("off")
plt.show()

# %% [markdown] id="how_many"
# ### 6. 幾種顏色？ | How many colours?
#
# 用 BIC 選 $K$（見 `05_model_selection`），愈低愈好：
#
# Choose $K$ by BIC (see `05_model_selection`), lower is better:
#
# $$\mathrm{BIC} = -2\log\hat L + p\,\log N_s, \qquad p = (K-1) + 3K + 6K = 10K - 1$$
#
# | 符號 Symbol | 意義 Meaning |
# |---|---|
# | $\log\hat L$ | 樣本的對數概似（總和） log-likelihood of the sample (a sum) |
# | $p$ | 自由參數：權重、均值、共變異數 free parameters: weights, means, covariances |
# | $N_s$ | **樣本**的像素數，不是整張影像的 number of pixels in the **sample**, not in the image |
#
# 所有的 $K$ 必須用**同一份樣本**，否則比的是樣本的差別，不是模型的。
#
# All $K$ must see **the same sample**; otherwise samples are compared, not models.
#
# Bishop (2006) §4.4.1; Murphy (2012) §5.3.2.4, §11.5.

# %% [markdown] id="task_choose_n_colours"
# ### ✏️ `choose_n_colours`
#
# 抽一次樣本，每個候選各配適一次。| Draw one sample, and fit each candidate to it.

# %% solution="choose_n_colours"

# %% grade="choose_n_colours" points=15
answer = choose_n_colours(two, [3, 1, 2])
assert answer is not None and len(answer) == 2, "請回傳兩樣：best、scores | Return two things: best, scores"
best, scores = answer
assert len(scores) == 3, f"三個候選有三個分數，你有 {len(scores)} 個 | Three candidates have three scores, you have {len(scores)}"
assert best == [3, 1, 2][int(np.argmin(scores))], "best 應是分數最低的 K，分數依 candidates 的順序 | best is the K with the lowest score; scores in the order of candidates"
assert np.isclose(scores[1], GaussianMixture(1).fit(two).bic(two)), "K = 1 的 BIC 不對 | The BIC of K = 1 is wrong"
alone, together = choose_n_colours(points, [2], 300)[1], choose_n_colours(points, [1, 2], 300)[1]
assert np.isclose(alone[0], together[1]), "K = 2 的分數不該因為別的候選而變：每個候選都用同一份樣本嗎？ | The score of K = 2 should not depend on other candidates: do all see the same sample?"
print("✓ 看得到的檢查都通過了，評分時還有更多檢查 | All visible checks passed; more checks run at grading")

# %% [markdown] id="see_choice"
# 樣本愈大，BIC 選的 $K$ 愈大。照片沒有「真正的」顏色數：像素愈多，就負擔得起愈細的描述。
# 所以 BIC 回答的是「這麼多資料，用幾個高斯划算」。下面為了看得清楚，仍用 $K = 6$。
#
# The larger the sample, the larger the $K$ of BIC. A photograph has no "true" number of colours: more pixels can afford a finer
# description. BIC tells how many Gaussians pay off with so much data. To see clearly we keep $K = 6$ below.

# %% id="plot_choice"
candidates = list(range(1, 12))
fig, axes = plt.subplots(1, 2, figsize=(9, 3.4))
for ax, n_samples, marker in zip(axes, [300, 2000], ["o--", "^-"]):
    best, scores = choose_n_colours(points, candidates, n_samples)
    ax.plot(candidates, np.array(scores) / n_samples, marker, color=COLOURS[0])
    ax.plot(best, min(scores) / n_samples, "o", color=COLOURS[5], markersize=15, fillstyle="none")
    ax.set_title(f"{n_samples} " + label("個像素", "pixels") + f": K = {best}", fontsize=11)
    ax.set(xlabel=label("顏色數", "number of colours K"), xticks=candidates)
axes[0].set_ylabel(label("每個像素的", "per pixel:") + " BIC")
plt.show()

# %% [markdown] id="kmeans"
# ### 7. K-means
#
# K-means 只看距離：每個像素歸給最近的中心 $c_k$，中心是自己像素的平均。它找的是使下面這個總和最小的中心：
#
# K-means only looks at distances: each pixel goes to its nearest center $c_k$, and a center is the mean of its pixels. It looks for
# the centers that make this sum small:
#
# $$J = \sum_{n} \min_k \lVert x_n - c_k \rVert^2$$
#
# | 符號 Symbol | 意義 Meaning | 程式 Code | 形狀 Shape |
# |---|---|---|---|
# | $c_k$ | 第 $k$ 個中心 center $k$ | `centers[k]` | $(3,)$ |
# | $\lVert x_n - c_k \rVert$ | 兩個顏色的距離 distance of two colours | | 純量 scalar |
# | $J$ | 慣性：換色之後的平方誤差總和 inertia: the squared error of the new colours, in sum | | 純量 scalar |
#
# 所以 K-means 是「用 $K$ 種顏色，讓影像改變最少」的方法；它不知道雲有寬窄與方向。
#
# So K-means is the way to change an image as little as possible with $K$ colours; it does not know that clouds have widths and
# directions.
#
# Bishop (2006) §9.1.1, §9.3.2; Murphy (2012) §11.4.2.5.

# %% [markdown] id="task_kmeans_segment"
# ### ✏️ `kmeans_segment`
#
# 用 `KMeans` 在樣本上求中心，再分割整張影像。| Find the centers on a sample with `KMeans`, then segment the whole image.

# %% solution="kmeans_segment"

# %% grade="kmeans_segment" points=15
answer = kmeans_segment(test_image[:, :1], 2)
assert answer is not None and len(answer) == 2, "請回傳兩樣：segmented、centers | Return two things: segmented, centers"
shown, centers = answer
assert np.shape(shown) == (3, 1, 3), f"segmented 的形狀應是 (3, 1, 3)，你的是 {np.shape(shown)} | segmented should be (3, 1, 3), yours: {np.shape(shown)}"
assert np.asarray(shown).dtype == np.uint8, f"型別應是 uint8，你的是 {np.asarray(shown).dtype} | It should be uint8, yours: {np.asarray(shown).dtype}"
assert np.shape(centers) == (2, 3), f"centers 的形狀應是 (2, 3)，你的是 {np.shape(centers)} | centers should be (2, 3), yours: {np.shape(centers)}"
assert np.allclose(np.sort(np.asarray(centers)[:, 0]), [25 / 255, 60 / 255]), (
    "20、30 一群，60 一群：中心是 25/255 與 60/255 | 20 and 30 are one group, 60 the other: the centers are 25/255 and 60/255"
)
assert np.array_equal(shown[1, 0], [60, 60, 60]), f"中間的像素應是 60，你的是 {shown[1, 0]} | The pixel in the middle should be 60, yours: {shown[1, 0]}"
print("✓ 看得到的檢查都通過了，評分時還有更多檢查 | All visible checks passed; more checks run at grading")

# %% [markdown] id="side_by_side"
# **並排比較。** 上排是分割後的影像，下排是同樣的像素，依標籤畫成不同的標記；GMM 加上橢圓，K-means 加上中心（✕）。
#
# - K-means 把長長的雲**依亮度切段**，每段大小相近；換色後的平方誤差小。
# - GMM 讓一個成分沿著亮暗**整條延伸**：樓閣的大部分從亮到中間調是同一群，最暗的屋簷和樹蔭歸在一起。天空的成分很窄，所以分得細。平方誤差反而大，因為它追求的不是這個。
#
# **Side by side.** Above are the segmented images, below the same pixels with a marker for each label; with ellipses for the mixture,
# with centers (✕) for K-means.
#
# - K-means **cuts the long cloud into pieces by brightness**, all of similar size; its squared error is small.
# - In the mixture a component **stretches along light and shade**: most of the tower is one group, from bright to half-dark; its darkest
#   eaves go with the shade of the trees. The components of the sky are narrow, so it is told apart finely. Its squared error is larger:
#   that is not what it aims at.

# %% id="plot_side_by_side"
by_kmeans, centers = kmeans_segment(photo, 6)
fig, axes = plt.subplots(2, 2, figsize=(9, 6.6), height_ratios=[1, 1.1])
for column, (shown, palette, name) in enumerate([(segmented, means, "GMM"), (by_kmeans, centers, "K-means")]):
    error = np.mean((shown / 255 - photo / 255) ** 2)
    axes[0, column].imshow(shown[::2, ::2] if len(shown) > 200 else shown)
    axes[0, column].set_title(f"{name}: " + label("平方誤差", "squared error") + f" {error:.4f}", fontsize=11)
    axes[0, column].axis("off")
    which = some % (shown.shape[0] * shown.shape[1])  # 3000 個像素 | 3000 pixels
    colours = shown.reshape(-1, 3)[which]
    for k, colour in enumerate(to_image(palette, len(palette), 1)[:, 0]):
        group = photo.reshape(-1, 3)[which][np.all(colours == colour, axis=1)] / 255
        axes[1, column].scatter(group[:, 0], group[:, 2], s=6, color=COLOURS[k], marker=MARKERS[k], alpha=0.5)
    axes[1, column].set(xlabel=label("紅", "red"), xlim=(-0.05, 1.05), ylim=(-0.05, 1.15))
for mean, cov in zip(means, covariances):
    axes[1, 0].plot(*ellipse(mean[[0, 2]], cov[np.ix_([0, 2], [0, 2])]), color="black", linewidth=1)
axes[1, 1].plot(centers[:, 0], centers[:, 2], "X", color="black", markersize=9)
axes[1, 0].set_ylabel(label("藍", "blue"))
plt.show()

# %% [markdown] id="soft"
# ### 8. 軟的分割 | A soft segmentation
#
# 分割丟掉了一件事：有多確定。責任值留著它，每個像素、每個成分一個：
#
# Segmenting throws one thing away: how certain it is. Responsibilities keep it, one for each pixel and component:
#
# $$\gamma_{nk} = \frac{\pi_k\, \mathcal N(x_n \mid \mu_k, \Sigma_k)}{\sum_{j=1}^{K} \pi_j\, \mathcal N(x_n \mid \mu_j, \Sigma_j)},
# \qquad \mathrm{map}_{ij} = \gamma_{iW+j,\;k}$$
#
# | 符號 Symbol | 意義 Meaning | 形狀 Shape |
# |---|---|---|
# | $\gamma_{nk}$ | 成分 $k$ 對像素 $n$ 的責任值 responsibility of component $k$ for pixel $n$ | $(N, K)$ |
# | $\mathrm{map}$ | 固定一個 $k$，排回影像 one $k$, back in the image | $(H, W)$ |
#
# 分子與分母都可能小到變成 0，所以先取對數，用 `logsumexp` 求分母。
#
# Numerator and denominator may both become 0: take logarithms first, and use `logsumexp` for the denominator.
#
# Bishop (2006) §9.2; Murphy (2012) §3.5.3, §11.2.3.

# %% [markdown] id="task_responsibility_map"
# ### ✏️ `responsibility_map`
#
# 求出一個成分的責任值，不要逐像素計算。| Return one component's responsibilities, not pixel by pixel.

# %% solution="responsibility_map"

# %% grade="responsibility_map" points=15
map_photo = image[::10, ::10]  # 通過檢查之前用小照片 | a small photograph until this check passes
half = np.array([0.5, 0.5])
answer = responsibility_map(test_image, half, test_means, test_covs, 1)
assert answer is not None, "函式沒有回傳值，是否忘了 return？ | Nothing was returned: is there a return?"
assert np.shape(answer) == (3, 2), f"形狀應是 (3, 2)，你的是 {np.shape(answer)} | It should be (3, 2), yours: {np.shape(answer)}"
assert np.all(np.isfinite(answer)), "有 NaN：先取對數 | There are NaN: take logarithms first"
assert np.min(answer) >= 0 and np.max(answer) <= 1 + 1e-9, "責任值在 0 與 1 之間 | Responsibilities lie between 0 and 1"
assert answer[0, 0] < 0.01 and answer[0, 1] > 0.99, "暗的屬於成分 0，亮的屬於成分 1 | Dark belongs to component 0, bright to component 1"
other = responsibility_map(test_image, half, test_means, test_covs, 0)
assert np.allclose(answer + other, 1), "兩個成分的責任值，加起來應是 1 | The responsibilities of both components should sum to 1"
thin = responsibility_map(test_image, half, test_means, test_covs / 1000, 1)
assert np.all(np.isfinite(thin)), "共變異數很小時有 NaN：密度變成 0 了，用 logsumexp | With small covariances there are NaN: densities became 0, use logsumexp"
start = time.process_time()
responsibility_map(image[:40, :75], weights, means, covariances, 0)
seconds = time.process_time() - start
assert seconds < 0.25, f"3000 個像素用了 {seconds:.2f} 秒：有逐像素的迴圈嗎？ | 3000 pixels took {seconds:.2f} s: is there a loop over pixels?"
map_photo = image
print("✓ 看得到的檢查都通過了，評分時還有更多檢查 | All visible checks passed; more checks run at grading")

# %% [markdown] id="see_map"
# 權重最大的成分的責任值。左圖是軟的：灰色是不確定的像素；右圖是硬的，只有屬於與不屬於。
#
# The responsibilities of the component with the largest weight. On the left they are soft, grey where it is uncertain; on the right
# hard: a pixel belongs to it or does not.

# %% id="plot_map"
largest = int(np.argmax(weights))
soft = responsibility_map(map_photo, weights, means, covariances, largest)
hard = np.all(segmented == to_image(means, len(means), 1)[largest, 0], axis=2)
fig, axes = plt.subplots(1, 2, figsize=(9.6, 3.2))
for ax, shown, title in zip(axes, [soft, hard], [label("責任值", "responsibility"), label("硬分割", "hard segmentation")]):
    drawn = ax.imshow(shown[::2, ::2] if len(shown) > 200 else shown, cmap="gray", vmin=0, vmax=1)
    ax.set_title(title)
    ax.axis("off")
fig.colorbar(drawn, ax=axes, fraction=0.02, pad=0.02)
plt.show()
print(f"責任值介於 0.1 與 0.9 的像素 pixels with a responsibility between 0.1 and 0.9: {np.mean((soft > 0.1) & (soft < 0.9)):.0%}")

# %% [markdown] id="summary"
# ## 小結 | Summary
#
# - 像素是三維的點；先變成 0 到 1 的浮點數，最後才四捨五入回 `uint8`。
# - 用隨機的樣本配適，用整張影像預測。BIC 的 $N$ 是樣本的大小。
# - 迴圈只繞 $K$ 個成分，不繞 $N$ 個像素；先算清楚暫存陣列的大小。
# - K-means 讓換色的誤差小，依亮度切段；GMM 知道雲的寬窄與方向，一個成分可以包住一個東西的亮與暗。
# - 責任值是軟的分割：邊緣與半影的像素不必急著選邊。
# - 點沒有位置：兩種方法都不知道鄰近的像素常屬於同一個東西。要用到位置，可把座標加成特徵，或用馬可夫隨機場（Bishop 8.3.3）。
#
# In short:
#
# - Pixels are points in three dimensions; make them floats from 0 to 1 first, and round back to `uint8` last.
# - Fit to a random sample, predict on the whole image. The $N$ of BIC is the size of the sample.
# - Loops go over $K$ components, never over $N$ pixels; count the size of temporary arrays.
# - K-means keeps the error of the new colours small and cuts by brightness; a mixture knows widths and directions, and one component can
#   hold the light and the shade of a thing.
# - Responsibilities are a soft segmentation: pixels on edges and in half-shade need not take sides.
# - Points have no position: neither method knows that neighbouring pixels often belong together. To use position, add the coordinates as
#   features, or use a Markov random field (Bishop §8.3.3).
#
# **延伸閱讀 | Further reading** C. M. Bishop, *Pattern Recognition and Machine Learning* (2006), §8.3.3, §9.1–9.2;
# K. P. Murphy, *Machine Learning: A Probabilistic Perspective* (2012), §11.2–11.5;
# [scikit-learn: Color Quantization using K-Means](https://scikit-learn.org/stable/auto_examples/cluster/plot_color_quantization.html);
# [scikit-learn User Guide §2.1: Gaussian mixture models](https://scikit-learn.org/stable/modules/mixture.html).
