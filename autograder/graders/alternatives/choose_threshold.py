# %% np.percentile | np.percentile
def choose_threshold(train_scores, fraction):
    return np.percentile(train_scores, 100 * (1 - fraction))


# %% 排序後取容許個數之前的那一個 | sorted, the one before the tolerated number
def choose_threshold(train_scores, fraction):
    n = len(train_scores)
    allowed = int(np.floor(fraction * n + 1e-9))
    return sorted(train_scores)[n - 1 - allowed]


# %% 不內插的分位數 | the quantile without interpolation
def choose_threshold(train_scores, fraction):
    return float(np.quantile(train_scores, 1 - fraction, method="higher"))


# %% 變號後取另一端 | the other end of the negated scores
def choose_threshold(train_scores, fraction):
    return -np.quantile([-score for score in train_scores], fraction)


# %% 自己內插 | interpolated by hand
def choose_threshold(train_scores, fraction):
    ordered = np.sort(train_scores)
    position = (len(ordered) - 1) * (1 - fraction)
    low = int(position)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (position - low) * (ordered[high] - ordered[low])


# %% np.interp，回傳 0 維陣列 | np.interp, a 0-d array
def choose_threshold(train_scores, fraction):
    shares = np.linspace(0, 1, len(train_scores))
    return np.array(np.interp(1 - fraction, shares, np.sort(train_scores)))


# %% 兩個相鄰分數的中點 | midway between two neighbours
def choose_threshold(train_scores, fraction):
    below, above = (np.quantile(train_scores, 1 - fraction, method=way) for way in ("lower", "higher"))
    return (below + above) / 2


# %% scipy.stats.mstats 的分位數 | the quantile of scipy.stats.mstats
from scipy.stats import mstats

# %% +
def choose_threshold(train_scores, fraction):
    return mstats.mquantiles(np.array(train_scores, dtype=float), [1 - fraction], alphap=0.5, betap=0.5)[0]


# %% 排序後取位置，不超過最後一個 | sorted, by position, no farther than the last
def choose_threshold(train_scores, fraction):
    n = len(train_scores)
    return sorted(train_scores)[min(int((1 - fraction) * n), n - 1)]


# %% np.partition | np.partition
def choose_threshold(train_scores, fraction):
    rank = len(train_scores) - 1 - int(fraction * len(train_scores) + 1e-12)
    return np.partition(train_scores, rank)[rank]
