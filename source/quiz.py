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
# # 測驗 | Quiz
#
# 六題單選題，每題 15 分，以及一題簡答題，10 分。把每一題的 `None` 換成你的答案，例如 `q1 = "A"`，然後執行下面的檢查；
# 它只看答案是不是選項之一，**不會**告訴你對不對。
#
# Six multiple-choice questions of 15 points each, and one question in your own words, 10 points. Replace each `None` by
# your answer, such as `q1 = "A"`, then run the check below it; it only looks whether the answer is one of the options and
# does **not** tell whether it is right.

# %% id="setup"
import unicodedata


def is_option(answer):
    """答案是 A、B、C、D 之一嗎？大小寫、全形、空白、括號與標點都不計 | Case, width, spaces, brackets and marks don't matter."""
    return unicodedata.normalize("NFKC", str(answer)).strip(" \t\n()[]{}<>.,:;、。「」『』【】*'\"").upper() in set("ABCD")


# %% [markdown] id="question_1"
# ## 1. 核心假設 | The core assumption
#
# 高斯混合模型對資料的核心假設是什麼？| What is the core assumption of a Gaussian mixture model about the data?
#
# - **A** 每一群都是大小相同的圓球 | Every cluster is a sphere of the same size
# - **B** 每個特徵彼此獨立，各自服從一個高斯分布 | The features are independent, each with a Gaussian of its own
# - **C** 資料來自多個高斯分布的混合 | The data come from a mixture of several Gaussians
# - **D** 整份資料近似一個高斯分布，遠離中心的點是雜訊 | The whole data set is roughly one Gaussian; points far from its centre are noise

# %% answer="q1"
q1 = None  # "A", "B", "C" 或 or "D"

# %% grade="q1" points=15
assert is_option(q1), (
    f'q1 應是 "A"、"B"、"C"、"D" 之一，現在是 {q1!r} | q1 should be one of "A", "B", "C", "D"; it is {q1!r}'
)
print("✓ q1 已作答 | q1 is answered")

# %% [markdown] id="question_2"
# ## 2. AIC 與 BIC 的用途 | What AIC and BIC are for
#
# AIC 與 BIC 用來做什麼？| What are AIC and BIC used for?
#
# - **A** 判斷 EM 是否已經收斂 | To decide whether EM has converged
# - **B** 模型選擇，例如決定最佳的群數 | For model selection, such as finding the best number of clusters
# - **C** 衡量分群結果與真實標籤有多一致 | To measure how well the clusters agree with the true labels
# - **D** 檢定資料是否服從高斯分布 | To test whether the data are Gaussian

# %% answer="q2"
q2 = None  # "A", "B", "C" 或 or "D"

# %% grade="q2" points=15
assert is_option(q2), (
    f'q2 應是 "A"、"B"、"C"、"D" 之一，現在是 {q2!r} | q2 should be one of "A", "B", "C", "D"; it is {q2!r}'
)
print("✓ q2 已作答 | q2 is answered")

# %% [markdown] id="question_3"
# ## 3. 哪一種分群 | Which kind of clustering
#
# 高斯混合模型做的是哪一種分群？| Which kind of clustering does a Gaussian mixture model perform?
#
# - **A** 硬分群：每個點只屬於均值最近的一群 | Hard clustering: a point belongs to the cluster with the nearest mean, and to no other
# - **B** 硬分群：每個點只屬於密度最高的一群 | Hard clustering: a point belongs to the cluster with the highest density, and to no other
# - **C** 階層式分群：把相近的群逐步合併 | Hierarchical clustering: close clusters are merged step by step
# - **D** 軟分群：每個點以不同的機率屬於每一群 | Soft clustering: a point belongs to every cluster, with different probabilities

# %% answer="q3"
q3 = None  # "A", "B", "C" 或 or "D"

# %% grade="q3" points=15
assert is_option(q3), (
    f'q3 應是 "A"、"B"、"C"、"D" 之一，現在是 {q3!r} | q3 should be one of "A", "B", "C", "D"; it is {q3!r}'
)
print("✓ q3 已作答 | q3 is answered")

