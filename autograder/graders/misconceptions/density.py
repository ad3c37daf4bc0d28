"""Misconceptions about the density of one Gaussian, wherever a student writes it."""

from autograder.graders.misconceptions.model import Misconception
from autograder.model import Text

GAUSSIAN = ("log_gaussian",)
MIXTURES = ("log_gaussian", "log_mixture", "log_likelihood")
EVERYWHERE = (*MIXTURES, "e_step")
KMEANS = ("assign_labels", "update_centers", "lloyd", "hard_assignment")
LOGS = (*MIXTURES, "fit_em")
READING = "Bishop (2006) §2.3; Murphy (2012) §4.1"
# What students add to a density before they take its logarithm. A negative one stands for np.maximum instead.
FLOORS = (*(10.0**-power for power in (300, 200, 100, 50, 30, 20, 16, 15, 12, 10, 9, 8, 7, 6)), 2.0**-1022, 2.0**-52)
SKLEARN = ("fit_gmm", "cluster", "full_covariances", "compare_covariance_types", "fit_best", "fit_from")
ANOMALY = ("fit_normal", "anomaly_scores", "choose_threshold", "detect", "precision_recall", "average_precision")
SPEECH = ("pre_emphasis", "power_spectrum", "mfcc", "fit_class_models", "classify")
GENERATIVE = ("sample", "sample_conditional", "elbo", "ppca_elbo", "log_emissions", "forward_log", "viterbi")
COLOURS = (
    *("to_points", "to_image", "fit_colours", "segment"),
    *("choose_n_colours", "kmeans_segment", "responsibility_map"),
)

