"""Misconceptions about Lloyd's algorithm and hard labels."""

from autograder.graders.misconceptions.model import Misconception
from autograder.model import Text

ASSIGN = ("assign_labels",)
UPDATE = ("update_centers",)
LLOYD = ("lloyd",)
HARD = ("hard_assignment",)
KMEANS = "Bishop (2006) §9.1; Murphy (2012) §11.4.2.5"
LABELS = "Bishop (2006) §9.3.2; Murphy (2012) §11.2.3"

MISCONCEPTIONS = (
    Misconception(
        "farthest-for-nearest",
        ASSIGN,
        Text("分給了最遠的中心", "each sample goes to the farthest center"),
        Text("argmin 與 argmax，哪一個找最近的？", "Which finds what is nearest, argmin or argmax?"),
        KMEANS,
    ),
    Misconception(
        "nearest-over-samples",
        ASSIGN,
        Text(
            "找的是離每個中心最近的樣本",
            "what is found is the nearest sample of each center",
        ),
        Text(
            "要替每個樣本選一個中心，還是替每個中心選一個樣本？那是沿著哪一個軸？",
            "Is a center chosen for each sample, or a sample for each center? Along which axis is that?",
        ),
        KMEANS,
    ),
    Misconception(
        "other-distance",
        (*ASSIGN, *LLOYD),
        Text("用的不是歐氏距離", "distance is not Euclidean"),
        Text(
            "公式裡的 ‖x − c‖² 是各個座標差的什麼加起來？",
            "In ‖x − c‖², what is it of the differences between coordinates that is summed?",
        ),
        KMEANS,
        ({"other-distance": None}, {"other-distance": "largest"}),
        {"lloyd": ({"other-distance": None},)},
    ),
    Misconception(
        "dot-product-for-distance",
        ASSIGN,
        Text("用內積或夾角代替距離", "an inner product or an angle in place of a distance"),
        Text(
            "把 ‖x − c‖² 乘開，除了 −2x·c 還有哪一項和 c 有關？",
            "Multiply ‖x − c‖² out: besides −2x·c, which other term depends on c?",
        ),
        KMEANS,
        ({"dot-product-for-distance": None}, {"dot-product-for-distance": "cosine"}),
    ),
    Misconception(
        "norms-compared",
        ASSIGN,
        Text("比的是樣本與中心各自的長度", "the lengths of sample and center are compared"),
        Text(
            "(3, 0) 與 (0, 3) 一樣長，它們的距離是 0 嗎？",
            "(3, 0) and (0, 3) are equally long. Is their distance 0?",
        ),
        KMEANS,
    ),
    Misconception(
        "sum-before-square",
        ASSIGN,
        Text("先把座標差加起來，才平方", "differences are summed before they are squared"),
        Text(
            "差是 (1, −1) 的兩個點，距離是 0 嗎？",
            "Two points differ by (1, −1). Is their distance 0?",
        ),
        KMEANS,
    ),
    Misconception(
        "difference-not-squared",
        ASSIGN,
        Text("座標差沒有平方", "the differences are not squared"),
        Text(
            "往左 5 與往右 5，哪一個比較遠？你的式子給出什麼？",
            "Which is farther, 5 to the left or 5 to the right? What does your formula give?",
        ),
        KMEANS,
    ),
    Misconception(
        "first-feature-only",
        ASSIGN,
        Text("只看了第一個特徵", "the first feature alone is used"),
        Text("距離是由幾個座標算出來的？", "From how many coordinates is a distance found?"),
        KMEANS,
    ),
    Misconception(
        "centers-truncated",
        ASSIGN,
        Text("中心被轉成了整數", "the centers are turned into integers"),
        Text(
            "X 是整數時，中心也必須是整數嗎？",
            "When X is made of integers, must the centers be integers as well?",
        ),
        KMEANS,
    ),
    Misconception(
        "distance-for-label",
        ASSIGN,
        Text("回傳的是距離，不是標籤", "distances are returned, not labels"),
        Text("min 與 argmin 差在哪裡？", "How do min and argmin differ?"),
        KMEANS,
        ({"distance-for-label": None}, {"distance-for-label": "root"}),
    ),
    Misconception(
        "center-for-label",
        ASSIGN,
        Text("回傳的是中心的座標，不是標籤", "the centers themselves are returned, not their labels"),
        Text("標籤是一個編號。", "A label is the number of a cluster."),
        KMEANS,
    ),
    Misconception(
        "labels-from-one",
        (*ASSIGN, *HARD),
        Text("標籤從 1 算起", "the labels start from 1"),
        Text("centers[labels] 會取到哪些中心？", "Which centers does centers[labels] pick?"),
        KMEANS,
    ),
    Misconception(
        "one-hot-for-labels",
        (*ASSIGN, *HARD),
        Text("回傳的是 0 與 1 的矩陣，不是標籤", "a matrix of zeros and ones is returned, not labels"),
        Text("標籤的形狀是 (n_samples,)：每個樣本一個整數。", "Labels have shape (n_samples,): one integer a sample."),
        KMEANS,
    ),
    Misconception(
        "empty-center-nan",
        UPDATE,
        Text("空群的中心是 0/0", "the center of an empty cluster is 0/0"),
        Text(
            "一個樣本也沒有時，平均是多少？題目說這時中心該怎麼辦？",
            "What is the mean of no sample at all? What does the text ask for then?",
        ),
        KMEANS,
    ),
    Misconception(
        "empty-center-moved",
        UPDATE,
        Text("空群的中心被移走了", "the center of an empty cluster is moved elsewhere"),
        Text(
            "scikit-learn 會移動它，這份作業則否：它留在哪裡？",
            "scikit-learn moves it; this assignment does not. Where does it stay?",
        ),
        KMEANS,
        tuple({"empty-center-moved": where} for where in ("zero", "mean", "first")),
    ),
    Misconception(
        "empty-cluster-dropped",
        UPDATE,
        Text("空群的中心不見了", "the center of an empty cluster is dropped"),
        Text("np.unique(labels) 裡有空群嗎？", "Is an empty cluster among np.unique(labels)?"),
        KMEANS,
    ),
    Misconception(
        "center-sum-for-mean",
        UPDATE,
        Text("只加總，沒有除以樣本數", "samples are summed, not averaged"),
        Text("平均是和除以什麼？", "By what is a sum divided to make a mean?"),
        KMEANS,
    ),
    Misconception(
        "center-divided-by-n",
        UPDATE,
        Text("除以全部樣本數 N，不是 N_k", "the sum is divided by N, not by N_k"),
        Text("這個平均裡有幾個樣本？", "How many samples are in this mean?"),
        KMEANS,
    ),
    Misconception(
        "median-for-mean",
        (*UPDATE, *LLOYD),
        Text("用了中位數，不是平均", "the median is used, not the mean"),
        Text(
            "哪一個點讓距離的**平方**和最小？",
            "Which point makes the sum of *squared* distances smallest?",
        ),
        KMEANS,
    ),
    Misconception(
        "middle-of-range",
        UPDATE,
        Text("用了最大與最小的中點", "the middle between smallest and largest is used"),
        Text("群裡的每個樣本都算了嗎？", "Does every sample of the cluster count?"),
        KMEANS,
    ),
    Misconception(
        "center-over-features",
        UPDATE,
        Text("連特徵也一起平均了", "the mean is taken over the features as well"),
        Text("中心是幾維的點？.mean() 沿著哪個軸？", "How many coordinates has a center? Along which axis is .mean()?"),
        KMEANS,
    ),
    Misconception(
        "sample-for-mean",
        UPDATE,
        Text("中心取了最靠近平均的樣本", "the center is the sample nearest to the mean"),
        Text(
            "K-means 的中心必須是某個樣本嗎？",
            "Must a center of K-means be one of the samples?",
        ),
        KMEANS,
    ),
    Misconception(
        "moved-halfway",
        UPDATE,
        Text("中心只移了一半", "the centers move only halfway"),
        Text("新的中心還和舊的中心有關嗎？", "Does the new center depend on the old one?"),
        KMEANS,
    ),
    Misconception(
        "everybody-in-every-cluster",
        UPDATE,
        Text("沒有用到標籤，每群都平均全部樣本", "labels are ignored: every cluster averages all samples"),
        Text("第 k 群有哪些樣本？", "Which samples are in cluster k?"),
        KMEANS,
    ),
    Misconception(
        "labels-found-again",
        UPDATE,
        Text("沒有用給的標籤，又自己分了一次", "the labels given are not used, but found again"),
        Text("這個函式只做哪一步？", "Which of the two steps is this function's?"),
        KMEANS,
    ),
    Misconception(
        "center-truncated",
        UPDATE,
        Text("中心的小數不見了", "the centers lose their fractions"),
        Text(
            "把小數存進整數陣列會怎樣？",
            "What happens when a fraction is put into an array of integers?",
        ),
        "NumPy: data types",
    ),
    Misconception(
        "one-iteration-only",
        LLOYD,
        Text("只做了一次迭代", "it makes a single iteration"),
        Text("return 寫在迴圈裡面還是外面？", "Does the return stand inside the loop or after it?"),
        KMEANS,
    ),
    Misconception(
        "stops-while-moving",
        LLOYD,
        Text("中心還在移動就停了", "it stops while the centers still move"),
        Text(
            "Lloyd 在有限次之後會完全不動，需要門檻嗎？",
            "Lloyd comes to a full rest after finitely many iterations. Does it need a threshold?",
        ),
        KMEANS,
    ),
    Misconception(
        "lloyd-max-iter-ignored",
        LLOYD,
        Text("沒有遵守 max_iter", "max_iter is ignored"),
        Text("迴圈最多做幾次？", "How often does the loop run at most?"),
        KMEANS,
    ),
    Misconception(
        "labels-before-move",
        LLOYD,
        Text("標籤是中心移動之前的", "the labels are those before the last move"),
        Text(
            "回傳的標籤與回傳的中心，屬於同一次迭代嗎？",
            "Do the labels and the centers that you return belong to the same iteration?",
        ),
        KMEANS,
    ),
    Misconception(
        "inertia-before-move",
        LLOYD,
        Text("慣性是用中心移動之前的標籤或中心算的", "the inertia is that of labels or centers before the last move"),
        Text(
            "手算的第一次迭代：2 這個樣本用的是哪一個中心？",
            "In the first iteration by hand: which center is used for the sample 2?",
        ),
        KMEANS,
        ({"inertia-before-move": None}, {"inertia-before-move": "both"}),
    ),
    Misconception(
        "distance-not-squared-in-inertia",
        LLOYD,
        Text("慣性加的是距離，沒有平方", "the inertia sums distances, not squared ones"),
        Text("J 的公式裡有沒有平方？", "Is there a square in the formula of J?"),
        KMEANS,
    ),
    Misconception(
        "inertia-averaged",
        LLOYD,
        Text("慣性除以了樣本數", "the inertia is divided by the number of samples"),
        Text("J 是和還是平均？", "Is J a sum or a mean?"),
        KMEANS,
    ),
    Misconception(
        "inertia-rooted",
        LLOYD,
        Text("慣性開了根號", "the root of the inertia is taken"),
        Text("J 的公式最後有根號嗎？", "Does the formula of J end with a root?"),
        KMEANS,
    ),
    Misconception(
        "inertia-around-mean",
        LLOYD,
        Text("慣性是到全體平均的距離", "the inertia is taken around the mean of all samples"),
        Text("每個樣本量的是到哪一個點的距離？", "To which point is the distance of each sample measured?"),
        KMEANS,
    ),
    Misconception(
        "own-centers",
        LLOYD,
        Text("沒有用給定的起點", "it starts from centers of its own"),
        Text("centers 這個參數用到了嗎？", "Is the argument centers used?"),
        KMEANS,
        ({"own-centers": None}, {"own-centers": "last"}),
    ),
    Misconception(
        "initial-centers-returned",
        LLOYD,
        Text("回傳的是起始的中心", "the initial centers are returned"),
        Text("迴圈裡算出來的中心存到哪裡去了？", "Where are the centers kept that the loop finds?"),
        KMEANS,
    ),
    Misconception(
        "lloyd-order-of-results",
        LLOYD,
        Text("回傳的順序不對", "the results are in another order"),
        Text("說明裡的順序是 centers、labels、inertia。", "The docstring has the order centers, labels, inertia."),
        KMEANS,
    ),
    Misconception(
        "inertia-not-returned",
        LLOYD,
        Text("沒有回傳慣性", "the inertia is not returned"),
        Text("要回傳幾樣東西？", "How many things are to be returned?"),
        KMEANS,
    ),
    Misconception(
        "nan-for-empty-in-lloyd",
        LLOYD,
        Text("空群讓中心變成 NaN", "an empty cluster makes a center NaN"),
        Text(
            "一個樣本也沒有時，平均是多少？update_centers 處理空群了嗎？",
            "What is the mean of no sample at all? Does update_centers take care of an empty cluster?",
        ),
        KMEANS,
    ),
    Misconception(
        "empty-reset-in-lloyd",
        LLOYD,
        Text("空群的中心被設成 0", "the center of an empty cluster is set to 0"),
        Text("題目說空群的中心該在哪裡？", "Where does the text leave the center of an empty cluster?"),
        KMEANS,
    ),
    Misconception(
        "argmax-over-samples",
        HARD,
        Text(
            "找的是每個成分責任值最大的樣本", "what is found is the sample of each component's largest responsibility"
        ),
        Text(
            "resp 的每一列是一個樣本。要沿著哪個軸找最大？",
            "Each row of resp is a sample. Along which axis is the largest to be found?",
        ),
        LABELS,
    ),
    Misconception(
        "least-for-most",
        HARD,
        Text("取了最小的責任值", "the smallest responsibility is taken"),
        Text("責任值大，表示比較可能還是比較不可能？", "Is a large responsibility more probable or less?"),
        LABELS,
    ),
    Misconception(
        "largest-value-for-label",
        HARD,
        Text("回傳的是最大的責任值，不是它的編號", "the largest responsibility is returned, not whose it is"),
        Text("max 與 argmax 差在哪裡？", "How do max and argmax differ?"),
        LABELS,
    ),
    Misconception(
        "rounded-responsibilities",
        HARD,
        Text("先四捨五入，才取最大", "the responsibilities are rounded first"),
        Text(
            "責任值是 (0.3, 0.45, 0.25) 時，四捨五入之後剩下什麼？",
            "What is left of (0.3, 0.45, 0.25) after rounding?",
        ),
        LABELS,
    ),
    Misconception(
        "threshold-at-half",
        HARD,
        Text("用 0.5 當門檻", "a threshold of 0.5 decides"),
        Text(
            "成分超過兩個時，最大的責任值一定超過 0.5 嗎？",
            "With more than two components, is the largest always above 0.5?",
        ),
        LABELS,
        ({"threshold-at-half": None}, {"threshold-at-half": "second"}),
    ),
    Misconception(
        "divided-by-cluster-size",
        HARD,
        Text("責任值又除以了成分的大小", "responsibilities are divided by the size of the component"),
        Text(
            "責任值裡已經有權重了，還要再改嗎？",
            "The weights are in the responsibilities already. Do they need another change?",
        ),
        LABELS,
    ),
    Misconception(
        "mean-label",
        HARD,
        Text("取了編號的平均", "the labels are averaged"),
        Text(
            "一半屬於第 0 群、一半屬於第 2 群，等於屬於第 1 群嗎？",
            "Half in cluster 0 and half in cluster 2: is that cluster 1?",
        ),
        LABELS,
    ),
    Misconception(
        "second-for-first",
        HARD,
        Text("取了第二大的責任值", "the second largest responsibility is taken"),
        Text("argsort 由小排到大，最大的在哪裡？", "argsort goes from small to large. Where is the largest?"),
        LABELS,
    ),
)
