"""Misconceptions about the mixture: weights, sums over components, likelihood and responsibilities."""

from autograder.graders.misconceptions.model import Misconception
from autograder.model import Text

SUMS = ("log_mixture", "log_likelihood")
MIXTURES = (*SUMS, "e_step")
E_STEP = ("e_step",)
LIKELIHOOD = ("log_likelihood",)
MIXTURE_READING = "Bishop (2006) §2.3.9; Murphy (2012) §11.2"
E_STEP_READING = "Bishop (2006) §9.2; Murphy (2012) §11.4.2"
LIKELIHOOD_READING = "Bishop (2006) §9.2.1; Murphy (2012) §11.3"
UNDERFLOW_READING = "Murphy (2012) §3.5.3, log-sum-exp"
EPSILONS = tuple(10.0**-power for power in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 15, 16, 20, 30, 50, 100, 200, 300))
MACHINE = (2.220446049250313e-16, 2.2250738585072014e-308, 1.1920928955078125e-07)

MISCONCEPTIONS = (
    Misconception(
        "weights-forgotten",
        (*MIXTURES, "fit_em"),
        Text("忘了權重 πₖ", "the weights πₖ are forgotten"),
        Text(
            "一個成分佔 90 % 的資料，另一個佔 10 %，兩者的密度在某點相等：這個點比較可能來自哪一個？公式裡由誰說出這件事？",
            "One component makes 90 % of the data, another 10 %, and their densities at a point are equal: where does the point"
            " more probably come from? What in the formula says so?",
        ),
        MIXTURE_READING,
        ({"weights-forgotten": None}, {"weights-forgotten": "uniform"}),
        {"fit_em": ({"weights-forgotten": None}, {"likelihood-only": "weights-forgotten"})},
    ),
    Misconception(
        "weights-twice",
        MIXTURES,
        Text("權重 πₖ 乘了兩次", "the weights πₖ are applied twice"),
        Text("數一數 πₖ 在你的計算裡出現幾次。", "Count how often πₖ enters your computation."),
        MIXTURE_READING,
    ),
    Misconception(
        "weights-rooted",
        SUMS,
        Text("權重 πₖ 被開了根號", "the square root of the weights πₖ is used"),
        Text(
            "½ 只屬於指數與行列式，權重也在裡面嗎？",
            "The ½ belongs to exponent and determinant. Are the weights inside it too?",
        ),
        MIXTURE_READING,
    ),
    Misconception(
        "weights-unlogged",
        MIXTURES,
        Text("在對數裡加上 πₖ，而不是 log πₖ", "πₖ is added to a logarithm instead of log πₖ"),
        Text(
            "log(π N) 等於什麼？乘法在對數裡變成什麼？",
            "What is log(π N)? What does a product become inside a logarithm?",
        ),
        MIXTURE_READING,
    ),
    Misconception(
        "weights-times-log",
        MIXTURES,
        Text("把 πₖ 乘在對數密度上", "the log-densities are multiplied by πₖ"),
        Text("π log N 與 log(π N) 相等嗎？", "Is π log N the same as log(π N)?"),
        MIXTURE_READING,
    ),
    Misconception(
        "weights-reversed",
        MIXTURES,
        Text("權重與成分的順序對不上", "weights and components are in different orders"),
        Text("πₖ、μₖ、Σₖ 的 k 必須是同一個 k。", "The k of πₖ, μₖ and Σₖ must be the same k."),
        MIXTURE_READING,
    ),
    Misconception(
        "one-covariance",
        MIXTURES,
        Text("所有成分用了同一個共變異數矩陣", "one covariance matrix is used for all components"),
        Text("迴圈裡的 Σ 有跟著 k 改變嗎？", "Does the Σ inside your loop change with k?"),
        MIXTURE_READING,
        ({"one-covariance": 0}, {"one-covariance": -1}, {"one-covariance": "mean"}),
    ),
    Misconception(
        "one-mean",
        MIXTURES,
        Text("所有成分用了同一個均值", "one mean is used for all components"),
        Text("迴圈裡的 μ 有跟著 k 改變嗎？", "Does the μ inside your loop change with k?"),
        MIXTURE_READING,
        ({"one-mean": -1}, {"one-mean": 0}),
    ),
    Misconception(
        "weights-log-base",
        MIXTURES,
        Text("權重的對數不是自然對數", "the logarithm of the weights is not the natural one"),
        Text("兩個對數相加，底要一樣。", "Logarithms that are added must have the same base."),
        MIXTURE_READING,
        ({"weights-log-base": 10}, {"weights-log-base": 2}),
    ),
    Misconception(
        "one-component-only",
        SUMS,
        Text("只算了一個成分", "a single component is all that counts"),
        Text(
            "return 是不是在迴圈裡面？還是每一圈都把前面的結果蓋掉了？",
            "Does the return stand inside the loop, or does each round overwrite the one before?",
        ),
        MIXTURE_READING,
        ({"one-component-only": -1}, {"one-component-only": 0}),
    ),
    Misconception(
        "component-dropped",
        SUMS,
        Text("漏了一個成分", "one component is left out"),
        Text("迴圈有沒有走完全部的 K 個成分？", "Does the loop go through all K components?"),
        MIXTURE_READING,
        ({"component-dropped": -1}, {"component-dropped": 0}),
    ),
    Misconception(
        "sample-dropped",
        LIKELIHOOD,
        Text("漏了一個樣本", "one sample is left out"),
        Text("迴圈有沒有走完全部的樣本？", "Does the loop go through all samples?"),
        LIKELIHOOD_READING,
        ({"sample-dropped": 0}, {"sample-dropped": -1}),
    ),
    Misconception(
        "sum-of-logs",
        (*SUMS, "fit_em"),
        Text(
            "把各成分的對數相加，而不是先相加再取對數",
            "logarithms are summed over the components: the sum belongs inside the log",
        ),
        Text(
            "p(x) 是各成分密度的加權和。和的對數等於對數的和嗎？用 log(1 + 1) 試試。",
            "p(x) is a weighted sum of densities. Is the logarithm of a sum the sum of the logarithms? Try log(1 + 1).",
        ),
        LIKELIHOOD_READING,
        ({"sum-of-logs": "joint"}, {"sum-of-logs": "weighted"}, {"sum-of-logs": "plain"}),
    ),
    Misconception(
        "maximum-for-sum",
        (*SUMS, "fit_em"),
        Text("只取最大的成分，而不是全部相加", "the largest component is taken in place of the sum"),
        Text(
            "每個樣本都有一部分屬於每個成分。只留下最大的，丟掉了什麼？",
            "Every sample belongs to every component in part. What is lost when only the largest is kept?",
        ),
        MIXTURE_READING,
    ),
    Misconception(
        "whole-matrix-maximum",
        MIXTURES,
        Text("log-sum-exp 減掉的是整個矩陣的最大值", "log-sum-exp subtracts the maximum of the whole matrix"),
        Text(
            "減去最大值，是為了讓每個樣本至少有一項不下溢。若最大值來自別的樣本，遠處的樣本會怎樣？",
            "The maximum is subtracted so that each sample keeps at least one term that does not underflow. What happens to a far"
            " sample when the maximum is another sample's?",
        ),
        UNDERFLOW_READING,
    ),
    Misconception(
        "maximum-not-added-back",
        SUMS,
        Text("log-sum-exp 減去的最大值沒有加回來", "the maximum that log-sum-exp subtracts is not added back"),
        Text(
            "log Σ exp(aₖ − m) 與 log Σ exp(aₖ) 差多少？",
            "By how much do log Σ exp(aₖ − m) and log Σ exp(aₖ) differ?",
        ),
        UNDERFLOW_READING,
        ({"maximum-not-added-back": None}, {"maximum-not-added-back": "weights outside"}),
    ),
    Misconception(
        "wrong-axis",
        ("log_mixture", "e_step"),
        Text("沿著樣本加總或正規化，而不是沿著成分", "summed or normalised over the samples instead of the components"),
        Text(
            "對一個樣本而言，要加總的是各個成分。陣列的哪一個軸是成分？",
            "For one sample, it is over the components that everything is added up. Which axis of your array are the components?",
        ),
        E_STEP_READING,
    ),
    Misconception(
        "zero-log-zero",
        SUMS,
        Text("0·log 0 變成了 NaN", "0·log 0 becomes NaN"),
        Text(
            "γ 為 0 時，γ log γ 的極限是 0，但 NumPy 算出 NaN。真的需要經過責任值嗎？",
            "As γ goes to 0, γ log γ goes to 0, yet NumPy says NaN. Is the way over the responsibilities needed at all?",
        ),
        UNDERFLOW_READING,
    ),
    Misconception(
        "complete-data",
        (*SUMS, "fit_em"),
        Text(
            "算成了完整資料的期望對數概似（Q 函數）",
            "the expected complete-data log-likelihood (Q) in place of log p(x)",
        ),
        Text(
            "Q 函數是 M 步驟要最大化的東西，它與 log p(x) 差了一項熵。這裡要的是哪一個？",
            "Q is what the M-step maximises; it differs from log p(x) by an entropy. Which one is asked for here?",
        ),
        "Bishop (2006) §9.3, §9.4; Murphy (2012) §11.4.1",
        other_variants={"fit_em": ({"likelihood-only": "complete-data"},)},
    ),
    Misconception(
        "log-of-total",
        (*LIKELIHOOD, "fit_em"),
        Text("先把所有樣本的密度相加再取對數", "the log of the total over all samples"),
        Text(
            "獨立樣本的聯合密度是相乘還是相加？取對數之後呢？",
            "Do the densities of independent samples multiply or add up? And after taking the logarithm?",
        ),
        LIKELIHOOD_READING,
    ),
    Misconception(
        "mean-for-sum",
        LIKELIHOOD,
        Text("取了平均，而不是總和", "the mean over the samples instead of the sum"),
        Text(
            "資料變成兩倍，對數概似該不該改變？",
            "Should the log-likelihood change when there are twice as many samples?",
        ),
        LIKELIHOOD_READING,
    ),
    Misconception(
        "likelihood-of-product",
        LIKELIHOOD,
        Text("先把密度連乘再取對數，會下溢", "the log of a product of densities, which underflows"),
        Text(
            "一千個小於 1 的數相乘，浮點數還存得下嗎？先取對數，乘法就變成什麼？",
            "Does a floating-point number hold the product of a thousand numbers below 1? What does the product become if the"
            " logarithm is taken first?",
        ),
        UNDERFLOW_READING,
    ),
    Misconception(
        "likelihood-returned",
        LIKELIHOOD,
        Text("回傳了概似，而不是對數概似", "the likelihood is returned instead of its logarithm"),
        Text("函式名稱裡的 log 去了哪裡？", "What has become of the log in the function's name?"),
        LIKELIHOOD_READING,
    ),
    Misconception(
        "factor-on-likelihood",
        (*LIKELIHOOD, "fit_em"),
        Text("對數概似多了負號或倍數", "the log-likelihood has a wrong sign or factor"),
        Text(
            "負的對數概似用來最小化，−2 倍用在 AIC/BIC。這裡要的是對數概似本身。",
            "The negative is for minimisers and −2 times is for AIC and BIC. Here it is the log-likelihood itself.",
        ),
        LIKELIHOOD_READING,
        (
            {"factor-on-likelihood": -1.0},
            {"factor-on-likelihood": 2.0},
            {"factor-on-likelihood": -2.0},
            {"factor-on-likelihood": 0.5},
        ),
    ),
    Misconception(
        "samples-not-summed",
        LIKELIHOOD,
        Text("每個樣本各一個值，沒有加總", "one value per sample: they are not summed"),
        Text("整份資料的對數概似是幾個數？", "How many numbers is the log-likelihood of a data set?"),
        LIKELIHOOD_READING,
    ),
    Misconception(
        "densities-summed",
        LIKELIHOOD,
        Text("加總的是密度，而不是對數密度", "densities are summed instead of log-densities"),
        Text("相加之前，取對數了嗎？", "Was the logarithm taken before summing?"),
        LIKELIHOOD_READING,
    ),
    Misconception(
        "first-sample-only",
        LIKELIHOOD,
        Text("只算了第一個樣本", "only the first sample counts"),
        Text("return 是不是放在迴圈裡面了？", "Does the return stand inside the loop?"),
        LIKELIHOOD_READING,
    ),
    Misconception(
        "transposed",
        E_STEP,
        Text("責任值的矩陣轉置了", "the matrix of responsibilities is transposed"),
        Text(
            "一列是一個樣本，一行是一個成分：形狀應為 (n_samples, n_components)。",
            "One row for each sample, one column for each component: (n_samples, n_components).",
        ),
        E_STEP_READING,
    ),
    Misconception(
        "grand-total",
        E_STEP,
        Text("除以全部元素的總和", "divided by the grand total"),
        Text(
            "責任值是「已知這個樣本」之下的機率。應該對每個樣本分別正規化，還是全部一起？",
            "A responsibility is a probability given this one sample. Is it normalised sample by sample, or all at once?",
        ),
        E_STEP_READING,
    ),
    Misconception(
        "not-normalised",
        E_STEP,
        Text("沒有正規化", "not normalised at all"),
        Text("每個樣本對各成分的機率加起來應該是多少？", "To what must the probabilities of one sample add up?"),
        E_STEP_READING,
    ),
    Misconception(
        "epsilon-in-denominator",
        E_STEP,
        Text("在分母加上 ε", "an ε in the denominator"),
        Text(
            "加上 ε 之後，每一列的和還是 1 嗎？離得遠的樣本，密度比 ε 還小，會得到什麼？改用對數就不需要 ε。",
            "Does each row still sum to 1 with ε added? What becomes of a far sample, whose densities are smaller than ε? With"
            " logarithms no ε is needed.",
        ),
        UNDERFLOW_READING,
        tuple({"epsilon-in-denominator": size} for size in (*EPSILONS, *MACHINE)),
    ),
    Misconception(
        "epsilon-on-densities",
        E_STEP,
        Text("在每個密度加上 ε", "an ε on every density"),
        Text(
            "離得遠的樣本，密度比 ε 還小，責任值會變得平均。這樣的結果是模型說的，還是 ε 說的？",
            "For a far sample, whose densities are smaller than ε, all responsibilities become equal. Is it the model that says"
            " so, or the ε?",
        ),
        UNDERFLOW_READING,
        tuple({"epsilon-on-densities": size} for size in (*EPSILONS, *MACHINE)),
    ),
    Misconception(
        "undefined-replaced",
        E_STEP,
        Text("0 / 0 的 NaN 被換成別的值", "the NaN of 0 / 0 is replaced by another value"),
        Text(
            "NaN 是下溢的結果，填上別的值並沒有把責任值算出來。從對數出發，0 / 0 就不會出現。",
            "The NaN comes from underflow; filling in another value does not find the responsibility. Start from logarithms and"
            " 0 / 0 never comes up.",
        ),
        UNDERFLOW_READING,
        ({"density-space": "zero"}, {"density-space": "uniform"}),
    ),
    Misconception(
        "hard-assignment",
        (*E_STEP, "fit_em"),
        Text("硬分群：責任值只有 0 與 1", "hard assignment: responsibilities of 0 and 1 only"),
        Text(
            "K-means 把每個點給一個群；GMM 是軟分群。兩個成分中間的點，責任值應該是多少？",
            "K-means gives each point to one cluster; a GMM assigns softly. What are the responsibilities of a point halfway"
            " between two components?",
        ),
        "Bishop (2006) §9.1, §9.3.2; Murphy (2012) §11.4.2.5",
    ),
    Misconception(
        "labels-returned",
        E_STEP,
        Text("回傳了群的編號，而不是責任值", "cluster labels are returned instead of responsibilities"),
        Text("每個樣本要有 K 個機率，不是一個編號。", "Each sample needs K probabilities, not one label."),
        E_STEP_READING,
    ),
    Misconception(
        "log-responsibilities",
        E_STEP,
        Text("回傳了對數責任值", "log-responsibilities are returned"),
        Text(
            "算到最後，還要做什麼才能從對數回到機率？",
            "What is left to do to come back from logarithms to probabilities?",
        ),
        E_STEP_READING,
    ),
    Misconception(
        "logs-normalised",
        E_STEP,
        Text("拿對數密度相除來正規化", "the log-densities themselves are divided by their sum"),
        Text(
            "對數相除不是機率的比。正規化要在哪個空間做？",
            "A ratio of logarithms is no ratio of probabilities. Where must one normalise?",
        ),
        E_STEP_READING,
    ),
    Misconception(
        "squared-responsibilities",
        E_STEP,
        Text("責任值被平方後再正規化", "the responsibilities are squared and normalised again"),
        Text("公式裡的 N 出現幾次方？", "To what power does N enter the formula?"),
        E_STEP_READING,
    ),
    Misconception(
        "uniform-responsibilities",
        E_STEP,
        Text("每個成分的責任值都一樣", "all components get the same responsibility"),
        Text("離一個均值很近的點，責任值該是平均的嗎？", "Should a point close to one of the means be shared equally?"),
        E_STEP_READING,
    ),
    Misconception(
        "rounded",
        E_STEP,
        Text("責任值被四捨五入", "the responsibilities are rounded"),
        Text("四捨五入只適合印出來看。", "Rounding is for printing only."),
        E_STEP_READING,
        ({"rounded": 1}, {"rounded": 2}, {"rounded": 3}, {"rounded": 4}),
    ),
    Misconception(
        "integer-responsibilities",
        E_STEP,
        Text("責任值存成整數，小數不見了", "the responsibilities are stored as integers"),
        Text("存放結果的陣列是什麼型別（dtype）？", "What dtype has the array that holds the result?"),
        "NumPy: data types",
        ({"integer-truncation": None},),
    ),
    Misconception(
        "likelihood-returned-too",
        E_STEP,
        Text("除了責任值，還多回傳了對數概似", "the log-likelihood is returned beside the responsibilities"),
        Text("讀一次函式說明：要回傳幾個東西？", "Read the docstring once more: how many results are asked for?"),
        E_STEP_READING,
        (
            {"likelihood-returned-too": "sum"},
            {"likelihood-returned-too": "mean"},
            {"likelihood-returned-too": "samples"},
        ),
    ),
)