MISCONCEPTIONS = (
    Misconception(
        "two-pi-power",
        LOGS,
        Text("2π 的次方沒有隨維度改變", "the power of 2π does not follow the dimension"),
        Text(
            "每多一個維度，積分就多出一個 √(2π)。d 維的常數是 2π 的幾次方？用 d = 1、2、3 各算一次。",
            "Each dimension adds one more √(2π) to the integral. To what power does 2π come in d dimensions? Try d = 1, 2, 3.",
        ),
        READING,
        ({"two-pi-power": "1"}, {"two-pi-power": "2"}, {"two-pi-power": "n"}, {"two-pi-power": "d/2"}),
    ),
    Misconception(
        "two-pi-not-rooted",
        LOGS,
        Text("(2π)^d 沒有開根號", "(2π)^d without its square root"),
        Text(
            "從一維的密度 1/√(2πσ²) 出發：根號裡有哪些東西？取對數之後，根號變成什麼係數？",
            "Start from the density in one dimension, 1/√(2πσ²): what stands under the root, and what does the root become once"
            " the logarithm is taken?",
        ),
        READING,
    ),
    Misconception(
        "two-pi-missing",
        LOGS,
        Text("漏了 2π 的常數項", "the constant with 2π is missing"),
        Text(
            "密度對整個空間的積分必須是 1。少了這個常數，一維標準常態的積分會是多少？",
            "A density integrates to 1 over the whole space. To what does the standard normal integrate without this constant?",
        ),
        READING,
    ),
    Misconception(
        "normaliser-missing",
        MIXTURES,
        Text("只有指數部分，漏了整個正規化常數", "the exponent only: the whole normalising constant is missing"),
        Text(
            "密度有兩部分：指數，以及讓積分等於 1 的常數。常數與 2π、維度、共變異數各有什麼關係？",
            "A density has two parts: the exponent, and the constant that makes it integrate to 1. How does that constant depend"
            " on 2π, on the dimension and on the covariance?",
        ),
        READING,
    ),
    Misconception(
        "half-left-out",
        (*EVERYWHERE, "fit_em"),
        Text("指數漏了 ½", "the ½ in the exponent is left out"),
        Text(
            "對照一維的情形：離均值一個標準差的地方，密度是頂點的多少倍？你的指數給出同樣的倍數嗎？",
            "Compare with one dimension: one standard deviation from the mean, by what factor has the density fallen? Does your"
            " exponent say the same?",
        ),
        READING,
        ({"half-left-out": None}, {"half-left-out": "everywhere"}),
        {"e_step": ({"half-left-out": None},)},
    ),
    Misconception(
        "exponent-positive",
        EVERYWHERE,
        Text("指數的正負號反了", "the exponent has the wrong sign"),
        Text(
            "離均值越遠，密度應該越大還是越小？",
            "Farther from the mean, should the density rise or fall?",
        ),
        READING,
    ),
    Misconception(
        "covariance-not-inverted",
        EVERYWHERE,
        Text("馬氏距離用了 Σ，而不是 Σ⁻¹", "the Mahalanobis distance uses Σ instead of Σ⁻¹"),
        Text(
            "變異數大的方向，同樣的偏離應該算遠還是算近？一維時是除以 σ² 還是乘以 σ²？",
            "Along a direction of large variance, does the same deviation count as far or as near? In one dimension, is it divided"
            " by σ² or multiplied?",
        ),
        READING,
    ),
    Misconception(
        "determinant-missing",
        (*EVERYWHERE, "fit_em"),
        Text("漏了行列式 |Σ|", "the determinant |Σ| is missing"),
        Text(
            "兩個高斯一寬一窄，總機率都是 1，哪個的頂點比較高？公式裡是哪一項讓它變低？",
            "Two Gaussians, one wide and one narrow, both hold probability 1: whose peak is higher? Which term of the formula"
            " lowers the other's?",
        ),
        READING,
    ),
    Misconception(
        "determinant-not-rooted",
        (*EVERYWHERE, "fit_em"),
        Text("行列式沒有開根號", "the determinant without its square root"),
        Text(
            "一維的密度除以 σ，不是 σ²。d 維時，與 σ 相當的是行列式的什麼？",
            "In one dimension the density is divided by σ, not by σ². In d dimensions, what of the determinant plays the part of σ?",
        ),
        READING,
    ),
    Misconception(
        "determinant-inverted",
        EVERYWHERE,
        Text("行列式的正負號反了", "the log-determinant has the wrong sign"),
        Text(
            "分布越寬，密度的頂點越低。你的行列式那一項，方向對嗎？",
            "The wider a Gaussian, the lower its peak. Does your determinant push in that direction?",
        ),
        READING,
    ),
    Misconception(
        "two-pi-misplaced",
        MIXTURES,
        Text("(2π)^d 寫成 2π^d 或 π^d", "(2π)^d written as 2π^d or π^d"),
        Text("次方作用在誰身上？括號放在哪裡？", "What is raised to the power? Where do the brackets go?"),
        READING,
        ({"two-pi-misplaced": "bracket"}, {"two-pi-misplaced": "pi"}),
    ),
    Misconception(
        "determinant-not-logged",
        EVERYWHERE,
        Text("行列式沒有取對數", "the logarithm of the determinant is not taken"),
        Text(
            "整個密度取對數之後，每一項都要取到。",
            "Once the logarithm of the density is taken, every factor becomes a logarithm.",
        ),
        READING,
    ),
    Misconception(
        "cholesky-not-doubled",
        EVERYWHERE,
        Text("由 Cholesky 因子求 log|Σ| 時少了 2 倍", "log|Σ| from the Cholesky factor without the 2"),
        Text("Σ = L Lᵀ，所以 |Σ| 是 |L| 的幾次方？", "Σ = L Lᵀ. So which power of |L| is |Σ|?"),
        "Bishop (2006) §2.3; Murphy (2012) §4.1; numpy.linalg.cholesky",
    ),
    Misconception(
        "cholesky-misused",
        EVERYWHERE,
        Text("Cholesky 因子的三角或轉置用錯了", "the wrong triangle, or the transpose, of the Cholesky factor is used"),
        Text(
            "你的因子是上三角還是下三角？解三角方程式時告訴函式的是同一種嗎？要解的是 L z = x − μ。",
            "Is your factor upper or lower triangular, and is that what you tell the solver? The system to solve is L z = x − μ.",
        ),
        "scipy.linalg: cholesky, solve_triangular",
        (
            {"cholesky-misused": "diagonal"},
            {"cholesky-misused": "not transposed"},
        ),
    ),
    Misconception(
        "sign-reversed",
        ("log_gaussian", "log_mixture"),
        Text("整個對數密度的正負號反了", "the whole log-density has the wrong sign"),
        Text("離均值越遠，對數密度應該越大還是越小？", "Farther from the mean, should the log-density rise or fall?"),
        READING,
    ),
    Misconception(
        "deviation-for-variance",
        EVERYWHERE,
        Text("標準差與變異數混淆", "the standard deviation and the variance are mixed up"),
        Text(
            "Σ 的對角線上是變異數 σ²，不是標準差 σ。你呼叫的函式或公式要的是哪一個？",
            "On the diagonal of Σ stand variances σ², not standard deviations σ. Which of the two does your formula, or the"
            " function that you call, expect?",
        ),
        READING,
        tuple(
            {"deviation-for-variance": way}
            for way in ("squared", "rooted", "diagonal squared", "diagonal rooted", "distance only", "entries squared")
        ),
    ),
    Misconception(
        "diagonal-only",
        (*EVERYWHERE, "fit_em"),
        Text("忽略了共變異數的非對角元素", "the off-diagonal entries of the covariance are ignored"),
        Text(
            "把 Σ = [[2, 1], [1, 2]] 的等高線畫出來：橢圓是正的還是斜的？哪些元素決定了傾斜？",
            "Draw the contours for Σ = [[2, 1], [1, 2]]: is the ellipse upright or tilted? Which entries tilt it?",
        ),
        "Bishop (2006) §2.3, Figure 2.8; Murphy (2012) §4.1.2",
        ({"diagonal-only": None}, {"diagonal-only": "determinant"}),
    ),
    Misconception(
        "one-variance",
        EVERYWHERE,
        Text("所有方向只用一個變異數", "a single variance for all directions"),
        Text(
            "圓形的等高線只是特例。共變異數矩陣能描述的形狀還有哪些？",
            "Round contours are a special case. What other shapes can a covariance matrix describe?",
        ),
        "Bishop (2006) §2.3, Figure 2.8; Murphy (2012) §4.1.2",
        ({"one-variance": None}, {"one-variance": "first"}),
    ),
    Misconception(
        "covariance-ignored",
        EVERYWHERE,
        Text("沒有用到共變異數", "the covariance is not used at all"),
        Text(
            "只看與均值的歐氏距離，等於假設 Σ 是什麼矩陣？",
            "Which matrix Σ does the plain Euclidean distance to the mean assume?",
        ),
        READING,
        ({"covariance-ignored": None}, {"covariance-ignored": "distance"}),
    ),
    Misconception(
        "mean-ignored",
        GAUSSIAN,
        Text("沒有減去均值", "the mean is not subtracted"),
        Text(
            "密度最高的點在哪裡？你的函式在那裡給出最大值嗎？",
            "Where is the density highest? Is your function largest there?",
        ),
        READING,
    ),
    Misconception(
        "distance-not-squared",
        GAUSSIAN,
        Text("用了馬氏距離本身，而不是它的平方", "the Mahalanobis distance instead of its square"),
        Text(
            "高斯的對數密度是 x 的幾次函數？",
            "Of what degree in x is the log-density of a Gaussian?",
        ),
        READING,
    ),
    Misconception(
        "pairwise-matrix",
        GAUSSIAN,
        Text("對所有樣本兩兩計算，得到 n×n 的矩陣", "computed for all pairs of samples: an n×n matrix"),
        Text(
            "每個樣本只需要自己與自己的那一項。矩陣乘積的哪些元素才是你要的？怎樣只算那些？",
            "Each sample needs only its own term. Which entries of the matrix product are those, and how can you compute no others?",
        ),
        READING,
    ),
    Misconception(
        "density-space",
        (*EVERYWHERE, "fit_em"),
        Text("先算密度再取對數（或相除），會下溢", "computed with densities instead of their logarithms: underflow"),
        Text(
            "離得遠的樣本，密度小到浮點數存不下而變成 0。試試 np.exp(-800)。能不能全程只用對數，最後才取指數？"
            "加一個很小的數只是把錯誤藏起來。",
            "Far away a density is too small for a floating-point number and becomes 0: try np.exp(-800). Can you stay with"
            " logarithms all the way and take the exponential last? A tiny number added only hides the fault.",
        ),
        "Murphy (2012) §3.5.3, log-sum-exp",
        tuple(
            {"density-space": floor}
            for floor in (None, "dropped", "nan_to_num", *FLOORS, *(-floor for floor in FLOORS))
        ),
        {
            "e_step": ({"density-space": None},),
            "fit_em": ({"density-space": None}, {"likelihood-only": "density-space"}),
        },
    ),
    Misconception(
        "density-returned",
        ("log_gaussian", "log_mixture"),
        Text("回傳了密度，而不是對數密度", "the density is returned instead of its logarithm"),
        Text(
            "讀一次函式說明的回傳值。對數密度可以是負的，密度可以嗎？",
            "Read once more what the function should return. A log-density may be negative; may a density?",
        ),
        READING,
    ),
    Misconception(
        "log-base",
        ("log_gaussian", "log_mixture", "log_likelihood", "fit_em"),
        Text("對數的底不是 e", "the logarithm is not the natural one"),
        Text(
            "指數函數 exp 的反函數是哪個對數？np.log10 與 np.log 差一個倍數。",
            "Which logarithm undoes exp? np.log10 and np.log differ by a factor.",
        ),
        READING,
        ({"log-base": 10}, {"log-base": 2}),
    ),
    Misconception(
        "samples-summed",
        ("log_gaussian", "log_mixture"),
        Text("把所有樣本加成一個數", "the samples are summed into one number"),
        Text(
            "這個函式要的是每個樣本各一個值；加總是對數概似的事。",
            "One value for each sample is asked for here; the sum is the log-likelihood's task.",
        ),
        READING,
    ),
    Misconception(
        "integer-truncation",
        GAUSSIAN,
        Text("整數型別把小數截掉了", "an integer dtype cuts the fractions off"),
        Text(
            "樣本是整數時，你建立的陣列是什麼型別（dtype）？把 0.7 存進整數陣列會得到什麼？",
            "When the samples are integers, what dtype do the arrays have that you create? What is left of 0.7 in an integer array?",
        ),
        "NumPy: data types",
        ({"integer-truncation": "difference"}, {"integer-truncation": "mean"}, {"integer-truncation": "result"}),
    ),
    Misconception(
        "arguments-modified",
        (
            *EVERYWHERE,
            "m_step",
            "fit_em",
            "choose_n_components",
            *KMEANS,
            *SKLEARN,
            *ANOMALY,
            *SPEECH,
            *COLOURS,
            *GENERATIVE,
        ),
        Text("修改了傳進來的陣列", "the arguments are modified"),
        Text(
            "`a -= b` 與 `a = a - b`、`a.sort()` 與 `sorted(a)` 有什麼不同？呼叫你的函式的人，之後還要用他的陣列。",
            "How does `a -= b` differ from `a = a - b`, and `a.sort()` from `sorted(a)`? Whoever calls your function still needs their"
            " arrays afterwards.",
        ),
        "NumPy: copies and views",
        ({"arguments-modified": None}, {"arguments-modified": "drift"}),
        {
            name: ({"arguments-modified": None},)
            for name in (
                "log_gaussian",
                "fit_em",
                "choose_n_components",
                *KMEANS,
                *SKLEARN,
                *ANOMALY,
                *SPEECH,
                *COLOURS,
                *GENERATIVE,
            )
        },
    ),
)
