"""Misconceptions about fitting, clustering, drawing and comparing with scikit-learn."""

from autograder.graders.misconceptions.model import Misconception
from autograder.model import Text

FIT = ("fit_gmm",)
CLUSTER = ("cluster",)
FULL = ("full_covariances",)
PLOT = ("plot_clusters",)
COMPARE = ("compare_covariance_types",)
BEST = ("fit_best",)
FROM = ("fit_from",)
GUIDE = "scikit-learn User Guide §2.1.1"
MODEL = "scikit-learn: GaussianMixture"
TYPES = f"{GUIDE}; Murphy (2012) §11.2"
ELLIPSES = "Bishop (2006) §2.3; Murphy (2012) §4.1.2"
STARTS = "Bishop (2006) §9.2.1; Murphy (2012) §11.4.2"

MISCONCEPTIONS = (
    Misconception(
        "model-not-fitted",
        (*FIT, *BEST),
        Text("建立了模型，但沒有配適", "a model is made, but not fitted"),
        Text(
            "GaussianMixture(...) 只記下設定。模型要看過資料，才會有 means_。",
            "GaussianMixture(...) only notes the settings. What must happen before there are means_?",
        ),
        MODEL,
    ),
    Misconception(
        "labels-for-model",
        FIT,
        Text("回傳了標籤，而不是模型", "labels are returned instead of the model"),
        Text("fit 與 fit_predict 各回傳什麼？", "What does fit return, and what fit_predict?"),
        MODEL,
    ),
    Misconception(
        "seed-ignored",
        (*FIT, *COMPARE, *BEST),
        Text("沒有把 random_state 交給 GaussianMixture", "random_state is not passed to GaussianMixture"),
        Text(
            "EM 的起點是隨機的。怎樣才能讓同一個 random_state 每次都得到同樣的結果，不同的得到不同的？",
            "EM starts at random. What makes the same random_state give the same result every time, and another one another?",
        ),
        "scikit-learn: Glossary, random_state",
        ({"seed-ignored": 3}, {"seed-ignored": 5}),
        {"fit_best": ({"seed-ignored": 12345},)},
    ),
    Misconception(
        "covariance-type-fixed",
        (*FIT, *COMPARE, *BEST),
        Text("共變異數的型態不是指定的那一種", "the covariance type is not the one that is asked for"),
        Text(
            "covariance_type 是函式的參數（或說明裡寫的那一種）。你交給 GaussianMixture 的是什麼？",
            "covariance_type is an argument, or written in the docstring. What do you pass to GaussianMixture?",
        ),
        TYPES,
        ({"covariance-type-fixed": "full"},),
        {"fit_best": ({"covariance-type-fixed": "diag"}, {"covariance-type-fixed": "spherical"})},
    ),
    Misconception(
        "fixed-n-components",
        FIT,
        Text("成分數寫死了，沒有用 n_components", "the number of components is fixed, n_components is not used"),
        Text("資料若有四群，你的函式會找幾群？", "How many clusters does your function find in data that has four?"),
        MODEL,
        ({"fixed-n-components": 3}, {"fixed-n-components": 2}),
    ),
    Misconception(
        "standardised-before-fit",
        FIT,
        Text("配適前把資料標準化了", "the data are standardised before the fit"),
        Text(
            "模型的均值應該用資料原來的單位。標準化之後，means_ 的單位是什麼？",
            "The means should be in the units of the data. In which units are they once the data are standardised?",
        ),
        GUIDE,
    ),
    Misconception(
        "model-fitted-again",
        CLUSTER,
        Text("又配適了一次模型", "the model is fitted once more"),
        Text(
            "模型是給定的。新的樣本該改變模型，還是只是用模型來分群？fit_predict 做了幾件事？",
            "The model is given. Should new samples change it, or only be clustered by it? How many things does fit_predict do?",
        ),
        MODEL,
    ),
    Misconception(
        "cluster-labels-from-one",
        CLUSTER,
        Text("標籤從 1 數起", "the labels count from 1"),
        Text("means_ 的第一列，索引是多少？", "What is the index of the first row of means_?"),
        MODEL,
    ),
    Misconception(
        "least-probable-label",
        CLUSTER,
        Text("標籤是最不可能的成分", "the labels are the least probable components"),
        Text(
            "責任值愈大，表示成分愈可能還是愈不可能？",
            "Does a large responsibility speak for a component or against it?",
        ),
        "Bishop (2006) §9.2",
    ),
    Misconception(
        "nearest-mean",
        CLUSTER,
        Text(
            "標籤是最近的均值，沒有用共變異數與權重",
            "the labels are the nearest means, without covariances and weights",
        ),
        Text(
            "離窄小的群較近的點，可能屬於寬大的群嗎？",
            "May a point that is closer to a narrow cluster belong to a wide one?",
        ),
        "Murphy (2012) §11.4.2.5",
    ),
    Misconception(
        "hard-responsibilities",
        CLUSTER,
        Text("責任值變成了 0 與 1", "the responsibilities have become 0 and 1"),
        Text(
            "兩群之間的點，完全屬於其中一群嗎？", "Does a point between two clusters belong to one of them altogether?"
        ),
        "Bishop (2006) §9.2",
    ),
    Misconception(
        "only-the-largest",
        CLUSTER,
        Text("只回傳了最大的責任值", "only the largest responsibility is returned"),
        Text("每個樣本有幾個責任值？", "How many responsibilities has each sample?"),
        MODEL,
    ),
    Misconception(
        "responsibilities-transposed",
        CLUSTER,
        Text("責任值的列與行對調了", "rows and columns of the responsibilities have changed places"),
        Text("resp 的形狀應為 (n_samples, n_components)。", "The shape of resp should be (n_samples, n_components)."),
        MODEL,
    ),
    Misconception(
        "logs-of-responsibilities",
        CLUSTER,
        Text("回傳的是責任值的對數", "the logarithms of the responsibilities are returned"),
        Text("每一列的和是多少？", "What is the sum of each row?"),
        MODEL,
    ),
    Misconception(
        "density-not-log",
        CLUSTER,
        Text("回傳的是密度，沒有取對數", "densities are returned, not their logarithms"),
        Text(
            "score_samples 回傳的已經是對數了嗎？遠方樣本的密度是多少？",
            "Is what score_samples returns a logarithm already? What is the density of a sample far away?",
        ),
        MODEL,
    ),
    Misconception(
        "one-score-for-all",
        CLUSTER,
        Text("用了 score：全部樣本只有一個數", "score is used: one number for all samples"),
        Text("score 與 score_samples 差在哪裡？", "How do score and score_samples differ?"),
        MODEL,
        ({"one-score-for-all": "mean"}, {"one-score-for-all": "sum"}),
    ),
    Misconception(
        "score-for-density",
        CLUSTER,
        Text("把最大責任值的對數當成對數密度", "the log of the largest responsibility is taken for the log-density"),
        Text(
            "離所有群都很遠的樣本，最大的責任值也可能是 1。它的密度呢？",
            "A sample far from every cluster may have a responsibility of 1. What about its density?",
        ),
        "Bishop (2006) §9.2",
    ),
    Misconception(
        "results-in-other-order",
        CLUSTER,
        Text("回傳值的順序不對", "the results are in another order"),
        Text("說明裡的順序是 labels, resp, log_density。", "The docstring's order is labels, resp, log_density."),
        MODEL,
    ),
    Misconception(
        "tied-not-repeated",
        FULL,
        Text("tied 的矩陣沒有替每個成分各放一份", "the tied matrix is not repeated for each component"),
        Text(
            "tied 的 covariances_ 只有一個矩陣，回傳值要有幾個？",
            "A tied model has one matrix; how many should come back?",
        ),
        TYPES,
    ),
    Misconception(
        "tied-divided",
        FULL,
        Text("tied 的矩陣被分給各成分（除以 K）", "the tied matrix is divided among the components (by K)"),
        Text(
            "共用一樣東西，每人得到的是一份，還是幾分之一？",
            "Sharing a matrix: has each component all of it, or a part?",
        ),
        TYPES,
    ),
    Misconception(
        "variances-squared",
        FULL,
        Text("把變異數又平方了", "the variances are squared"),
        Text(
            "diag 與 spherical 的 covariances_ 存的是標準差還是變異數？",
            "What do diag and spherical models hold: deviations or variances?",
        ),
        TYPES,
    ),
    Misconception(
        "variances-rooted",
        FULL,
        Text("把變異數開了根號", "square roots of the variances are taken"),
        Text(
            "共變異數矩陣的對角線上是標準差還是變異數？",
            "What stands on the diagonal of a covariance matrix: deviations or variances?",
        ),
        TYPES,
    ),
    Misconception(
        "diag-as-outer-product",
        FULL,
        Text("diag 寫成了外積，對角線以外不是 0", "diag is written as an outer product, not 0 off the diagonal"),
        Text("diag 的模型認為各個特徵之間有相關嗎？", "Are the features correlated in a diagonal model?"),
        TYPES,
    ),
    Misconception(
        "diag-averaged",
        FULL,
        Text("diag 的變異數被平均成一個", "the variances of diag are averaged into one"),
        Text("diag 與 spherical 差在哪裡？", "How do diag and spherical differ?"),
        TYPES,
    ),
    Misconception(
        "diag-unchanged",
        FULL,
        Text("diag 原樣回傳，沒有寫成矩陣", "diag is returned as it is, not as matrices"),
        Text(
            "diag 的 covariances_ 是什麼形狀，回傳值該是什麼形狀？",
            "What shape has a diag model's covariances_, and what shape is asked for?",
        ),
        TYPES,
    ),
    Misconception(
        "spherical-everywhere",
        FULL,
        Text("spherical 的變異數填滿了整個矩陣", "the spherical variance fills the whole matrix"),
        Text("對角線以外的元素代表什麼？", "What do the entries off the diagonal stand for?"),
        TYPES,
    ),
    Misconception(
        "spherical-divided",
        FULL,
        Text("spherical 的變異數被除以 d", "the spherical variance is divided by d"),
        Text(
            "spherical 的數是每個方向的變異數，還是它們的總和？",
            "Is a spherical variance that of each direction, or their sum?",
        ),
        TYPES,
    ),
    Misconception(
        "spherical-shared",
        FULL,
        Text("spherical 的變異數由全部成分共用", "all components share one spherical variance"),
        Text("各成分的球可以一樣大嗎？一定要一樣大嗎？", "Must the spheres of all components be of one size?"),
        TYPES,
    ),
    Misconception(
        "spherical-unchanged",
        FULL,
        Text("spherical 原樣回傳，沒有寫成矩陣", "spherical is returned as it is, not as matrices"),
        Text("一個變異數，怎樣寫成一個矩陣？", "How is one variance written as a matrix?"),
        TYPES,
    ),
    Misconception(
        "nothing-drawn",
        PLOT,
        Text("沒有畫出任何圖", "nothing is drawn"),
        Text("函式裡有沒有建立一張圖並畫上去？", "Does the function make a figure, and draw on it?"),
        "matplotlib: Quick start",
    ),
    Misconception(
        "samples-missing",
        PLOT,
        Text("有的樣本沒有畫出來", "some samples are not drawn"),
        Text(
            "數一數圖上的點：和樣本一樣多嗎？每個標籤都畫了嗎？",
            "Count the points: as many as samples? Is every label drawn?",
        ),
        "matplotlib: scatter",
    ),
    Misconception(
        "coordinates-exchanged",
        PLOT,
        Text("橫座標與縱座標對調了", "the two coordinates have changed places"),
        Text("X 的第一行該畫在哪一軸？", "On which axis does the first column of X belong?"),
        "matplotlib: scatter",
    ),
    Misconception(
        "one-colour",
        PLOT,
        Text("所有的點都是同一個顏色", "all points have one colour"),
        Text("scatter 的參數 c 可以是什麼？", "What may the argument c of scatter be?"),
        "matplotlib: scatter",
    ),
    Misconception(
        "colours-not-from-labels",
        PLOT,
        Text("顏色不是由 labels 決定的", "the colours do not come from labels"),
        Text(
            "labels 是給定的：圖要畫出給定的標籤，不是重新分群。",
            "The labels are given: show those, do not cluster again.",
        ),
        "matplotlib: scatter",
    ),
    Misconception(
        "colours-repeat",
        PLOT,
        Text("不同的標籤用了同一個顏色", "different labels have the same colour"),
        Text("標籤若有五個，你有幾個顏色？", "With five labels, how many colours do you have?"),
        "matplotlib: Choosing colormaps",
    ),
    Misconception(
        "no-ellipses",
        PLOT,
        Text("沒有畫橢圓", "there are no ellipses"),
        Text("means 與 covariances 在圖上哪裡看得到？", "Where on the figure can means and covariances be seen?"),
        ELLIPSES,
    ),
    Misconception(
        "ellipses-missing",
        PLOT,
        Text("有的成分沒有橢圓", "some components have no ellipse"),
        Text("有幾個成分，就有幾個橢圓。", "There are as many ellipses as components."),
        ELLIPSES,
    ),
    Misconception(
        "ellipse-of-variances",
        PLOT,
        Text("橢圓的半軸用了特徵值，而不是它的平方根", "the semi-axes are eigenvalues, not their square roots"),
        Text(
            "共變異數的單位是資料單位的平方；橢圓的半軸是什麼單位？",
            "A covariance is in squared units of the data. In which units is a semi-axis?",
        ),
        ELLIPSES,
    ),
    Misconception(
        "ellipse-radius",
        PLOT,
        Text("橢圓的形狀對，但太大或太小", "the ellipses have the right shape, but are too large or too small"),
        Text(
            "matplotlib 的 Ellipse 要的 width 是半徑還是直徑？是幾個標準差？",
            "Is the width of matplotlib's Ellipse a radius or a diameter? How many standard deviations is it?",
        ),
        ELLIPSES,
        ({"ellipse-radius": 0.25}, {"ellipse-radius": 2.5}),
    ),
    Misconception(
        "circle-for-ellipse",
        PLOT,
        Text("畫了圓，而不是橢圓", "circles are drawn instead of ellipses"),
        Text("full 的成分，在每個方向都一樣寬嗎？", "Is a full component equally wide in all directions?"),
        ELLIPSES,
    ),
    Misconception(
        "ellipse-axes-exchanged",
        PLOT,
        Text("橢圓的長軸與短軸對調了", "the long and the short axis of the ellipses have changed places"),
        Text(
            "eigh 的特徵值由小到大排列。角度是哪一個特徵向量的？",
            "The eigenvalues of eigh rise. Of which eigenvector did you take the angle?",
        ),
        ELLIPSES,
    ),
    Misconception(
        "ellipse-not-turned",
        PLOT,
        Text("橢圓沒有轉到該有的方向", "the ellipses are not turned"),
        Text("共變異數對角線以外的元素，在圖上看得出來嗎？", "Can the entries off the diagonal be seen in the figure?"),
        ELLIPSES,
    ),
    Misconception(
        "ellipse-mirrored",
        PLOT,
        Text("橢圓轉到了反方向", "the ellipses are turned the wrong way"),
        Text("matplotlib 的角度往哪一邊為正？", "Which way does matplotlib count angles?"),
        ELLIPSES,
    ),
    Misconception(
        "angle-in-radians",
        PLOT,
        Text(
            "角度用了弧度，matplotlib 的 Ellipse 要的是度",
            "the angle is in radians; matplotlib's Ellipse wants degrees",
        ),
        Text("np.arctan2 回傳的單位是什麼？", "In which unit is what np.arctan2 returns?"),
        "matplotlib: Ellipse",
    ),
    Misconception(
        "figure-without-words",
        PLOT,
        Text("沒有標題，或軸沒有名稱", "there is no title, or an axis has no name"),
        Text("沒看過程式的人，知道圖上畫的是什麼嗎？", "Would somebody who has not seen the code know what is drawn?"),
        "matplotlib: Quick start",
        ({"figure-without-words": "title"}, {"figure-without-words": "axes"}),
    ),
    Misconception(
        "old-figure",
        PLOT,
        Text("畫在函式外面的圖上", "it is drawn on a figure from outside the function"),
        Text("呼叫兩次時，會畫在同一張圖上嗎？", "When it is called twice, does it draw on the same figure?"),
        "matplotlib: Quick start",
    ),
    Misconception(
        "aic-for-bic",
        COMPARE,
        Text("用了 AIC，而不是 BIC", "AIC instead of BIC"),
        Text("兩個準則對參數的代價一樣嗎？", "Is the price of a parameter the same in both criteria?"),
        "Bishop (2006) §4.4.1; Murphy (2012) §5.3.2",
    ),
    Misconception(
        "score-for-bic",
        COMPARE,
        Text("用了對數概似，沒有扣參數的代價", "log-likelihoods, without the price of the parameters"),
        Text(
            "full 包含了其他三種型態，擬合只會更好。這樣比公平嗎？",
            "full contains the other three types, so it can only fit better. Is that a fair comparison?",
        ),
        "Bishop (2006) §4.4.1; Murphy (2012) §5.3.2",
        ({"score-for-bic": "mean"}, {"score-for-bic": "sum"}),
    ),
    Misconception(
        "bic-negated",
        COMPARE,
        Text("BIC 的正負號反了", "the sign of BIC is reversed"),
        Text("scikit-learn 的 bic 是愈低愈好，還是愈高愈好？", "Is a low bic of scikit-learn good, or a high one?"),
        "scikit-learn: GaussianMixture.bic",
    ),
    Misconception(
        "bic-per-sample",
        COMPARE,
        Text("BIC 除以了樣本數", "BIC is divided by the number of samples"),
        Text("bic(X) 是總和還是平均？", "Is bic(X) a sum or a mean?"),
        "scikit-learn: GaussianMixture.bic",
    ),
    Misconception(
        "n-init-ignored",
        BEST,
        Text("沒有用到 n_init，或每次都從同一個起點開始", "n_init is not used, or every fit begins at the same start"),
        Text(
            "GaussianMixture 預設從幾個起點開始？random_state 相同，起點會不同嗎？",
            "From how many starts does GaussianMixture begin by default? Do they differ when random_state is the same?",
        ),
        STARTS,
        ({"n-init-ignored": 1}, {"n-init-ignored": 10}),
    ),
    Misconception(
        "worst-start-kept",
        BEST,
        Text("留下的是對數概似最小的模型", "the model with the smallest log-likelihood is kept"),
        Text("score 愈大愈好，還是愈小愈好？", "Is a large score good, or a small one?"),
        STARTS,
    ),
    Misconception(
        "reg-covar-ignored",
        BEST,
        Text("沒有把 reg_covar 交給 GaussianMixture", "reg_covar is not passed to GaussianMixture"),
        Text("reg_covar 加在哪裡？你的模型收到了嗎？", "Where is reg_covar added? Has your model been told?"),
        "Bishop (2006) §9.2.1; Murphy (2012) §11.4.2.8",
    ),
    Misconception(
        "covariances-for-precisions",
        FROM,
        Text(
            "precisions_init 給的是共變異數，沒有求反矩陣", "precisions_init is given covariances, not their inverses"
        ),
        Text(
            "精度（precision）矩陣與共變異數矩陣是什麼關係？寬的分布，精度大還是小？",
            "How are precision and covariance related? Has a wide Gaussian a large precision or a small one?",
        ),
        "Bishop (2006) §2.3.1",
    ),
    Misconception(
        "precisions-of-the-diagonal",
        FROM,
        Text("只把對角線取倒數當成精度矩陣", "only the diagonal is inverted for the precisions"),
        Text("一個矩陣的反矩陣，是每個元素取倒數嗎？", "Is a matrix inverted by inverting its entries?"),
        "Bishop (2006) §2.3.1",
    ),
    # one switch for these three, so that no two are a pair: together they are as good as no start at all
    Misconception(
        "start-without-weights",
        FROM,
        Text("沒有交出起始權重 weights_init", "weights_init is not given"),
        Text(
            "起點由哪三樣東西決定？沒給的，scikit-learn 怎麼決定？",
            "Which three things make a start? What does scikit-learn do about those not given?",
        ),
        MODEL,
        ({"start-without": "weights_init"},),
    ),
    Misconception(
        "start-without-means",
        FROM,
        Text("沒有交出起始均值 means_init", "means_init is not given"),
        Text(
            "起點由哪三樣東西決定？沒給的，scikit-learn 怎麼決定？",
            "Which three things make a start? What does scikit-learn do about those not given?",
        ),
        MODEL,
        ({"start-without": "means_init"},),
    ),
    Misconception(
        "start-without-covariances",
        FROM,
        Text("沒有交出起始共變異數（precisions_init）", "the initial covariances are not given (precisions_init)"),
        Text(
            "起點由哪三樣東西決定？沒給的，scikit-learn 怎麼決定？",
            "Which three things make a start? What does scikit-learn do about those not given?",
        ),
        MODEL,
        ({"start-without": "precisions_init"},),
    ),
    Misconception(
        "start-ignored",
        FROM,
        Text("沒有從給定的參數出發", "the given start is not used"),
        Text("GaussianMixture 預設的起點從哪裡來？", "Where does GaussianMixture start by default?"),
        MODEL,
    ),
    Misconception(
        "uniform-weights-init",
        FROM,
        Text("起始權重用了 1/K", "the initial weights are 1/K"),
        Text("起始權重是給定的。", "The initial weights are given."),
        MODEL,
    ),
    Misconception(
        "ridge-left-on",
        FROM,
        Text("reg_covar 還是預設的 1e-6", "reg_covar is left at 1e-6, its default"),
        Text(
            "資料的變異數若是 1e-7，加上 1e-6 會怎樣？說明要的是純粹的最大概似。",
            "What does adding 1e-6 do when the variances are 1e-7? The docstring asks for plain maximum likelihood.",
        ),
        "Bishop (2006) §9.2.1",
    ),
    Misconception(
        "tolerance-left-at-default",
        FROM,
        Text("沒有把 tol 交給 GaussianMixture", "tol is not passed to GaussianMixture"),
        Text("預設的 tol 是 1e-3，這樣夠六位數字嗎？", "The default tol is 1e-3: is that enough for six digits?"),
        MODEL,
    ),
    Misconception(
        "steps-left-at-default",
        FROM,
        Text("沒有把 max_iter 交給 GaussianMixture", "max_iter is not passed to GaussianMixture"),
        Text("max_iter = 1 時，應該做幾個 EM 步？", "With max_iter = 1, how many steps should there be?"),
        MODEL,
    ),
    Misconception(
        "precisions-returned",
        FROM,
        Text("回傳了精度矩陣，而不是共變異數", "precisions are returned instead of covariances"),
        Text("模型的 covariances_ 與 precisions_ 差在哪裡？", "How do a model's covariances_ and precisions_ differ?"),
        "Bishop (2006) §2.3.1",
    ),
)
