"""Misconceptions about the M-step."""

from autograder.graders.misconceptions.model import Misconception
from autograder.model import Text

M_STEP = ("m_step",)
BOTH = (*M_STEP, "fit_em")
M_STEP_READING = "Bishop (2006) §9.2.2; Murphy (2012) §11.4.2"
SIZES = tuple(10.0**-power for power in range(11))

MISCONCEPTIONS = (
    Misconception(
        "divided-by-n",
        BOTH,
        Text("除以 N，而不是 Nₖ", "divided by N instead of N_k"),
        Text(
            "第 k 個成分的平均，分母是全部的樣本數，還是它分到的「有效」樣本數 Nₖ？",
            "In the average of component k, is it divided by the number of all samples, or by the effective number N_k that it owns?",
        ),
        M_STEP_READING,
        ({"divided-by-n": "means"}, {"divided-by-n": "covariances"}, {"divided-by-n": "means, covariances"}),
    ),
    Misconception(
        "count-minus-one",
        BOTH,
        Text(
            "除以 Nₖ − 1 或 N − 1（不偏估計），而不是 Nₖ",
            "divided by N_k − 1 or N − 1 (the unbiased estimate) instead of N_k",
        ),
        Text(
            "M 步驟要的是最大概似估計。它的分母是 N 還是 N − 1？np.cov 的預設是哪一個？",
            "The M-step wants the maximum likelihood estimate. Does that divide by N or by N − 1? Which is np.cov's default?",
        ),
        M_STEP_READING,
        ({"count-minus-one": None}, {"count-minus-one": "aweights"}, {"count-minus-one": "n"}),
    ),
    Misconception(
        "not-divided",
        M_STEP,
        Text("加權總和沒有除以 Nₖ", "the weighted sum is not divided by N_k"),
        Text("總和與平均差在哪一步？", "Which step turns a sum into an average?"),
        M_STEP_READING,
        ({"not-divided": "means"}, {"not-divided": "covariances"}, {"not-divided": "means, covariances"}),
    ),
    Misconception(
        "around-global-mean",
        BOTH,
        Text("Σₖ 以全部資料的均值為中心", "Σ_k is taken around the mean of all data"),
        Text(
            "每個成分的離散程度，是相對於誰的中心？",
            "The spread of a component is measured around whose centre?",
        ),
        M_STEP_READING,
    ),
    Misconception(
        "around-zero",
        BOTH,
        Text("Σₖ 沒有減去均值", "Σ_k without subtracting the mean"),
        Text("把所有資料平移 100，共變異數該不該改變？", "Shift all the data by 100: should the covariance change?"),
        M_STEP_READING,
    ),
    Misconception(
        "no-outer-product",
        BOTH,
        Text(
            "Σₖ 沒有用外積，各維之間的關係不見了",
            "Σ_k without the outer product: how the dimensions vary together is lost",
        ),
        Text(
            "(x − μ)(x − μ)ᵀ 是幾列幾行的矩陣？非對角的元素說了什麼？",
            "How many rows and columns has (x − μ)(x − μ)ᵀ, and what do its off-diagonal entries say?",
        ),
        M_STEP_READING,
        tuple({"no-outer-product": way} for way in (None, "rows", "columns", "round", "inner", "number")),
        {"fit_em": ({"no-outer-product": None},)},
    ),
    Misconception(
        "variances-returned",
        M_STEP,
        Text("只回傳對角線上的變異數", "only the variances on the diagonal are returned"),
        Text(
            "covariances 的形狀應為 (n_components, n_features, n_features)。",
            "The shape of covariances is (n_components, n_features, n_features).",
        ),
        M_STEP_READING,
    ),
    Misconception(
        "covariance-not-weighted",
        BOTH,
        Text("Σₖ 沒有用責任值加權", "Σ_k is not weighted by the responsibilities"),
        Text(
            "離第 k 個成分很遠的點，對 Σₖ 應該有同樣的影響嗎？",
            "Should a point far from component k have the same influence on Σ_k as one close by?",
        ),
        M_STEP_READING,
        ({"covariance-not-weighted": "n"}, {"covariance-not-weighted": "count"}),
        {"fit_em": ({"covariance-not-weighted": "n"},)},
    ),
    Misconception(
        "responsibilities-squared",
        M_STEP,
        Text("Σₖ 裡的責任值被平方了", "the responsibilities in Σ_k are squared"),
        Text(
            "若先把 (x − μ) 乘上 γ 再做外積，γ 會出現幾次？",
            "If (x − μ) is multiplied by γ before the outer product, how often does γ come in?",
        ),
        M_STEP_READING,
    ),
    Misconception(
        "weights-left-as-counts",
        M_STEP,
        Text("權重仍是個數 Nₖ，沒有除以 N", "the weights are left as the counts N_k"),
        Text("權重是機率，加起來應該是多少？", "Weights are probabilities. To what must they sum?"),
        M_STEP_READING,
    ),
    Misconception(
        "uniform-weights",
        M_STEP,
        Text("權重固定是 1/K", "the weights are always 1/K"),
        Text("責任值的總和不同的成分，權重會一樣嗎？", "Do components that own different shares have the same weight?"),
        M_STEP_READING,
    ),
    Misconception(
        "weights-divided-wrongly",
        M_STEP,
        Text("權重除以了別的數，而不是 N", "the weights are divided by something other than N"),
        Text("所有的 Nₖ 加起來是多少？", "What do all the N_k add up to?"),
        M_STEP_READING,
        ({"weights-divided-wrongly": "d"}, {"weights-divided-wrongly": "K"}, {"weights-divided-wrongly": "n - 1"}),
    ),
    Misconception(
        "means-not-weighted",
        M_STEP,
        Text("均值沒有用責任值加權", "the means are not weighted by the responsibilities"),
        Text("每個成分的均值都一樣嗎？", "Do all components have the same mean?"),
        M_STEP_READING,
    ),
    Misconception(
        "hard-means",
        M_STEP,
        Text("把責任值當成硬分群來用", "the responsibilities are hardened to 0 and 1 first"),
        Text(
            "K-means 才把每個點只給一個群。責任值 0.6 的點，該算多少？",
            "It is K-means that gives each point to one cluster only. How much does a point of responsibility 0.6 count?",
        ),
        "Bishop (2006) §9.1, §9.3.2; Murphy (2012) §11.4.2.5",
        ({"hard-assignment": None},),
    ),
    Misconception(
        "tied-covariance",
        BOTH,
        Text("所有成分共用一個共變異數矩陣", "one covariance matrix is shared by all components"),
        Text("full 與 tied 的差別是什麼？", "How do full and tied covariances differ?"),
        M_STEP_READING,
    ),
    Misconception(
        "ridge-on-every-entry",
        BOTH,
        Text("共變異數的每個元素都加上了常數", "a constant is added to every entry of the covariance"),
        Text(
            "這裡要的是純粹的最大概似，不加任何東西。而且：真要正則化時，常數加在哪些元素？`Σ + 1e-6` 加在哪裡？",
            "Plain maximum likelihood adds nothing. And where one does regularise, which entries get the constant? Which ones does"
            " `Σ + 1e-6` change?",
        ),
        M_STEP_READING,
        tuple({"ridge-on-every-entry": size} for size in SIZES),
        {"fit_em": tuple({"ridge-on-every-entry": size} for size in (1e-3, 1e-6))},
    ),
    Misconception(
        "ridge-on-diagonal",
        BOTH,
        Text("共變異數的對角線上加了常數", "a ridge is added to the diagonal of the covariance"),
        Text(
            "說明寫的是純粹的最大概似，不加常數。資料的單位很小的時候，1e-6 還算小嗎？",
            "The docstring asks for plain maximum likelihood with nothing added. Is 1e-6 still small when the data come in small"
            " units?",
        ),
        M_STEP_READING,
        tuple({"ridge-on-diagonal": size} for size in SIZES),
        {"fit_em": tuple({"ridge-on-diagonal": size} for size in (1e-2, 1e-3, 1e-4, 1e-6))},
    ),
    Misconception(
        "epsilon-on-counts",
        M_STEP,
        Text("在 Nₖ 加上 ε", "an ε is added to N_k"),
        Text(
            "加上 ε 之後，權重的和還是 1 嗎？責任值全為 0 的成分要另外處理。",
            "Do the weights still sum to 1 with the ε? A component without responsibilities needs a case of its own.",
        ),
        M_STEP_READING,
        tuple({"epsilon-on-counts": size} for size in (1.0, 0.1, 1e-2, 1e-3, 1e-4)),
    ),
    Misconception(
        "integer-dtype",
        M_STEP,
        Text("整數型別把參數的小數截掉了", "an integer dtype cuts the fractions of the parameters off"),
        Text(
            "樣本是整數時，np.zeros_like(X[0]) 建立的陣列是什麼型別（dtype）？均值 2.7 存進去會變成什麼？",
            "When the samples are integers, what dtype does np.zeros_like(X[0]) have? What becomes of a mean of 2.7 in it?",
        ),
        "NumPy: data types",
        tuple({"integer-truncation": what} for what in ("means", "covariances", "means, covariances")),
    ),
    Misconception(
        "dead-component-nan",
        M_STEP,
        Text("沒有責任值的成分變成 NaN", "a component without responsibilities becomes NaN"),
        Text(
            "Nₖ 等於 0 時，除以 Nₖ 會得到什麼？說明裡寫了該怎麼辦。",
            "What does dividing by N_k give when N_k is 0? The docstring says what to do.",
        ),
        M_STEP_READING,
    ),
    Misconception(
        "deviation-returned",
        M_STEP,
        Text("回傳了標準差，而不是變異數", "standard deviations are returned instead of variances"),
        Text("Σ 的單位是資料單位的平方。還需要開根號嗎？", "Σ has the square of the data's units. Is a root wanted?"),
        M_STEP_READING,
        ({"deviation-returned": "entries"}, {"deviation-returned": "matrix"}, {"deviation-returned": "diagonal"}),
    ),
    Misconception(
        "correlation-for-covariance",
        M_STEP,
        Text("算成了相關係數矩陣", "the correlation matrix instead of the covariance"),
        Text("共變異數的對角線一定是 1 嗎？", "Is the diagonal of a covariance always 1?"),
        M_STEP_READING,
    ),
    Misconception(
        "inverse-returned",
        M_STEP,
        Text("回傳了共變異數的反矩陣", "the inverse of the covariance is returned"),
        Text("這裡要的是 Σ，不是精度矩陣 Σ⁻¹。", "Σ is asked for here, not the precision matrix Σ⁻¹."),
        M_STEP_READING,
    ),
    Misconception(
        "upper-triangle-only",
        M_STEP,
        Text("只填了共變異數的一個三角", "only one triangle of the covariance is filled in"),
        Text("共變異數矩陣是對稱的：另一半在哪裡？", "A covariance matrix is symmetric: where is its other half?"),
        M_STEP_READING,
    ),
    Misconception(
        "means-transposed",
        M_STEP,
        Text("均值的矩陣轉置了", "the matrix of means is transposed"),
        Text(
            "一列是一個成分：形狀應為 (n_components, n_features)。",
            "One row for each component: (n_components, n_features).",
        ),
        M_STEP_READING,
    ),
    Misconception(
        "order-of-results",
        M_STEP,
        Text("回傳的順序或個數不對", "the results are in another order, or not all of them are there"),
        Text("說明裡寫了要回傳什麼，以及順序。", "The docstring says what is returned, and in which order."),
        M_STEP_READING,
        tuple(
            {"order-of-results": order}
            for order in (
                ("means", "weights", "covariances"),
                ("means", "covariances", "weights"),
                ("weights", "covariances", "means"),
                ("covariances", "means", "weights"),
                ("weights", "means"),
                ("means", "covariances"),
            )
        ),
    ),
)
