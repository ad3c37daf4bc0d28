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
# 三十題，每題 3 分，以及一題簡答題，10 分。把每一題的 `None` 換成你的答案，然後執行下面的檢查；它會顯示讀到的答案，格式無法辨認時也會立刻提醒，
# 但**不會**告訴你對不對。
#
# Thirty questions of 3 points each, and one in your own words, 10 points. Replace each `None` by your answer, then run the
# check below it. It says what it has read, and says at once when something cannot be an answer, but does **not** tell
# whether it is right.
#
# | 題型 Kind | 怎麼答 How to answer | 計分 Marks |
# |---|---|---|
# | 單選 one option | `"B"` | 對或錯 right or wrong |
# | 複選 several options | `"AD"`、`["A", "D"]` | （選對的個數 − 選錯的個數）÷ 正確選項的個數，最少 0 (right − wrong ticks) ÷ number of right options, at least 0 |
# | 數值 a number | `0.75`、`"3/4"`、`"75%"`、`"1.5 bits"` | 對或錯 right or wrong |
# | 排序 an order | `"BADC"`、`"B → A → D → C"` | 每一對排反的步驟扣三分之一 a third off for every pair of steps in the wrong order |
# | 找錯 find the bug | 要改的那一行的字母 the letter of the line to change | 對或錯 right or wrong |
#
# 大小寫、全形、空白、括號與標點都不計；寫選項的全文也可以。Case, width, spaces, brackets and marks don't matter; the whole text of
# an option is an answer too.

# %% include="setup" id="setup"

# %% include="spelling" id="spelling"

# %% include="questions" id="questions"

# %% [markdown] id="section_1"
# ## 🧪 三個核心問題 | Three core questions

# %% [markdown] id="question_1" options="q1"
# ### 1. 核心假設 | The core assumption
#
# （單選 one option）高斯混合模型對資料的核心假設是什麼？
#
# What is the core assumption of a Gaussian mixture model about the data?

# %% answer="q1"
q1 = None  # "A", "B", "C" 或 or "D"

# %% grade="q1" points=3
check("q1", q1)

# %% [markdown] id="question_2" options="q2"
# ### 2. AIC 與 BIC 的用途 | What AIC and BIC are for
#
# （單選 one option）AIC 與 BIC 用來做什麼？
#
# What are AIC and BIC used for?

# %% answer="q2"
q2 = None  # "A", "B", "C" 或 or "D"

# %% grade="q2" points=3
check("q2", q2)

# %% [markdown] id="question_3" options="q3"
# ### 3. 哪一種分群 | Which kind of clustering
#
# （單選 one option）高斯混合模型做的是哪一種分群？
#
# Which kind of clustering does a Gaussian mixture model perform?

# %% answer="q3"
q3 = None  # "A", "B", "C" 或 or "D"

# %% grade="q3" points=3
check("q3", q3)

# %% [markdown] id="section_4"
# ## 一、GMM 概念簡介 | Overview

# %% [markdown] id="question_4" options="q4"
# ### 4. 一個機率模型能做什麼 | What a probability model can do
#
# （複選 several options）一個配適好的 GMM 有 K-means 沒有的本事。哪些說法正確？
#
# A fitted GMM can do what K-means cannot. Which statements are right?

# %% answer="q4"
q4 = None  # 例如 for example "AD"

# %% grade="q4" points=3
check("q4", q4)

# %% [markdown] id="question_5" options="q5"
# ### 5. 密度與機率 | Density and probability
#
# （單選 one option）一維 GMM 在某點的密度是 $p(x)=3.2$。這表示什麼？
#
# In one dimension a GMM has the density $p(x)=3.2$ at a point. What does that mean?

# %% answer="q5"
q5 = None  # "A", "B", "C" 或 or "D"

# %% grade="q5" points=3
check("q5", q5)

# %% [markdown] id="section_6"
# ## 二、數學定義 | The mathematical definition

