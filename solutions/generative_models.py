"""Reference for ``10_generative_models``: sampling from a mixture, evidence lower bounds, and GMM-HMMs."""

import numpy as np
from scipy.special import logsumexp
from scipy.stats import multivariate_normal


def sample(
    n_samples: int, weights: np.ndarray, means: np.ndarray, covariances: np.ndarray, random_state: int = 0
) -> tuple[np.ndarray, np.ndarray]:
    """從高斯混合模型抽樣：先抽成分，再從那個成分的高斯抽出樣本。
    Sample from a Gaussian mixture: draw a component first, then a sample from its Gaussian.

    參數 Parameters
        n_samples     int                                     要幾個樣本 | how many samples
        weights       (n_components,)                         權重，和為 1，可以是 0 | sum to 1, may hold a 0
        means         (n_components, n_features)              各成分的均值，可為整數 | means, may be integers
        covariances   (n_components, n_features, n_features)  各成分的共變異數矩陣 | covariance of each component
        random_state  int                                     亂數種子 | seed of the random numbers
    回傳 Returns
        X             (n_samples, n_features)                 樣本 | samples
        labels        (n_samples,)                            整數，每個樣本來自哪個成分 | component of each sample, integers

    樣本彼此獨立；每個成分有幾個樣本，也由抽籤決定。各列可以照抽出的順序，也可以依成分排好，但不可依樣本的值排序。
    亂數產生器任選，但相同的 random_state 要得到相同的樣本，不同的得到不同的樣本。不可修改輸入。
    Samples are independent; how many come from each component is random too. Rows may come as they were
    drawn, or sorted by component, but not sorted by the values of the samples. Use any generator of random numbers, but
    the same random_state gives the same samples, and another one gives others. Inputs are never modified.

    Bishop (2006) §8.1.2, §9.2, §11.1; Murphy (2012) §11.2.
    """
    rng = np.random.default_rng(random_state)
    labels = rng.choice(len(weights), size=n_samples, p=weights)
    factors = np.linalg.cholesky(covariances)  # cov = L @ L.T, so that L @ noise has this covariance
    noise = rng.standard_normal((n_samples, np.shape(means)[1]))
    X = np.asarray(means)[labels] + np.einsum("nij,nj->ni", factors[labels], noise)
    return X, labels


def sample_conditional(
    x_known: np.ndarray,
    known: np.ndarray,
    n_samples: int,
    weights: np.ndarray,
    means: np.ndarray,
    covariances: np.ndarray,
    random_state: int = 0,
) -> np.ndarray:
    """已知部分座標，從混合模型的條件分布抽出其餘的座標。
    Given some of the coordinates, sample the others from the mixture's conditional distribution.

    參數 Parameters
        x_known       (n_known,)                              已知座標的值，可為整數 | values of the known coordinates, may be integers
        known         (n_known,)                              已知座標的編號，順序不拘；x_known[i] 是第 known[i] 個座標的值
                                                              indices in any order: x_known[i] is coordinate known[i]
        n_samples     int                                     要幾個樣本 | how many samples
        weights       (n_components,)                         權重，和為 1 | sum to 1
        means         (n_components, n_features)              各成分的均值 | mean of each component
        covariances   (n_components, n_features, n_features)  各成分的共變異數矩陣 | covariance of each component
        random_state  int                                     亂數種子 | seed of the random numbers
    回傳 Returns
        X             (n_samples, n_features)                 完整的樣本，已知的座標等於 x_known
                                                              whole samples, whose known coordinates equal x_known

    樣本彼此獨立，每個成分有幾個樣本也由抽籤決定。至少有一個座標已知，至少有一個未知。x_known 離所有成分都很遠時也要正確，
    不得出現 NaN。各列的順序不拘；random_state 的意義與 sample 相同。不可修改輸入。
    Samples are independent, and how many come from each component is random too. At least one coordinate is known, and at
    least one is not. Right also where x_known is far from every component;
    never a NaN. Rows may come in any order; random_state means what it means in sample. Inputs are never modified.

    Bishop (2006) §2.3.1, eq. 2.81–2.82; Murphy (2012) §4.3.1.
    """
    known = np.asarray(known)
    unknown = np.setdiff1d(np.arange(np.shape(means)[1]), known)
    log_weights, new_means, new_covariances = [], [], []
    for weight, mean, cov in zip(weights, means, covariances, strict=True):
        cov_kk, cov_uk = cov[np.ix_(known, known)], cov[np.ix_(unknown, known)]
        regression = np.linalg.solve(cov_kk, cov_uk.T).T  # Σ_uk Σ_kk⁻¹
        new_means.append(mean[unknown] + regression @ (x_known - mean[known]))
        new_covariances.append(cov[np.ix_(unknown, unknown)] - regression @ cov_uk.T)
        with np.errstate(divide="ignore"):
            log_weights.append(np.log(weight) + multivariate_normal.logpdf(x_known, mean[known], cov_kk))
    new_weights = np.exp(log_weights - logsumexp(log_weights))
    X = np.empty((n_samples, np.shape(means)[1]))
    X[:, known] = x_known
    X[:, unknown], _ = sample(n_samples, new_weights, np.array(new_means), np.array(new_covariances), random_state)
    return X


