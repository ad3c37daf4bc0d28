"""What the checks of ``10_generative_models`` ask: hidden inputs, and the answers that reference and oracle agree on.

Random answers are judged by their distribution (``goodness.py``), the others by their values. The oracles: a conditional
density is a joint one over a marginal one; a bound is the log-likelihood less a Kullback–Leibler divergence; hidden Markov
models are those of hmmlearn, and short sequences are summed over all their paths.
"""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from scipy.special import logsumexp, ndtr, rel_entr
from scipy.stats import multivariate_normal

from autograder.errors import KitError
from autograder.graders import data, oracle
from autograder.graders.cases import Case, Cases, certified
from autograder.graders.oracle import Array, Mixture
from autograder.model import Text
from solutions import generative_models as reference

INTEGER_PARAMETERS = Text("整數的均值與共變異數", "integer means and covariances")
ONE_SAMPLE = Text("只要一個樣本", "a single sample")
SMALL_SAMPLES = Text("許多次小樣本", "many small samples")
FAR_KNOWN = Text("已知的座標離所有成分都很遠", "known coordinates far from every component")
ONE_GAUSSIAN = Text("K = 1：一個高斯", "K = 1: a single Gaussian")
ORDER = Text("known 沒有照順序", "known in no order")
INTEGER_KNOWN = Text("x_known 是整數", "integer x_known")
POSTERIOR = Text("E 步驟的責任值", "the responsibilities of the E-step")
ZEROS = Text("責任值裡有 0", "responsibilities that hold zeros")
HARD = Text("0 與 1 的整數責任值", "integer responsibilities of 0 and 1")
EXACT_Q = Text("q 是真正的後驗分布", "q is the exact posterior")
LEFT_TO_RIGHT = Text("由左到右的模型，有機率 0（-inf）", "a left-to-right model, with probabilities 0 (-inf)")
LONG = Text("很長的序列", "a long sequence")
STEEP = Text("發射密度相差極大的序列", "emission densities of very different size")
EQUAL = Text("有同樣可能的路徑", "equally probable paths")
N_SMALL, SMALL_SEEDS = 150, tuple(range(101, 113))


def require_hmmlearn() -> None:
    """Raise :class:`KitError` where hmmlearn is missing: that is nobody's mistake but the machine's."""
    if importlib.util.find_spec("hmmlearn") is None:
        raise KitError(
            "10_generative_models 需要 hmmlearn 來對答案，這台機器沒有安裝，所以不評分 | "
            "10_generative_models compares with hmmlearn, which is not installed here, so nothing is graded: "
            'run `pip install "gmm-autograder[speech]"`, or `pip install hmmlearn`'
        )


@dataclass(frozen=True)
class Drawing:
    """A question to ``sample`` or ``sample_conditional``: what is to be drawn from, how often, from which seed."""

    kind: Text
    n_samples: int
    mixture: Mixture
    random_state: int
    known: Any = ()
    x_known: Any = ()
    target: Mixture | None = field(default=None)
    """The distribution of the coordinates that are not known; None for the mixture itself."""

    @property
    def arguments(self) -> tuple[Any, ...]:
        conditions = (self.x_known, self.known) if self.target else ()
        return (*conditions, self.n_samples, *self.mixture.arrays)

    @property
    def unknown(self) -> list[int]:
        return [i for i in range(self.mixture.means.shape[1]) if i not in list(self.known)]


@dataclass(frozen=True)
class Chain:
    """A hidden Markov model's logarithms for one sequence, with all that is to be found."""

    kind: Text
    log_start: Array
    log_transition: Array
    log_emission: Array
    log_alpha: Array
    log_likelihood: float
    best: float

    @property
    def arguments(self) -> tuple[Array, Array, Array]:
        return self.log_start, self.log_transition, self.log_emission

    def log_probability(self, path: Array) -> float:
        """Return the log-probability of the sequence together with a path."""
        return path_probability(*self.arguments, path)


def path_probability(log_start: Array, log_transition: Array, log_emission: Array, path: Array) -> float:
    """Return the log-probability of a sequence together with a path."""
    emitted = log_emission[np.arange(len(path)), path].sum()
    return float(log_start[path[0]] + log_transition[path[:-1], path[1:]].sum() + emitted)


