"""Where rubrics/ and data/ lie: inside the installed package, or beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """The folder `rubrics` or `data`; raises FileNotFoundError naming both places looked at."""
    for base in (_PACKAGE, _PACKAGE.parent):
        if (base / name).is_dir():
            return base / name
    raise FileNotFoundError(f"{name}/ is neither in {_PACKAGE} nor in {_PACKAGE.parent}")


def rubric_file(name: str) -> Path:
    """A file of rubrics/."""
    return folder("rubrics") / name


def data_file(name: str) -> Path:
    """A file of data/."""
    return folder("data") / name