# %% [markdown] id="question_6"
# ### 6. 混合密度 | The density of a mixture
#
# （數值 a number）權重是 $(0.3, 0.7)$，兩個成分在 $x$ 的密度分別是 $0.2$ 與 $0.1$。$p(x)$ 是多少？
#
# The weights are $(0.3, 0.7)$; at $x$ the components have the densities $0.2$ and $0.1$. What is $p(x)$?

# %% answer="q6"
q6 = None  # 例如 for example 0.5

# %% grade="q6" points=3
check("q6", q6)

# %% [markdown] id="question_7"
# ### 7. 高斯的峰值 | The peak of a Gaussian
#
# （數值 a number）二維高斯，$\Sigma=\mathrm{diag}(4, 9)$。它在均值處的密度是多少？（到小數第四位）
#
# A Gaussian in two dimensions has $\Sigma=\mathrm{diag}(4, 9)$. What is its density at the mean? (four decimals)

# %% answer="q7"
q7 = None  # 例如 for example 0.5

# %% grade="q7" points=3
check("q7", q7)

# %% [markdown] id="question_8"
# ### 8. 數參數 | Counting parameters
#
# （數值 a number）二維資料、三個成分、`covariance_type="full"`，共有幾個自由參數？
#
# Data in two dimensions, three components, `covariance_type="full"`: how many free parameters are there?

# %% answer="q8"
q8 = None  # 例如 for example 0.5

# %% grade="q8" points=3
check("q8", q8)

# %% [markdown] id="question_9" options="q9"
# ### 9. 共變異數的型態 | Covariance types
#
# （單選 one option）比較 `covariance_type="full"` 與 `"diag"`，哪個說法正確？
#
# Compare `covariance_type="full"` with `"diag"`: which statement is right?

# %% answer="q9"
q9 = None  # "A", "B", "C" 或 or "D"

# %% grade="q9" points=3
check("q9", q9)

# %% [markdown] id="question_10" options="q10"
# ### 10. 哪一個橢圓 | Which ellipse
#
# （單選 one option）哪一個橢圓是 $\Sigma=\begin{pmatrix}2&-1.6\\-1.6&2\end{pmatrix}$ 的等高線？
#
# Which ellipse is a contour of $\Sigma=\begin{pmatrix}2&-1.6\\-1.6&2\end{pmatrix}$?

# %% id="plot_ellipses"
fig, axes = plt.subplots(1, 4, figsize=(10, 2.7), sharex=True, sharey=True)
matrices = [[[2, 1.6], [1.6, 2]], [[2, 0], [0, 2]], [[3.6, 0], [0, 0.4]], [[2, -1.6], [-1.6, 2]]]
for ax, letter, matrix in zip(axes, "ABCD", matrices):
    ax.plot(*ellipse([0, 0], np.array(matrix)), color=COLOURS[0])
    ax.set_title(label("圖", "panel") + f" {letter}", fontsize=11)
    ax.set_xlabel("$x_1$")
    ax.set_aspect("equal")
axes[0].set_ylabel("$x_2$")
plt.show()

# %% answer="q10"
q10 = None  # "A", "B", "C" 或 or "D"

# %% grade="q10" points=3
check("q10", q10)

# %% [markdown] id="question_11" options="q11" code="yes"
# ### 11. 找錯：log_gaussian | Find the bug: log_gaussian
#
# （找錯 find the bug）這段程式要算 $\ln N(x\mid\mu,\Sigma)$，`d = 1` 時對，`d = 2` 時錯。哪一行要改？
#
# This is to compute $\ln N(x\mid\mu,\Sigma)$. It is right for `d = 1` and wrong for `d = 2`. Which line has to change?

# %% answer="q11"
q11 = None  # "A" … "F"

# %% grade="q11" points=3
check("q11", q11)

# %% [markdown] id="section_12"
# ## 三、EM 演算法 | The EM algorithm

# %% [markdown] id="question_12" options="q12"
# ### 12. E 與 M | E and M
#
# （單選 one option）EM 的兩個步驟各做什麼？
#
# What do the two steps of EM do?