def _locked(arguments: tuple[Any, ...]) -> tuple[Any, ...]:
    for argument in arguments:
        if isinstance(argument, np.ndarray):
            argument.flags.writeable = False
    return arguments


def _rng(secret: str, function: str, name: str) -> np.random.Generator:
    return data.generator(secret, function, name)


def _apart(drawn: Mixture) -> bool:
    """Tell whether no two components, and no mean and zero, are nearly the same."""
    norms = np.linalg.norm(drawn.means[:, None] - drawn.means, axis=2) + 9 * np.eye(len(drawn.means))
    return bool(norms.min() > 1.0 and np.linalg.norm(drawn.means, axis=1).min() > 1.0)


def drawings(secret: str) -> dict[str, tuple[Drawing, ...]]:
    """Return the questions to ``sample``."""

    def draw(name: str, kind: Text, n_samples: int, n_components: int, n_features: int) -> Drawing:
        rng = _rng(secret, "sample", name)
        drawn = data.draw_until(lambda: data.mixture(rng, n_components, n_features), _apart)
        _locked(drawn.arrays)
        return Drawing(kind, n_samples, drawn, int(rng.integers(1, 10_000)))

    ordinary = draw("ordinary", data.ORDINARY, 4000, 4, 3)
    rng = _rng(secret, "sample", "integers")
    whole = data.mixture(rng, 3, 2)
    squares = np.array([[[4, 2], [2, 3]], [[2, -1], [-1, 5]], [[9, 3], [3, 2]]])
    integers = Mixture(whole.weights, np.rint(3 * whole.means).astype(np.int64), squares)
    weights = ordinary.mixture.weights.copy()
    weights[1] = 0.0
    empty = Mixture(weights / weights.sum(), ordinary.mixture.means.copy(), ordinary.mixture.covariances.copy())
    _locked((*integers.arrays, *empty.arrays))
    return {
        "ordinary": (ordinary,),
        "integers": (Drawing(INTEGER_PARAMETERS, 1000, integers, 5),),
        "shapes": (
            draw("one component", data.shape_kind(1, 2), 500, 1, 2),
            draw("one feature", data.shape_kind(3, 1), 800, 3, 1),
            draw("many", data.shape_kind(6, 4), 1500, 6, 4),
        ),
        "one": (draw("one sample", ONE_SAMPLE, 1, 3, 2),),
        "empty": (Drawing(data.EMPTY, 1000, empty, 3),),
        "small": (draw("small", SMALL_SAMPLES, N_SMALL, 3, 2),),
    }


def conditioned(x_known: Any, known: Any, mixture: Mixture) -> Mixture:
    """Return the conditional mixture, by way of precision matrices (Bishop eq. 2.73, 2.75) and Bayes' rule."""
    x_known, known = np.asarray(x_known, dtype=float), np.asarray(known)
    unknown = np.setdiff1d(np.arange(mixture.means.shape[1]), known)
    means, covariances = [], []
    for mean, cov in zip(mixture.means, mixture.covariances, strict=True):
        precision = np.linalg.inv(cov)
        inverse = np.linalg.inv(precision[np.ix_(unknown, unknown)])
        means.append(mean[unknown] - inverse @ precision[np.ix_(unknown, known)] @ (x_known - mean[known]))
        covariances.append((inverse + inverse.T) / 2)
    marginal = Mixture(mixture.weights, mixture.means[:, known], mixture.covariances[:, known][:, :, known])
    weights = oracle.responsibilities(x_known[np.newaxis], marginal)[0]
    return Mixture(weights, np.array(means), np.array(covariances))


def _certified_conditional(x_known: Any, known: Any, mixture: Mixture) -> Mixture:
    """Return the conditional mixture, once its density is that of the whole over that of what is known."""
    target = conditioned(x_known, known, mixture)
    unknown = np.setdiff1d(np.arange(mixture.means.shape[1]), known)
    points = target.means[target.weights > 1e-6]
    whole = np.empty((len(points), mixture.means.shape[1]))
    whole[:, np.asarray(known)], whole[:, unknown] = x_known, points
    known = np.asarray(known)
    marginal = Mixture(mixture.weights, mixture.means[:, known], mixture.covariances[:, known][:, :, known])
    of_known = oracle.log_mixture(whole[:, known], marginal)
    certified(oracle.log_mixture(points, target), oracle.log_mixture(whole, mixture) - of_known, 1e-6)
    _locked(target.arrays)
    return target


