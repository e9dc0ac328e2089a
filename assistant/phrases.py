"""What is said to people, from rubrics/phrases.<lang>.yaml; ids and keys know no language."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from typing import Any

from assistant.problem import Problem, Reason
from assistant.resources import rubric_file
from assistant.yamlfile import load_mapping

LANGUAGES = ("zh", "en")
_IDS = frozenset(("category", "region", "item", "city", "cities", "others", "place"))
"""Values of a Reason that are ids; a file that happens to be called H1 keeps its name."""


class Phrases:
    """The phrases of one language, called with a dotted key and the values that fill it."""

    def __init__(self, language: str, tree: dict[str, Any]) -> None:
        self.language = language
        self._flat = dict(_flatten("", tree))

    def __call__(self, key: str, /, **values: object) -> str:
        """The phrase filled with `values`, which are never read as format strings; KeyError names a missing key."""
        text = self._flat.get(key)
        if not isinstance(text, str):
            raise KeyError(f"no phrase {key!r} in phrases.{self.language}.yaml")
        return text.format(**values) if values else text

    def lines(self, key: str) -> list[str]:
        """The list of strings under `key`; empty where there is none."""
        value = self._flat.get(key, [])
        return [str(v) for v in value] if isinstance(value, list) else []

    def has(self, key: str) -> bool:
        """Whether there is a phrase `key`."""
        return isinstance(self._flat.get(key), str)

    def keys(self) -> list[str]:
        """All dotted keys."""
        return list(self._flat)

    def keys_below(self, prefix: str) -> list[str]:
        """The dotted keys that start with `prefix`."""
        return [key for key in self._flat if key.startswith(prefix)]

    def reason(self, reason: Reason) -> str:
        """A `Reason` in words; its categories, items, regions and cities are named."""
        named = {k: self.named(v) if k in _IDS or isinstance(v, Reason) else v for k, v in reason.values.items()}
        return self(reason.key, **named)

    def problem(self, problem: Problem) -> str:
        """A `Problem` as one line."""
        words = {k: self.reason(v) if isinstance(v, Reason) else v for k, v in problem.values.items()}
        return self(f"errors.{problem.key}", **words)

    def named(self, value: object) -> object:
        """The name of an id or of a city of the paper, a list of such, the words of a Reason; else the value."""
        if isinstance(value, Reason):
            return self.reason(value)
        if isinstance(value, tuple):
            return self("view.comma").join(str(self.named(part)) for part in value)
        if isinstance(value, str):
            for section in ("category", "region", "item", "city"):
                if self.has(f"{section}.{value}"):
                    return self(f"{section}.{value}")
        return value


def _flatten(prefix: str, tree: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in tree.items():
        path = f"{prefix}{key}"
        if isinstance(value, dict):
            yield from _flatten(path + ".", value)
        else:
            yield path, value


@cache
def phrases(language: str) -> Phrases:
    """The phrases of `zh` or `en`."""
    if language not in LANGUAGES:
        raise ValueError(f"language {language!r} is none of {', '.join(LANGUAGES)}")
    return Phrases(language, load_mapping(rubric_file(f"phrases.{language}.yaml")))


def locale_language() -> str:
    """`zh` or `en` by the environment's locale, as POSIX orders its variables; zh where it says nothing."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable, "")
        if value and value.split(".")[0] not in ("C", "POSIX"):
            return "zh" if value.lower().startswith("zh") else "en"
    return "zh"
