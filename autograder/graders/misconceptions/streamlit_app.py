"""Misconceptions about the parts of a Streamlit app on Gaussian mixtures, and about the app."""

from autograder.graders.misconceptions.model import Misconception
from autograder.model import Text

SIDEBAR, DATA, CLUSTERS, DRAW, APP = ("sidebar",), ("make_data",), ("fit_clusters",), ("draw",), ("app",)
WIDGETS = "Streamlit documentation: Input widgets, st.slider"
LAYOUT = "Streamlit documentation: st.sidebar"
EXECUTION = "Streamlit documentation: Basic concepts, data flow"
BLOBS = "scikit-learn: make_blobs"
MIXTURE = "scikit-learn user guide: Gaussian mixture models"
FIGURES = "Matplotlib: Quick start guide, parts of a figure"

MISCONCEPTIONS = (
    Misconception(
        "slider-on-main-page",
        SIDEBAR,
        Text("滑桿不在側邊欄", "the sliders are not in the sidebar"),
        Text(
            "st.slider 放在主頁面。要放進側邊欄，是誰的 slider？",
            "st.slider goes to the main page. Whose slider goes into the sidebar?",
        ),
        LAYOUT,
    ),
    Misconception(
        "slider-name-other",
        SIDEBAR,
        Text("滑桿的名稱與說明不同", "a slider has another name than asked for"),
        Text(
            "名稱是使用者看到的字，要與說明一字不差，包括大小寫與括號。",
            "The name is what users read. It has to be the one in the docstring, letter by letter.",
        ),
        WIDGETS,
        (
            {"slider-name-other": ("K", "Cluster Std Deviation")},
            {"slider-name-other": ("Number of Components (K)", "Std")},
            {"slider-name-other": ("Number of components (k)", "Cluster std deviation")},
        ),
    ),
    Misconception(
        "slider-range-other",
        SIDEBAR,
        Text("滑桿的兩端不對", "a slider ends elsewhere"),
        Text(
            "滑桿最左邊與最右邊各是多少？成分數可以是 0 嗎？",
            "What are the values at both ends of the slider? Can there be 0 components?",
        ),
        WIDGETS,
        ({"slider-range-other": "zero"}, {"slider-range-other": "nine"}, {"slider-range-other": "five"}),
    ),
    Misconception(
        "slider-start-other",
        SIDEBAR,
        Text("滑桿一開始的值不對", "a slider does not start where it should"),
        Text(
            "沒有指定的時候，滑桿從最左邊開始。第幾個引數是一開始的值？",
            "Unless told otherwise, a slider starts at its left end. Which argument is the first value?",
        ),
        WIDGETS,
        ({"slider-start-other": "smallest"}, {"slider-start-other": "five"}, {"slider-start-other": "one"}),
    ),
    Misconception(
        "slider-kind-other",
        SIDEBAR,
        Text(
            "整數的滑桿成了小數，或相反", "a slider of whole numbers has become one of floats, or the other way round"
        ),
        Text(
            "st.slider 的值是 int 還是 float，由你給的引數決定：1 與 1.0 不一樣。",
            "Whether st.slider gives an int or a float depends on the arguments: 1 and 1.0 are different.",
        ),
        WIDGETS,
        ({"slider-kind-other": "K"}, {"slider-kind-other": "std"}),
    ),
    Misconception(
        "other-widget",
        SIDEBAR,
        Text("用了別的元件，不是滑桿", "another widget than a slider is used"),
        Text("說明要的是可以拖動的滑桿。", "The docstring asks for sliders, which are dragged."),
        WIDGETS,
    ),
    Misconception(
        "slider-missing",
        SIDEBAR,
        Text("少了滑桿", "a slider is missing"),
        Text(
            "每個可以調的數都要有自己的滑桿：成分數與標準差。",
            "Every number that can be changed needs a slider: the components, and the standard deviation.",
        ),
        WIDGETS,
    ),
    Misconception(
        "slider-values-fixed",
        SIDEBAR,
        Text("回傳的不是滑桿的值，而是固定的數", "fixed numbers are returned, not the values of the sliders"),
        Text(
            "st.slider 會回傳使用者現在選的值。那個值去了哪裡？",
            "st.slider returns what the user has chosen. Where has that value gone?",
        ),
        EXECUTION,
    ),
    Misconception(
        "slider-values-exchanged",
        SIDEBAR,
        Text("兩個回傳值的順序相反", "the two values are returned in the wrong order"),
        Text("先成分數，再標準差。", "First the number of components, then the standard deviation."),
        WIDGETS,
    ),
    Misconception(
        "nothing-returned",
        (*SIDEBAR, *CLUSTERS, *DRAW),
        Text("沒有回傳值", "nothing is returned"),
        Text(
            "函式裡算出來的東西，要用 return 交出去。",
            "What a function has worked out has to be handed on by return.",
        ),
        "Python tutorial §4.8",
    ),
    Misconception(
        "data-std-fixed",
        DATA,
        Text("標準差寫死了", "the standard deviation is hard-wired"),
        Text(
            "引數 cluster_std 在函式裡用到了嗎？",
            "Is the argument cluster_std used in the function?",
        ),
        BLOBS,
        ({"data-std-fixed": 0.6}, {"data-std-fixed": 1.0}),
    ),
    Misconception(
        "data-seed-missing",
        DATA,
        Text("沒有設定種子，每次的資料都不同", "there is no seed, so the data change each time"),
        Text(
            "Streamlit 每動一次滑桿就重跑一次。沒有種子，只動 K 的時候資料也會跳。",
            "Streamlit runs everything again whenever a slider moves. Without a seed the data jump even if only K is moved.",
        ),
        BLOBS,
    ),
    Misconception(
        "data-seed-other",
        DATA,
        Text("種子不是 42", "the seed is not 42"),
        Text("說明裡的種子是多少？", "Which seed does the docstring ask for?"),
        BLOBS,
        ({"data-seed-other": 0}, {"data-seed-other": 1}),
    ),
    Misconception(
        "data-size-other",
        DATA,
        Text("樣本數不是 500", "there are not 500 samples"),
        Text(
            "make_blobs 沒有特別說的話，會產生幾個樣本？",
            "How many samples does make_blobs make unless told otherwise?",
        ),
        BLOBS,
        ({"data-size-other": 100}, {"data-size-other": 300}),
    ),
    Misconception(
        "data-centres-other",
        DATA,
        Text("中心不是 3 個", "there are not 3 centres"),
        Text(
            "資料裡的群數固定是 3；滑桿的 K 是模型的成分數，兩者不同。",
            "The data always have 3 clusters; the slider's K is the number of the model's components, another thing.",
        ),
        BLOBS,
        ({"data-centres-other": 4}, {"data-centres-other": 2}, {"data-centres-other": 5}),
    ),
    Misconception(
        "data-variance-for-std",
        DATA,
        Text("把標準差當成變異數", "the standard deviation is taken for a variance"),
        Text(
            "make_blobs 的 cluster_std 要的是標準差還是變異數？",
            "Does make_blobs want a standard deviation or a variance?",
        ),
        BLOBS,
    ),
    Misconception(
        "data-with-labels",
        DATA,
        Text("連群的編號也一起回傳了", "the numbers of the clusters are returned as well"),
        Text(
            "make_blobs 回傳兩樣東西，這裡只要樣本。分群的人本來就不知道答案。",
            "make_blobs returns two things; only the samples are asked for. Whoever clusters does not know the answer.",
        ),
        BLOBS,
    ),
    Misconception(
        "kmeans-for-mixture",
        CLUSTERS,
        Text("用了 K-Means，不是高斯混合", "K-means is used in place of a Gaussian mixture"),
        Text(
            "K-Means 只看距離，斜而長的群會被切斷。",
            "K-means looks at distances only and cuts tilted, stretched clusters apart.",
        ),
        "Bishop (2006) §9.1, §9.3.2; Murphy (2012) §11.4.2.5",
        ({"kmeans-for-mixture": 1}, {"kmeans-for-mixture": 10}),
    ),
    Misconception(
        "components-fixed",
        CLUSTERS,
        Text("成分數寫死了", "the number of components is hard-wired"),
        Text("引數 n_components 用到了嗎？", "Is the argument n_components used?"),
        MIXTURE,
        ({"components-fixed": 3}, {"components-fixed": 2}),
    ),
    Misconception(
        "components-off-by-one",
        CLUSTERS,
        Text("成分數差一", "there is one component too many or too few"),
        Text(
            "標籤從 0 數到 K - 1，但成分數還是 K。",
            "Labels count from 0 to K - 1, yet the number of components is K.",
        ),
        MIXTURE,
        ({"components-off-by-one": -1}, {"components-off-by-one": 1}),
    ),
    Misconception(
        "clusters-covariance-other",
        CLUSTERS,
        Text("共變異數的型態不是 full", "the covariances are not full"),
        Text(
            "哪一種型態讓每個成分有自己的、可以傾斜的橢圓？",
            "Which type gives each component an ellipse of its own that may be tilted?",
        ),
        "Bishop (2006) §2.3; " + MIXTURE,
        tuple({"clusters-covariance-other": kind} for kind in ("diag", "spherical", "tied")),
    ),
    Misconception(
        "fit-seed-missing",
        CLUSTERS,
        Text("配適時沒有設定種子，標籤每次都不同", "the fit has no seed, so the labels change each time"),
        Text(
            "EM 從隨機的起點出發。沒有種子，滑桿不動、顏色也會跳。",
            "EM starts at random. Without a seed the colours jump although no slider has moved.",
        ),
        "Bishop (2006) §9.2.2; " + MIXTURE,
    ),
    Misconception(
        "fit-seed-other",
        CLUSTERS,
        Text("配適的種子不是 42", "the seed of the fit is not 42"),
        Text("說明裡的種子是多少？", "Which seed does the docstring ask for?"),
        MIXTURE,
        ({"fit-seed-other": 0}, {"fit-seed-other": 1}),
    ),
    Misconception(
        "probabilities-for-labels",
        CLUSTERS,
        Text("回傳了責任值，不是標籤", "responsibilities are returned in place of labels"),
        Text(
            "每個樣本只要一個數：最可能的成分是第幾個。",
            "One number for each sample is asked for: which component is the most probable one.",
        ),
        "Murphy (2012) §11.2.3",
    ),
    Misconception(
        "model-for-labels",
        CLUSTERS,
        Text("回傳了模型，不是標籤", "the model is returned in place of the labels"),
        Text(
            "配適好的模型，怎麼問它每個樣本屬於哪個成分？",
            "How is a fitted model asked for the component of each sample?",
        ),
        MIXTURE,
    ),
    Misconception(
        "axes-exchanged",
        DRAW,
        Text("橫軸與縱軸放反了", "the horizontal and the vertical axis are exchanged"),
        Text("X 的第 0 欄在哪個軸上？", "On which axis does column 0 of X go?"),
        FIGURES,
    ),
    Misconception(
        "colour-not-by-label",
        DRAW,
        Text("顏色不是由標籤決定", "the colour does not come from the label"),
        Text(
            "scatter 的哪個引數決定每個點的顏色？給它的是標籤嗎？",
            "Which argument of scatter sets the colour of each point? Is it given the labels?",
        ),
        "Matplotlib: Axes.scatter",
        ({"colour-not-by-label": None}, {"colour-not-by-label": "feature"}, {"colour-not-by-label": "number"}),
    ),
    Misconception(
        "label-left-out",
        DRAW,
        Text("有些樣本沒有畫出來", "some samples are not drawn"),
        Text(
            "迴圈走遍所有的標籤了嗎？最後一個、第 0 個呢？",
            "Does the loop go through all labels, the last one and number 0 too?",
        ),
        FIGURES,
        ({"label-left-out": None}, {"label-left-out": 0}),
    ),
    Misconception(
        "colours-run-out",
        DRAW,
        Text("標籤多的時候，顏色不夠用", "with many labels there are not enough colours"),
        Text(
            "滑桿的 K 可以到 10。你的顏色有幾種？",
            "The slider of K goes up to 10. How many colours do you have?",
        ),
        FIGURES,
        ({"colours-run-out": None}, {"colours-run-out": 5}, {"colours-repeat": None}),
    ),
    Misconception(
        "figure-title-missing",
        DRAW,
        Text("圖沒有標題", "the figure has no title"),
        Text("一張圖要自己說明它是什麼。", "A figure should say by itself what it is."),
        FIGURES,
    ),
    Misconception(
        "axis-labels-missing",
        DRAW,
        Text("軸沒有名稱", "an axis has no label"),
        Text("兩個軸各代表什麼？", "What does each of the two axes stand for?"),
        FIGURES,
        ({"axis-labels-missing": "both"}, {"axis-labels-missing": ""}),
    ),
    Misconception(
        "figure-not-new",
        DRAW,
        Text("一直畫在同一張圖上", "everything is drawn on the same figure"),
        Text(
            "app 每次重跑都會呼叫 draw。沒有開新的圖，上一次的點還在。",
            "draw is called whenever the app runs again. Unless it makes a new figure, the old points are still there.",
        ),
        "Matplotlib: plt.subplots",
    ),
    Misconception(
        "axes-for-figure",
        DRAW,
        Text("回傳的不是 Figure", "what is returned is no Figure"),
        Text(
            "plt.subplots() 回傳兩樣東西，哪一個是整張圖？",
            "plt.subplots() returns two things. Which one is the whole figure?",
        ),
        FIGURES,
    ),
    Misconception(
        "page-title-missing",
        APP,
        Text("頁面沒有標題", "the page has no title"),
        Text(
            "st.title 用在哪裡？圖的標題是另一回事。",
            "Where is st.title called? The title of the figure is another thing.",
        ),
        "Streamlit documentation: st.title",
    ),
    Misconception(
        "slider-values-swapped",
        APP,
        Text("把兩個滑桿的值對調了", "the values of the two sliders are exchanged"),
        Text("sidebar() 先回傳哪一個？", "Which one does sidebar() return first?"),
        EXECUTION,
    ),
    Misconception(
        "std-not-from-slider",
        APP,
        Text("資料沒有跟著滑桿變", "the data do not follow the slider"),
        Text("make_data 的引數是從哪裡來的？", "Where does the argument of make_data come from?"),
        EXECUTION,
        ({"std-not-from-slider": 0.6},),
    ),
    Misconception(
        "k-not-from-slider",
        APP,
        Text("成分數沒有跟著滑桿變", "the components do not follow the slider"),
        Text("fit_clusters 的 K 是從哪裡來的？", "Where does the K of fit_clusters come from?"),
        EXECUTION,
        ({"k-not-from-slider": 3},),
    ),
    Misconception(
        "labels-not-passed-on",
        APP,
        Text("標籤沒有交給圖", "the labels do not reach the figure"),
        Text("draw 的第二個引數是什麼？", "What is the second argument of draw?"),
        EXECUTION,
    ),
    Misconception(
        "figure-not-shown",
        APP,
        Text("圖沒有顯示在頁面上", "the figure is not shown on the page"),
        Text(
            "plt.show() 是給 notebook 的。在 Streamlit 裡，誰把圖放上頁面？",
            "plt.show() is for notebooks. What puts a figure onto the page in Streamlit?",
        ),
        "Streamlit documentation: st.pyplot",
    ),
)
