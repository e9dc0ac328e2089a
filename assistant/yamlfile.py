"""YAML as an expert's data: a repeated key or a broken line is refused, naming file and place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from assistant.problem import Problem, Reason

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _StrictLoader(_Base):  # type: ignore[misc]
    """Safe loading that refuses a key given twice."""


def _mapping(loader: Any, node: yaml.MappingNode) -> dict[Any, Any]:
    keys: set[Any] = set()
    for key_node, _ in node.value:
        key = loader.construct_object(key_node)
        if key in keys:
            raise yaml.MarkedYAMLError(problem=f"{key}: key given twice", problem_mark=key_node.start_mark)
        keys.add(key)
    return dict(loader.construct_pairs(node, deep=True))


_StrictLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def load_mapping(path: Path) -> dict[str, Any]:
    """The mapping in `path`; raises Problem naming file and line where it is no strict YAML mapping."""
    try:
        with path.open(encoding="utf-8") as file:
            tree = yaml.load(file, Loader=_StrictLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = mark.line + 1 if mark else 0
        raise Problem("rubric_broken", file=path.name, key=f"{line}", detail=error.problem or "") from error
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise Problem("rubric_broken", file=path.name, key="", detail=str(error).splitlines()[0]) from error
    if not isinstance(tree, dict):
        raise Problem("rubric_broken", file=path.name, key="", detail=type(tree).__name__)
    return tree


class Reader:
    """Takes a mapping apart; every complaint is a Problem that names file and key."""

    def __init__(self, file: str, tree: Mapping[str, Any], at: str = "") -> None:
        self.file, self.tree, self.at = file, tree, at

    def fail(self, key: str, fault: str, /, **values: object) -> Problem:
        """The Problem to raise on `key`; `fault` is a phrase key below `fault`."""
        detail = Reason(f"fault.{fault}", values)
        return Problem("rubric_broken", file=self.file, key=f"{self.at}{key}", detail=detail)

    def only(self, *keys: str, optional: Iterable[str] = ()) -> Reader:
        """Itself, once all `keys` are there and no others but `optional`."""
        for key in keys:
            if key not in self.tree:
                raise self.fail(key, "missing")
        for key in self.tree:
            if key not in keys and key not in optional:
                raise self.fail(str(key), "unknown_key")
        return self

    def text(self, key: str) -> str:
        """A non-blank string."""
        value = self.tree.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.fail(key, "text")
        return value

    def number(self, key: str) -> float:
        """A number."""
        value = self.tree.get(key)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.fail(key, "number")
        return float(value)

    def numbers(self, key: str) -> tuple[float, ...]:
        """A list of numbers."""
        value = self.tree.get(key)
        if not isinstance(value, list) or not all(isinstance(v, int | float) for v in value):
            raise self.fail(key, "number")
        return tuple(float(v) for v in value)

    def fail_unless(self, holds: bool, key: str, fault: str, /, **values: object) -> None:
        """Raises the Problem of `fail` unless `holds`."""
        if not holds:
            raise self.fail(key, fault, **values)

    def strings(self, key: str) -> tuple[str, ...]:
        """A list of terms without repeats; empty where the key is absent."""
        value = self.tree.get(key, [])
        if not isinstance(value, list) or not all(isinstance(v, str | int | float) for v in value):
            raise self.fail(key, "terms")
        terms = tuple(str(v) for v in value)
        for term in terms:
            if terms.count(term) > 1:
                raise self.fail(key, "duplicate", term=term)
        return terms

    def one_of(self, key: str, allowed: Iterable[str]) -> str:
        """A string out of `allowed`."""
        value = self.text(key)
        if value not in (known := tuple(allowed)):
            raise self.fail(key, "one_of", value=value, known=", ".join(known))
        return value

    def inner(self, key: str) -> Reader:
        """A reader of the mapping under `key`."""
        value = self.tree.get(key)
        if not isinstance(value, dict):
            raise self.fail(key, "mapping")
        return Reader(self.file, value, f"{self.at}{key}.")

    def each(self, key: str, name: str = "id") -> list[Reader]:
        """Readers of the mappings listed under `key`, named by their field `name`."""
        value = self.tree.get(key)
        if not isinstance(value, list) or not all(isinstance(v, dict) for v in value):
            raise self.fail(key, "mappings")
        return [Reader(self.file, v, f"{self.at}{key}[{v.get(name, n)}].") for n, v in enumerate(value)]
