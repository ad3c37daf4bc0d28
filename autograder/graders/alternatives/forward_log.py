# %% logsumexp | logsumexp
def forward_log(log_start, log_transition, log_emission):
    rows = [log_start + log_emission[0]]
    for emission in log_emission[1:]:
        rows.append(logsumexp(rows[-1][:, None] + log_transition, axis=0) + emission)
    return logsumexp(rows[-1]), np.array(rows)


# %% 三層迴圈，純 Python，自己處理 -inf | three loops in plain Python, -inf by hand
import math


# %% +
def log_sum(logs):
    top = max(logs)
    if top == -math.inf:
        return -math.inf
    return top + math.log(sum(math.exp(one - top) for one in logs))


# %% +
def forward_log(log_start, log_transition, log_emission):
    T, S = len(log_emission), len(log_start)
    alpha = [[float(log_start[j] + log_emission[0][j]) for j in range(S)]]
    for t in range(1, T):
        alpha.append([log_sum([alpha[-1][i] + float(log_transition[i][j]) for i in range(S)]) + float(log_emission[t][j]) for j in range(S)])
    return log_sum(alpha[-1]), alpha


# %% 轉置後逐狀態 | transposed, state by state
def forward_log(log_start, log_transition, log_emission):
    into = np.transpose(log_transition)
    log_alpha = np.full_like(log_emission, -np.inf, dtype=float)
    log_alpha[0] = np.add(log_start, log_emission[0])
    for t in range(1, len(log_emission)):
        for j in range(len(log_start)):
            log_alpha[t, j] = np.logaddexp.reduce(into[j] + log_alpha[t - 1]) + log_emission[t, j]
    return np.array(np.logaddexp.reduce(log_alpha[-1])), log_alpha


# %% 遞迴式，list 結果 | a recursion, a list of two
def forward_log(log_start, log_transition, log_emission):
    def rows(t):
        if t == 0:
            return [log_start + log_emission[0]]
        before = rows_of[t - 1]
        return before + [np.logaddexp.reduce(before[-1].reshape(-1, 1) + log_transition) + log_emission[t]]

    rows_of = {}
    for t in range(len(log_emission)):
        rows_of[t] = rows(t)
        rows_of.pop(t - 2, None)
    table = np.stack(rows_of[len(log_emission) - 1])
    return [np.logaddexp.reduce(table[-1]), table]


# %% 累積 accumulate | itertools.accumulate
from itertools import accumulate


# %% +
def forward_log(log_start, log_transition, log_emission):
    def step(before, emission):
        return np.logaddexp.reduce(before[:, None] + log_transition, axis=0) + emission

    table = np.array(list(accumulate(log_emission[1:], step, initial=log_start + log_emission[0])))
    return logsumexp(table[-1]).item(), table
