# %% 存 delta 整張表，回溯時再取 argmax | the whole table, argmax only on the way back
def viterbi(log_start, log_transition, log_emission):
    delta = [log_start + log_emission[0]]
    for emission in log_emission[1:]:
        delta.append((delta[-1][:, None] + log_transition).max(axis=0) + emission)
    path = [int(np.argmax(delta[-1]))]
    for row in delta[-2::-1]:
        path.append(int(np.argmax(row + log_transition[:, path[-1]])))
    return path[::-1], delta[-1].max()


# %% 每個狀態帶著自己的路走 | each state carries its path along
def viterbi(log_start, log_transition, log_emission):
    S = len(log_start)
    best = {j: (float(log_start[j] + log_emission[0][j]), [j]) for j in range(S)}
    for t in range(1, len(log_emission)):
        best = {
            j: max(((value + float(log_transition[path[-1]][j]) + float(log_emission[t][j]), [*path, j]) for value, path in best.values()), key=lambda one: one[0])
            for j in range(S)
        }
    value, path = max(best.values(), key=lambda one: one[0])
    return np.array(path, dtype=np.int32), value


# %% 從後面往前（後向的 Viterbi） | from the end to the start
def viterbi(log_start, log_transition, log_emission):
    T, S = log_emission.shape
    rest, ahead = np.zeros(S), np.zeros((T, S), int)
    for t in range(T - 1, 0, -1):
        ways = log_transition + log_emission[t] + rest
        ahead[t], rest = ways.argmax(axis=1), ways.max(axis=1)
    first = log_start + log_emission[0] + rest
    path = [first.argmax()]
    for t in range(1, T):
        path.append(ahead[t, path[-1]])
    return np.array(path), np.array(first.max())


# %% 平手時取最後一個，三層迴圈 | the last of equals, three loops
def viterbi(log_start, log_transition, log_emission):
    T, S = np.shape(log_emission)
    delta, back = np.full((T, S), -np.inf), np.zeros((T, S), dtype=int)
    for j in range(S):
        delta[0, j] = log_start[j] + log_emission[0, j]
    for t in range(1, T):
        for j in range(S):
            for i in range(S):
                way = delta[t - 1, i] + log_transition[i, j] + log_emission[t, j]
                if way >= delta[t, j]:
                    delta[t, j], back[t, j] = way, i
    state = S - 1 - int(np.argmax(delta[-1][::-1]))
    best, path = delta[-1, state], [state]
    for t in range(T - 1, 0, -1):
        path.insert(0, int(back[t, path[0]]))
    return tuple(path), best


# %% 機率由路徑重算，浮點數標籤 | the probability found again from the path, states as floats
def viterbi(log_start, log_transition, log_emission):
    score, back = log_start + log_emission[0], []
    for emission in log_emission[1:]:
        ways = score + log_transition.T
        back.append(np.argmax(ways, axis=1))
        score = np.max(ways, axis=1) + emission
    path = [np.argmax(score)]
    for pointers in reversed(back):
        path.append(pointers[path[-1]])
    path = np.array(path[::-1])
    value = log_start[path[0]] + sum(log_transition[a, b] for a, b in zip(path, path[1:])) + log_emission[np.arange(len(path)), path].sum()
    return path.astype(float), value
