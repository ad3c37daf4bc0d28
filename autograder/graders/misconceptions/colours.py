"""Misconceptions about pixels as points, colours as a mixture, and images made of them."""

from autograder.graders.misconceptions.model import Misconception
from autograder.model import Text

POINTS = ("to_points",)
IMAGE = ("to_image",)
FIT = ("fit_colours",)
SEGMENT = ("segment",)
CHOOSE = ("choose_n_colours",)
KMEANS = ("kmeans_segment",)
MAP = ("responsibility_map",)
COMPONENTS = (*SEGMENT, *MAP)
PAINTS = (*IMAGE, *SEGMENT, *KMEANS)
RESHAPE = "NumPy: ndarray.reshape"
TYPES = "NumPy: data types"
SAMPLING = "NumPy: Generator.choice; scikit-learn: Color Quantization using K-Means"
E_STEP = "Bishop (2006) §9.2; Murphy (2012) §11.2.3"
CLUSTERS = "Bishop (2006) §9.1.1; Murphy (2012) §11.4.2.5"
BIC = "Bishop (2006) §4.4.1; Murphy (2012) §5.3.2.4"

MISCONCEPTIONS = (
    Misconception(
        "bytes-not-scaled",
        (*POINTS, *COMPONENTS),
        Text("像素沒有縮放，還是 0 到 255", "the pixels are not scaled, they still go from 0 to 255"),
        Text(
            "參數的單位是 0 到 1。白色（255）應該變成多少？",
            "The parameters live between 0 and 1. What should white (255) become?",
        ),
        TYPES,
    ),
    Misconception(
        "divided-by-256",
        POINTS,
        Text("除以 256，白色不是 1", "divided by 256, so that white is not 1"),
        Text("uint8 有 256 個值，最大的是多少？", "There are 256 values of uint8. Which is the largest?"),
        TYPES,
    ),
    Misconception(
        "integer-division",
        POINTS,
        Text("用了整數除法，只剩 0 與 1", "an integer division leaves nothing but 0 and 1"),
        Text("128 // 255 與 128 / 255 各是多少？", "What are 128 // 255 and 128 / 255?"),
        TYPES,
    ),
    Misconception(
        "divided-by-largest",
        POINTS,
        Text("除以這張影像的最大值，而不是 255", "divided by the image's largest value, not by 255"),
        Text(
            "一張全暗的影像，轉換之後會變亮嗎？應該嗎？",
            "Does a dark image turn bright when it is converted? Should it?",
        ),
        TYPES,
    ),
    Misconception(
        "colours-standardised",
        POINTS,
        Text("把顏色標準化了", "the colours are standardised"),
        Text(
            "轉換後的值要在哪個範圍？怎樣才能再變回影像？",
            "In which range should the values lie, to become an image again?",
        ),
        "scikit-learn: Color Quantization using K-Means",
    ),
    Misconception(
        "points-transposed",
        POINTS,
        Text("點的列與行對調，或把像素拆散了", "rows and columns of the points are exchanged, or pixels torn apart"),
        Text(
            "一列是一個像素，有三個數。reshape(3, -1) 把哪些數放在同一列？",
            "A row is one pixel and has three numbers. Which numbers does reshape(3, -1) put into one row?",
        ),
        RESHAPE,
        ({"points-transposed": "reshaped"}, {"points-transposed": None}),
    ),
    Misconception(
        "channels-mixed",
        POINTS,
        Text("不同像素的數混在同一列", "a row holds numbers of different pixels"),
        Text(
            "換了軸之後，記憶體裡相鄰的三個數還是同一個像素的嗎？",
            "Once the axes are exchanged, do three neighbouring numbers still belong to one pixel?",
        ),
        RESHAPE,
    ),
    Misconception(
        "columns-first",
        (*POINTS, *IMAGE, *MAP),
        Text("像素是一行一行排的，不是一列一列", "the pixels go column by column, not row by row"),
        Text(
            "第 0 列第 1 行的像素，是第幾個點？",
            "The pixel in row 0 and column 1: which point is it?",
        ),
        RESHAPE,
    ),
    Misconception(
        "channels-reversed",
        (*POINTS, *COMPONENTS, *KMEANS),
        Text("紅與藍對調了（BGR）", "red and blue are exchanged (BGR)"),
        Text(
            "這張影像的三個通道依序是紅、綠、藍。你的程式有沒有把它們倒過來？",
            "The channels of this image are red, green, blue. Does your code turn them round?",
        ),
        "matplotlib: Image tutorial",
        other_variants={"kmeans_segment": ({"channels-reversed": None},)},
    ),
    Misconception(
        "levels-truncated",
        PAINTS,
        Text("小數被直接截掉，沒有四捨五入", "fractions are cut off, not rounded"),
        Text(
            "254.9 轉成 uint8 會變成多少？最近的整數是多少？",
            "What does 254.9 become as uint8? Which integer is nearest?",
        ),
        TYPES,
    ),
    Misconception(
        "times-256",
        IMAGE,
        Text("乘上 256，而不是 255", "multiplied by 256, not by 255"),
        Text(
            "to_points 把 255 變成 1。反過來，0.5 變成多少？",
            "to_points makes 255 into 1. The other way, what does 0.5 become?",
        ),
        TYPES,
    ),
    Misconception(
        "not-scaled-back",
        PAINTS,
        Text("沒有乘回 255，轉成整數後幾乎全黑", "not multiplied by 255: as integers almost all is black"),
        Text("0.7 直接轉成 uint8 是多少？", "What does 0.7 become as uint8?"),
        TYPES,
    ),
    Misconception(
        "overflow-wraps",
        IMAGE,
        Text("超出範圍的顏色繞了一圈（溢位）", "colours outside the range wrap around (overflow)"),
        Text(
            "uint8 裝不下 260。它會變成 255，還是 4？",
            "A uint8 cannot hold 260. Does it become 255, or 4?",
        ),
        TYPES,
    ),
    Misconception(
        "image-of-floats",
        PAINTS,
        Text("回傳的是浮點數，不是 uint8", "floats are returned, not uint8"),
        Text("影像要存成 0 到 255 的什麼型別？", "An image holds 0 to 255, in which dtype?"),
        TYPES,
    ),
    Misconception(
        "stretched",
        IMAGE,
        Text("把顏色拉開到整個範圍", "the colours are stretched to the whole range"),
        Text(
            "一個點的顏色，會因為別的點而改變嗎？",
            "Should the colour of one point depend on the other points?",
        ),
        TYPES,
    ),
    Misconception(
        "channels-first",
        IMAGE,
        Text("通道放到了第一個軸", "the channels come first"),
        Text("形狀應該是 (height, width, 3)。", "The shape should be (height, width, 3)."),
        RESHAPE,
    ),
    Misconception(
        "height-width-exchanged",
        (*PAINTS, *MAP),
        Text("高與寬對調了", "height and width are exchanged"),
        Text(
            "影像的第一個軸是列：它有幾列？image.shape 的次序是什麼？",
            "The first axis of an image counts rows. How many are there? What is the order of image.shape?",
        ),
        RESHAPE,
    ),
    Misconception(
        "all-pixels-fitted",
        (*FIT, *CHOOSE, *KMEANS),
        Text("用了全部的像素，沒有抽樣", "all pixels are used, no sample is drawn"),
        Text(
            "一百萬個像素時，配適要多久？兩千個呢？結果差多少？",
            "How long does a fit to a million pixels take, how long to two thousand, and how much do they differ?",
        ),
        SAMPLING,
    ),
    Misconception(
        "first-pixels-taken",
        (*FIT, *CHOOSE, *KMEANS),
        Text("只取了最前面的像素", "only the first pixels are taken"),
        Text(
            "影像最上面的幾列是什麼？天空能代表整張照片嗎？",
            "What is in the topmost rows of an image? Does the sky stand for the whole photograph?",
        ),
        SAMPLING,
    ),
    Misconception(
        "drawn-with-replacement",
        (*FIT, *CHOOSE, *KMEANS),
        Text("抽樣時放回了，有的像素抽到兩次", "drawn with replacement: some pixels are drawn twice"),
        Text(
            "choice 的 replace 預設是什麼？抽全部的像素時，每個像素會恰好出現一次嗎？",
            "What is the default of replace in choice? If all pixels are drawn, does each occur exactly once?",
        ),
        SAMPLING,
    ),
    Misconception(
        "sample-seed-ignored",
        (*FIT, *CHOOSE, *KMEANS),
        Text("抽樣沒有用 random_state", "the draw does not use random_state"),
        Text(
            "抽樣也是隨機的。怎樣才能重現同一份樣本，又能換一份？",
            "Drawing is random too. What makes the same sample come again, and another one come for another seed?",
        ),
        "scikit-learn: Glossary, random_state",
        ({"sample-seed-ignored": 123}, {"sample-seed-ignored": 42}),
    ),
    Misconception(
        "fixed-n-colours",
        (*FIT, *KMEANS),
        Text("顏色的個數寫死了", "the number of colours is fixed"),
        Text("別人要 8 種顏色時，你的函式給幾種？", "How many colours does your function give to whoever asks for 8?"),
        "scikit-learn User Guide §2.1.1",
        ({"fixed-n-colours": 4}, {"fixed-n-colours": 3}),
        {"kmeans_segment": ({"fixed-n-colours": 4}, {"fixed-n-colours": 5})},
    ),
    Misconception(
        "fitted-in-bytes",
        FIT,
        Text("配適前又乘上 255", "the points are multiplied by 255 before the fit"),
        Text("means_ 的單位應該和 points 一樣。", "The means should be in the units of the points."),
        "scikit-learn User Guide §2.1.1",
    ),
    Misconception(
        "colours-too-round",
        FIT,
        Text("共變異數的型態不是 full", "the covariance type is not full"),
        Text(
            "同一個東西在亮處與暗處，紅、綠、藍會一起變。對角的共變異數說得出來嗎？",
            "In light and shade red, green and blue of a thing change together. Can a diagonal covariance say so?",
        ),
        "scikit-learn User Guide §2.1.1; Murphy (2012) §11.2",
        ({"colours-too-round": "diag"}, {"colours-too-round": "spherical"}),
    ),
    Misconception(
        "precisions-for-covariances",
        FIT,
        Text("回傳了精度矩陣，不是共變異數", "precisions are returned, not covariances"),
        Text("precisions_ 與 covariances_ 有什麼關係？", "How are precisions_ and covariances_ related?"),
        "Bishop (2006) §2.3.1",
    ),
    Misconception(
        "fit-results-in-other-order",
        FIT,
        Text("回傳值的順序不對", "the results are in another order"),
        Text("順序是 weights, means, covariances。", "The order is weights, means, covariances."),
        "scikit-learn: GaussianMixture",
    ),
    Misconception(
        "nearest-mean-colour",
        SEGMENT,
        Text("取最近的均值：那是 K-means，不是 GMM", "the nearest mean is taken: that is K-means, not a mixture"),
        Text(
            "一個又寬又常見的顏色，與一個又窄又少見的，在它們正中間的像素屬於誰？",
            "One colour is wide and common, the other narrow and rare. To which belongs a pixel half-way between them?",
        ),
        CLUSTERS,
    ),
    Misconception(
        "weights-left-out",
        COMPONENTS,
        Text("忘了權重 πₖ", "the weights πₖ are left out"),
        Text("常見的顏色與罕見的顏色，事前一樣可能嗎？", "Are a common and a rare colour equally probable beforehand?"),
        E_STEP,
    ),
    Misconception(
        "sizes-left-out",
        COMPONENTS,
        Text("忘了行列式：只比較馬氏距離", "the determinant is left out: only Mahalanobis distances are compared"),
        Text(
            "很寬的高斯，馬氏距離處處都小。它的高度呢？",
            "Under a wide Gaussian all Mahalanobis distances are small. What about its height?",
        ),
        "Bishop (2006) §2.3; Murphy (2012) §4.1.2",
    ),
    Misconception(
        "other-channels-ignored",
        COMPONENTS,
        Text("共變異數只用了對角線", "only the diagonals of the covariances are used"),
        Text(
            "紅、綠、藍常一起變亮。這寫在矩陣的哪裡？",
            "Red, green and blue often brighten together. Where does the matrix say so?",
        ),
        "Bishop (2006) §2.3",
    ),
    Misconception(
        "density-underflow",
        COMPONENTS,
        Text("密度小到變成 0，沒有用對數計算", "densities become 0: the computation is not in logarithms"),
        Text(
            "exp(-1000) 在電腦裡是多少？0/0 呢？",
            "What is exp(-1000) on a computer, and what is 0/0?",
        ),
        "Murphy (2012) §3.5.3; Bishop (2006) §9.2",
    ),
    Misconception(
        "least-probable-colour",
        SEGMENT,
        Text("取了最不可能的成分", "the least probable component is taken"),
        Text("argmax 與 argmin，哪一個是最可能的？", "Which finds what is most probable, argmax or argmin?"),
        E_STEP,
    ),
    Misconception(
        "soft-colours",
        SEGMENT,
        Text("把均值用責任值加權平均了", "means are averaged, weighted by the responsibilities"),
        Text(
            "分割後的影像最多有幾種顏色？你的有幾種？",
            "How many colours can a segmented image have at most? How many has yours?",
        ),
        "Murphy (2012) §11.2.3",
    ),
    Misconception(
        "members-averaged",
        SEGMENT,
        Text(
            "用了這張影像裡該群像素的平均，不是成分的均值",
            "pixels of this image are averaged; the component's mean is not used",
        ),
        Text("means 是給定的。還需要再平均一次嗎？", "The means are given. Is there anything left to average?"),
        E_STEP,
    ),
    Misconception(
        "labels-for-colours",
        (*SEGMENT, *KMEANS),
        Text("回傳了標籤，沒有換成顏色", "labels are returned, not colours"),
        Text("標籤 3 是什麼顏色？means 的第幾列？", "Which colour has the label 3? Which row of the means?"),
        "NumPy: indexing with integer arrays",
    ),
    Misconception(
        "loop-over-pixels",
        COMPONENTS,
        Text("一個一個像素計算", "the computation goes pixel by pixel"),
        Text(
            "K 個成分可以用迴圈，N 個像素不行。哪一步可以讓 NumPy 對全部像素一次做完？",
            "A loop over K components is fine, over N pixels it is not. Which step can NumPy take for all pixels at once?",
        ),
        "NumPy: broadcasting",
    ),
    Misconception(
        "array-too-large",
        COMPONENTS,
        Text("暫存的陣列太大", "a temporary array is too large"),
        Text(
            "先算一算：你最大的中間陣列有幾個元素，各 8 個位元組？一次處理一個成分或一塊像素呢？",
            "Count first: how many elements has your largest array, 8 bytes each? And with one component, or one block of pixels, at a time?",
        ),
        "NumPy: broadcasting",
    ),
    Misconception(
        "colour-counts-sorted",
        CHOOSE,
        Text("分數依 K 的大小排列，不是依 candidates 的順序", "the scores are in the order of K, not of candidates"),
        Text(
            "candidates 若是 (4, 2, 3)，第一個分數屬於誰？", "With the candidates (4, 2, 3), whose is the first score?"
        ),
        BIC,
    ),
    Misconception(
        "sample-for-each-candidate",
        CHOOSE,
        Text("每個候選用了不同的樣本", "each candidate sees another sample"),
        Text(
            "資料不同的兩個對數概似能比大小嗎？",
            "Can two log-likelihoods be compared that belong to different data?",
        ),
        BIC,
    ),
    Misconception(
        "scored-on-all-pixels",
        CHOOSE,
        Text("BIC 用全部的像素計算，不是用樣本", "the BIC is computed on all pixels, not on the sample"),
        Text(
            "模型看過的是哪些像素？BIC 的 N 是誰的個數？",
            "Which pixels has the model seen? Whose number is the N of BIC?",
        ),
        BIC,
    ),
    Misconception(
        "price-of-all-pixels",
        CHOOSE,
        Text("代價用了全部像素的個數", "the price uses the number of all pixels"),
        Text("log N 的 N 是配適用的樣本數。", "The N of log N is the number of samples in the fit."),
        BIC,
    ),
    Misconception(
        "aic-for-bic-of-colours",
        CHOOSE,
        Text("用了 AIC", "it is the AIC"),
        Text("AIC 與 BIC 的代價差在哪裡？", "How do the prices of AIC and BIC differ?"),
        BIC,
    ),
    Misconception(
        "likelihood-for-bic",
        CHOOSE,
        Text("用對數概似代替 BIC", "the log-likelihood stands in for the BIC"),
        Text("成分愈多，對數概似會怎樣？", "What happens to the log-likelihood with more and more components?"),
        BIC,
        ({"likelihood-for-bic": "mean"}, {"likelihood-for-bic": "sum"}),
    ),
    Misconception(
        "bic-per-pixel",
        CHOOSE,
        Text("BIC 除以了樣本數", "the BIC is divided by the number of samples"),
        Text("BIC 裡的對數概似是總和還是平均？", "Is the log-likelihood in BIC a sum or a mean?"),
        BIC,
    ),
    Misconception(
        "bic-upside-down",
        CHOOSE,
        Text("BIC 的正負號相反", "the BIC has the opposite sign"),
        Text("scikit-learn 的 BIC 是愈低愈好還是愈高愈好？", "Is a low or a high BIC of scikit-learn the good one?"),
        BIC,
    ),
    Misconception(
        "largest-bic",
        CHOOSE,
        Text("選了 BIC 最高的 K", "the K with the highest BIC is chosen"),
        Text("BIC 愈低愈好，還是愈高愈好？", "Is a lower BIC better, or a higher one?"),
        BIC,
    ),
    Misconception(
        "position-for-colours",
        CHOOSE,
        Text("回傳的是位置，不是 K", "the position is returned, not K"),
        Text("argmin 給的是第幾個候選，還是候選本身？", "Does argmin give the candidate, or where it is?"),
        BIC,
    ),
    Misconception(
        "mixture-for-k-means",
        KMEANS,
        Text("用了 GMM，不是 K-means", "a mixture is fitted, not K-means"),
        Text(
            "要比較的是兩種方法。這個函式該用哪一種？", "Two methods are to be compared. Which one is this function's?"
        ),
        CLUSTERS,
    ),
    Misconception(
        "centers-not-fitted",
        KMEANS,
        Text("中心只是幾個像素，沒有配適", "the centers are a few pixels, nothing is fitted"),
        Text("起點與終點，哪一個是 K-means 的結果？", "Is the start of K-means its result, or the end?"),
        CLUSTERS,
    ),
    Misconception(
        "farthest-center",
        KMEANS,
        Text("分給了最遠的中心", "each pixel goes to the farthest center"),
        Text("argmin 與 argmax，哪一個找最近的？", "Which finds what is nearest, argmin or argmax?"),
        CLUSTERS,
    ),
    Misconception(
        "centers-in-bytes",
        KMEANS,
        Text("centers 是 0 到 255", "the centers go from 0 to 255"),
        Text("centers 的單位應該和 points 一樣。", "The centers should be in the units of the points."),
        TYPES,
    ),
    Misconception(
        "k-means-in-other-order",
        KMEANS,
        Text("兩個回傳值的順序不對", "the two results are in another order"),
        Text("先是影像，再來是中心。", "First the image, then the centers."),
        CLUSTERS,
    ),
    Misconception(
        "component-from-one",
        MAP,
        Text("成分從 1 數起", "components are counted from 1"),
        Text("means 的第一列，索引是多少？", "What is the index of the first row of the means?"),
        E_STEP,
    ),
    Misconception(
        "densities-not-divided",
        MAP,
        Text("回傳了密度，沒有除以總和", "densities are returned, not divided by their sum"),
        Text("一個像素對所有成分的責任值，加起來是多少？", "What is the sum of a pixel's responsibilities?"),
        E_STEP,
    ),
    Misconception(
        "responsibility-in-logs",
        MAP,
        Text("回傳了責任值的對數", "logarithms of responsibilities are returned"),
        Text("責任值在 0 與 1 之間。你的呢？", "Responsibilities lie between 0 and 1. Do yours?"),
        E_STEP,
    ),
    Misconception(
        "hard-map",
        MAP,
        Text("只有 0 與 1：那是硬分群", "nothing but 0 and 1: that is a hard assignment"),
        Text("邊緣的像素完全屬於一個成分嗎？", "Does a pixel on an edge belong to one component altogether?"),
        E_STEP,
    ),
    Misconception(
        "normalised-over-pixels",
        MAP,
        Text("沿著像素正規化，不是沿著成分", "normalised over the pixels, not over the components"),
        Text(
            "什麼加起來是 1：一個像素的所有成分，還是一個成分的所有像素？",
            "What sums to 1: a pixel's components, or a component's pixels?",
        ),
        E_STEP,
    ),
    Misconception(
        "largest-responsibility",
        MAP,
        Text(
            "取了每個像素最大的責任值，不是指定的成分",
            "the largest responsibility is taken, not that of the given component",
        ),
        Text("component 這個參數用到了嗎？", "Is the argument component used?"),
        E_STEP,
    ),
    Misconception(
        "map-stretched",
        MAP,
        Text("把責任值拉開到 0 與 1", "the responsibilities are stretched to 0 … 1"),
        Text(
            "若沒有一個像素屬於這個成分，圖應該有多亮？",
            "If no pixel belongs to the component, how bright should the map be?",
        ),
        E_STEP,
    ),
    Misconception(
        "map-in-bytes",
        MAP,
        Text("責任值變成了 0 到 255", "the responsibilities have become 0 to 255"),
        Text("回傳的是機率，還是灰階？", "Are probabilities returned, or grey levels?"),
        E_STEP,
    ),
    Misconception(
        "all-maps",
        MAP,
        Text("回傳了所有成分的圖", "the maps of all components are returned"),
        Text(
            "只要 component 那一個，形狀是 (height, width)。", "Only that of component, in the shape (height, width)."
        ),
        E_STEP,
    ),
)
