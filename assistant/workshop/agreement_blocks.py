"""The agreement report for people, as blocks, and for programs, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Final

from assistant.chat.blocks import Block, Heading, Items, Table, Text, Tone
from assistant.phrases import Phrases
from assistant.workshop.agreement import CONFIDENCE, FEW_UNITS, RELY, TENTATIVE, Alpha, Kappa
from assistant.workshop.compare_raters import AgreementReport, PairAgreement, RaterLine

SHOWN: Final = 20
"""Differences in the blocks; the plain data has all of them."""


def blocks(report: AgreementReport, say: Phrases) -> list[Block]:
    """The report as answer blocks: raters, alpha with its interval, kappa tables, ratings, differences."""
    found: list[Block] = [
        Heading(say("workshop.title"), level=1),
        Items(tuple(_rater(rater, say) for rater in report.raters)),
    ]
    if report.codings.units:
        found += [
            Heading(say("workshop.statements")),
            Text(say("workshop.shared", seen=report.seen, units=report.codings.units)),
            *_alpha(report.codings, say),
            *(_kappas(pair, say) for pair in report.pairs),
            Text(say("workshop.kappa_note", few=FEW_UNITS), tone="note"),
            *_differences(report, say),
        ]
    return found + _ratings(report, say)


def _rater(rater: RaterLine, say: Phrases) -> str:
    if rater.kind == "coded":
        return say("workshop.rater_coded", name=rater.name, units=rater.units)
    key = "workshop.rater_several" if len(rater.people) > 1 else "workshop.rater_project"
    people = say("workshop.between").join(rater.people) or say("workshop.nobody")
    return say(key, name=rater.name, people=people, units=rater.units, ratings=rater.ratings)


def _alpha(result: Alpha, say: Phrases) -> list[Block]:
    scale = say(f"workshop.scale.{result.scale}")
    if result.alpha is None or result.low is None or result.high is None:
        line = say("workshop.alpha_undefined", scale=scale, units=result.units)
    else:
        numbers = {"alpha": f"{result.alpha:.3f}", "low": f"{result.low:.3f}", "high": f"{result.high:.3f}"}
        line = say("workshop.alpha", scale=scale, confidence=f"{CONFIDENCE:.0%}", units=result.units, **numbers)
    tone: Tone = "success" if result.verdict == "rely" else "warning"
    bounds = {"few": FEW_UNITS, "rely": f"{RELY:.3f}", "tentative": f"{TENTATIVE:.3f}"}
    share = f"{result.agreement or 0:.0%}"
    return [
        Text(line),
        Text(say(f"workshop.verdict.{result.verdict}", **bounds), tone=tone),
        Text(say("workshop.pair_agreement", share=share, units=result.units, values=result.values), tone="note"),
    ]


def _kappas(pair: PairAgreement, say: Phrases) -> Table:
    heads = ("category", "both", "only_first", "only_second", "neither", "units", "kappa", "remark")
    return Table(
        columns=tuple(say(f"workshop.column.{head}", first=pair.first, second=pair.second) for head in heads),
        rows=tuple((say(f"category.{category}"), *_cells(kappa, say)) for category, kappa in pair.categories.items()),
        caption=say("workshop.kappas", first=pair.first, second=pair.second),
        numeric=(1, 2, 3, 4, 5, 6),
    )


def _cells(kappa: Kappa, say: Phrases) -> tuple[str, ...]:
    counts = (kappa.both, kappa.only_first, kappa.only_second, kappa.neither, kappa.units)
    shown = say("workshop.undefined") if kappa.kappa is None else f"{kappa.kappa:.3f}"
    return (*map(str, counts), shown, say("workshop.few", used=kappa.used) if kappa.few else "")


def _differences(report: AgreementReport, say: Phrases) -> list[Block]:
    if not report.differences:
        return [Text(say("workshop.no_differences"))]
    names = [rater.name for rater in report.raters]
    shown = report.differences[:SHOWN]
    rows = ((d.unit.id, d.unit.text, *(_category(d.values, name, say) for name in names), str(d.alike)) for d in shown)
    caption = say("workshop.differences", shown=len(shown), count=len(report.differences))
    columns = (say("workshop.column.statement"), say("workshop.column.text"), *names, say("workshop.column.alike"))
    return [Table(columns, tuple(rows), caption, numeric=(len(columns) - 1,))]


def _category(values: Mapping[str, str | None], name: str, say: Phrases) -> str:
    return say(f"category.{values[name] or 'none'}") if name in values else say("workshop.undecided")


def _ratings(report: AgreementReport, say: Phrases) -> list[Block]:
    found: list[Block] = []
    for key, result in (("hopes", report.hopes), ("fears", report.fears)):
        if result.units:
            found += [Heading(say(f"workshop.{key}")), *_alpha(result, say)]
    if not report.item_differences:
        return found
    names = [rater.name for rater in report.raters]
    rows = tuple(
        (f"{d.item} {say.named(d.item)}", *(_rating(d.values, name, say) for name in names))
        for d in report.item_differences
    )
    return [*found, Table((say("workshop.column.item"), *names), rows, say("workshop.item_differences"))]


def _rating(values: Mapping[str, int | str], name: str, say: Phrases) -> str:
    value = values.get(name)
    if value is None:
        return say("workshop.undecided")
    return say(f"journal.residual.{value}") if isinstance(value, str) else str(value)


def as_json(report: AgreementReport) -> dict[str, object]:
    """The whole report as plain data, free of language; shares in [0, 1], null where a figure is not defined."""
    return {
        "raters": [asdict(rater) | {"people": list(rater.people)} for rater in report.raters],
        "seen": report.seen,
        "statements": _alpha_json(report.codings),
        "pairs": [
            {
                "first": pair.first,
                "second": pair.second,
                "categories": {name: _kappa_json(kappa) for name, kappa in pair.categories.items()},
            }
            for pair in report.pairs
        ],
        "hopes": _alpha_json(report.hopes),
        "fears": _alpha_json(report.fears),
        "differences": [
            {"id": d.unit.id, "text": d.unit.text, "values": dict(d.values), "apart": d.apart, "alike": d.alike}
            for d in report.differences
        ],
        "item_differences": [
            {"item": d.item, "values": dict(d.values), "spread": d.spread} for d in report.item_differences
        ],
    }


def _alpha_json(result: Alpha) -> dict[str, object]:
    return asdict(result) | {"confidence": CONFIDENCE}


def _kappa_json(kappa: Kappa) -> dict[str, object]:
    return asdict(kappa) | {"units": kappa.units, "few": kappa.few}
