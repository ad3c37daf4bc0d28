"""Misconceptions behind wrong answers to the quiz: the three core questions, what a GMM is and its definition."""

from dataclasses import replace

from autograder.graders.misconceptions.model import Misconception
from autograder.model import Text

CORE = "Bishop (2006) §2.3.9, §9.2; Murphy (2012) §11.2"
CRITERIA = "Bishop (2006) §1.3, §4.4.1; Murphy (2012) §5.3.2"
SOFT = "Bishop (2006) §9.1, §9.2; Murphy (2012) §11.4.2.5"
DENSITY = "Bishop (2006) §1.2.4, §2.3; Murphy (2012) §2.4, §4.1"
SHAPES = "Bishop (2006) §2.3, Figure 2.8; Murphy (2012) §4.1.2"


def answer(question: str, wrong: str, id: str, name: Text, hint: Text, reading: str) -> Misconception:
    """Return the misconception of whoever gives this wrong answer: an option, a number, or an order of the steps."""
    return Misconception(id, (question,), name, hint, reading, ({"option": wrong},))


MISCONCEPTIONS = (
    answer(
        "q1",
        "A",
        "clusters-are-equal-spheres",
        Text("以為群是大小相同的圓球", "clusters are taken to be spheres of one size"),
        Text(
            "那是 K-means 隱含的假設。GMM 的每個成分有自己的什麼？",
            "That is what K-means assumes. What does each component of a GMM have of its own?",
        ),
        CORE,
    ),
    answer(
        "q1",
        "B",
        "features-are-independent",
        Text("以為各特徵彼此獨立", "the features are taken to be independent"),
        Text("共變異數的非對角元素說的是什麼？", "Of what do the off-diagonal entries of a covariance speak?"),
        CORE,
    ),
    answer(
        "q1",
        "D",
        "one-gaussian-and-noise",
        Text("以為只有一個高斯，其餘是雜訊", "one Gaussian, and the rest noise"),
        Text("「混合」這個詞，是幾個分布混在一起？", "How many distributions does it take to make a mixture?"),
        CORE,
    ),
    answer(
        "q2",
        "A",
        "criteria-for-convergence",
        Text("以為 AIC/BIC 判斷 EM 的收斂", "AIC and BIC are thought to tell when EM has converged"),
        Text(
            "收斂看的是同一個 K 的對數概似。AIC/BIC 比較的是什麼？",
            "Convergence looks at the log-likelihood for one K. What do AIC and BIC compare?",
        ),
        CRITERIA,
    ),
    answer(
        "q2",
        "C",
        "criteria-need-labels",
        Text("以為 AIC/BIC 與真實標籤比較", "AIC and BIC are thought to compare with true labels"),
        Text("AIC/BIC 的公式裡有標籤嗎？", "Are there labels in the formula of AIC or BIC?"),
        CRITERIA,
    ),
    answer(
        "q2",
        "D",
        "criteria-test-normality",
        Text("以為 AIC/BIC 檢定常態性", "AIC and BIC are thought to test for normality"),
        Text(
            "AIC/BIC 會給出「是」或「否」嗎？一個單獨的值有意義嗎？",
            "Do AIC and BIC say yes or no? Does a single value mean anything by itself?",
        ),
        CRITERIA,
    ),
    answer(
        "q3",
        "A",
        "hard-by-nearest-mean",
        Text("以為 GMM 把點分給最近的均值", "points are thought to go to the nearest mean only"),
        Text(
            "那是 K-means。E 步驟算出來的是編號還是機率？",
            "That is K-means. Does the E-step find labels or probabilities?",
        ),
        SOFT,
    ),
    answer(
        "q3",
        "B",
        "hard-by-density",
        Text("以為 GMM 把點分給密度最高的一群", "points are thought to go to the cluster of highest density only"),
        Text(
            "取最大值是最後要標籤時才做的事。在那之前，每個點有幾個機率？",
            "The maximum is taken at the very end, if labels are wanted. How many probabilities has a point before that?",
        ),
        SOFT,
    ),
    answer(
        "q3",
        "C",
        "hierarchical-clustering",
        Text("以為 GMM 是階層式分群", "a GMM is thought to merge clusters step by step"),
        Text(
            "GMM 的群數是一開始就定好的，還是慢慢合併出來的？",
            "Is the number of components fixed at the start, or does it come from merging?",
        ),
        SOFT,
    ),
    answer(
        "q4",
        "A",
        "finds-k-by-itself",
        Text("以為 GMM 會自己決定成分數", "a GMM is thought to find K by itself"),
        Text(
            "`GaussianMixture` 的第一個參數是什麼？由誰給？",
            "What is the first argument of `GaussianMixture`, and who gives it?",
        ),
        CORE,
    ),
    answer(
        "q4",
        "C",
        "start-does-not-matter",
        Text("以為 EM 的結果與起始值無關", "the start of EM is thought not to matter"),
        Text("為什麼 scikit-learn 有 `n_init` 這個參數？", "Why does scikit-learn have the argument `n_init`?"),
        CORE,
    ),
    answer(
        "q4",
        "E",
        "needs-labels",
        Text("以為 GMM 需要標籤", "a GMM is thought to need labels"),
        Text("`model.fit(X)` 裡有 y 嗎？", "Is there a y in `model.fit(X)`?"),
        CORE,
    ),
    answer(
        "q5",
        "B",
        "density-below-one",
        Text("以為密度不能大於 1", "a density is thought never to exceed 1"),
        Text(
            "標準差 0.1 的高斯，峰值是 $1/(0.1\\sqrt{2\\pi})$：是多少？",
            "What is the peak of a Gaussian with standard deviation 0.1, $1/(0.1\\sqrt{2\\pi})$?",
        ),
        DENSITY,
    ),
    answer(
        "q5",
        "C",
        "weights-sum-to-density",
        Text("把密度當成權重的和", "the density is taken for the sum of the weights"),
        Text("權重的和永遠是多少？", "What do the weights always sum to?"),
        DENSITY,
    ),
    answer(
        "q5",
        "D",
        "density-counts-components",
        Text("把密度當成成分的個數", "the density is taken for a number of components"),
        Text("哪一個量說明點屬於各成分的程度？", "Which quantity says how much a point belongs to each component?"),
        DENSITY,
    ),
    answer(
        "q6",
        "0.15",
        "mean-of-densities",
        Text("把各成分的密度平均", "the densities are averaged"),
        Text("兩個成分一樣重要嗎？", "Are the two components equally important?"),
        DENSITY,
    ),
    answer(
        "q6",
        "0.2",
        "component-of-highest-density",
        Text("只取密度最高的成分", "the component of highest density only"),
        Text("混合是「和」還是「最大」？", "Is a mixture a sum or a maximum?"),
        DENSITY,
    ),
    answer(
        "q6",
        "0.07",
        "one-weighted-component",
        Text("只算了一個成分", "one component only is counted"),
        Text("$\\sum_k$ 要加幾項？", "How many terms has $\\sum_k$?"),
        DENSITY,
    ),
    answer(
        "q9",
        "A",
        "diag-taken-for-tied",
        Text("把 diag 當成 tied", "diag is taken for tied"),
        Text("共用一個矩陣的是哪一種 covariance_type？", "Which covariance_type shares one matrix?"),
        SHAPES,
    ),
    answer(
        "q9",
        "C",
        "diag-taken-for-spherical",
        Text("把 diag 當成 spherical", "diag is taken for spherical"),
        Text(
            "對角線上的數可以不同嗎？那樣的等高線是什麼形狀？",
            "May the numbers on the diagonal differ? What shape are the contours then?",
        ),
        SHAPES,
    ),
    answer(
        "q9",
        "D",
        "more-parameters-always-better",
        Text("以為參數越多，預測一定越好", "more parameters are thought always to predict better"),
        Text(
            "參數越多，對訓練資料的配適越好；對沒見過的資料呢？",
            "More parameters fit the training data better. And data that were never seen?",
        ),
        SHAPES,
    ),
    answer(
        "q10",
        "A",
        "covariance-sign-of-tilt",
        Text("把負的共變異數看成往右上", "a negative covariance is thought to rise to the right"),
        Text("$x_1$ 變大時，$x_2$ 平均變大還是變小？", "As $x_1$ grows, does $x_2$ grow or fall on average?"),
        SHAPES,
    ),
    answer(
        "q10",
        "B",
        "equal-variances-are-round",
        Text("以為變異數相同就是圓", "equal variances are thought to make a circle"),
        Text("非對角元素是 0 嗎？", "Are the off-diagonal entries 0?"),
        SHAPES,
    ),
    answer(
        "q10",
        "C",
        "ellipse-along-an-axis",
        Text("以為橢圓沿著座標軸", "the ellipse is thought to lie along an axis"),
        Text("橢圓的長軸沿著 Σ 的哪個向量？", "Along which vector of Σ does the long axis lie?"),
        SHAPES,
    ),
    answer(
        "q11",
        "A",
        "bug-dimension-line",
        Text("以為維度取錯了", "the dimension is thought to be wrong"),
        Text("均值有幾個座標？", "How many coordinates has the mean?"),
        DENSITY,
    ),
    answer(
        "q11",
        "B",
        "bug-cholesky-line",
        Text("以為不能用 Cholesky", "Cholesky is thought to be wrong"),
        Text("$\\Sigma = LL^\\top$ 對任何 d 都成立嗎？", "Does $\\Sigma = LL^\\top$ hold for every d?"),
        DENSITY,
    ),
    answer(
        "q11",
        "C",
        "bug-solve-line",
        Text("以為解方程式那行錯了", "the solve is thought to be wrong"),
        Text("$z^\\top z$ 與馬氏距離有什麼關係？", "How is $z^\\top z$ related to the Mahalanobis distance?"),
        DENSITY,
    ),
    answer(
        "q11",
        "D",
        "bug-distance-line",
        Text("以為距離加錯了軸", "the distance is thought to sum over the wrong axis"),
        Text("$z$ 的形狀是 (d, n)。該對哪個軸加？", "The shape of $z$ is (d, n). Which axis is summed?"),
        DENSITY,
    ),
    answer(
        "q11",
        "E",
        "bug-determinant-line",
        Text("以為行列式那行錯了", "the determinant is thought to be wrong"),
        Text("$\\ln|\\Sigma|$ 與 $\\ln|L|$ 差幾倍？", "By what factor do $\\ln|\\Sigma|$ and $\\ln|L|$ differ?"),
        DENSITY,
    ),
)

