"""What is raised where something the user gave cannot be used, and a reason in no language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial


class Problem(Exception):
    """An input that cannot be used; said to the user as the phrase `errors.<key>` filled with `values`."""

    def __init__(self, key: str, /, **values: object) -> None:
        super().__init__(key, values)
        self.key = key
        self.values = values

    def __reduce__(self) -> tuple[object, ...]:
        """A problem crosses processes whole."""
        return partial(Problem, self.key, **self.values), ()


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason in no language: the phrase key and what fills it."""

    key: str
    values: Mapping[str, object] = field(default_factory=dict)
