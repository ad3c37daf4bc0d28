"""Make `source/10_generative_models/digits_mfcc.npz`: the MFCC of the spoken digits of `08_speech`, and an HMM of each digit.

The file is committed, so nobody needs this but who wants other features. It needs hmmlearn, which trains the models; what
they learn from are the training voices alone.
"""

from __future__ import annotations

import warnings
from pathlib import Path

import numpy as np
from hmmlearn.hmm import GMMHMM

from solutions.speech import mfcc

SOURCE = Path(__file__).parent.parent / "source"
DIGITS = SOURCE / "08_speech" / "digits.npz"
HERE = SOURCE / "10_generative_models" / "digits_mfcc.npz"
N_STATES, N_MIX = 5, 2


def left_to_right(sounds: list[np.ndarray]) -> GMMHMM:
    """Return an HMM of these sounds that stays in a state or goes on to the next, starting from an even split."""
    rng = np.random.default_rng(0)
    model = GMMHMM(
        N_STATES,
        N_MIX,
        covariance_type="diag",
        n_iter=15,
        init_params="",
        params="tmcw",
        min_covar=0.05,
        random_state=0,
    )
    model.startprob_ = np.eye(N_STATES)[0]
    model.transmat_ = 0.85 * np.eye(N_STATES) + 0.15 * np.eye(N_STATES, k=1)
    model.transmat_[-1, -1] = 1.0
    parts = [np.concatenate([np.array_split(x, N_STATES)[j] for x in sounds]) for j in range(N_STATES)]
    spread = np.stack([part.std(axis=0) for part in parts])
    model.means_ = np.stack([part.mean(axis=0) for part in parts])[:, np.newaxis] + 0.5 * spread[
        :, np.newaxis
    ] * rng.standard_normal((N_STATES, N_MIX, sounds[0].shape[1]))
    model.covars_ = np.repeat(spread[:, np.newaxis] ** 2, N_MIX, axis=1) + 0.05
    model.weights_ = np.full((N_STATES, N_MIX), 1 / N_MIX)
    model.means_prior, model.means_weight = 0.0, 0.0
    model.n_features = sounds[0].shape[1]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return model.fit(np.concatenate(sounds), [len(x) for x in sounds])


def main() -> None:
    """Write the file."""
    data = np.load(DIGITS)
    ends = np.cumsum(data["lengths"])
    sounds = [
        mfcc(data["samples"][end - n : end] / 127, data["rate"]) for end, n in zip(ends, data["lengths"], strict=True)
    ]
    known = np.concatenate([x for x, test in zip(sounds, data["test"], strict=True) if not test])
    centre, scale = known.mean(axis=0), known.std(axis=0)
    features = [((x - centre) / scale).astype(np.float16) for x in sounds]
    models = []
    for digit in range(10):
        chosen = np.flatnonzero((data["digits"] == digit) & ~data["test"])
        models.append(left_to_right([features[i].astype(float) for i in chosen]))
    scores = np.array([[model.score(x.astype(float)) for model in models] for x in features])
    right = scores.argmax(axis=1) == data["digits"]
    print(f"right: {right[~data['test']].mean():.3f} in training, {right[data['test']].mean():.3f} in the test")
    np.savez_compressed(
        HERE,
        mfcc=np.concatenate(features),
        lengths=np.array([len(x) for x in features], dtype=np.int16),
        digits=data["digits"],
        speakers=data["speakers"],
        test=data["test"],
        transitions=np.stack([model.transmat_ for model in models]).astype(np.float32),
        weights=np.stack([model.weights_ for model in models]).astype(np.float32),
        means=np.stack([model.means_ for model in models]).astype(np.float32),
        variances=np.stack([model.covars_ for model in models]).astype(np.float32),
    )


if __name__ == "__main__":
    main()
