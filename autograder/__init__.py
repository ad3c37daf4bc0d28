"""Auto-graded exercises on Gaussian mixture models, for nbgrader."""

from __future__ import annotations

import sys


def _import_jsonschema_quickly() -> None:
    """Import jsonschema, which nbformat needs, without the grammar of Unicode addresses that it may check by.

    Where ``rfc3987-syntax`` is installed (Jupyter brings it), building that grammar takes a second of each process. No
    notebook is checked by it.
    """
    grammar = "rfc3987_syntax"
    if "jsonschema" in sys.modules or grammar in sys.modules:
        return
    sys.modules[grammar] = None  # type: ignore[assignment]  # as if it were not installed
    try:
        import jsonschema  # noqa: F401
    except ImportError:
        pass
    finally:
        del sys.modules[grammar]


_import_jsonschema_quickly()