# %% answer="q12"
q12 = None  # "A", "B", "C" 或 or "D"

# %% grade="q12" points=3
check("q12", q12)

# %% [markdown] id="question_13"
# ### 13. 責任值 | A responsibility
#
# （數值 a number）權重 $(0.8, 0.2)$，密度 $N_1(x)=0.1$、$N_2(x)=0.6$。第一個成分的責任值 $\gamma_1$ 是多少？
#
# The weights are $(0.8, 0.2)$, the densities $N_1(x)=0.1$ and $N_2(x)=0.6$. What is the responsibility $\gamma_1$ of the first component?

# %% answer="q13"
q13 = None  # 例如 for example 0.5

# %% grade="q13" points=3
check("q13", q13)

# %% [markdown] id="question_14"
# ### 14. 加權的均值 | A weighted mean
#
# （數值 a number）四個點 $x=(0,2,4,10)$，某成分的責任值是 $(1, 0.5, 0.5, 0)$。M 步驟給它的新均值是多少？
#
# Four points $x=(0,2,4,10)$ have the responsibilities $(1, 0.5, 0.5, 0)$ for a component. What is its new mean after the M-step?

# %% answer="q14"
q14 = None  # 例如 for example 0.5

# %% grade="q14" points=3
check("q14", q14)

# %% [markdown] id="question_15" options="q15"
# ### 15. EM 的順序 | The order of EM
#
# （排序 an order）把 EM 的步驟排好。
#
# Put the steps of EM in order.

# %% answer="q15"
q15 = None  # 例如 for example "ABCDEF"

# %% grade="q15" points=3
check("q15", q15)

# %% [markdown] id="question_16" options="q16"
# ### 16. 對數概似 | The log-likelihood
#
# （複選 several options）關於 EM 過程中的對數概似，哪些說法正確？
#
# Which statements about the log-likelihood during EM are right?

# %% answer="q16"
q16 = None  # 例如 for example "AD"

# %% grade="q16" points=3
check("q16", q16)

# %% [markdown] id="question_17" options="q17" code="yes"
# ### 17. 找錯：M 步驟 | Find the bug: the M-step
#
# （找錯 find the bug）這段程式要由責任值 `resp` 與資料 `X` 算出新參數。哪一行要改？
#
# This is to find new parameters from the responsibilities `resp` and the data `X`. Which line has to change?

# %% answer="q17"
q17 = None  # "A" … "F"

# %% grade="q17" points=3
check("q17", q17)

# %% [markdown] id="question_18" options="q18"
# ### 18. 離所有成分都很遠 | Far from every component
#
# （單選 one option）一個點離所有成分都很遠，所有密度都下溢成 0，責任值變成 0/0。怎麼辦最好？
#
# A point is so far from every component that all densities underflow to 0 and its responsibilities are 0/0. What is best?

# %% answer="q18"
q18 = None  # "A", "B", "C" 或 or "D"

# %% grade="q18" points=3
check("q18", q18)

# %% [markdown] id="section_19"
# ## 四、GMM 與 K-means | GMM and K-means

# %% [markdown] id="question_19" options="q19"
# ### 19. EM 何時變成 K-means | When EM becomes K-means
#
# （單選 one option）在什麼極限下，GMM 的 EM 變成 K-means？
#
# In which limit does EM for a GMM become K-means?

# %% answer="q19"
q19 = None  # "A", "B", "C" 或 or "D"

# %% grade="q19" points=3
check("q19", q19)

# %% [markdown] id="question_20" options="q20"
# ### 20. 哪一張是 K-means | Which one is K-means
#
# （單選 one option）兩張圖是同樣的資料、都分成兩群：一張用 K-means，一張用 `covariance_type="full"` 的 GMM（試過許多隨機起點，取對數概似最大的）。哪一張是 K-means？為什麼？
#
# Both panels divide the same data into two clusters, one by K-means, one by a GMM with `covariance_type="full"` (the best of many random starts). Which is K-means, and why?

