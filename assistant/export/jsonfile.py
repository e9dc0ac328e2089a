"""Results as plain data: the JSON of the command line, which scripts hold on to."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict
from numbers import Integral, Real
from typing import Any, Final

from assistant.model import (
    ITEMS,
    Addition,
    Advice,
    Assessment,
    Coding,
    Comparison,
    Confirmation,
    Correction,
    Evidence,
    IndicatorRating,
    Profile,
    Quote,
    Rating,
    Reason,
    ReferenceLine,
    Upgrade,
)
from assistant.phrases import Phrases

Json = dict[str, Any]
_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False)
_ENDS: Final = "\x85\u2028\u2029"
_LINE_ENDS: Final = re.compile(f"[{_ENDS}]")
"""Line ends of Unicode that JSON lets stand as they are."""


def as_json(assessment: Assessment, say: Phrases, question: Callable[[str], str]) -> Json:
    """An assessment as the object of `assess --format json`.

    `question` gives the interview question of an item. Offsets are code points of the cleaned draft: `start` and
    `end` of a statement, `term_start` and `term_end` of the words in it. Shares lie in [0, 1].
    """
    draft = assessment.draft
    return {
        "draft": {
            "title": draft.title,
            "sha256": draft.sha256,
            "characters": len(draft.text),
            "statements": len(assessment.codings),
        },
        "city": assessment.city,
        "region": assessment.region,
        "versions": asdict(assessment.versions),
        "profile": _profile(assessment.profile),
        "comparison": _comparison(assessment.comparison, say) if assessment.comparison else None,
        "ratings": {
            item: _rating(assessment.ratings[item], assessment, question(item))
            for item in ITEMS
            if item in assessment.ratings
        },
        "advice": _advice(assessment.advice, assessment, say) if assessment.advice else None,
        "limits": [_reason(limit, say) for limit in assessment.limits],
    }


def coding_lines(codings: Iterable[Coding]) -> Iterator[str]:
    """The lines of `code --format jsonl` with their line feeds, each one line to any reader."""
    for coding in codings:
        yield one_line(_ENCODER.encode(coding_json(coding)) + "\n")


def one_line(text: str) -> str:
    """JSON with the line ends of Unicode, which it lets stand as they are, written as escapes."""
    return _LINE_ENDS.sub(_escaped, text) if any(end in text for end in _ENDS) else text


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def coding_json(coding: Coding) -> Json:
    """A coding as one object of `code --format jsonl`."""
    statement = coding.statement
    return {
        "id": statement.id,
        "line": statement.line,
        "start": statement.start,
        "end": statement.end,
        "text": statement.text,
        "heading": list(statement.heading),
        "category": coding.category,
        "secondary": coding.secondary,
        "role": coding.role,
        "strength": coding.strength,
        "confidence": float(coding.confidence),
        "review": coding.review,
        "evidence": [_evidence(evidence) for evidence in coding.evidence],
        "rubric": [{"item": hit.item, "indicator": hit.indicator, "sign": hit.sign} for hit in coding.rubric],
    }


def _evidence(evidence: Evidence) -> Json:
    return {
        "term": evidence.term,
        "category": evidence.category,
        "start": evidence.start,
        "end": evidence.end,
        "kind": evidence.kind,
        "score": evidence.score,
    }


def _floats(values: Mapping[str, float]) -> dict[str, float]:
    """Shares as Python floats, which numpy's are not always."""
    return {key: float(value) for key, value in values.items()}


def _bounds(intervals: Mapping[str, tuple[float, float]]) -> dict[str, list[float]]:
    return {key: [float(low), float(high)] for key, (low, high) in intervals.items()}


def _counts(values: Mapping[str, int]) -> dict[str, int]:
    return {key: int(value) for key, value in values.items()}


def _reason(reason: Reason, say: Phrases) -> Json:
    values = {key: _plain(value, say) for key, value in reason.values.items()}
    return {"key": reason.key, "text": say.reason(reason), "values": values}


def _plain(value: object, say: Phrases) -> object:
    """A value of a reason as JSON knows it; a reason inside a reason becomes an object like its own."""
    match value:
        case Reason():
            return _reason(value, say)
        case None | bool() | str():
            return value
        case Integral():
            return int(value)
        case Real():
            return float(value)
        case Iterable():
            return [_plain(part, say) for part in value]
    return str(value)


