"""Whether a statement written otherwise is coded as it is when written plainly.

    python benchmarks/variants.py [--seed N] [--misses]

Sentences are built here around the codebook's own terms and then varied. Prints per kind of variant how many get the
category that the plain sentence gets (English: the category whose term it is; look-alikes: that category, or a person
is asked about the term; negation: a mitigation in place of a risk; homonyms and hard negatives: no category).
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.codebook import codebook, rubric
from assistant.coding.code import code
from assistant.coding.lexicon import lexicon
from assistant.coding.normalise import normalise, rows
from assistant.model import Coding, Statement

TITLE = "数字化发展规划"
PER_CATEGORY = 12
FRAMES = ("到2028年推进{}，由市里统一安排。", "加强{}，每年开展2次评估。", "完善{}，覆盖12个县区。")
FRAMES_EN = ("Build up {} by 2028.", "Improve {} in 12 districts.")
HOMONYMS = (
    *("加强生态环境保护，整治河道12条。", "落实安全生产责任，开展隐患排查。", "稳妥推进数字化债，守住债务底线。"),
    *("统计数据显示，粮食播种面积保持稳定。", "织密县乡交通网络，新建公路80公里。", "长城是劳动人民的智慧结晶。"),
    *(
        "弘扬尊老爱幼的家庭美德，凝聚群众智慧。",
        "健全粮食安全责任制，建设高标准农田。",
        "优化产业生态，扶持传统纺织企业。",
    ),
    *("规范共享单车停放，增设停车区域。", "完善农村物流网络，开通客货邮线路。", "构建共建共治共享的社会治理格局。"),
    *(
        "加强食品安全抽检，守护校园餐桌。",
        "完善医疗卫生网络，改建乡镇卫生院6所。",
        "推动制造业高端化、智能化、绿色化发展。",
    ),
)
HARD_NEGATIVES = (
    *(
        "新建社区卫生服务中心8个，改善就医条件。",
        "培育龙头企业20家，带动农民增收。",
        "完善养老服务设施，新增床位600张。",
    ),
    *("深化行政审批制度改革，精简材料三成。", "建设城市公园15处，新增绿地40公顷。", "依法保护知识产权，查处侵权案件。"),
    *("修缮古城墙2公里，保护历史街区。", "改造老旧小区30个，加装电梯120部。", "举办非遗庙会，传承民间技艺。"),
    *("加强应急物资储备，组织防汛演练。", "推进城际铁路前期工作，优化公交线路。", "提高公共服务水平，扩建幼儿园10所。"),
    *("落实招商引资政策，引进纺织企业5家。", "开展城市体检，治理背街小巷。", "加快农业基地建设，推广良种良法。"),
)


@dataclass(frozen=True)
class Case:
    """A variant with the sentence it should be coded like (or the category it should get)."""

    kind: str
    text: str
    plain: str = ""
    category: str | None = None


def _traditional(text: str, dice: random.Random) -> str:
    """Simplified text in traditional characters, half of the time with Taiwan's words."""
    if dice.random() < 0.5:
        for written, mainland in rows("regional_words.csv"):
            text = text.replace(mainland, written) if len(mainland) > 1 else text
    forms = dict(rows("traditional.csv"))
    return "".join(dice.choice(forms.get(c, c)) for c in text)