# %% id="plot_partitions"
rng = np.random.default_rng(0)
half = rng.normal(size=(2, 30, 2)) * [4.0, 0.5]
long = np.concatenate([half, half * [-1, 1]], axis=1)  # (2, 60, 2)：兩個左右對稱的長條 | two long shapes, symmetric
points = np.concatenate([long[0] + [0, 1.8], long[1] - [0, 1.8]])  # (120, 2)
groups = [points[:, 1] < 0, points[:, 0] > 0]

fig, axes = plt.subplots(1, 2, figsize=(9, 2.9), sharey=True)
for ax, group, title in zip(axes, groups, [label("左圖", "left"), label("右圖", "right")]):
    for k in (0, 1):
        ax.plot(*points[group == k].T, MARKERS[k], color=COLOURS[k], markersize=5)
    ax.set_title(title, fontsize=11)
    ax.set_xlabel("$x_1$")
axes[0].set_ylabel("$x_2$")
plt.show()

# %% answer="q20"
q20 = None  # "A", "B", "C" 或 or "D"

# %% grade="q20" points=3
check("q20", q20)

# %% [markdown] id="section_21"
# ## 五、Python 實作 | In Python

# %% [markdown] id="question_21" options="q21" code="yes"
# ### 21. 找錯：畫出分群 | Find the bug: plot the clusters
#
# （找錯 find the bug）想把 500 個點依所屬的群上色，卻在畫圖時出錯。哪一行要改？
#
# The 500 points are to be coloured by cluster, but plotting fails. Which line has to change?

# %% answer="q21"
q21 = None  # "A" … "E"

# %% grade="q21" points=3
check("q21", q21)

# %% [markdown] id="question_22" options="q22"
# ### 22. score 是什麼 | What score is
#
# （單選 one option）`GaussianMixture` 配適後，`model.score(X)` 回傳什麼？
#
# After fitting a `GaussianMixture`, what does `model.score(X)` return?

# %% answer="q22"
q22 = None  # "A", "B", "C" 或 or "D"

# %% grade="q22" points=3
check("q22", q22)

# %% [markdown] id="section_23"
# ## 六、AIC／BIC 模型選擇 | Model selection with AIC and BIC

# %% [markdown] id="question_23"
# ### 23. 算 BIC | A BIC
#
# （數值 a number）對數概似是 $-1000$，參數有 10 個，樣本有 200 個。BIC 是多少？（到小數第一位，越低越好的那一種定義）
#
# The log-likelihood is $-1000$, there are 10 parameters and 200 samples. What is the BIC? (one decimal, defined so that lower is better)

# %% answer="q23"
q23 = None  # 例如 for example 0.5

# %% grade="q23" points=3
check("q23", q23)

# %% [markdown] id="question_24" options="q24"
# ### 24. 三條曲線 | Three curves
#
# （單選 one option）圖中的三條曲線是 $-2\ln L$、AIC 與 BIC，橫軸是 $K$，樣本有 500 個。哪一個對應正確？
#
# The three curves are $-2\ln L$, AIC and BIC against $K$, for 500 samples. Which assignment is right?

# %% id="plot_curves"
n_components = np.arange(1, 9)
minus_two_log_likelihood = 3000 + 900 * np.exp(-1.1 * (n_components - 1)) - 6 * n_components
n_free = 6 * n_components - 1  # d = 2, full

fig, ax = plt.subplots(figsize=(6.4, 3.4))
for k, price in enumerate([0, 2, np.log(500)]):
    ax.plot(n_components, minus_two_log_likelihood + price * n_free, ["-", "--", ":"][k], color=COLOURS[k])
    ax.plot(n_components, minus_two_log_likelihood + price * n_free, MARKERS[k], color=COLOURS[k], markersize=4)
ax.set_xlabel(label("成分數", "number of components") + " K")
plt.show()

# %% answer="q24"
q24 = None  # "A", "B", "C" 或 or "D"

# %% grade="q24" points=3
check("q24", q24)

# %% [markdown] id="section_25"
# ## 七、Streamlit 互動版 | The Streamlit app

