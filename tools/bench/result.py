"""The figures as JSON and as tables, and whether they are good enough."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import psutil
from rich.table import Table

from tools.bench.measure import Found

PACKAGES = (
    "gmm-autograder",
    "nbgrader",
    "nbclient",
    "ipykernel",
    "ipython",
    "numpy",
    "scipy",
    "scikit-learn",
    "matplotlib",
)
DIGITS = 4  # significant ones


@dataclass(frozen=True)
class Ratio:
    """One figure that a limit is set to; ``kind`` is ``at least`` or ``at most``."""

    name: str
    value: float
    kind: str
    limit: float
    unit: str = "×"

    @property
    def holds(self) -> bool:
        return self.value >= self.limit if self.kind == "at least" else self.value <= self.limit


def ratios(found: Found) -> list[Ratio]:
    """Return all ratios that the measured parts allow."""
    return list(_ratios(found))


def _ratios(found: Found) -> Iterator[Ratio]:
    if "kit" in found:
        each = found["kit"]["first"]["seconds_each"]
        if "stock" in found:
            yield Ratio("throughput, of nbgrader autograde's", _stock_each(found) / each, "at least", 20)
        if "fork" in found:
            yield Ratio("time, of a bare warm fork's", each / found["fork"]["seconds_each"], "at most", 1.6)
    feedback = found.get("feedback", {})
    if "kit" in feedback:
        either = (feedback["nbgrader"], feedback["nbgrader_on_the_kits_notebooks"])
        value = min(one["seconds_each_in_the_class"] for one in either) / feedback["kit"]["seconds_each"]
        yield Ratio("feedback's throughput, of nbgrader generate_feedback's", value, "at least", 5)
    peaks = [found["memory"]] if "memory" in found else []
    if "growth" in found:
        growth = found["growth"]
        value = growth["large"]["seconds_each"] / growth["seconds_each_of_the_small"]
        yield Ratio("time a submission in the large class, of the small one's", value, "at most", 1.1)
        peaks += [growth["small_before"]["memory"], growth["large"]["memory"]]
    if peaks:
        yield Ratio("peak memory", max(peak["peak_pss_mib"] for peak in peaks) / 1024, "at most", 1.5, "GiB")


def _stock_each(found: Found) -> float:
    return float(found["stock"]["seconds_each_in_the_class"])


def machine(cores: int, busy_percent: float) -> Found:
    """Return what the figures depend on besides the kit; nothing that tells whose machine it is."""
    return {
        "cores_used": cores,
        "cores": os.cpu_count(),
        "processor": _processor(),
        "memory_gib": psutil.virtual_memory().total / 1024**3,
        "busy_before_percent": busy_percent,
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "versions": {name: version(name) for name in PACKAGES},
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.machine()
    return next((line.partition(": ")[2] for line in lines if line.startswith("model name")), platform.machine())


def as_json(found: Found, command: str, about: Found) -> bytes:
    """Return everything as the text of a JSON file."""
    judged = [asdict(one) | {"holds": one.holds} for one in ratios(found)]
    now = datetime.now(UTC).replace(microsecond=0).isoformat()
    data = {"date": now, "command": command, "machine": about, "ratios": judged, **found}
    return (json.dumps(_rounded(data), ensure_ascii=False, indent=1) + "\n").encode()


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return float(f"{value:.{DIGITS}g}")
    if isinstance(value, dict):
        return {key: _rounded(item) for key, item in value.items()}
    return [_rounded(item) for item in value] if isinstance(value, list) else value


def seconds_table(found: Found) -> Table:
    """Return the table of what a submission takes."""
    table = Table(title="seconds a submission", title_justify="left")
    for name in ("what", "submissions", "seconds", "each"):
        table.add_column(name, justify="left" if name == "what" else "right", overflow="fold")

    def add(what: str, one: Found, each: str = "seconds_each") -> None:
        table.add_row(what, str(one["submissions"]), f"{one['seconds']:.1f}", f"{one[each]:.4f}")

    if "stock" in found:
        add("nbgrader autograde, its start shared by the class", found["stock"], "seconds_each_in_the_class")
    if "fork" in found:
        add("bare warm fork, before", found["fork"]["before"])
        add("bare warm fork, after", found["fork"]["after"])
        add("bare warm fork with the kit's shell", found["fork"]["with_the_kits_shell"])
    for name in ("first", "unchanged", "forced") if "kit" in found else ():
        add(f"autograder grade, {name}", found["kit"][name])
    feedback = found.get("feedback", {})
    if "nbgrader" in feedback:
        add("nbgrader generate_feedback", feedback["nbgrader"], "seconds_each_in_the_class")
        name = "nbgrader_on_the_kits_notebooks"
        add("nbgrader generate_feedback on the kit's notebooks", feedback[name], "seconds_each_in_the_class")
    if "kit" in feedback:
        add("autograder feedback", feedback["kit"])
    for name in ("small_before", "large", "small_after") if "growth" in found else ():
        add("autograder grade, without drawings", found["growth"][name])
    return table


def ratios_table(found: Found) -> Table:
    """Return the table of ratios and limits."""
    table = Table(title="ratios", title_justify="left")
    for name in ("what", "measured", "limit", "holds"):
        table.add_column(name, justify="left" if name == "what" else "right")
    for one in ratios(found):
        holds = "[green]yes[/green]" if one.holds else "[red]no[/red]"
        table.add_row(one.name, f"{one.value:.2f} {one.unit}", f"{one.kind} {one.limit:g} {one.unit}", holds)
    return table
