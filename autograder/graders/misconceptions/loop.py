"""Misconceptions about the loop around E-step and M-step."""

from autograder.graders.misconceptions.model import Misconception
from autograder.model import Text

FIT = ("fit_em",)
M_STEP_READING = "Bishop (2006) §9.2.2; Murphy (2012) §11.4.2"
LOOP_READING = "Bishop (2006) §9.2.2, §9.4; Murphy (2012) §11.4"

MISCONCEPTIONS = (
    Misconception(
        "around-old-mean",
        FIT,
        Text("Σₖ 以舊的均值為中心", "Σ_k is taken around the old mean"),
        Text(
            "算 Σₖ 的時候，這一步的新均值已經算出來了。最大概似解用的是哪一個？",
            "When Σ_k is computed, this step's new mean is known already. Which one does the maximum likelihood solution use?",
        ),
        M_STEP_READING,
    ),
    Misconception(
        "m-before-e",
        FIT,
        Text("先做 M 步驟才做 E 步驟", "M-step before E-step"),
        Text(
            "一開始手上有的是參數，還是責任值？M 步驟需要的東西從哪裡來？",
            "What is given at the start, parameters or responsibilities? Where does what the M-step needs come from?",
        ),
        LOOP_READING,
        ({"m-before-e": None}, {"m-before-e": "prior"}, {"m-before-e": "uniform"}),
    ),
    Misconception(
        "own-start",
        FIT,
        Text("沒有從給定的參數出發", "the given start is not used"),
        Text("函式的參數裡已經有起始值了。", "The start is among the function's arguments."),
        LOOP_READING,
    ),
    Misconception(
        "one-step-only",
        FIT,
        Text("只做一步就停止", "it stops after one step"),
        Text(
            "return 或 break 是不是在迴圈裡太早執行？EM 要重複到收斂。",
            "Is a return or break reached too early in the loop? EM repeats until convergence.",
        ),
        LOOP_READING,
    ),
    Misconception(
        "e-step-of-the-start",
        FIT,
        Text("每次 E 步驟都用起始參數", "every E-step uses the parameters of the start"),
        Text("第二步的 E 步驟，應該用哪一組參數？", "Which parameters belong into the second E-step?"),
        LOOP_READING,
    ),
    Misconception(
        "never-updated",
        FIT,
        Text("有的參數從未更新", "some of the parameters are never updated"),
        Text(
            "一個 M 步驟更新三樣東西：權重、均值、共變異數。",
            "One M-step updates three things: weights, means and covariances.",
        ),
        LOOP_READING,
        ({"never-updated": "weights"}, {"never-updated": "means"}, {"never-updated": "covariances"}),
    ),
    Misconception(
        "stale-likelihood",
        FIT,
        Text("記下的是更新之前的對數概似", "the log-likelihood recorded is that of the old parameters"),
        Text(
            "history[t] 是第 t 步「之後」的對數概似。計算它的時候，用的是哪一組參數？",
            "history[t] is the log-likelihood after step t. With which parameters is it computed?",
        ),
        LOOP_READING,
    ),
    Misconception(
        "parameters-one-step-behind",
        FIT,
        Text("回傳的參數比 history 慢一步", "the parameters returned are one step behind the history"),
        Text("回傳的參數要屬於 history[-1]。", "The parameters returned must be those that history[-1] belongs to."),
        LOOP_READING,
    ),
    Misconception(
        "parameters-of-the-start",
        FIT,
        Text("回傳了起始參數", "the parameters of the start are returned"),
        Text(
            "迴圈裡更新的變數，就是最後回傳的變數嗎？",
            "Are the variables that the loop updates the ones that are returned?",
        ),
        LOOP_READING,
    ),
    Misconception(
        "float-equality",
        FIT,
        Text("要求兩次的對數概似完全相等才停", "it stops only when two log-likelihoods are exactly equal"),
        Text(
            "浮點數要剛好相等，可能要等很久。tol 是做什麼用的？",
            "Floating-point numbers may take very long to become equal. What is tol for?",
        ),
        LOOP_READING,
    ),
    Misconception(
        "never-stops",
        FIT,
        Text("沒有收斂條件，總是做滿 max_iter 步", "no convergence test: it always takes max_iter steps"),
        Text("增加量小於 tol 時要做什麼？", "What should happen when the gain is below tol?"),
        LOOP_READING,
        ({"never-stops": None}, {"tolerance-sign": "falls"}),
    ),
    Misconception(
        "tolerance-sign",
        FIT,
        Text("收斂條件的方向反了", "the convergence test points the wrong way"),
        Text(
            "增加量「大於」tol 的時候，是收斂了還是還在進步？",
            "While the gain is above tol, has it converged, or is it still improving?",
        ),
        LOOP_READING,
        ({"tolerance-sign": "grows"},),
    ),
    Misconception(
        "tolerance-exponent",
        FIT,
        Text("收斂門檻的大小不是 tol", "the threshold is not tol"),
        Text(
            "與 tol 比較的是增加量本身嗎？有沒有多乘、平方或寫死的數？",
            "Is it the gain itself that is compared with tol? Is anything multiplied, squared or hard-wired?",
        ),
        LOOP_READING,
        (
            *({"tolerance-exponent": size} for size in (1e-3, 1e-2, 0.1, 10.0, 100.0, 1e3)),
            *({"tolerance-exponent": way} for way in ("squared", "rooted", "power of ten", "isclose")),
            *({"tolerance-ignored": size} for size in (1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-7, 1e-8, 1e-9, 1e-10, 1e-12)),
        ),
    ),
    Misconception(
        "tolerance-fixed",
        FIT,
        Text("沒有使用傳進來的 tol", "the tol that is passed in is not used"),
        Text("改變 tol，你的結果會改變嗎？", "Does your result change when tol does?"),
        LOOP_READING,
        ({"tolerance-ignored": 1e-6},),
    ),
    Misconception(
        "gain-per-sample",
        FIT,
        Text("用每個樣本的平均增加量與 tol 比較", "the gain per sample is compared with tol"),
        Text(
            "history 是總和還是平均？tol 是對哪一個說的？",
            "Is the history a sum or a mean? Of which of the two does tol speak?",
        ),
        LOOP_READING,
    ),
    Misconception(
        "relative-gain",
        FIT,
        Text("用相對增加量與 tol 比較", "the relative gain is compared with tol"),
        Text(
            "說明寫的是 history[-1] - history[-2] 小於 tol。",
            "The docstring says: history[-1] - history[-2] below tol.",
        ),
        LOOP_READING,
        ({"relative-gain": None}, {"relative-gain": "old"}),
    ),
    Misconception(
        "parameters-compared",
        FIT,
        Text("比較的是參數的變化，而不是對數概似", "it compares parameters instead of log-likelihoods"),
        Text("tol 是對數概似增加量的門檻。", "tol is a threshold on the gain in log-likelihood."),
        LOOP_READING,
    ),
    Misconception(
        "max-iter-ignored",
        FIT,
        Text(
            "沒有遵守 max_iter（遇到 NaN 時可能永遠停不下來）",
            "max_iter is not honoured (with a NaN it may never stop)",
        ),
        Text(
            "若永遠不收斂，迴圈會在哪裡停下來？NaN 與任何數比較都是 False：收斂條件這時還有用嗎？",
            "Where does the loop end if it never converges? Every comparison with NaN is False: what then becomes of the test"
            " for convergence?",
        ),
        LOOP_READING,
        (
            {"max-iter-ignored": None},
            {"max-iter-ignored": 100},
            {"max-iter-ignored": 200},
            {"max-iter-ignored": None, "density-space": None},
        ),
    ),
    Misconception(
        "steps-off-by-one",
        FIT,
        Text("步數差一", "one step too many or too few"),
        Text(
            "max_iter = 1 時，應該做幾個 EM 步？history 有幾個值？",
            "How many EM steps are taken with max_iter = 1, and how many values has the history then?",
        ),
        LOOP_READING,
        ({"steps-off-by-one": 1}, {"steps-off-by-one": -1}),
    ),
    Misconception(
        "history-off",
        FIT,
        Text("history 多了、少了或放錯了值", "the history has a value too many, too few, or others than asked for"),
        Text(
            "history[0] 是起始參數的對數概似；做了 t 步之後，history 應有 t + 1 個值。",
            "history[0] is the log-likelihood of the start; after t steps the history has t + 1 values.",
        ),
        LOOP_READING,
        (
            *(
                {"history": way}
                for way in (
                    "without start",
                    "without end",
                    "start twice",
                    "last value",
                    "gains",
                    "number of steps",
                    "reversed",
                    "zeros",
                    "negated",
                    "doubled",
                    "end twice",
                )
            ),
            {"history-missing": None},
        ),
    ),
    Misconception(
        "per-sample-history",
        FIT,
        Text("history 記的是每個樣本的平均", "the history holds means per sample"),
        Text(
            "說明要的是所有樣本的總和。這對收斂條件有什麼影響？",
            "The docstring asks for the sum over all samples. What does that do to the convergence test?",
        ),
        LOOP_READING,
    ),
)