def _far_from_normal(target: Mixture) -> float:
    """Return how far a coordinate's distribution function is from the normal one of the same mean and variance."""
    most = 0.0
    for j, centre in enumerate(target.weights @ target.means):
        means, variances = target.means[:, j, None], target.covariances[:, j, j, None]
        deviation = np.sqrt(target.weights @ (variances + (means - centre) ** 2))[0]
        x = centre + deviation * np.linspace(-5, 5, 801)
        cdf = target.weights @ ndtr((x - means) / np.sqrt(variances))
        most = max(most, float(np.abs(cdf - ndtr((x - centre) / deviation)).max()))
    return most


def _tells_conditions_apart(drawn: Drawing) -> bool:
    """Tell whether conditioning changes the weights, moves the means and narrows the covariances: plainly in large samples.

    What is left must be no single Gaussian either, as far as so many samples tell.
    """
    plainly = drawn.n_samples > 1000
    target, prior = drawn.target, drawn.mixture
    assert target is not None
    unknown = drawn.unknown
    if len(prior.weights) > 1:
        change = 0.5 * np.abs(target.weights - prior.weights).sum()
        ordered = np.sort(target.weights)
        if not (change > (0.3 if plainly else 0.15) and ordered[-1] < (0.75 if plainly else 0.85)):
            return False
        without_prior, squared = target.weights / prior.weights, target.weights**2
        alone = without_prior / without_prior.sum()
        others = target.weights, squared / squared.sum(), np.full(len(alone), 1 / len(alone))
        if plainly and min(0.5 * np.abs(alone - one).sum() for one in others) < 0.12:
            return False
        if plainly and _far_from_normal(target) < (0.085 if drawn.n_samples >= 4000 else 0.11):
            return False
    lead = int(np.argmax(target.weights))
    spread = np.sqrt(np.diag(target.covariances[lead]))
    before = np.sqrt(np.diag(prior.covariances[lead]))[unknown]
    moved = np.abs(target.means[lead] - prior.means[lead][unknown]) / spread
    narrowed = spread / before
    mean_sizes = np.abs(prior.means[lead][list(drawn.known)])
    if not plainly:
        return bool(moved.max() > 0.4)
    return bool(moved.max() > 0.8 and narrowed.min() < 0.75 and mean_sizes.max() > 0.7)


def conditional_drawings(secret: str) -> dict[str, tuple[Drawing, ...]]:
    """Return the questions to ``sample_conditional``."""

    def draw(
        name: str,
        kind: Text,
        n_samples: int,
        n_components: int,
        n_features: int,
        known: list[int],
        *,
        whole: bool = False,
    ) -> Drawing:
        rng = _rng(secret, "sample_conditional", name)

        def one() -> Drawing:
            mixture = data.mixture(rng, n_components, n_features, spread=1.2)
            at = rng.choice(n_components)
            root = np.linalg.cholesky(mixture.covariances[at])
            x = (mixture.means[at] + 1.3 * root @ rng.standard_normal(n_features))[known]
            chosen: Any = np.array(known)
            if whole:
                mixture = Mixture(mixture.weights, 3 * mixture.means, 9 * mixture.covariances)
                x = np.rint(3 * x).astype(np.int64)
            target = conditioned(x, known, mixture)
            return Drawing(kind, n_samples, mixture, int(rng.integers(1, 10_000)), chosen, x, target)

        drawn = data.draw_until(one, _tells_conditions_apart)
        _certified_conditional(drawn.x_known, drawn.known, drawn.mixture)
        _locked((*drawn.mixture.arrays, drawn.x_known, drawn.known))
        return drawn

    return {
        "gaussian": (draw("gaussian", ONE_GAUSSIAN, 2000, 1, 3, [1]),),
        "ordinary": (draw("ordinary", data.ORDINARY, 4000, 4, 3, [1]),),
        "order": (draw("order", ORDER, 2000, 3, 4, [3, 0, 2]),),
        "shapes": (
            draw("two features", data.shape_kind(3, 2), 1000, 3, 2, [0]),
            draw("five features", data.shape_kind(2, 5), 1000, 2, 5, [1, 4]),
            draw("integers", INTEGER_KNOWN, 1000, 2, 3, [2, 0], whole=True),
        ),
        "far": (_far_known(secret),),
    }


