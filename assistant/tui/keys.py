"""The keys of the app. Descriptions and tooltips are phrase keys, since the language can change while it runs."""

from __future__ import annotations

from typing import Final

from textual.binding import Binding


def _key(id: str, key: str, action: str, shown: str, *, show: bool = True) -> Binding:
    return Binding(
        key,
        action,
        f"tui.key.{id}",
        show=show,
        key_display=shown,
        tooltip=f"tui.tip.{id}",
        id=f"app.{id}",
        priority=True,
    )


KEYS: Final = (
    _key("help", "f1", "help", "F1"),
    _key("language", "f2", "language", "F2"),
    _key("draft", "f3", "draft", "F3"),
    _key("steps", "f4", "steps", "F4"),
    _key("theme", "f5,ctrl+t", "theme", "F5"),
    _key("undo", "ctrl+z", "undo", "^Z"),
    _key("redo", "ctrl+y", "redo", "^Y", show=False),
    _key("quit", "ctrl+q", "quit", "^Q"),
)


def phrase_of(binding: Binding, kind: str = "key") -> str:
    """The phrase key of a binding: its short name (`key`) or what it does (`tip`)."""
    return f"tui.{kind}.{(binding.id or '').removeprefix('app.')}"
