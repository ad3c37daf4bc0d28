"""The questions of the quiz: what can be chosen, and which numbers and units can be meant | 測驗的題目有哪些選項、單位與範圍"""

from autograder.graders.given.spelling import Question, UnreadableError, read

QUESTIONS = {
    "q1": Question(
        "single",
        {
            "A": ("每一群都是大小相同的圓球", "Every cluster is a sphere of the same size"),
            "B": (
                "每個特徵彼此獨立，各自服從一個高斯分布",
                "The features are independent, each with a Gaussian of its own",
            ),
            "C": ("資料來自多個高斯分布的混合", "The data come from a mixture of several Gaussians"),
            "D": (
                "整份資料近似一個高斯分布，遠離中心的點是雜訊",
                "The whole data set is roughly one Gaussian; points far from its centre are noise",
            ),
        },
    ),
    "q2": Question(
        "single",
        {
            "A": ("判斷 EM 是否已經收斂", "To decide whether EM has converged"),
            "B": ("模型選擇，例如決定最佳的群數", "For model selection, such as finding the best number of clusters"),
            "C": ("衡量分群結果與真實標籤有多一致", "To measure how well the clusters agree with the true labels"),
            "D": ("檢定資料是否服從高斯分布", "To test whether the data are Gaussian"),
        },
    ),
    "q3": Question(
        "single",
        {
            "A": (
                "硬分群：每個點只屬於均值最近的一群",
                "Hard clustering: a point belongs to the cluster with the nearest mean, and to no other",
            ),
            "B": (
                "硬分群：每個點只屬於密度最高的一群",
                "Hard clustering: a point belongs to the cluster with the highest density, and to no other",
            ),
            "C": ("階層式分群：把相近的群逐步合併", "Hierarchical clustering: close clusters are merged step by step"),
            "D": (
                "軟分群：每個點以不同的機率屬於每一群",
                "Soft clustering: a point belongs to every cluster, with different probabilities",
            ),
        },
    ),
    "q4": Question(
        "several",
        {
            "A": ("它會自己找出正確的成分數", "It finds the right number of components by itself"),
            "B": ("它可以產生新的樣本", "It can generate new samples"),
            "C": ("它不受起始值影響", "Its result does not depend on the start"),
            "D": ("它告訴你一個新點有多罕見", "It says how unusual a new point is"),
            "E": ("它需要少許真實標籤才能訓練", "It needs a few true labels to be trained"),
        },
    ),
    "q5": Question(
        "single",
        {
            "A": (
                "沒有問題：密度可以大於 1，積分才是 1",
                "Nothing is wrong: a density may exceed 1; its integral is 1",
            ),
            "B": ("算錯了：密度不能大於 1", "A mistake: a density cannot exceed 1"),
            "C": ("權重加起來是 3.2", "The weights sum to 3.2"),
            "D": ("這個點同時屬於三個成分", "The point belongs to three components at once"),
        },
    ),
    "q6": Question("number"),
    "q7": Question("number"),
    "q8": Question("number"),
    "q9": Question(
        "single",
        {
            "A": (
                '"diag" 的所有成分共用同一個矩陣；"full" 各有各的',
                'With "diag" all components share one matrix; with "full" each has its own',
            ),
            "B": (
                '"full" 的橢圓可以往任何方向傾斜；"diag" 的橢圓只能沿著座標軸伸縮',
                'The ellipses of "full" may tilt in any direction; those of "diag" stretch along the axes only',
            ),
            "C": (
                '"diag" 的群一定是圓的；"full" 的群可以是橢圓的',
                'The clusters of "diag" are always round; those of "full" may be elliptical',
            ),
            "D": (
                '"full" 參數較多，所以對新資料的預測一定比較好',
                '"full" has more parameters, so it always predicts new data better',
            ),
        },
    ),
    "q10": Question(
        "single",
        {
            "A": ("圖 A：往右上傾斜", "Panel A: rising to the right"),
            "B": ("圖 B：圓", "Panel B: a circle"),
            "C": ("圖 C：沿 $x_1$ 軸拉長", "Panel C: long along the $x_1$ axis"),
            "D": ("圖 D：往右下傾斜", "Panel D: falling to the right"),
        },
    ),
    "q11": Question(
        "single",
        {
            "A": ("d = len(mean)",),
            "B": ("L = np.linalg.cholesky(cov)",),
            "C": ("z = np.linalg.solve(L, (X - mean).T)",),
            "D": ("distance = (z**2).sum(axis=0)",),
            "E": ("log_det = 2 * np.log(np.diag(L)).sum()",),
            "F": ("return -0.5 * (np.log(2 * np.pi) + log_det + distance)",),
        },
    ),
    "q12": Question(
        "single",
        {
            "A": (
                "E：參數不變，算責任值；M：責任值不變，更新參數",
                "E: the parameters stay, find the responsibilities; M: the responsibilities stay, update the parameters",
            ),
            "B": (
                "E：責任值不變，更新參數；M：參數不變，算責任值",
                "E: the responsibilities stay, update the parameters; M: the parameters stay, find the responsibilities",
            ),
            "C": (
                "E：把每個點分給最近的均值；M：均值移到該群的中心",
                "E: give each point to its nearest mean; M: move each mean to the centre of its cluster",
            ),
            "D": (
                "E：估計均值；M：估計共變異數與權重",
                "E: estimate the means; M: estimate the covariances and the weights",
            ),
        },
    ),
    "q13": Question("number", units={"": 1, "%": 0.01}, low=0, high=1),
    "q14": Question("number"),
    "q15": Question(
        "order",
        {
            "A": ("用新的均值算共變異數", "Find the covariances with the new means"),
            "B": ("選起始參數", "Choose initial parameters"),
            "C": ("對數概似的增量夠小就停", "Stop once the log-likelihood gains little"),
            "D": ("把加權密度除以總和，得到責任值", "Divide the weighted densities by their sum: responsibilities"),
            "E": ("用責任值算新的均值", "Find the new means with the responsibilities"),
            "F": ("算每個成分的加權密度", "Find the weighted density of every component"),
        },
    ),
    "q16": Question(
        "several",
        {
            "A": ("它一定走到全域最大值", "It always reaches the global maximum"),
            "B": ("它不能大於 0", "It cannot exceed 0"),
            "C": ("它絕不下降", "It never falls"),
            "D": (
                "一個成分縮到一個樣本上時，它會趨向無限大",
                "It goes to infinity where a component shrinks onto one sample",
            ),
            "E": ("它每一步都增加一樣多", "It rises by the same amount in each step"),
        },
    ),
    "q17": Question(
        "single",
        {
            "A": ("counts = resp.sum(axis=0)",),
            "B": ("weights = counts / len(X)",),
            "C": ("means = resp.T @ X / len(X)",),
            "D": ("centred = X[:, None] - means",),
            "E": ('scatter = np.einsum("nk,nkd,nke->kde", resp, centred, centred)',),
            "F": ("covariances = scatter / counts[:, None, None]",),
        },
    ),
    "q18": Question(
        "single",
        {
            "A": ("分母加上 1e-300", "Add 1e-300 to the denominator"),
            "B": ("把這個點刪掉", "Drop the point"),
            "C": ("每個成分給 1/K", "Give each component 1/K"),
            "D": ("全程用對數，最後用 logsumexp 正規化", "Stay in logarithms and normalise with logsumexp"),
        },
    ),
    "q19": Question(
        "single",
        {
            "A": ("樣本數趨向無限大", "As the number of samples goes to infinity"),
            "B": (
                "所有成分共用 $\\sigma^2 I$，而 $\\sigma^2$ 趨向 0",
                "All components share $\\sigma^2 I$, and $\\sigma^2$ goes to 0",
            ),
            "C": ("所有權重都是 1/K", "All weights are 1/K"),
            "D": ("每個成分的共變異數矩陣都是對角的", "Every covariance matrix is diagonal"),
        },
    ),
    "q20": Question(
        "single",
        {
            "A": ("左圖：它跟著長條的形狀", "The left one: it follows the long shapes"),
            "B": ("左圖：它的兩群一樣大", "The left one: its clusters have equal sizes"),
            "C": (
                "右圖：它以到中心的距離切開，不管形狀",
                "The right one: it cuts by distance to the centres, whatever the shape",
            ),
            "D": ("右圖：它的分界線是彎的", "The right one: its border is curved"),
        },
    ),
    "q21": Question(
        "single",
        {
            "A": ("X, _ = make_blobs(n_samples=500, centers=2, cluster_std=0.6, random_state=42)",),
            "B": ('model = GaussianMixture(2, covariance_type="full", random_state=0)',),
            "C": ("model.fit(X)",),
            "D": ("labels = model.predict_proba(X)",),
            "E": ("plt.scatter(X[:, 0], X[:, 1], c=labels)",),
        },
    ),
    "q22": Question(
        "single",
        {
            "A": ("每個樣本的平均對數概似", "The mean log-likelihood per sample"),
            "B": ("整份資料的對數概似總和", "The log-likelihood of all the data, summed"),
            "C": ("分群的正確率", "The accuracy of the clusters"),
            "D": ("BIC", "The BIC"),
        },
    ),
    "q23": Question("number"),
    "q24": Question(
        "single",
        {
            "A": ("實線 BIC，虛線 AIC，點線 −2 ln L", "Solid BIC, dashed AIC, dotted −2 ln L"),
            "B": ("實線 −2 ln L，虛線 BIC，點線 AIC", "Solid −2 ln L, dashed BIC, dotted AIC"),
            "C": ("實線 AIC，虛線 −2 ln L，點線 BIC", "Solid AIC, dashed −2 ln L, dotted BIC"),
            "D": ("實線 −2 ln L，虛線 AIC，點線 BIC", "Solid −2 ln L, dashed AIC, dotted BIC"),
        },
    ),
    "q25": Question(
        "single",
        {
            "A": ("只有畫圖的那一行重新執行", "Only the line that draws is run again"),
            "B": ("要重新整理網頁才會更新", "Nothing, until the page is reloaded"),
            "C": ("整個腳本由上往下再執行一次", "The whole script is run again from top to bottom"),
            "D": ("伺服器重新啟動", "The server restarts"),
        },
    ),
    "q26": Question(
        "single",
        {
            "A": ("$\\ln p(x)$ 低於門檻的點", "Points whose $\\ln p(x)$ lies below a threshold"),
            "B": ("責任值都不到 0.9 的點", "Points with no responsibility above 0.9"),
            "C": ("離整份資料的均值最遠的點", "Points farthest from the mean of all the data"),
            "D": ("最小的那一群的所有點", "All points of the smallest cluster"),
        },
    ),
    "q27": Question("number", units={"": 1, "%": 0.01}, low=0, high=1),
    "q28": Question(
        "order",
        {
            "A": ("把每個頻帶的能量取對數", "Take the logarithm of the energy in each band"),
            "B": (
                "用每位說話者的 GMM 算這些倒頻譜特徵的對數概似",
                "Find the log-likelihood of these cepstral features under each speaker's GMM",
            ),
            "C": ("切成 25 ms 的音框", "Cut it into frames of 25 ms"),
            "D": ("對取過對數的能量做 DCT", "Apply the DCT to the logarithms of the energies"),
            "E": ("算每個音框的功率頻譜", "Find the power spectrum of each frame"),
            "F": ("用梅爾濾波器組把頻譜加成頻帶", "Sum the spectrum into bands with the mel filter bank"),
        },
    ),
    "q29": Question(
        "single",
        {
            "A": ("H, W, _ = image.shape",),
            "B": ("pixels = image.reshape(H * W, 3) / 255",),
            "C": ("model = GaussianMixture(4, random_state=0).fit(pixels)",),
            "D": ("labels = model.predict(pixels)",),
            "E": ("segmented = model.means_[labels].reshape(W, H, 3)",),
        },
    ),
    "q30": Question(
        "number", units={"bits": 1, "bit": 1, "位元": 1, "nats": 1.4426950408889634, "nat": 1.4426950408889634}
    ),
}


def check(name: str, answer: object) -> None:
    """看答案讀不讀得懂，不看對錯 | See whether an answer can be read, not whether it is right."""
    question = QUESTIONS[name]
    try:
        got = read(question, answer)
    except UnreadableError as error:
        raise AssertionError(f"{name}: {error}") from None
    unit = next(iter(question.units), "")
    got = f"{got:g} {unit}".strip() if question.kind == "number" else got
    print(f"✓ {name} 已作答，讀成 {got} | {name} is answered, read as {got}")
