"""Which pieces are headings, and how deep each stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from assistant.reading.clean import cells
from assistant.reading.headings import BOX, OPEN, UNNUMBERED, is_bare_heading, is_numbered_heading, is_short, rank
from assistant.reading.pieces import Piece

_Depth = tuple[int, int]
"""Stated level and rank of the number: compares as headings nest."""
_TITLE: Final[_Depth] = (0, 0)
_DEEP: Final = 99
_LONGEST_STATED: Final = 160


def levelled(pieces: Sequence[Piece]) -> list[Piece]:
    """`pieces` with every heading marked by its level, 1 the outermost, without gaps; all others on level 0."""
    depths = _childless_opened(pieces, _depths(pieces))
    order = {depth: level for level, depth in enumerate(sorted({d for d in depths if d}), start=1)}
    return [_marked(piece, order[depth] if depth else 0) for piece, depth in zip(pieces, depths, strict=True)]


def _marked(piece: Piece, level: int) -> Piece:
    if piece.kind == "cell" or (piece.level == level == 0 and piece.kind != "heading"):
        return piece
    if level and piece.kind != "box":
        return replace(piece, kind="heading", level=level)
    kind = "body" if piece.kind == "heading" else piece.kind
    return replace(piece, kind=kind, level=level)


def _depths(pieces: Sequence[Piece]) -> list[_Depth | None]:
    stated = _stated_ranks(pieces)
    depths: list[_Depth | None] = []
    for index, piece in enumerate(pieces):
        around = (pieces[index - 1].text if index else "", pieces[index + 1].text if index + 1 < len(pieces) else "")
        if piece.title:
            depths.append(_TITLE)
        elif piece.kind == "cell":
            depths.append(None)
        elif _is_stated(piece):
            depths.append((piece.level, 0))
        else:
            depths.append(_unstated(piece, around, stated))
    return depths


def _is_stated(piece: Piece) -> bool:
    """Whether the stated level is to be believed: whole paragraphs are sometimes set in a heading's style."""
    if piece.level <= 0:
        return False
    long = cells(piece.text) > _LONGEST_STATED or (piece.text.endswith("。") and not is_short(piece.text[:-1]))
    return not long


def _stated_ranks(pieces: Sequence[Piece]) -> dict[int, int]:
    """Rank of the number -> the level the format states for it; 0 holds the deepest level stated without a number."""
    stated: dict[int, int] = {}
    for piece in pieces:
        if _is_stated(piece) and not piece.title:
            number = rank(piece.text) or 0
            best = min if number else max
            stated[number] = best(piece.level, stated.get(number, piece.level))
    return stated


def _unstated(piece: Piece, around: tuple[str, str], stated: dict[int, int]) -> _Depth | None:
    if is_numbered_heading(piece.text) and piece.kind != "item":
        number = rank(piece.text) or 0
        return (_DEEP, BOX) if number == BOX else _beside_stated(number, stated)
    bare = piece.strong and is_short(piece.text) and not piece.text[0].isdigit()
    if not bare and not stated and piece.kind == "body":
        bare = is_bare_heading(piece.text, *around)
    return (_DEEP, UNNUMBERED) if bare and piece.kind != "item" else None


def _beside_stated(number: int, stated: dict[int, int]) -> _Depth:
    """Where a number stands among stated levels: as its like, else just below the next higher number."""
    if number in stated:
        return (stated[number], 0)
    higher = [level for other, level in stated.items() if other < number]
    lower = [level for other, level in stated.items() if other > number]
    return (max(higher) if higher else min(lower, default=1) - 1, number)


def _childless_opened(pieces: Sequence[Piece], depths: list[_Depth | None]) -> list[_Depth | None]:
    """A numbered line with nothing below it is an item of a list, not a heading: it says something itself."""
    opened = list(depths)
    for index, depth in enumerate(depths):
        if depth is None or depth == _TITLE or pieces[index].level or pieces[index].title:
            continue
        following = depths[index + 1] if index + 1 < len(depths) else _TITLE
        number = rank(pieces[index].text)
        if following is not None and following <= depth and (number is None or number >= OPEN):
            opened[index] = None
    return opened
