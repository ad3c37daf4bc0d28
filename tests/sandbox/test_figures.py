"""Figures are drawn once, and each axis works its ticks out once: the pictures are those that matplotlib makes by itself."""

from __future__ import annotations

import json
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from autograder import sandbox

WORKER = Path(sandbox.__file__).parent / "worker"
FIGURES = {
    "plain": "ax.plot(x, x**2, label='$x^2$'); ax.set(title='中文 title', xlabel='x', ylabel='y'); ax.legend(); ax.grid()",
    "two beside each other": "fig, (a, b) = plt.subplots(1, 2, figsize=(10, 4)); a.plot(x, x); b.scatter(x, x); a.set_title('a')",
    "shared axes": "fig, axes = plt.subplots(2, 2, sharex=True, sharey=True); axes[0, 0].plot(x, 1e7 * x); axes[1, 1].set_title('t')",
    "large numbers": "ax.plot(1e6 * x + 5e9, 1e-7 * x); ax.set_title('offset')",
    "tight layout": "ax.plot(x); ax.set_ylabel('two\\nlines'); ax.set_title('t'); fig.tight_layout()",
    "constrained layout": "fig, ax = plt.subplots(2, layout='constrained'); ax[0].plot(x); ax[1].set_title('t'); ax[1].set_xlabel('x')",
    "logarithmic": "ax.loglog(x + 1, np.exp(5 * x)); ax.set_title('t')",
    "minor ticks": "ax.plot(x); ax.minorticks_on(); ax.set_title('t')",
    "twins": "ax.plot(x); other = ax.twinx(); other.plot(1e5 * x, color='r'); other.set_ylabel('other'); ax.set_title('t')",
    "ticks on top": "ax.plot(x); ax.xaxis.tick_top(); ax.set_xlabel('x'); ax.xaxis.set_label_position('top'); ax.set_title('t')",
    "turned labels": "ax.bar(list('abcd'), [1, 2, 3, 4]); ax.tick_params(axis='x', rotation=60); ax.set_title('t')",
    "equal aspect": "ax.plot(x, 3 * x); ax.set_aspect('equal', adjustable='datalim'); ax.set_title('t')",
    "equal box": "ax.plot(x, 3 * x); ax.set_aspect('equal'); ax.set_title('t'); ax.set_ylabel('y')",
    "colour bar": "picture = ax.imshow(np.outer(x, x)); fig.colorbar(picture, label='bar'); ax.set_title('t')",
    "inset": "ax.plot(x); inner = ax.inset_axes([0.5, 0.1, 0.4, 0.4]); inner.plot(-x); inner.set_title('inner')",
    "polar": "fig, ax = plt.subplots(subplot_kw={'projection': 'polar'}); ax.plot(x, x); ax.set_title('t')",
    "three dimensions": "fig = plt.figure(); ax = fig.add_subplot(projection='3d'); ax.plot(x, x, x); ax.set_title('t')",
    "aligned labels": "fig, ax = plt.subplots(2); ax[0].plot(1e4 * x); ax[1].plot(x); [a.set_ylabel('y') for a in ax]; fig.align_labels()",
    "second axis": "ax.plot(x); ax.secondary_xaxis('top', functions=(np.degrees, np.radians)); ax.set_title('t')",
    "no ticks": "ax.plot(x); ax.set_xticks([]); ax.set_yticks([]); ax.set_title('t')",
    "no axis": "ax.plot(x); ax.axis('off'); ax.set_title('t')",
    "dates": "ax.plot(np.datetime64('2026-01-01') + np.arange(20), x[:20]); fig.autofmt_xdate(); ax.set_title('t')",
    "upside down": "ax.plot(x); ax.invert_yaxis(); ax.set_title('t')",
    "text in data": "ax.plot(x); ax.annotate('here', (5, 0.1), xytext=(9, 0.8), arrowprops={}); ax.set_title('t')",
    "ticks by hand": "ax.plot(x); ax.set_yticks([0, 0.5], ['none', 'half']); ax.set_title('t')",
    "locator that counts": "ax.plot(x); ax.xaxis.set_major_formatter(lambda value, place: f'{place}: {value}'); ax.set_title('t')",
    "drawn again, larger": "ax.plot(x); ax.set_title('t'); fig.canvas.draw(); fig.set_size_inches(9, 3); ax.set_xlim(-50, 200)",
}
PROGRAM = """\
import hashlib, json, sys
sys.path.insert(0, sys.argv[1])
import matplotlib
matplotlib.use("agg")
import figures
import matplotlib.pyplot as plt
import numpy as np
if sys.argv[2] == "once":
    figures.install()
found = {}
for name, source in json.load(sys.stdin).items():
    plt.close("all")
    fig, ax = plt.subplots()
    names = {"plt": plt, "np": np, "fig": fig, "ax": ax, "x": np.linspace(0, 1, 40)}
    exec(source, names)
    found[name] = [hashlib.sha256(figures.drawn_once(names["fig"]) or names["fig"].canvas.buffer_rgba()).hexdigest() for _ in range(2)]
print(json.dumps(found))
"""


def pictures(way: str) -> dict[str, list[str]]:
    program = [sys.executable, "-c", PROGRAM, str(WORKER), way]
    done = subprocess.run(program, input=json.dumps(FIGURES), capture_output=True, text=True, check=True)
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def both() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    return pictures("once"), pictures("as often as matplotlib does")


@pytest.mark.parametrize("name", FIGURES)
def test_the_picture_is_matplotlibs_own(name: str, both: tuple[dict[str, list[str]], dict[str, list[str]]]) -> None:
    once, often = both
    assert len(often[name]) == 2, "no figure was drawn"
    assert once[name] == often[name]


def test_each_axis_works_its_ticks_out_once() -> None:
    program = textwrap.dedent("""\
        import sys
        sys.path.insert(0, sys.argv[1])
        import matplotlib
        matplotlib.use("agg")
        from matplotlib.axis import Axis
        count, update = [], Axis._update_ticks
        Axis._update_ticks = lambda axis: count.append(axis) or update(axis)
        import figures
        import matplotlib.pyplot as plt
        figures.install()
        fig, ax = plt.subplots()
        ax.set(title="t", xlabel="x", ylabel="y")
        figures.drawn_once(fig)
        print(len(count))
        """)
    done = subprocess.run([sys.executable, "-c", program, str(WORKER)], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["2"]