def _profile(profile: Profile) -> Json:
    return {
        "counts": _counts(profile.counts),
        "shares": _floats(profile.shares),
        "interval": _bounds(profile.interval),
        "coverage": profile.coverage,
        "evenness": float(profile.evenness),
        "centre_of_gravity": float(profile.centre_of_gravity),
        "value_share": float(profile.value_share),
        "people_share": float(profile.people_share),
        "slogans": profile.slogans,
        "achievements": profile.achievements,
        "total": profile.total,
        "few": profile.few,
        "ordinary": {key: [int(low), int(high)] for key, (low, high) in profile.ordinary.items()},
        "shrunken": _floats(profile.shrunken),
        "duplicates": profile.duplicates,
        "corrected": _correction(profile.corrected) if profile.corrected else None,
    }


def _correction(correction: Correction) -> Json:
    return {
        "shares": _floats(correction.shares),
        "interval": _bounds(correction.interval),
        "value_share": float(correction.value_share),
        "value_interval": list(correction.value_interval),
        "people_share": float(correction.people_share),
        "people_interval": list(correction.people_interval),
        "basis_n": int(correction.basis_n),
    }


def _reference(line: ReferenceLine) -> Json:
    return {
        "name": line.name,
        "counts": _counts(line.counts),
        "total": int(line.total),
        "shares": _floats(line.shares),
        "evenness": float(line.evenness),
        "value_share": float(line.value_share),
        "people_share": float(line.people_share),
    }


def _comparison(comparison: Comparison, say: Phrases) -> Json:
    peers = [
        {
            **_reference(peer.reference),
            "lower": _floats(peer.lower),
            "distance": float(peer.distance),
            "noise": float(peer.noise),
        }
        for peer in comparison.peers
    ]
    return {
        "national": _reference(comparison.national),
        "region": _reference(comparison.regional),
        "peers": peers,
        "findings": [_reason(finding, say) for finding in comparison.findings],
        **({"source": _reason(comparison.source, say)} if comparison.source else {}),
    }


def _rating(rating: Rating, assessment: Assessment, question: str) -> Json:
    if rating.is_fear:
        levels = {"exposure": rating.exposure, "mitigation": rating.mitigation, "residual": rating.residual}
    else:
        levels = {"suggested": rating.suggested}
    return {
        **levels,
        "confirmed": _confirmation(rating.confirmed) if rating.confirmed else None,
        "coverage": rating.coverage,
        "doubtful": rating.doubtful,
        "indicators": [_indicator(level, rating.is_fear) for level in rating.indicators],
        "answers": [{**asdict(said), "indicators": list(said.indicators)} for said in rating.answers],
        "challenged": [asdict(challenge) for challenge in rating.challenged],
        "evidence": [_quote(quote, assessment) for quote in rating.evidence],
        "question": question,
    }


def _indicator(level: IndicatorRating, fear: bool) -> Json:
    if fear:
        return {"id": level.id, "exposure": level.exposure, "mitigation": level.level}
    return {"id": level.id, "level": level.level}


def _confirmation(confirmation: Confirmation) -> Json:
    return asdict(confirmation)


def _quote(quote: Quote, assessment: Assessment) -> Json:
    """A quotation with its statement; raises KeyError where the assessment has no such statement."""
    coding = assessment.coding(quote.statement)
    if coding is None:
        raise KeyError(quote.statement)
    return {
        "statement": quote.statement,
        "text": coding.statement.text,
        "start": coding.statement.start,
        "end": coding.statement.end,
        "term": quote.term,
        "term_start": quote.start,
        "term_end": quote.end,
        "sign": quote.sign,
        "indicator": quote.indicator,
        "strength": quote.strength,
        "items_served": quote.shared,
    }


def _advice(advice: Advice, assessment: Assessment, say: Phrases) -> Json:
    target = advice.target
    return {
        "target": {
            "id": target.id,
            "value_share": float(target.value_share),
            "shares": _floats(target.shares),
            "source": _reason(target.source, say),
        },
        "feasible": advice.feasible,
        "verdict": advice.verdict,
        "needed": int(advice.needed),
        "reachable": int(advice.reachable),
        "additions": [_addition(addition, say) for addition in advice.additions],
        "upgrades": [_upgrade(upgrade, assessment) for upgrade in advice.upgrades],
        "before": _counts(advice.before),
        "after": _counts(advice.after),
        "value_before": float(advice.value_before),
        "value_after": float(advice.value_after),
        "closes": list(advice.closes),
    }


def _addition(addition: Addition, say: Phrases) -> Json:
    return {**asdict(addition), "text": say(f"commitments.{addition.template}"), "beside": list(addition.beside)}


def _upgrade(upgrade: Upgrade, assessment: Assessment) -> Json:
    coding = assessment.coding(upgrade.statement)
    text = coding.statement.text if coding else None
    return {**asdict(upgrade), "text": text, "missing": list(upgrade.missing)}
