"""How near an utterance is to the examples of each intent: rarely used words and characters weigh most."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

_PIECE = re.compile(r"<\w+>|[a-z0-9']+|[一-鿿]+")
_MARK = 1.0
"""Weight of a slot beside that of a word."""
_LETTERS = 0.35
"""Weight of three letters of a word, which forgive its misspelling, beside the word."""
_PAIR = 0.8
_MENDED = 5
"""An English word is mended from this length on."""
_LONG_WORD = re.compile(r"(?<![<a-z0-9])[a-z]{5,}(?![a-z0-9>])")


@dataclass(frozen=True, slots=True)
class Examples:
    """Examples as weighted features: for each feature the examples that have it, with its part of a unit vector."""

    owners: tuple[str, ...]
    holders: Mapping[str, tuple[tuple[int, float], ...]]
    rarity: Mapping[str, float]
    unseen: float
    """The rarity of a feature that no example has."""


def features(text: str) -> dict[str, float]:
    """The features of a text in small letters with its slots as <slot>: words, parts of words, characters, pairs."""
    found: defaultdict[str, float] = defaultdict(float)
    for piece in _PIECE.findall(text):
        if piece[0] == "<":
            found[piece] = _MARK
        elif piece.isascii():
            found[piece] += 1.0
            padded = f"_{piece}_"
            for at in range(len(padded) - 2 if len(piece) > 3 else 0):
                found[f"~{padded[at : at + 3]}"] += _LETTERS
        else:
            for at, character in enumerate(piece):
                found[character] += 0.5
                if at + 1 < len(piece):
                    found[piece[at : at + 2]] += _PAIR
    return dict(found)


def learn(pairs: Iterable[tuple[str, str]]) -> Examples:
    """Examples from pairs of owner (an intent) and text; a feature is as rare as few owners have it."""
    listed = [(owner, features(text)) for owner, text in pairs]
    having: dict[str, set[str]] = defaultdict(set)
    for owner, found in listed:
        for feature in found:
            having[feature].add(owner)
    owners = len({owner for owner, _ in listed})
    rarity = {feature: math.log1p(owners / len(those)) for feature, those in having.items()}
    holders: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for n, (_, found) in enumerate(listed):
        for feature, weight in _unit(found, rarity, 0.0).items():
            holders[feature].append((n, weight))
    kept = {feature: tuple(those) for feature, those in holders.items()}
    return Examples(tuple(owner for owner, _ in listed), kept, rarity, math.log1p(owners))


def mended(text: str, examples: Examples) -> str:
    """The text with each misspelt English word as the nearest word of the examples; others stay."""
    known = [word for word in examples.rarity if len(word) >= _MENDED and word.isascii() and word.isalpha()]

    def nearest(match: re.Match[str]) -> str:
        word = match[0]
        if word in examples.rarity:
            return word
        slips = 2 if len(word) >= 2 * _MENDED - 2 else 1
        near = process.extractOne(word, known, scorer=OSA.distance, score_cutoff=slips)
        return str(near[0]) if near else word

    return _LONG_WORD.sub(nearest, text)


def nearness(text: str, examples: Examples) -> list[float]:
    """The cosine, 0..1, of a text with each example, in their order."""
    scores = [0.0] * len(examples.owners)
    for feature, weight in _unit(features(mended(text, examples)), examples.rarity, examples.unseen).items():
        for n, part in examples.holders.get(feature, ()):
            scores[n] += weight * part
    return scores


def _unit(found: Mapping[str, float], rarity: Mapping[str, float], unseen: float) -> dict[str, float]:
    weighed = {feature: weight * rarity.get(feature, unseen) for feature, weight in found.items()}
    length = math.sqrt(sum(weight * weight for weight in weighed.values()))
    return {feature: weight / length for feature, weight in weighed.items()} if length else {}


def best_by_owner(scores: Sequence[float], examples: Examples) -> dict[str, float]:
    """The nearest example of each owner, and a little for how many more are near."""
    near: dict[str, list[float]] = defaultdict(list)
    for owner, score in zip(examples.owners, scores, strict=True):
        near[owner].append(score)
    return {owner: 0.85 * max(those) + 0.15 * sum(sorted(those)[-3:]) / 3 for owner, those in near.items()}
