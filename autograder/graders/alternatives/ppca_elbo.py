# %% 逐個樣本 | sample by sample
def ppca_elbo(X, W, mean, noise_variance, q_means, q_cov):
    d, q = W.shape
    total = 0.0
    for x, m in zip(X, q_means):
        error = x - W @ m - mean
        rec = -0.5 * d * np.log(2 * np.pi * noise_variance) - (error @ error + np.trace(W @ q_cov @ W.T)) / (2 * noise_variance)
        kl = 0.5 * (np.trace(q_cov) + m @ m - q - np.log(np.linalg.det(q_cov)))
        total += rec - kl
    return total


# %% 能量加熵 | energy and entropy
def ppca_elbo(X, W, mean, noise_variance, q_means, q_cov):
    n, d = np.shape(X)
    q = np.shape(q_means)[1]
    prior = -0.5 * (n * q * np.log(2 * np.pi) + np.sum(np.square(q_means)) + n * np.trace(q_cov))
    gap = X - mean - np.dot(q_means, np.transpose(W))
    likelihood = -0.5 * n * d * np.log(2 * np.pi * noise_variance) - 0.5 * (np.sum(gap * gap) + n * np.sum((W @ q_cov) * W)) / noise_variance
    entropy = n * 0.5 * np.linalg.slogdet(2 * np.pi * np.e * np.asarray(q_cov))[1]
    return likelihood + prior + entropy


# %% 對數概似減 KL(q‖後驗) | log-likelihood less KL of q to the posterior
def ppca_elbo(X, W, mean, noise_variance, q_means, q_cov):
    d, q = W.shape
    M = np.eye(q) + W.T @ W / noise_variance
    posterior = np.linalg.solve(M, W.T @ (X - mean).T / noise_variance).T
    evidence = np.sum(multivariate_normal.logpdf(X, mean, W @ W.T + noise_variance * np.eye(d)))
    moved = q_means - posterior
    kl = 0.5 * (len(X) * (np.trace(M @ q_cov) - q - np.linalg.slogdet(M @ q_cov)[1]) + np.einsum("ni,ij,nj->", moved, M, moved))
    return np.array(evidence - kl)


# %% Cholesky，einsum | Cholesky and einsum
def ppca_elbo(X, W, mean, noise_variance, q_means, q_cov):
    L = np.linalg.cholesky(q_cov)
    scatter = ((X - mean - np.einsum("dq,nq->nd", W, q_means)) ** 2).sum(axis=1) + np.sum((W @ L) ** 2)
    log_px = -0.5 * W.shape[0] * (np.log(2 * np.pi) + np.log(noise_variance)) - 0.5 * scatter / noise_variance
    kl = 0.5 * np.sum(L**2) + 0.5 * (q_means**2).sum(axis=1) - 0.5 * len(L) - np.sum(np.log(np.diag(L)))
    return float(np.sum(log_px - kl))


# %% 用特徵值算 KL，logpdf 算重建的中心 | KL by eigenvalues, the centre of the reconstruction by logpdf
def ppca_elbo(X, W, mean, noise_variance, q_means, q_cov):
    centre = q_means @ W.T + mean
    noise = noise_variance * np.eye(X.shape[1])
    rec = sum(multivariate_normal.logpdf(x, c, noise) for x, c in zip(X, centre))
    rec -= len(X) * np.trace(W.T @ W @ q_cov) / (2 * noise_variance)
    values = np.linalg.eigvalsh(q_cov)
    kl = 0.5 * ((values - 1 - np.log(values)).sum() * len(X) + (q_means**2).sum())
    return rec - kl