def elbo(X: np.ndarray, resp: np.ndarray, weights: np.ndarray, means: np.ndarray, covariances: np.ndarray) -> float:
    """計算混合模型的證據下界（ELBO），責任值可以是任何分布。
    Return the evidence lower bound (ELBO) of a mixture, for any responsibilities.

    參數 Parameters
        X            (n_samples, n_features)                 樣本，可為整數 | samples, may be integers
        resp         (n_samples, n_components)               每列是各成分的機率，和為 1，可以有 0 | rows sum to 1, may hold 0
        weights      (n_components,)                         權重，和為 1，可以是 0 | sum to 1, may hold a 0
        means        (n_components, n_features)              各成分的均值 | mean of each component
        covariances  (n_components, n_features, n_features)  各成分的共變異數矩陣 | covariance of each component
    回傳 Returns
        float                                                所有樣本的總和，自然對數 | a sum over all samples, natural logarithm

    責任值為 0 的項是 0（0·log 0 = 0，即使那個成分的權重也是 0）。樣本離成分很遠時也要正確。不可修改輸入。
    A term whose responsibility is 0 is 0 (0·log 0 = 0, even where the weight of that component is 0 too). Right also for
    samples far from a component. Inputs are never modified.

    Bishop (2006) §9.4, eq. 9.71; Murphy (2012) §11.4.7.
    """
    total = 0.0
    for k in range(len(weights)):
        used = resp[:, k] > 0
        if np.any(used):
            r = resp[used, k]
            log_joint = np.log(weights[k]) + multivariate_normal.logpdf(X[used], means[k], covariances[k])
            total += float(np.sum(r * (log_joint - np.log(r))))
    return total


def ppca_elbo(
    X: np.ndarray, W: np.ndarray, mean: np.ndarray, noise_variance: float, q_means: np.ndarray, q_cov: np.ndarray
) -> float:
    """計算線性 VAE（機率 PCA）的 ELBO，期望值用公式算，不抽樣。
    Return the ELBO of a linear VAE (probabilistic PCA), with expectations in closed form, not by sampling.

    參數 Parameters
        X               (n_samples, n_features)  樣本，可為整數 | samples, may be integers
        W               (n_features, n_latent)   解碼器：x 的均值是 W z + mean | decoder: x has the mean W z + mean
        mean            (n_features,)            偏移 μ | offset μ
        noise_variance  float                    雜訊的變異數 σ²，每個座標相同 | variance σ² of the noise, in each coordinate
        q_means         (n_samples, n_latent)    編碼器：q(zᵢ) 的均值 | encoder: mean of q(zᵢ)
        q_cov           (n_latent, n_latent)     q(zᵢ) 的共變異數矩陣，所有樣本共用，不一定是對角矩陣
                                                 covariance of q(zᵢ), the same for all samples, not always diagonal
    回傳 Returns
        float                                    所有樣本的總和，自然對數 | a sum over all samples, natural logarithm

    先驗 p(z) = N(0, I)，p(x | z) = N(W z + mean, σ² I)。不可修改輸入。
    The prior is p(z) = N(0, I), and p(x | z) = N(W z + mean, σ² I). Inputs are never modified.

    Bishop (2006) §12.2; Murphy (2012) §12.2; Kingma and Welling (2014), eq. 3 and appendix B.
    """
    n_samples, n_features = X.shape
    n_latent = W.shape[1]
    residual = X - mean - q_means @ W.T
    squared = np.sum(residual**2) + n_samples * np.trace(W @ q_cov @ W.T)  # Σᵢ E[‖xᵢ - W zᵢ - μ‖²]
    reconstruction = -0.5 * (n_samples * n_features * np.log(2 * np.pi * noise_variance) + squared / noise_variance)
    log_det = np.linalg.slogdet(q_cov)[1]
    divergence = 0.5 * (np.sum(q_means**2) + n_samples * (np.trace(q_cov) - n_latent - log_det))
    return float(reconstruction - divergence)