# %% [markdown] id="question_25" options="q25"
# ### 25. 拉動滑桿 | Moving a slider
#
# （單選 one option）在 `gmm_streamlit_app.py` 裡拉動 K 的滑桿，會發生什麼事？
#
# In `gmm_streamlit_app.py` the slider for K is moved. What happens?

# %% answer="q25"
q25 = None  # "A", "B", "C" 或 or "D"

# %% grade="q25" points=3
check("q25", q25)

# %% [markdown] id="section_26"
# ## 八之一、異常偵測 | Anomaly detection

# %% [markdown] id="question_26" options="q26"
# ### 26. 什麼是異常 | What is an anomaly
#
# （單選 one option）用 GMM 偵測異常時，哪些點被當成異常？
#
# When a GMM detects anomalies, which points are taken for anomalies?

# %% answer="q26"
q26 = None  # "A", "B", "C" 或 or "D"

# %% grade="q26" points=3
check("q26", q26)

# %% [markdown] id="question_27"
# ### 27. 精確率 | Precision
#
# （數值 a number）偵測器標出 200 個點，其中 150 個真的是異常；資料裡共有 500 個異常。精確率（precision）是多少？
#
# A detector flags 200 points, of which 150 are anomalies indeed; the data hold 500 anomalies. What is its precision?

# %% answer="q27"
q27 = None  # 例如 for example 0.5

# %% grade="q27" points=3
check("q27", q27)

# %% [markdown] id="section_28"
# ## 八之二、語音特徵 | Speech features

# %% [markdown] id="question_28" options="q28"
# ### 28. MFCC 的順序 | The order of MFCC
#
# （排序 an order）由聲音到說話者，把步驟排好。
#
# From a sound to its speaker: put the steps in order.

# %% answer="q28"
q28 = None  # 例如 for example "ABCDEF"

# %% grade="q28" points=3
check("q28", q28)

# %% [markdown] id="section_29"
# ## 八之三、影像顏色分割 | Colour segmentation

# %% [markdown] id="question_29" options="q29" code="yes"
# ### 29. 找錯：顏色分割 | Find the bug: colour segmentation
#
# （找錯 find the bug）`image` 的形狀是 (H, W, 3)。這段程式要把每個像素換成所屬成分的平均顏色。在正方形的圖上結果正確；在長方形的圖上雖然沒有錯誤訊息，結果的形狀卻成了
# (W, H, 3)，畫面也亂了。哪一行要改？
#
# `image` has shape (H, W, 3). This is to replace each pixel by the mean colour of its component. On a square image the result is right; on any other there is no error message, but the result has shape (W, H, 3) and the picture is scrambled.
# Which line has to change?

# %% answer="q29"
q29 = None  # "A" … "E"

# %% grade="q29" points=3
check("q29", q29)

# %% [markdown] id="section_30"
# ## 八之四、生成式模型基礎 | Foundations of generative models

# %% [markdown] id="question_30"
# ### 30. 選一個成分要幾個位元 | Bits to choose a component
#
# （數值 a number）要從 GMM 抽樣，先依權重 $(1/2, 1/4, 1/4)$ 選一個成分。這個選擇的熵是多少位元（bits）？
#
# To sample from a GMM, a component is chosen first, with the weights $(1/2, 1/4, 1/4)$. What is the entropy of this choice, in bits?

# %% answer="q30"
q30 = None  # 例如 for example "2.5 bits"

# %% grade="q30" points=3
check("q30", q30)

# %% [markdown] id="question_reflection"
# ## 31. 用自己的話說 | In your own words
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
# 3. 舉一個適合軟分群的情況，與一個 K-means 就夠的情況，並說明理由。（4 分）| Give one situation in which soft clustering is
#    the right choice and one in which K-means is enough, and say why. (4 points)
#
# 評分看推理是否正確、例子是否具體，不看文筆。由老師評分。| What counts is sound reasoning and concrete examples, not
# style. Your teacher grades this answer.

# %% [markdown] manual="reflection" points=10
# 請在此作答 | Write your answer here
