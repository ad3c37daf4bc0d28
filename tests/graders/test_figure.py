"""The harness that reads figures: whatever the way of drawing, the same data come out, and nothing stays open."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.collections import EllipseCollection, LineCollection, PatchCollection
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.patches import Circle, Ellipse, Polygon
from matplotlib.transforms import Affine2D

from autograder.graders.inside.figure import harness
from autograder.sandbox import wire

XY = np.array([[1.0, 2.0], [3.0, -4.0], [5.0, 60.0]])
MEAN, COV = np.array([3.0, -1.0]), np.array([[4.0, 1.5], [1.5, 2.0]])
RED, BLUE = to_rgba("red"), to_rgba("blue")


def curve(radius=2.0):
    t = np.linspace(0, 2 * np.pi, 80)
    return (MEAN[:, None] + radius * np.linalg.cholesky(COV) @ [np.cos(t), np.sin(t)]).T


def axes_of(draw, *args):
    (axes,) = harness(draw, *args)["axes"]
    return axes


def on_axes(draw):
    """Return what draws on Axes of its own."""

    def function():
        _, ax = plt.subplots()
        draw(ax)
        return ax

    return function


def returns(what):
    """Return what draws one point and gives back something about it."""

    def function():
        fig, ax = plt.subplots()
        points = ax.scatter([1.0], [2.0])
        return {
            "axes": ax,
            "figure": fig,
            "both": (fig, ax),
            "list": [ax],
            "array": np.array([ax]),
            "dict": {"ax": ax},
            "points": points,
            "nothing": None,
            "text": "done",
            "shown": plt.show(),
        }[what]

    return function


@pytest.mark.parametrize(
    "what", ["axes", "figure", "both", "list", "array", "dict", "points", "nothing", "text", "shown"]
)
def test_whatever_is_returned_the_axes_are_found(what):
    read = harness(returns(what))
    assert read["new"] is True
    assert [axes["points"][0]["xy"].tolist() for axes in read["axes"]] == [[[1.0, 2.0]]]


def test_a_figure_that_pyplot_does_not_know():
    def function():
        Figure().subplots().plot([1.0], [2.0], "o")

    assert axes_of(function)["points"][0]["xy"].tolist() == [[1.0, 2.0]]


def test_an_old_figure_is_told_from_a_new_one():
    ax = Figure().subplots()
    assert harness(lambda: ax)["new"] is False


def test_no_figure_has_no_axes():
    assert harness(lambda: None)["axes"] == []


def test_figures_are_closed_and_pyplot_is_as_before():
    show, initialise = plt.show, Figure.__init__
    plt.figure()
    harness(returns("axes"))
    with pytest.raises(ZeroDivisionError):
        harness(lambda: plt.figure() and 1 / 0)
    assert plt.get_fignums() == []
    assert plt.show is show
    assert Figure.__init__ is initialise


def test_what_it_reads_crosses_the_pipe():
    read = harness(returns("both"))
    again = wire.unpack(*wire.pack(read))
    assert again["axes"][0]["points"][0]["xy"].tolist() == [[1.0, 2.0]]
    assert "opaque" not in str(wire.pack(read)[0])


POINTS = {
    "scatter": lambda ax: ax.scatter(*XY.T, c=["red", "blue", "red"]),
    "a colormap": lambda ax: ax.scatter(*XY.T, c=[1, 0, 1], cmap="bwr"),
    "plot": lambda ax: (ax.plot(*XY[[0, 2]].T, "ro"), ax.plot(*XY[1], "bs")),
    "hollow": lambda ax: ax.scatter(*XY.T, facecolors="none", edgecolors=["red", "blue", "red"]),
    "one scatter each": lambda ax: [ax.scatter(x, y, color=c) for (x, y), c in zip(XY, ("r", "b", "r"), strict=True)],
    "logarithmic": lambda ax: (ax.scatter(*XY.T, c=["red", "blue", "red"]), ax.set_xscale("log")),
}


@pytest.mark.parametrize("name", POINTS)
def test_points_have_places_and_colours(name):
    points = axes_of(on_axes(POINTS[name]))["points"]
    found = sorted(
        (tuple(xy), tuple(colour)) for one in points for xy, colour in zip(one["xy"], one["colours"], strict=True)
    )
    expected = sorted((tuple(xy), RED if i % 2 == 0 else tuple(map(float, BLUE))) for i, xy in enumerate(XY.tolist()))
    named = name == "plot" or name == "one scatter each"
    assert [xy for xy, _ in found] == [xy for xy, _ in expected]
    for (_, colour), (_, right) in zip(found, expected, strict=True):
        assert np.argmax(colour[:3]) == np.argmax(right[:3])
        assert named or np.allclose(colour, right, atol=0.02)


def ellipse_parts():
    values, vectors = np.linalg.eigh(COV)
    return 4 * np.sqrt(values[::-1]), np.degrees(np.arctan2(vectors[1, 1], vectors[0, 1]))


def turned(ax):
    (width, height), angle = ellipse_parts()
    patch = Ellipse((0, 0), 1, 1, fill=False)
    patch.set_transform(Affine2D().scale(width, height).rotate_deg(angle).translate(*MEAN) + ax.transData)
    ax.add_patch(patch)


def contour(ax):
    x, y = np.linspace(-5, 11, 300), np.linspace(-7, 5, 300)
    grid = np.stack(np.meshgrid(x, y), axis=-1) - MEAN
    ax.contour(x, y, np.sqrt(np.einsum("abi,ij,abj->ab", grid, np.linalg.inv(COV), grid)), [2.0])


CURVES = {
    "a line": lambda ax: ax.plot(*curve().T),
    "an Ellipse": lambda ax: ax.add_patch(Ellipse(MEAN, *ellipse_parts()[0], angle=ellipse_parts()[1])),
    "a turned Ellipse": turned,
    "a Polygon": lambda ax: ax.add_patch(Polygon(curve(), fill=False)),
    "a filled area": lambda ax: ax.fill(*curve().T, alpha=0.3),
    "a contour": contour,
    "a LineCollection": lambda ax: ax.add_collection(LineCollection([curve()])),
    "a PatchCollection": lambda ax: ax.add_collection(PatchCollection([Polygon(curve())])),
    "an EllipseCollection": lambda ax: ax.add_collection(
        EllipseCollection(
            *([one] for one in ellipse_parts()[0]),
            [ellipse_parts()[1]],
            units="xy",
            offsets=[MEAN],
            offset_transform=ax.transData,
        )
    ),
}


@pytest.mark.parametrize("name", CURVES)
def test_curves_are_in_the_units_of_the_data(name):
    (found,) = axes_of(on_axes(lambda ax: (ax.set(xlim=(-6, 12), ylim=(-8, 6)), CURVES[name](ax))))["curves"]
    white = np.linalg.solve(np.linalg.cholesky(COV), (found["xy"] - MEAN).T)
    np.testing.assert_allclose(np.linalg.norm(white, axis=0), 2.0, atol=0.02)
    assert len(found["xy"]) >= 30


def test_a_circle_is_an_ellipse():
    (found,) = axes_of(on_axes(lambda ax: ax.add_patch(Circle((1, 2), 3))))["curves"]
    np.testing.assert_allclose(np.hypot(*(found["xy"] - [1, 2]).T), 3.0)


def test_texts_limits_and_legend():
    def draw(ax):
        ax.figure.suptitle("above")
        ax.set_title("title")
        ax.set(xlabel="x", ylabel=" y ", xlim=(0, 2))
        ax.plot([1], [1], "o", label="one")
        ax.text(0, 0, "here")
        ax.legend()

    axes = axes_of(on_axes(draw))
    assert (axes["title"], axes["xlabel"], axes["ylabel"]) == ("above title", "x", "y")
    assert (axes["legend"], axes["texts"], axes["xlim"]) == (["one"], ["here"], [0.0, 2.0])


def test_bars_and_images():
    axes = axes_of(on_axes(lambda ax: (ax.bar([1, 2], [3.0, 4.0]), ax.imshow(np.zeros((2, 3))))))
    assert [bar[3] for bar in axes["bars"]] == [3.0, 4.0]
    assert axes["images"] == [[-0.5, 2.5, 1.5, -0.5]]


def test_what_is_invisible_is_not_there():
    def draw(ax):
        ax.scatter(*XY.T, visible=False)
        ax.plot(*XY.T, "o-", visible=False)
        ax.add_patch(Circle((1, 2), 3, visible=False))

    axes = axes_of(on_axes(draw))
    assert (axes["points"], axes["curves"]) == ([], [])