# Wrong answers that a mistake in an exercise of the other assignments leads to: its id, the question, the answer.
BEHIND: dict[str, dict[str, str]] = {
    "weights-forgotten": {"q6": "0.3", "q13": "0.143"},
    "determinant-missing": {"q7": "0.1592"},
    "determinant-not-rooted": {"q7": "0.0044"},
    "two-pi-power": {"q7": "0.0665"},
    "two-pi-missing": {"q7": "0.1667"},
    "all-weights-counted": {"q8": "18"},
    "d-squared": {"q8": "20"},
    "one-matrix-for-all": {"q8": "11"},
    "not-normalised": {"q13": "0.08"},
    "hard-assignment": {"q13": "0"},
    "divided-by-n": {"q14": "0.75"},
    "not-divided": {"q14": "3"},
    "means-not-weighted": {"q14": "4"},
    "hard-means": {"q14": "2"},
    "criteria-swapped": {"q23": "2020"},
    "price-log-base": {"q23": "2023"},
    "fit-not-doubled": {"q23": "1053"},
    "n-for-log-n": {"q23": "4000"},
    "penalty-subtracted": {"q23": "1947"},
    "sign-of-fit": {"q23": "-1947"},
    "higher-is-better": {"q23": "-2053"},
    "criterion-halved": {"q23": "1026.5"},
    "penalty-forgotten": {"q23": "2000"},
    "penalty-halved": {"q23": "2026.5"},
    "likelihood-per-sample": {"q23": "63"},
    "logs-exchanged": {"q23": "2460.5"},
}


def with_answers(one: Misconception) -> Misconception:
    """Return a misconception of another assignment with the wrong answers to the quiz that it leads to."""
    if one.id not in BEHIND:
        return one
    ways = {question: ({"option": wrong},) for question, wrong in BEHIND[one.id].items()}
    return replace(one, functions=(*one.functions, *ways), other_variants={**one.other_variants, **ways})