def _full_width(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def _term_variants(term: str, dice: random.Random) -> Iterator[tuple[str, str]]:
    """Kind and spelling of the variants that change the term itself."""
    yield "spaced out", " ".join(term)
    cut = dice.randrange(1, len(term))
    yield "line break", f"{term[:cut]}\n{term[cut:]}"
    wrong = [w for w, t in lexicon().near.lookalikes.items() if t == normalise(term).text]
    if wrong:
        yield "look-alike", dice.choice(wrong)


def chinese_cases(dice: random.Random) -> Iterator[Case]:
    """Variants of sentences around terms of every category."""
    for category in codebook().categories:
        terms = [t for t in category.terms + category.cues if len(t) >= 4 and not t.isascii()]
        for term in dice.sample(terms, min(PER_CATEGORY, len(terms))):
            frame = dice.choice(FRAMES)
            plain = frame.format(term)
            for kind, written in _term_variants(term, dice):
                yield Case(kind, frame.format(written), plain)
            yield Case("traditional", _traditional(plain, dice), plain)
            yield Case("full width", _full_width(plain), plain)
        for term in terms:
            if len(term) == 4 and term.startswith(("数字", "智慧", "智能")):
                frame = dice.choice(FRAMES)
                inserted = "化的" if term.startswith("数字") else "的"
                yield Case("insertion", frame.format(term[:2] + inserted + term[2:]), frame.format(term))
                yield Case("reorder", frame.format(f"{term[2:]}{term[:2]}化"), frame.format(term))


def word_cases(dice: random.Random) -> Iterator[Case]:
    """English terms and aliases in the same kind of sentence."""
    book = codebook()
    for category in book.categories:
        for term in dice.sample(category.terms_en, min(PER_CATEGORY, len(category.terms_en))):
            yield Case("English", dice.choice(FRAMES_EN).format(f"digital {term}"), category=category.id)
        for term in category.terms + category.cues:
            for alias in book.aliases.get(term, ()):
                frame = dice.choice(FRAMES)
                yield Case("alias", frame.format(alias), frame.format(term))


def fixed_cases() -> Iterator[Case]:
    """What must get no category."""
    yield from (Case("homonym", text) for text in HOMONYMS)
    yield from (Case("hard negative", text) for text in HARD_NEGATIVES)


def codings(texts: Sequence[str]) -> tuple[Coding, ...]:
    """One coding per text, each text a statement under a digital title."""
    return code([Statement(f"s{n}", 0, len(t), t) for n, t in enumerate(texts, 1)], TITLE)


def negations() -> Iterator[tuple[str, bool]]:
    """Each negated risk of the rubric, and whether it is read as a mitigation of the same fear."""
    risks = [(i.id, term) for item in rubric().items for i in item.indicators for term in i.risk]
    plain = codings([f"对居民推广{term}。" for _, term in risks])
    negated = codings([f"不得对居民推广{term}。" for _, term in risks])
    for (indicator, _), one, other in zip(risks, plain, negated, strict=True):
        if any(h.indicator == indicator and h.sign == "risk" for h in one.rubric):
            signs = {h.sign for h in other.rubric if h.item == indicator[:2]}
            yield other.statement.text, signs == {"mitigation"}


def _asked(told: Coding, category: str | None) -> bool:
    """Whether a person is shown a misspelt term of the category, which nothing may count by itself."""
    return told.review and any(e.kind == "lookalike" and e.category == category for e in told.evidence)


def outcomes(seed: int) -> Iterator[tuple[str, str, bool]]:
    """Kind, text and whether it is coded as it should be."""
    dice = random.Random(seed)
    cases = [*chinese_cases(dice), *word_cases(dice), *fixed_cases()]
    plain = iter(codings([c.plain for c in cases if c.plain]))
    for case, told in zip(cases, codings([c.text for c in cases]), strict=True):
        category = next(plain).category if case.plain else case.category
        yield case.kind, case.text, told.category == category or _asked(told, category)
    for text, right in negations():
        yield "negation", text, right


def main() -> None:
    """Print the table, and on request every variant that is coded otherwise."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seed", type=int, default=20)
    options.add_argument("--misses", action="store_true")
    given = options.parse_args()
    found: dict[str, list[tuple[str, bool]]] = {}
    for kind, text, right in outcomes(given.seed):
        found.setdefault(kind, []).append((text, right))
    for kind, results in found.items():
        hits = sum(r for _, r in results)
        print(f"{kind:<14} {hits:>4} of {len(results):>4}  {hits / len(results):.1%}")
        if given.misses:
            for text in (t for t, r in results if not r):
                print(f"    {text!r}")


if __name__ == "__main__":
    main()
