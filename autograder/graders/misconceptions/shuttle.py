"""Misconceptions behind wrong results in ``07_anomaly_detection``: wrong options, and numbers that answer something else.

A wrong number is known by what it is the right answer to; the tests measure all of them again.
"""

from autograder.graders.misconceptions.comparison import cell
from autograder.graders.misconceptions.model import Misconception
from autograder.model import Text

JUDGED = ("shuttle_precision", "shuttle_recall", "shuttle_average")
SPLIT = "Murphy (2012) §1.4.8; scikit-learn: cross-validation"
NOVELTY = "Bishop (2006) §1.5.4"
RATES = "Murphy (2012) §5.7.2"
RATIO = "Bishop (2006) §2.3.9; Murphy (2012) §11.2.3"
SELECTION = "Bishop (2006) §1.3; Murphy (2012) §1.4.8"


def of_each(id: str, name: Text, hint: Text, reading: str, **answers: tuple[float, ...]) -> Misconception:
    """Return the misconception of whoever gives one of these numbers in the cells of these names."""
    ways = {cell: tuple({"option": answer} for answer in numbers) for cell, numbers in answers.items()}
    return Misconception(id, tuple(answers), name, hint, reading, other_variants=ways)


MISCONCEPTIONS = (
    of_each(
        "measured-on-validation",
        Text("這是驗證集上的數字", "the number of the validation set"),
        Text("驗證集已經用來選 K 了。這裡要的是哪一份資料？", "The validation set has chosen K already. Which part is asked for?"),
        SPLIT,
        shuttle_precision=(0.890,),
        shuttle_recall=(0.9914,),
        shuttle_average=(0.9962,),
    ),
    of_each(
        "trained-with-anomalies",
        Text("訓練資料裡混著異常", "the training data hold anomalies"),
        Text("模型若見過異常，異常的密度還會低嗎？", "Once the model has seen anomalies, is their density still low?"),
        NOVELTY,
        shuttle_precision=(0.5749, 0.4229),
        shuttle_recall=(0.1642, 0.0434),
        shuttle_average=(0.6735,),
    ),
    of_each(
        "not-standardized",
        Text("特徵沒有標準化", "the features were not standardised"),
        Text("這裡要的是標準化之後的 X，還是原來的 features？", "Is it X that is asked for, or the features as they came?"),
        NOVELTY,
        shuttle_precision=(0.8762,),
        shuttle_recall=(0.9754,),
        shuttle_average=(0.9417,),
    ),
    of_each(
        "threshold-of-the-test-scores",
        Text("門檻取自測試集的分數", "the threshold comes from the scores of the test set"),
        Text(
            "測試集裡有 7 % 的異常，最高的 1 % 是哪些樣本？門檻該由哪些樣本的分數決定？",
            "7 % of the test set are anomalies: what then are its highest 1 %? Whose scores should set the threshold?",
        ),
        RATES,
        shuttle_precision=(0.9959,),
        shuttle_recall=(0.1408,),
    ),
    of_each(
        "precision-and-recall-exchanged",
        Text("精確率與召回率填反了", "precision and recall are exchanged"),
        Text("1869 個警報裡有幾個是真的？1705 個異常裡抓到幾個？", "How many of 1869 alarms are true? How many of 1705 anomalies are caught?"),
        RATES,
        shuttle_precision=(0.9865,),
        shuttle_recall=(0.8999,),
    ),
    of_each(
        "accuracy-reported",
        Text("填的是準確率（accuracy）", "accuracy is given"),
        Text("什麼都不標，準確率也有多少？", "What is the accuracy of flagging nothing at all?"),
        RATES,
        shuttle_precision=(0.9913,),
    ),
    of_each(
        "false-alarm-rate-reported",
        Text("填的是假警報佔正常樣本的比例", "the share of normal samples that are flagged"),
        Text("警報響了，有多少機會是真的？分母是什麼？", "When the alarm rings, how likely is it true? What is the denominator?"),
        RATES,
        shuttle_precision=(0.0084,),
    ),
    of_each(
        "roc-area-reported",
        Text("填的是 ROC 曲線下的面積", "the area under the ROC curve"),
        Text("正常樣本佔九成以上時，哪一種面積比較嚴格？", "Where more than nine in ten are normal, which area is the stricter?"),
        RATES,
        shuttle_average=(0.9994,),
        responsibility_average=(0.2267,),
    ),
    of_each(
        "percent-for-share",
        Text("填成了百分數", "a percentage is given"),
        Text("這些數都介於 0 與 1。", "All of these lie between 0 and 1."),
        RATES,
        shuttle_precision=(90.0, 89.99, 89.995),
        shuttle_recall=(98.65, 98.7, 98.651),
        shuttle_average=(99.28, 99.3),
        responsibility_average=(7.07, 7.1, 7.067),
    ),
    of_each(
        "sureness-for-score",
        Text("分數用了最大責任值，沒有用 1 去減", "the largest responsibility is the score, not 1 minus it"),
        Text("分數愈高應該愈異常還是愈正常？", "Should a high score mean odd or normal?"),
        RATIO,
        responsibility_average=(0.144,),
    ),
    of_each(
        "density-for-responsibility",
        Text("填的是密度的平均精確率", "the average precision of the density"),
        Text("這一格的分數是 1 − 最大責任值。", "The score of this cell is 1 − the largest responsibility."),
        RATIO,
        responsibility_average=(0.9928,),
    ),
    cell(
        "responsibility_reason", "more-components-for-anomalies",
        "以為成分夠多，責任值就認得異常", "with enough components, responsibilities would tell anomalies",
        "K 再大，離全部成分都很遠的樣本，責任值加起來是多少？", "However large K is, to what do the responsibilities of a far sample sum?",
        RATIO, "A",
    ),
    cell(
        "responsibility_reason", "underflow-hides-anomalies",
        "以為是下溢的關係", "underflow is blamed",
        "上面的 max_responsibility 就是在對數裡算的。R 點的責任值是多少？",
        "max_responsibility above works with logarithms already. What is the responsibility of R?",
        RATIO, "C",
    ),
    cell(
        "responsibility_reason", "anomalies-should-be-trained-on",
        "以為訓練時要看過異常", "anomalies are thought to be needed in training",
        "實驗 1 把異常混進訓練，結果變好了嗎？", "In experiment 1 anomalies got into the training. Did that help?",
        NOVELTY, "D",
    ),
    of_each(
        "flattery-negative",
        Text("減的方向反了", "subtracted the other way round"),
        Text("哪一個比較大：在甲上評，還是在乙上評？", "Which mark is higher: on set 1, or on set 2?"),
        SELECTION,
        flattery=(-0.075,),
    ),
    of_each(
        "flattery-against-the-quantile",
        Text("減的是訓練分位數的成績", "the mark of the training quantile is subtracted"),
        Text("要比的是同一個門檻的兩份成績。", "It is one and the same threshold whose two marks are compared."),
        SELECTION,
        flattery=(0.0462, 0.0288, -0.0288),
    ),
    of_each(
        "mark-for-difference",
        Text("填的是一份成績，不是兩份的差", "one mark is given, not the difference of two"),
        Text("高估了多少，是哪兩個數的差？", "How much it flatters is the difference of which two numbers?"),
        SELECTION,
        flattery=(0.9933, 0.9183, 0.9471),
    ),
    cell(
        "threshold_reason", "easier-anomalies",
        "以為甲的異常剛好比較容易", "the anomalies of set 1 are thought to be easier by chance",
        "甲與乙是隨機分的，重複了 400 次。哪一份容易，多抽幾次會互相抵銷；挑門檻造成的差距也會嗎？",
        "The two sets were drawn at random, 400 times. Which of them is easier averages out. Does the choice of the threshold?",
        SELECTION, "A",
    ),
    cell(
        "threshold_reason", "two-distributions",
        "以為甲與乙的分布不同", "the two sets are thought to have different distributions",
        "兩份都是從同一個測試集、用同樣的方法抽出來的。", "Both were drawn from the same test set in the same way.",
        SELECTION, "B",
    ),
    cell(
        "threshold_reason", "measure-to-blame",
        "以為是 F1 這個指標的關係", "the F-score itself is blamed",
        "用別的指標選最好的門檻，再用同一份資料評，會怎樣？",
        "Choose the threshold by any other measure, and judge it on the same data: what then?",
        SELECTION, "C",
    ),
)  # fmt: skip
