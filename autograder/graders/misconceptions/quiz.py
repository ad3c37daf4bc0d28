"""Misconceptions behind the wrong options of the quiz; those of question 6 are in ``selection.py``."""

from autograder.graders.misconceptions.model import Misconception
from autograder.model import Text

CORE = "Bishop (2006) §2.3.9, §9.2; Murphy (2012) §11.2"
CRITERIA = "Bishop (2006) §1.3, §4.4.1; Murphy (2012) §5.3.2"
SOFT = "Bishop (2006) §9.1, §9.2; Murphy (2012) §11.4.2.5"
EM = "Bishop (2006) §9.2.2; Murphy (2012) §11.4"
SHAPES = "Bishop (2006) §2.3, Figure 2.8; Murphy (2012) §4.1.2"


def option(question: str, letter: str, id: str, name: Text, hint: Text, reading: str) -> Misconception:
    """Return the misconception of whoever chooses this option."""
    return Misconception(id, (question,), name, hint, reading, ({"option": letter},))


MISCONCEPTIONS = (
    option(
        "q1", "A", "clusters-are-equal-spheres",
        Text("以為群是大小相同的圓球", "clusters are taken to be spheres of one size"),
        Text(
            "那是 K-means 隱含的假設。GMM 的每個成分有自己的什麼？",
            "That is what K-means assumes. What does each component of a GMM have of its own?",
        ),
        CORE,
    ),
    option(
        "q1", "B", "features-are-independent",
        Text("以為各特徵彼此獨立", "the features are taken to be independent"),
        Text("共變異數的非對角元素說的是什麼？", "Of what do the off-diagonal entries of a covariance speak?"),
        CORE,
    ),
    option(
        "q1", "D", "one-gaussian-and-noise",
        Text("以為只有一個高斯，其餘是雜訊", "one Gaussian, and the rest noise"),
        Text("「混合」這個詞，是幾個分布混在一起？", "How many distributions does it take to make a mixture?"),
        CORE,
    ),
    option(
        "q2", "A", "criteria-for-convergence",
        Text("以為 AIC/BIC 判斷 EM 的收斂", "AIC and BIC are thought to tell when EM has converged"),
        Text(
            "收斂看的是同一個 K 的對數概似。AIC/BIC 比較的是什麼？",
            "Convergence looks at the log-likelihood for one K. What do AIC and BIC compare?",
        ),
        CRITERIA,
    ),
    option(
        "q2", "C", "criteria-need-labels",
        Text("以為 AIC/BIC 與真實標籤比較", "AIC and BIC are thought to compare with true labels"),
        Text("AIC/BIC 的公式裡有標籤嗎？", "Are there labels in the formula of AIC or BIC?"),
        CRITERIA,
    ),
    option(
        "q2", "D", "criteria-test-normality",
        Text("以為 AIC/BIC 檢定常態性", "AIC and BIC are thought to test for normality"),
        Text(
            "AIC/BIC 會給出「是」或「否」嗎？一個單獨的值有意義嗎？",
            "Do AIC and BIC say yes or no? Does a single value mean anything by itself?",
        ),
        CRITERIA,
    ),
    option(
        "q3", "A", "hard-by-nearest-mean",
        Text("以為 GMM 把點分給最近的均值", "points are thought to go to the nearest mean only"),
        Text(
            "那是 K-means。E 步驟算出來的是編號還是機率？",
            "That is K-means. Does the E-step find labels or probabilities?",
        ),
        SOFT,
    ),
    option(
        "q3", "B", "hard-by-density",
        Text("以為 GMM 把點分給密度最高的一群", "points are thought to go to the cluster of highest density only"),
        Text(
            "取最大值是最後要標籤時才做的事。在那之前，每個點有幾個機率？",
            "The maximum is taken at the very end, if labels are wanted. How many probabilities has a point before that?",
        ),
        SOFT,
    ),
    option(
        "q3", "C", "hierarchical-clustering",
        Text("以為 GMM 是階層式分群", "a GMM is thought to merge clusters step by step"),
        Text(
            "GMM 的群數是一開始就定好的，還是慢慢合併出來的？",
            "Is the number of components fixed at the start, or does it come from merging?",
        ),
        SOFT,
    ),
    option(
        "q4", "B", "steps-exchanged",
        Text("E 步驟與 M 步驟對調了", "the E-step and the M-step are exchanged"),
        Text(
            "E 是期望（expectation），M 是最大化（maximisation）。被最大化的是什麼的函數？",
            "E is for expectation, M for maximisation. Of what is the function that is maximised?",
        ),
        EM,
    ),
    option(
        "q4", "C", "lloyd-for-em",
        Text("把 EM 當成 K-means（Lloyd）", "EM is taken for K-means (Lloyd's algorithm)"),
        Text("把每個點只分給一個均值，是硬的還是軟的？", "Giving each point to one mean only: is that hard or soft?"),
        EM,
    ),
    option(
        "q4", "D", "parameters-split-between-steps",
        Text("以為兩個步驟各估計一部分參數", "each step is thought to estimate some of the parameters"),
        Text("責任值是在哪一步算的？", "In which step are the responsibilities found?"),
        EM,
    ),
    option(
        "q5", "A", "diag-taken-for-tied",
        Text("把 diag 當成 tied", "diag is taken for tied"),
        Text("共用一個矩陣的是哪一種 covariance_type？", "Which covariance_type shares one matrix?"),
        SHAPES,
    ),
    option(
        "q5", "C", "diag-taken-for-spherical",
        Text("把 diag 當成 spherical", "diag is taken for spherical"),
        Text(
            "對角線上的數可以不同嗎？那樣的等高線是什麼形狀？",
            "May the numbers on the diagonal differ? What shape are the contours then?",
        ),
        SHAPES,
    ),
    option(
        "q5", "D", "more-parameters-always-better",
        Text("以為參數越多，預測一定越好", "more parameters are thought always to predict better"),
        Text(
            "參數越多，對訓練資料的配適越好；對沒見過的資料呢？",
            "More parameters fit the training data better. And data that were never seen?",
        ),
        CRITERIA,
    ),
)  # fmt: skip