def _far_known(secret: str) -> Drawing:
    """Return a question whose known coordinates have a density that underflows, yet are shared between components."""
    rng = _rng(secret, "sample_conditional", "far")
    far = data.far_problem(rng, 5, 3, 2)
    x, marginal = far.X[-1], far.mixture
    means, covariances = [], []
    for mean, cov in zip(marginal.means, marginal.covariances, strict=True):
        slope = rng.uniform(-0.5, 0.5, (2, 2))
        own = data.covariance(rng, 2)
        means.append([*mean, *rng.normal(0, 2, 2)])
        covariances.append(np.block([[cov, cov @ slope.T], [slope @ cov, own + slope @ cov @ slope.T]]))
    mixture = Mixture(marginal.weights, np.array(means), np.array(covariances))
    target = _certified_conditional(x, [0, 1], mixture)
    known = np.array([0, 1])
    _locked((*mixture.arrays, x, known))
    return Drawing(FAR_KNOWN, 1000, mixture, 7, known, x.copy(), target)


def elbo_cases(secret: str) -> Cases:
    """Return the questions to ``elbo``."""

    def rng(name: str) -> np.random.Generator:
        return _rng(secret, "elbo", name)

    def case(kind: Text, X: Array, resp: Array, mixture: Mixture) -> Case:
        posterior = oracle.responsibilities(X, mixture)
        with np.errstate(all="ignore"):
            divergence = np.sum(rel_entr(resp, posterior))
            expected = reference.elbo(X, resp, *mixture.arrays)
        if np.isfinite(divergence):
            certified(expected, oracle.log_likelihood(X, mixture) - divergence, 1e-7)
        return Case(kind, _locked((X, resp, *mixture.arrays)), np.asarray(expected))

    def soft(name: str, problem: data.Problem) -> Array:
        return data.assigned(rng(name), problem).resp

    ordinary = data.problem(rng("ordinary"), 19, 4, 3, data.ORDINARY)
    far = data.far_problem(rng("far"), 7, 4, 3)
    integers = data.integer_problem(rng("integers"), 14, 3, 2)
    empty = data.with_empty_component(ordinary)
    shapes = [
        data.problem(rng("one component"), 11, 1, 2),
        data.problem(rng("one feature"), 9, 3, 1),
        data.problem(rng("one sample"), 6, 2, 4),
    ]
    sparse = soft("zeros", ordinary).copy()
    order = np.argsort(sparse, axis=1)
    sparse[np.arange(19)[:, None], order[:, : 1 + int(rng("zeros").integers(0, 2))]] = 0
    sparse /= sparse.sum(axis=1, keepdims=True)
    hard: Any = np.eye(4, dtype=np.int64)[rng("hard").integers(0, 4, 19)]
    without = np.where(empty.mixture.weights > 0, soft("empty", ordinary), 0)
    without = without / without.sum(axis=1, keepdims=True)
    one = shapes[2]
    return {
        "ordinary": (case(data.ORDINARY, ordinary.X, soft("ordinary", ordinary), ordinary.mixture),),
        "posterior": (
            case(POSTERIOR, ordinary.X, oracle.responsibilities(ordinary.X, ordinary.mixture), ordinary.mixture),
        ),
        "zeros": (
            case(ZEROS, ordinary.X, sparse, ordinary.mixture),
            case(HARD, ordinary.X, hard, ordinary.mixture),
            case(data.EMPTY, empty.X, without, empty.mixture),
        ),
        "far": (case(data.FAR, far.X, soft("far", far), far.mixture),),
        "shapes": (
            *(case(p.kind, p.X, soft(p.kind.en, p), p.mixture) for p in shapes[:2]),
            case(Text("一個樣本", "one sample"), one.X[:1], soft("one", one)[:1], one.mixture),
            case(data.INTEGERS, integers.X, soft("integers", integers), integers.mixture),
        ),
    }


