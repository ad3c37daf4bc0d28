"""All properties by name, each with the sizes to try, from small to large."""

from __future__ import annotations

from autograder.graders.properties import density, em, selection
from autograder.graders.properties.search import Judge, Property, Size

ANY = (Size(1),)
DENSITIES = (Size(1), Size(1, n_features=2))
PAIRS = (Size(1, 1, 2), Size(2, 1, 2), Size(1, 2, 2), Size(1, 1, 3))
STEPS = (Size(2), Size(2, 1, 2), Size(2, 2), Size(3, 1, 2), Size(3, 2, 2))
FITS = (Size(3, 1, 2), Size(4, 1, 2), Size(5, 1, 2))

_SIZES: dict[Judge, tuple[Size, ...]] = {
    density.log_gaussian_integrates: DENSITIES,
    density.log_gaussian_spread: DENSITIES,
    density.log_mixture_one_component: DENSITIES,
    density.log_mixture_twins: DENSITIES,
    density.log_mixture_empty_component: (Size(1, 1, 2), Size(1, 2, 2)),
    density.log_mixture_order: PAIRS,
    density.log_likelihood_one_sample: (Size(1), Size(1, 1, 2), Size(1, 2, 2)),
    density.log_likelihood_adds: (Size(2), Size(2, 1, 2), Size(3, 1, 2)),
    em.e_step_rows: PAIRS,
    em.e_step_far: PAIRS[:2],
    em.e_step_order: PAIRS,
    em.e_step_empty_component: (Size(1, 1, 2), Size(2, 1, 2), Size(1, 2, 2)),
    em.m_step_weights: STEPS,
    em.m_step_covariances: STEPS,
    em.m_step_hard: STEPS,
    em.m_step_integers: STEPS,
    em.fit_em_never_falls: FITS,
    selection.n_parameters_single: ANY,
    selection.n_parameters_one_dimension: ANY,
    selection.n_parameters_nested: ANY,
    selection.aic_prefers_fit: ANY,
    selection.bic_prefers_fit: ANY,
    selection.aic_trade: ANY,
    selection.bic_price: ANY,
    selection.choose_lowest: ANY,
}

PROPERTIES = {judge.__name__: Property(judge, sizes) for judge, sizes in _SIZES.items()}