# %% [markdown] id="question_4"
# ## 4. E 與 M | E and M
#
# EM 的兩個步驟各做什麼？| What do the two steps of EM do?
#
# - **A** E：參數不變，算責任值；M：責任值不變，更新參數
#   E: the parameters stay, find the responsibilities; M: the responsibilities stay, update the parameters
# - **B** E：責任值不變，更新參數；M：參數不變，算責任值
#   E: the responsibilities stay, update the parameters; M: the parameters stay, find the responsibilities
# - **C** E：把每個點分給最近的均值；M：均值移到該群的中心
#   E: give each point to its nearest mean; M: move each mean to the centre of its cluster
# - **D** E：估計均值；M：估計共變異數與權重
#   E: estimate the means; M: estimate the covariances and the weights

# %% answer="q4"
q4 = None  # "A", "B", "C" 或 or "D"

# %% grade="q4" points=15
assert is_option(q4), (
    f'q4 應是 "A"、"B"、"C"、"D" 之一，現在是 {q4!r} | q4 should be one of "A", "B", "C", "D"; it is {q4!r}'
)
print("✓ q4 已作答 | q4 is answered")

# %% [markdown] id="question_5"
# ## 5. 共變異數的型態 | Covariance types
#
# 比較 `covariance_type="full"` 與 `"diag"`，哪個說法正確？
# Compare `covariance_type="full"` with `"diag"`: which statement is right?
#
# - **A** `"diag"` 的所有成分共用同一個矩陣；`"full"` 各有各的
#   With `"diag"` all components share one matrix; with `"full"` each has its own
# - **B** `"full"` 的橢圓可以往任何方向傾斜；`"diag"` 的橢圓只能沿著座標軸伸縮
#   The ellipses of `"full"` may tilt in any direction; those of `"diag"` stretch along the axes only
# - **C** `"diag"` 的群一定是圓的；`"full"` 的群可以是橢圓的
#   The clusters of `"diag"` are always round; those of `"full"` may be elliptical
# - **D** `"full"` 參數較多，所以對新資料的預測一定比較好
#   `"full"` has more parameters, so it always predicts new data better

# %% answer="q5"
q5 = None  # "A", "B", "C" 或 or "D"

# %% grade="q5" points=15
assert is_option(q5), (
    f'q5 應是 "A"、"B"、"C"、"D" 之一，現在是 {q5!r} | q5 should be one of "A", "B", "C", "D"; it is {q5!r}'
)
print("✓ q5 已作答 | q5 is answered")

# %% [markdown] id="question_6"
# ## 6. 數參數 | Counting parameters
#
# 二維資料、三個成分、`covariance_type="full"`，共有幾個自由參數？
# Data in two dimensions, three components, `covariance_type="full"`: how many free parameters are there?
#
# - **A** 18
# - **B** 20
# - **C** 11
# - **D** 17

# %% answer="q6"
q6 = None  # "A", "B", "C" 或 or "D"

# %% grade="q6" points=15
assert is_option(q6), (
    f'q6 應是 "A"、"B"、"C"、"D" 之一，現在是 {q6!r} | q6 should be one of "A", "B", "C", "D"; it is {q6!r}'
)
print("✓ q6 已作答 | q6 is answered")

# %% [markdown] id="question_reflection"
# ## 7. 用自己的話說 | In your own words
#
# 一位同學用高斯混合模型把顧客分成兩群。某位顧客的責任值是 $(0.55,\ 0.45)$，同學的報告裡只寫：「這位顧客屬於第一群。」
#
# A fellow student used a Gaussian mixture model to divide customers into two groups. For one customer the
# responsibilities are $(0.55,\ 0.45)$, and the report says no more than: "This customer belongs to group 1."
#
# 請用五到十句話回答（中文或英文都可以）| Answer in five to ten sentences, in Chinese or in English:
#
# 1. $(0.55,\ 0.45)$ 說了什麼？（3 分）| What does $(0.55,\ 0.45)$ say? (3 points)
# 2. 報告裡的那句話丟掉了什麼資訊？後果可能是什麼？（3 分）| What does the sentence in the report throw away, and what may come of it? (3 points)
# 3. 舉一個適合軟分群的情況，與一個 K-Means 就夠的情況，並說明理由。（4 分）| Give one situation in which soft clustering is
#    the right choice and one in which K-Means is enough, and say why. (4 points)
#
# 評分看推理是否正確、例子是否具體，不看文筆。由老師評分。| What counts is sound reasoning and concrete examples, not
# style. Your teacher grades this answer.

# %% [markdown] manual="reflection" points=10
# 請在此作答 | Write your answer here