def ppca_cases(secret: str) -> Cases:
    """Return the questions to ``ppca_elbo``."""

    def case(
        name: str,
        kind: Text,
        n_samples: int,
        n_features: int,
        n_latent: int,
        *,
        exact: bool = False,
        whole: bool = False,
    ) -> Case:
        rng = _rng(secret, "ppca_elbo", name)
        W = rng.normal(0, 1.2, (n_features, n_latent))
        mean, variance = rng.uniform(0.6, 2.0, n_features), float(rng.uniform(0.2, 0.45))
        if whole:
            W, mean, variance = 3 * W, 3 * mean, 9 * variance
        z = rng.standard_normal((n_samples, n_latent))
        X = mean + z @ W.T + np.sqrt(variance) * rng.standard_normal((n_samples, n_features))
        X = np.rint(X).astype(np.int64) if whole else X
        true_cov = np.linalg.inv(np.eye(n_latent) + W.T @ W / variance)
        true_means = (X - mean) @ W @ true_cov / variance
        q_cov = true_cov if exact else 0.5 * data.covariance(rng, n_latent)
        q_means = true_means if exact else true_means + rng.normal(0, 0.6, true_means.shape)
        marginal = multivariate_normal(mean, W @ W.T + variance * np.eye(n_features))
        between = np.linalg.solve(true_cov, q_cov)
        moved = q_means - true_means
        divergence = 0.5 * n_samples * (np.trace(between) - n_latent - np.linalg.slogdet(between)[1])
        divergence += 0.5 * float(np.sum(moved * np.linalg.solve(true_cov, moved.T).T))
        arguments = _locked((X, W, mean, variance, q_means, q_cov))
        expected = certified(reference.ppca_elbo(*arguments), np.sum(marginal.logpdf(X)) - divergence, 1e-7)
        return Case(kind, arguments, expected)

    def kind(n_features: int, n_latent: int) -> Text:
        told = f"d = {n_features}, n_latent = {n_latent}"
        return Text(told, told)

    return {
        "ordinary": (case("ordinary", data.ORDINARY, 9, 4, 2), case("three", kind(5, 3), 7, 5, 3)),
        "posterior": (case("posterior", EXACT_Q, 8, 4, 2, exact=True),),
        "shapes": (
            case("one latent", kind(3, 1), 6, 3, 1),
            case("one feature", kind(1, 1), 5, 1, 1),
            case("wide", kind(2, 4), 6, 2, 4),
            case("one sample", Text("一個樣本", "one sample"), 1, 3, 2),
        ),
        "integers": (case("integers", data.INTEGERS, 10, 3, 2, whole=True),),
    }


def _mixtures(rng: np.random.Generator, n_states: int, n_mix: int, n_features: int) -> tuple[Array, Array, Array]:
    drawn = [data.mixture(rng, n_mix, n_features, spread=1.5) for _ in range(n_states)]
    return tuple(np.stack([one.arrays[i] for one in drawn]) for i in range(3))  # type: ignore[return-value]


def _emissions(X: Array, weights: Array, means: Array, covariances: Array) -> Array:
    columns = [oracle.log_mixture(X, Mixture(*state)) for state in zip(weights, means, covariances, strict=True)]
    return np.column_stack(columns)


def emission_cases(secret: str) -> Cases:
    """Return the questions to ``log_emissions``."""

    def case(name: str, kind: Text, n_steps: int, n_states: int, n_mix: int, n_features: int, **extra: bool) -> Case:
        rng = _rng(secret, "log_emissions", name)
        weights, means, covariances = _mixtures(rng, n_states, n_mix, n_features)
        X = means.reshape(-1, n_features)[rng.integers(0, n_states * n_mix, n_steps)]
        X = X + 0.8 * rng.standard_normal(X.shape)
        if extra.get("far"):
            X[::2] += 400.0
        if extra.get("whole"):
            X, means, covariances = np.rint(3 * X).astype(np.int64), 3 * means, 9 * covariances
        if extra.get("empty"):
            weights[0, 1] = weights[-1, 0] = 0.0
            weights = weights / weights.sum(axis=1, keepdims=True)
        arguments = _locked((X, weights, means, covariances))
        expected = certified(reference.log_emissions(*arguments), _emissions(*arguments), 1e-7)
        return Case(kind, arguments, expected)

    def kind(n_states: int, n_mix: int, n_features: int) -> Text:
        told = f"n_states = {n_states}, n_mix = {n_mix}, d = {n_features}"
        return Text(told, told)

    return {
        "ordinary": (case("ordinary", data.ORDINARY, 13, 3, 4, 2),),
        "far": (case("far", data.FAR, 8, 3, 2, 2, far=True),),
        "shapes": (
            case("one state", kind(1, 3, 2), 9, 1, 3, 2),
            case("one component", kind(4, 1, 3), 9, 4, 1, 3),
            case("one feature", kind(2, 3, 1), 7, 2, 3, 1),
            case("one step", Text("n_steps = 1", "n_steps = 1"), 1, 3, 2, 4),
            case("all one", kind(1, 1, 1), 1, 1, 1, 1),
        ),
        "integers": (case("integers", data.INTEGERS, 11, 2, 3, 2, whole=True),),
        "empty": (case("empty", data.EMPTY, 10, 3, 3, 2, empty=True),),
    }


