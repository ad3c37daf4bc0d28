"""Misconceptions about parameter counts, AIC, BIC and the choice of K."""

from autograder.graders.misconceptions.model import Misconception
from autograder.model import Text

COUNT = ("n_parameters",)
CRITERIA = ("aic", "bic")
CHOICE = ("choose_n_components",)
COUNT_READING = "Bishop (2006) §2.3; Murphy (2012) §11.2"
AIC_READING = "Bishop (2006) §1.3; Murphy (2012) §5.3.2.4"
BIC_READING = "Bishop (2006) §4.4.1; Murphy (2012) §5.3.2.4"
CHOICE_READING = "Bishop (2006) §1.3, §4.4.1; Murphy (2012) §11.5"

MISCONCEPTIONS = (
    Misconception(
        "all-weights-counted",
        (*COUNT, *CHOICE),
        Text("K 個權重都算成自由參數", "all K weights are counted as free"),
        Text(
            "知道了前 K − 1 個權重，最後一個還能自由變動嗎？",
            "Once K − 1 of the weights are known, is the last one still free?",
        ),
        COUNT_READING,
    ),
    Misconception(
        "weights-not-counted",
        COUNT,
        Text("沒有算權重", "the weights are not counted"),
        Text("一個混合模型由哪三樣東西決定？", "Which three things make up a mixture model?"),
        COUNT_READING,
    ),
    Misconception(
        "means-not-counted",
        COUNT,
        Text("沒有算均值", "the means are not counted"),
        Text("一個混合模型由哪三樣東西決定？", "Which three things make up a mixture model?"),
        COUNT_READING,
    ),
    Misconception(
        "one-number-per-mean",
        COUNT,
        Text("每個均值只算一個數", "each mean is counted as one number"),
        Text("d 維空間裡的一個點，要用幾個數表示？", "How many numbers does it take to name a point in d dimensions?"),
        COUNT_READING,
    ),
    Misconception(
        "one-mean-for-all",
        COUNT,
        Text("只算了一個成分的均值", "the mean of one component only is counted"),
        Text("有幾個成分，就有幾個均值。", "There are as many means as components."),
        COUNT_READING,
    ),
    Misconception(
        "covariances-forgotten",
        COUNT,
        Text("沒有算共變異數", "the covariances are not counted"),
        Text("一個混合模型由哪三樣東西決定？", "Which three things make up a mixture model?"),
        COUNT_READING,
    ),
    Misconception(
        "d-squared",
        COUNT,
        Text("一個共變異數矩陣算成 d² 個參數", "a covariance matrix is counted as d² numbers"),
        Text(
            "共變異數矩陣是對稱的：知道了右上角，左下角還能自由變動嗎？",
            "A covariance matrix is symmetric: with its upper right half known, is the lower left half still free?",
        ),
        COUNT_READING,
    ),
    Misconception(
        "d-per-covariance",
        COUNT,
        Text("full 的共變異數矩陣只算 d 個參數", "a full covariance matrix is counted as d numbers"),
        Text("d 個變異數以外，full 的矩陣還有什麼？", "Besides its d variances, what does a full matrix hold?"),
        COUNT_READING,
    ),
    Misconception(
        "triangle-without-diagonal",
        COUNT,
        Text("只算了對角線以外的元素：d(d−1)/2", "only the entries off the diagonal are counted: d(d−1)/2"),
        Text(
            "d = 1 時，共變異數有幾個參數？你的式子給出幾個？",
            "How many parameters has a covariance for d = 1? How many does your formula give?",
        ),
        COUNT_READING,
    ),
    Misconception(
        "triangle-not-halved",
        COUNT,
        Text(
            "一個共變異數矩陣算成 d(d+1) 個參數，沒有除以 2",
            "a covariance matrix is counted as d(d+1) numbers, not halved",
        ),
        Text(
            "d = 1 時，共變異數有幾個參數？你的式子給出幾個？",
            "How many parameters has a covariance for d = 1? How many does your formula give?",
        ),
        COUNT_READING,
    ),
    Misconception(
        "k-and-d-exchanged",
        COUNT,
        Text("K 與 d 的角色對調了", "K and d have changed places"),
        Text("哪一個是成分數，哪一個是維度？", "Which is the number of components, and which the dimension?"),
        COUNT_READING,
    ),
    Misconception(
        "covariance-type-default",
        COUNT,
        Text("covariance_type 的預設值不是 full", "covariance_type has another default than full"),
        Text(
            "函式的第一行寫了 covariance_type 的預設值。",
            "The first line of the function says what covariance_type is by default.",
        ),
        COUNT_READING,
        tuple({"covariance-type-default": kind} for kind in ("diag", "tied", "spherical")),
    ),
    Misconception(
        "tied-per-component",
        COUNT,
        Text("tied 的矩陣對每個成分各算一次", "the tied matrix is counted once for each component"),
        Text("tied 表示所有成分共用什麼？", "What do the components share when they are tied?"),
        COUNT_READING,
    ),
    Misconception(
        "one-matrix-for-all",
        COUNT,
        Text("full 的矩陣只算一個", "for full, a single matrix is counted"),
        Text(
            "full 的每個成分都有自己的矩陣嗎？那是哪一種型態才共用？",
            "Has each component a matrix of its own with full? With which type do they share one?",
        ),
        COUNT_READING,
    ),
    Misconception(
        "diag-once",
        COUNT,
        Text("diag 的變異數只算一個成分", "the variances of one component only are counted for diag"),
        Text("每個成分的對角矩陣是自己的，還是共用的？", "Is a diagonal matrix each component's own, or shared?"),
        COUNT_READING,
    ),
    Misconception(
        "diag-as-spherical",
        COUNT,
        Text("diag 算成每個成分一個變異數", "diag is counted as one variance per component"),
        Text("對角線上有幾個數？", "How many numbers stand on a diagonal?"),
        COUNT_READING,
    ),
    Misconception(
        "spherical-as-diag",
        COUNT,
        Text("spherical 算成每個維度一個變異數", "spherical is counted as one variance per dimension"),
        Text(
            "球狀的分布，每個方向的變異數有什麼關係？",
            "In a spherical Gaussian, how are the variances of all directions related?",
        ),
        COUNT_READING,
    ),
    Misconception(
        "spherical-once",
        COUNT,
        Text("spherical 的變異數全部只算一個", "a single variance for all components is counted for spherical"),
        Text("每個成分的球可以有不同的大小嗎？", "May the spheres of the components differ in size?"),
        COUNT_READING,
    ),
    Misconception(
        "covariance-type-ignored",
        COUNT,
        Text("沒有用到 covariance_type", "covariance_type is ignored"),
        Text("四種型態的參數一樣多嗎？", "Have all four types equally many parameters?"),
        COUNT_READING,
        tuple({"covariance-type-ignored": kind} for kind in ("full", "diag", "tied", "spherical")),
    ),
    Misconception(
        "sign-of-fit",
        CRITERIA,
        Text("對數概似的正負號反了", "the log-likelihood comes in with the wrong sign"),
        Text(
            "越低越好的準則裡，配適得越好（對數概似越高），準則應該變高還是變低？",
            "With a criterion for which lower is better, should a better fit raise it or lower it?",
        ),
        AIC_READING,
    ),
    Misconception(
        "penalty-subtracted",
        (*CRITERIA, *CHOICE),
        Text("懲罰項的正負號反了", "the penalty is subtracted"),
        Text("參數越多應該加分還是扣分？", "Should more parameters be rewarded or punished?"),
        AIC_READING,
    ),
    Misconception(
        "higher-is-better",
        (*CRITERIA, *CHOICE),
        Text("整個準則變了號：變成越高越好", "the whole criterion is negated: higher would be better"),
        Text(
            "有的書定義成越高越好。這裡的說明寫的是哪一種？",
            "Some books define it so that higher is better. Which does this docstring ask for?",
        ),
        AIC_READING,
    ),
    Misconception(
        "fit-not-doubled",
        (*CRITERIA, *CHOICE),
        Text("對數概似沒有乘 2", "the log-likelihood is not doubled"),
        Text(
            "兩項的倍數要一致：懲罰項是 2p 或 p ln N 時，對數概似的係數是多少？",
            "The two terms share one scale: with a penalty of 2p or p ln N, what factor has the log-likelihood?",
        ),
        AIC_READING,
    ),
    Misconception(
        "criterion-halved",
        CRITERIA,
        Text("整個準則只有應有的一半", "the whole criterion is halved"),
        Text(
            "與 scikit-learn 的 aic、bic 比一比，差幾倍？",
            "Compare with scikit-learn's aic and bic: by what factor do you differ?",
        ),
        AIC_READING,
    ),
    Misconception(
        "penalty-halved",
        CRITERIA,
        Text("懲罰項少了一半", "the penalty is halved"),
        Text("一個參數在這個準則裡值多少？", "What is the price of one parameter in this criterion?"),
        AIC_READING,
    ),
    Misconception(
        "penalty-doubled",
        CRITERIA,
        Text("懲罰項多了一倍", "the penalty is doubled"),
        Text("一個參數在這個準則裡值多少？", "What is the price of one parameter in this criterion?"),
        AIC_READING,
    ),
    Misconception(
        "penalty-forgotten",
        (*CRITERIA, *CHOICE),
        Text("沒有懲罰項，只看概似", "no penalty: the likelihood alone"),
        Text(
            "成分越多，概似只會越高。這樣會選出哪一個 K？",
            "With more components the likelihood only rises. Which K would always win?",
        ),
        AIC_READING,
    ),
    Misconception(
        "parameters-forgotten",
        CRITERIA,
        Text("懲罰項沒有乘上參數個數", "the penalty does not depend on the number of parameters"),
        Text("大模型與小模型付的代價一樣嗎？", "Do a large and a small model pay the same price?"),
        AIC_READING,
    ),
    Misconception(
        "absolute-likelihood",
        CRITERIA,
        Text("取了對數概似的絕對值", "the absolute value of the log-likelihood is used"),
        Text(
            "對數概似可以是正的嗎？密度可以大於 1 嗎？", "Can a log-likelihood be positive? Can a density be above 1?"
        ),
        AIC_READING,
    ),
    Misconception(
        "logarithm-taken-again",
        CRITERIA,
        Text("對已經是對數的概似又取一次對數", "the logarithm is taken of what is a logarithm already"),
        Text("傳進來的參數名稱是什麼？它已經取過對數了嗎？", "What is the argument called? Is it a logarithm already?"),
        AIC_READING,
    ),
    Misconception(
        "criteria-swapped",
        ("bic", *CHOICE),
        Text("AIC 與 BIC 的懲罰弄混了", "the penalties of AIC and BIC are mixed up"),
        Text("哪一個準則的懲罰會隨著樣本數增加？", "Whose penalty grows with the number of samples?"),
        BIC_READING,
    ),
    Misconception(
        "price-log-base",
        ("bic",),
        Text("懲罰項的對數不是自然對數", "the penalty's logarithm is not the natural one"),
        Text(
            "BIC 來自對邊際概似的近似，那裡的 log 以什麼為底？",
            "BIC approximates the log of the marginal likelihood. To which base?",
        ),
        BIC_READING,
        ({"price-log-base": 10}, {"price-log-base": 2}),
    ),
    Misconception(
        "log-of-n-times-d",
        ("bic", *CHOICE),
        Text("用了 ln(N·d)，而不是 ln N", "ln(N·d) instead of ln N"),
        Text(
            "N 是樣本數，還是陣列裡數字的個數？X.size 與 len(X) 差在哪裡？",
            "Is N the number of samples or of entries? How do X.size and len(X) differ?",
        ),
        BIC_READING,
        other_variants={"bic": tuple({"log-of-n-times-d": d} for d in (2, 3, 4, 5))},
    ),
    Misconception(
        "n-for-log-n",
        ("bic",),
        Text("用了 N，而不是 ln N", "N instead of ln N"),
        Text(
            "樣本多一倍，一個參數的代價也多一倍嗎？", "With twice the samples, does one parameter cost twice as much?"
        ),
        BIC_READING,
    ),
    Misconception(
        "logs-exchanged",
        ("bic",),
        Text("參數個數與樣本數的角色對調了", "the numbers of parameters and of samples have changed places"),
        Text(
            "取對數的是哪一個：參數個數還是樣本數？", "Of which is the logarithm taken, the parameters or the samples?"
        ),
        BIC_READING,
    ),
    Misconception(
        "likelihood-per-sample",
        ("bic", *CHOICE),
        Text("用了每個樣本的平均對數概似", "the log-likelihood per sample is used"),
        Text(
            "GaussianMixture.score 回傳的是總和還是平均？準則要的是整份資料的總和。",
            "Does GaussianMixture.score return a sum or a mean? The criteria want the sum over all the data.",
        ),
        BIC_READING,
    ),
    Misconception(
        "argmax-for-argmin",
        CHOICE,
        Text("選了準則最高的 K，而不是最低的", "the K with the highest score is chosen instead of the lowest"),
        Text("AIC、BIC 越低越好，還是越高越好？", "For AIC and BIC, is lower better, or higher?"),
        CHOICE_READING,
    ),
    Misconception(
        "likelihood-for-criterion",
        CHOICE,
        Text("用對數概似選模型，沒有算 AIC/BIC", "the model is chosen by its log-likelihood, without AIC or BIC"),
        Text(
            "成分越多，概似只會越高。這樣會選出哪一個 K？",
            "With more components the likelihood only rises. Which K would always win?",
        ),
        CHOICE_READING,
        ({"likelihood-for-criterion": "sum"}, {"likelihood-for-criterion": "mean"}),
    ),
    Misconception(
        "best-only",
        CHOICE,
        Text("只回傳了 best，沒有 scores", "only best is returned, without the scores"),
        Text("要回傳兩個東西：best 與 scores。", "Two results are asked for: best and scores."),
        CHOICE_READING,
    ),
    Misconception(
        "index-for-k",
        CHOICE,
        Text("回傳的是位置，而不是 K", "a position is returned instead of a K"),
        Text(
            "argmin 告訴你第幾個最好。candidates 若是 [4, 2, 3]，那個位置上的 K 是多少？",
            "argmin says which one in the list is best. With candidates [4, 2, 3], which K stands there?",
        ),
        CHOICE_READING,
        ({"index-for-k": None}, {"index-for-k": 1}, {"index-for-k": 2}),
    ),
    Misconception(
        "largest-candidate",
        CHOICE,
        Text("總是選最大的 K", "the largest K is always chosen"),
        Text("成分越多越好嗎？AIC、BIC 是為了什麼？", "Are more components always better? What are AIC and BIC for?"),
        CHOICE_READING,
    ),
    Misconception(
        "score-for-k",
        CHOICE,
        Text("回傳的是最好的分數，而不是 K", "the best score is returned instead of the K"),
        Text("best 是一個 K，scores 才是分數。", "best is a K; the scores are in scores."),
        CHOICE_READING,
    ),
    Misconception(
        "best-score-only",
        CHOICE,
        Text("只回傳了最好的那個分數", "only the best score is returned"),
        Text("每個候選都要有一個分數。", "Every candidate has a score."),
        CHOICE_READING,
    ),
    Misconception(
        "result-order-reversed",
        CHOICE,
        Text("兩個回傳值的順序反了", "the two results are in the wrong order"),
        Text("說明裡的順序是 best, scores。", "The docstring's order is best, scores."),
        CHOICE_READING,
        ({"order-of-results": None},),
    ),
    Misconception(
        "criterion-ignored",
        CHOICE,
        Text("沒有用到 criterion", "criterion is ignored"),
        Text(
            'criterion="aic" 與 criterion="bic" 的結果應該一樣嗎？',
            'Should criterion="aic" and criterion="bic" give the same scores?',
        ),
        CHOICE_READING,
        ({"criterion-ignored": "bic"}, {"criterion-ignored": "aic"}),
    ),
    Misconception(
        "aic-by-default",
        CHOICE,
        Text("不指定 criterion 時用了 AIC", "AIC is used when no criterion is named"),
        Text(
            "函式的第一行寫了 criterion 的預設值。", "The first line of the function says what criterion is by default."
        ),
        CHOICE_READING,
    ),
    Misconception(
        "candidates-sorted",
        CHOICE,
        Text("scores 沒有依照 candidates 的順序", "the scores are not in the order of candidates"),
        Text("candidates 不一定由小到大。", "The candidates need not come in rising order."),
        CHOICE_READING,
    ),
    Misconception(
        "candidates-from-one",
        CHOICE,
        Text("沒有用 candidates，而是從 1 開始數", "the candidates are taken to be 1, 2, 3, …"),
        Text("candidates 若是 [4, 2, 3]，你會試哪幾個 K？", "Which K do you try when candidates is [4, 2, 3]?"),
        CHOICE_READING,
    ),
    Misconception(
        "random-state-ignored",
        CHOICE,
        Text("沒有把 random_state 交給 GaussianMixture", "random_state is not passed to GaussianMixture"),
        Text(
            "EM 的起點是隨機的。怎樣才能讓同一個 random_state 每次都得到同樣的結果，不同的得到不同的？",
            "EM starts at random. What makes the same random_state give the same result every time, and another one another?",
        ),
        "scikit-learn: Glossary, random_state",
        ({"random-state-ignored": None}, {"random-state-ignored": 0}, {"random-state-ignored": 42}),
    ),
    Misconception(
        "covariance-type-other",
        CHOICE,
        Text("配適時用了別的共變異數型態", "another covariance type is fitted"),
        Text("說明要的是 full。", "The docstring asks for full."),
        CHOICE_READING,
        tuple({"covariance-type-other": kind} for kind in ("diag", "tied", "spherical")),
    ),
)
