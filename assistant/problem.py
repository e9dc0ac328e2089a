"""What is raised where something the user gave cannot be used."""

from __future__ import annotations

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