def _brute_force(log_start: Array, log_transition: Array, log_emission: Array) -> tuple[Array, float]:
    """Return the table of the forward algorithm and the best log-probability, by way of every path."""
    n_steps, n_states = log_emission.shape
    paths, sums = np.arange(n_states)[:, None], log_start + log_emission[0]
    table = [sums]
    for t in range(1, n_steps):
        ends = np.tile(np.arange(n_states), len(paths))
        paths = np.repeat(paths, n_states, axis=0)
        sums = np.repeat(sums, n_states) + log_transition[paths[:, -1], ends] + log_emission[t, ends]
        paths = np.column_stack([paths, ends])
        with np.errstate(all="ignore"):
            table.append(np.array([logsumexp(sums[ends == j]) for j in range(n_states)]))
    return np.array(table), float(np.max(sums))


def _chain(kind: Text, log_start: Array, log_transition: Array, log_emission: Array) -> Chain:
    arguments = (log_start, log_transition, log_emission)
    _locked(arguments)
    log_likelihood, log_alpha = reference.forward_log(*arguments)
    path, best = reference.viterbi(*arguments)
    certified(path_probability(*arguments, path), best)
    n_steps, n_states = log_emission.shape
    if n_states**n_steps <= 70_000:
        table, most = _brute_force(*arguments)
        certified(log_alpha, table)
        certified(log_likelihood, logsumexp(table[-1]))
        certified(best, most)
    _locked((log_alpha,))
    return Chain(kind, *arguments, log_alpha, log_likelihood, best)


def _shortcuts_fail(log_start: Array, log_transition: Array, log_emission: Array) -> bool:
    """Tell whether the best path is neither greedy, nor best at each step, nor found without its way back, nor reversed."""
    log_alpha = reference.forward_log(log_start, log_transition, log_emission)[1]
    path, best = reference.viterbi(log_start, log_transition, log_emission)
    n_steps, n_states = log_emission.shape
    log_beta = np.zeros((n_steps, n_states))
    delta = [log_start + log_emission[0]]
    greedy = [int(np.argmax(delta[0]))]
    for t in range(1, n_steps):
        delta.append(np.max(delta[-1][:, None] + log_transition, axis=0) + log_emission[t])
        greedy.append(int(np.argmax(log_transition[greedy[-1]] + log_emission[t])))
    for t in range(n_steps - 2, -1, -1):
        log_beta[t] = np.logaddexp.reduce(log_transition + log_emission[t + 1] + log_beta[t + 1], axis=1)
    turned = reference.viterbi(log_start, log_transition.T, log_emission)[0]
    others = [
        np.array(greedy),
        np.argmax(delta, axis=1),
        np.argmax(log_alpha, axis=1),
        np.argmax(log_alpha + log_beta, axis=1),
        np.argmax(log_emission, axis=1),
        turned,
        path[::-1],
    ]
    sums = [path_probability(log_start, log_transition, log_emission, np.array(other)) for other in others]
    return len(set(path.tolist())) > 1 and all(one < best - 0.01 for one in sums)