def log_emissions(X: np.ndarray, weights: np.ndarray, means: np.ndarray, covariances: np.ndarray) -> np.ndarray:
    """計算每個時刻在每個狀態下的對數發射密度，每個狀態有自己的高斯混合。
    Return the log emission density of each step in each state; each state has a Gaussian mixture of its own.

    參數 Parameters
        X             (n_steps, n_features)                          一個序列，每列一個時刻 | a sequence, one row per step
        weights       (n_states, n_mix)                              各狀態的權重，每列和為 1，可以是 0 | rows sum to 1, may hold a 0
        means         (n_states, n_mix, n_features)                  均值 | means
        covariances   (n_states, n_mix, n_features, n_features)      共變異數矩陣 | covariances
    回傳 Returns
        log_emission  (n_steps, n_states)                            log p(xₜ | 狀態 state j)，自然對數 | natural logarithms

    離所有成分都很遠時也要正確，是有限的數。n_steps、n_states、n_mix 與 n_features 都可為 1。不可修改輸入。
    Right also far from every component, where it is a finite number. n_steps, n_states, n_mix and n_features may be 1.
    Inputs are never modified.

    Bishop (2006) §13.2; Murphy (2012) §17.3.
    """
    log_emission = np.empty((len(X), len(weights)))
    for j in range(len(weights)):
        log_densities = [multivariate_normal.logpdf(X, m, c) for m, c in zip(means[j], covariances[j], strict=True)]
        by_component = np.reshape(
            log_densities, (len(means[j]), len(X))
        )  # with one step, logpdf returns a single number
        log_emission[:, j] = logsumexp(by_component, axis=0, b=np.asarray(weights[j])[:, np.newaxis])
    return log_emission


def forward_log(
    log_start: np.ndarray, log_transition: np.ndarray, log_emission: np.ndarray
) -> tuple[float, np.ndarray]:
    """在對數空間做前向演算法。
    Run the forward algorithm in log space.

    參數 Parameters
        log_start       (n_states,)           第一個狀態的對數機率 | log-probabilities of the first state
        log_transition  (n_states, n_states)  [i, j] 是由 i 到 j 的對數機率 | [i, j] is from i to j
        log_emission    (n_steps, n_states)   log p(xₜ | 狀態 state j)
    回傳 Returns
        log_likelihood  float                 log p(x₁, …, x_T)，自然對數 | natural logarithm
        log_alpha       (n_steps, n_states)   log p(x₁, …, xₜ, 時刻 t 的狀態是 j) | log p(x₁, …, xₜ, state j at step t)

    機率可以是 0，也就是對數可以是 -inf；到不了的狀態，log_alpha 是 -inf，不得出現 NaN。序列很長、或各狀態的密度
    相差極大（例如 e⁻⁹⁰⁰ 與 e⁻⁴⁰⁰⁰）時也不可以下溢；所以不要用縮放（Bishop §13.2.4），每一步都留在對數裡。
    n_steps 與 n_states 都可為 1。不可修改輸入。
    Probabilities may be 0, that is, logarithms may be -inf; log_alpha of a state that cannot be reached is -inf, never a
    NaN. Nothing may underflow in long sequences, or where densities of the states differ hugely (e⁻⁹⁰⁰ and e⁻⁴⁰⁰⁰, say):
    so do not rescale (Bishop §13.2.4), stay in logarithms throughout. n_steps and n_states may be 1. Inputs are never modified.

    Bishop (2006) §13.2.2; Murphy (2012) §17.4.2.
    """
    log_alpha = np.empty(np.shape(log_emission))
    log_alpha[0] = log_start + log_emission[0]
    for t in range(1, len(log_emission)):
        log_alpha[t] = np.logaddexp.reduce(log_alpha[t - 1][:, np.newaxis] + log_transition, axis=0) + log_emission[t]
    return float(np.logaddexp.reduce(log_alpha[-1])), log_alpha


def viterbi(log_start: np.ndarray, log_transition: np.ndarray, log_emission: np.ndarray) -> tuple[np.ndarray, float]:
    """用 Viterbi 演算法找出最可能的狀態序列。
    Find the most probable sequence of states, by the Viterbi algorithm.

    參數 Parameters
        log_start        (n_states,)           第一個狀態的對數機率 | log-probabilities of the first state
        log_transition   (n_states, n_states)  [i, j] 是由 i 到 j 的對數機率 | [i, j] is from i to j
        log_emission     (n_steps, n_states)   log p(xₜ | 狀態 state j)
    回傳 Returns
        path             (n_steps,)            整數，每個時刻的狀態 | state at each step, integers
        log_probability  float                 log p(x₁, …, x_T, path)，自然對數 | natural logarithm

    path 是整條一起看最可能的序列，不是每個時刻各自最可能的狀態。對數可以是 -inf。同樣可能的序列，選哪一條都可以。
    n_steps 與 n_states 都可為 1。不可修改輸入。
    path is the sequence that is most probable as a whole, not the most probable state at each step. Logarithms may be
    -inf. Of equally probable sequences, any one will do. n_steps and n_states may be 1. Inputs are never modified.

    Bishop (2006) §13.2.5; Murphy (2012) §17.4.4.
    """
    n_steps, n_states = np.shape(log_emission)
    best = log_start + log_emission[0]  # of all ways that end in each state
    came_from = np.zeros((n_steps, n_states), dtype=int)
    for t in range(1, n_steps):
        ways = best[:, np.newaxis] + log_transition
        came_from[t] = np.argmax(ways, axis=0)
        best = np.max(ways, axis=0) + log_emission[t]
    path = np.empty(n_steps, dtype=int)
    path[-1] = np.argmax(best)
    for t in range(n_steps - 1, 0, -1):
        path[t - 1] = came_from[t, path[t]]
    return path, float(np.max(best))
