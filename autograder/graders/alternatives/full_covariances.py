# %% 迴圈填入 | filled in by loops
def full_covariances(covariances, covariance_type, n_components, n_features):
    result = np.zeros((n_components, n_features, n_features))
    for k in range(n_components):
        if covariance_type == "full":
            result[k] = covariances[k]
        elif covariance_type == "tied":
            result[k] = covariances
        elif covariance_type == "diag":
            for j in range(n_features):
                result[k, j, j] = covariances[k, j]
        else:
            for j in range(n_features):
                result[k, j, j] = covariances[k]
    return result


# %% 廣播 | broadcasting
def full_covariances(covariances, covariance_type, n_components, n_features):
    shape = (n_components, n_features, n_features)
    eye = np.eye(n_features)
    return {
        "full": lambda c: c,
        "tied": lambda c: np.broadcast_to(c, shape),
        "diag": lambda c: c[:, :, None] * eye,
        "spherical": lambda c: c[:, None, None] * eye,
    }[covariance_type](covariances)


# %% einsum 與 tile | einsum and tile
def full_covariances(covariances, covariance_type, n_components, n_features):
    if covariance_type == "spherical":
        covariances = np.tile(covariances[:, None], (1, n_features))
    if covariance_type in ("diag", "spherical"):
        return np.einsum("ki,ij->kij", covariances, np.eye(n_features))
    if covariance_type == "tied":
        return np.tile(covariances, (n_components, 1, 1))
    return covariances.copy()


# %% 每個成分一個矩陣的 list | a list of one matrix each
def full_covariances(covariances, covariance_type, n_components, n_features):
    if covariance_type == "full":
        return list(covariances)
    if covariance_type == "tied":
        return [covariances for _ in range(n_components)]
    if covariance_type == "diag":
        return [np.diagflat(one) for one in covariances]
    return [np.identity(n_features) * one for one in covariances]


# %% 依形狀判斷 diag 與 spherical | diag and spherical treated alike
def full_covariances(covariances, covariance_type, n_components, n_features):
    if covariance_type in ("full", "tied"):
        return covariances + np.zeros((n_components, 1, 1))
    variances = np.reshape(covariances, (n_components, -1)) * np.ones(n_features)
    return np.stack([np.diag(v) for v in variances])


# %% match | match
def full_covariances(covariances, covariance_type, n_components, n_features):
    match covariance_type:
        case "full":
            return covariances
        case "tied":
            return np.repeat(covariances[np.newaxis], n_components, axis=0)
        case "diag":
            return np.array([np.diag(c) for c in covariances])
        case "spherical":
            return np.array([np.diag([c] * n_features) for c in covariances])