def chains(secret: str) -> dict[str, tuple[Chain, ...]]:
    """Return the questions to ``forward_log`` and ``viterbi``."""

    def draw(name: str, kind: Text, n_steps: int, n_states: int, *, scale: float = 1.2, checked: bool = True) -> Chain:
        rng = _rng(secret, "chain", name)

        def one() -> tuple[Array, Array, Array]:
            start, transition = rng.dirichlet(np.ones(n_states)), rng.dirichlet(np.full(n_states, 0.8), n_states)
            emission = rng.normal(-3.0, scale, (n_steps, n_states))
            return np.log(start), np.log(np.maximum(transition, 1e-4)), emission

        sound = data.draw_until(one, lambda drawn: not checked or _shortcuts_fail(*drawn))
        return _chain(kind, *sound)

    def left_to_right(name: str, n_steps: int, n_states: int) -> Chain:
        rng = _rng(secret, "chain", name)

        def one() -> tuple[Array, Array, Array]:
            stay = rng.uniform(0.35, 0.8, n_states)
            stay[-1] = 1.0
            transition = np.diag(stay) + np.diag(1 - stay[:-1], k=1)
            with np.errstate(divide="ignore"):
                return np.log(np.eye(n_states)[0]), np.log(transition), rng.normal(-3.0, 2.5, (n_steps, n_states))

        def sound(drawn: tuple[Array, Array, Array]) -> bool:
            with np.errstate(all="ignore"):
                path = reference.viterbi(*drawn)[0]
                free = [np.argmax(drawn[2], axis=1), np.argmax(reference.forward_log(*drawn)[1], axis=1)]
            return len(set(path.tolist())) >= 3 and all(not np.array_equal(path, other) for other in free)

        return _chain(LEFT_TO_RIGHT, *data.draw_until(one, sound))

    def size(n_steps: int, n_states: int) -> Text:
        told = f"n_steps = {n_steps}, n_states = {n_states}"
        return Text(told, told)

    steep = draw("steep", STEEP, 7, 3)
    heights = -4000.0 * _rng(secret, "chain", "heights").random((7, 3)) - 900.0
    rng = _rng(secret, "chain", "equal")
    half = np.log(np.full(2, 0.5))
    level = np.repeat(rng.normal(-2, 1, (6, 1)), 2, axis=1)
    return {
        "ordinary": (draw("ordinary", data.ORDINARY, 9, 3),),
        "zeros": (left_to_right("left to right", 8, 4),),
        "long": (_hmmlearn_chain(secret), draw("long", LONG, 300, 4, checked=False)),
        "steep": (_chain(STEEP, steep.log_start, steep.log_transition, heights),),
        "shapes": (
            draw("one state", size(5, 1), 5, 1, checked=False),
            draw("one step", size(1, 3), 1, 3, checked=False),
            draw("two states", size(12, 2), 12, 2),
            draw("many states", size(6, 6), 6, 6),
        ),
        "equal": (_chain(EQUAL, half, np.vstack([half, half]), level),),
    }


def _hmmlearn_chain(secret: str) -> Chain:
    """Return a long sequence of Gaussian-mixture emissions, with hmmlearn's answers."""
    from hmmlearn.hmm import GMMHMM  # imported where it is needed: not every installation has it

    rng = _rng(secret, "chain", "hmmlearn")
    weights, means, covariances = _mixtures(rng, 3, 2, 2)
    model = GMMHMM(3, 2, covariance_type="full", init_params="", params="")
    model.startprob_, model.transmat_ = rng.dirichlet(np.ones(3)), rng.dirichlet(np.ones(3), 3)
    model.weights_, model.means_, model.covars_ = weights, means, covariances
    state, X = int(rng.choice(3, p=model.startprob_)), []
    for _ in range(300):
        k = int(rng.choice(2, p=weights[state]))
        X.append(means[state, k] + np.linalg.cholesky(covariances[state, k]) @ rng.standard_normal(2))
        state = int(rng.choice(3, p=model.transmat_[state]))
    emission = reference.log_emissions(np.array(X), weights, means, covariances)
    certified(emission, _emissions(np.array(X), weights, means, covariances), 1e-7)
    chain = _chain(LONG, np.log(model.startprob_), np.log(model.transmat_), emission)
    certified(chain.log_likelihood, model.score(np.array(X)), 1e-6)
    certified(chain.best, model.decode(np.array(X))[0], 1e-6)
    return chain
