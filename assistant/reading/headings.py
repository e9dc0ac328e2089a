"""How Chinese official documents number their headings, and what a heading looks like."""

from __future__ import annotations

import re
from typing import Final

from assistant.reading.clean import cells

_NUMERAL: Final = "[0-9０-９零〇一二三四五六七八九十百两]+"
_ANNEX: Final = rf"附[件录]\s*(?:{_NUMERAL}\s*(?:[：:.．]|$|(?=\s))|$)"
_UNITS: Final = "万|亿|千|百|个|倍|元|吨|公里|平方|分|版"
_RANKS: Final = tuple(
    (rank, re.compile(pattern))
    for rank, pattern in (
        (1, rf"第\s*{_NUMERAL}\s*[编篇卷]|第{_NUMERAL}部分|(?i:(?:part|volume)\s+[0-9ivx]+\b)|{_ANNEX}"),
        (2, rf"第\s*{_NUMERAL}\s*章|(?i:chapter\s+[0-9ivx]+\b)"),
        (3, rf"第\s*{_NUMERAL}\s*节|(?i:section\s+[0-9ivx]+\b)"),
        (4, r"[零〇一二三四五六七八九十]{1,3}\s*[、．.]"),
        (5, r"[（(]\s*[零〇一二三四五六七八九十]{1,3}\s*[）)]"),
        (8, r"\d{1,2}\.\d{1,2}\.\d{1,2}(?![\d%％])"),
        (7, rf"\d{{1,2}}\.\d{{1,2}}\.?(?=\s+\S|[\u4e00-\u9fff])(?!\s*(?:{_UNITS}))"),
        (6, r"[0-9０-９]{1,3}\s*[.．、](?![0-9０-９])"),
        (9, r"[（(]\s*[0-9０-９]{1,2}\s*[）)]|[0-9０-９]{1,2}[）)]"),
        (10, r"[①-⑳⑴-⒇]"),
    )
)
_STARTS: Final = frozenset(
    "第附专表图（(0123456789０１２３４５６７８９①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"
    "零〇一二三四五六七八九十pvcstfbPVCSTFBſ"  # ſ: what a pattern that ignores case takes for an s
)
UNNUMBERED: Final = 11
"""The rank of a heading that carries no number: below every numbered one."""
BOX: Final = 12
"""The rank of the title of a box, table or figure (专栏3, 表1): below every heading."""
OPEN: Final = 4
"""From this rank on (一、 and below) a numbered line may as well be an item of a list."""
CLAUSE: Final = 5
"""The rank of （一）: what stands in a box is numbered below it."""
_BOX: Final = re.compile(
    rf"(?:专\s*栏|附?表|附?图|(?i:table|figure|box))\s*{_NUMERAL}(?:[-—–.]\d+)?(?=[\s：:.．、]|[\u4e00-\u9fff“《]|$)"
)
_PAGES: Final = tuple("0123456789ⅠⅡⅢIVX")
_LEADER: Final = re.compile(r"(?:\.{4,}|…{2,}|·{4,}|．{3,}|(?:\. ){4,})\s*[0-9ⅠⅡⅢIVX]{1,4}$")
_LONGEST_LEADER: Final = 200
_ARTICLE: Final = re.compile(rf"第\s*{_NUMERAL}\s*条")
_WIDEST: Final = 80
"""Cells: 40 Chinese characters."""
_SHORTEST: Final = 4
_FINISHED: Final = ("", *"。！？；")
_UNFINISHED: Final = "。；;，,、！!？?：:"
_YEAR: Final = re.compile(r"^\d{4}年(?=\D{2})")
_PUNCTUATED: Final = re.compile(r"[。；;，,、！!？?：:.|…]|\d")
_RUN_IN: Final = re.compile(r"[^。！？；]{2,}?(?:。|(?<=[\u4e00-\u9fff])[．.]|\.(?=\s|$))")


def _number(line: str) -> tuple[int, int] | None:
    """Rank of the number that opens `line` and where it ends."""
    if line[:1] not in _STARTS or is_article(line):
        return None
    for number, pattern in ((BOX, _BOX), *_RANKS):
        if found := pattern.match(line):
            return number, found.end()
    return None


def rank(line: str) -> int | None:
    """The rank of the number that opens `line`, 1 (第一编) to 10 (①), 12 for 专栏1 and 表1; None without one."""
    found = _number(line)
    return found[0] if found else None


def is_short(line: str) -> bool:
    """Whether `line` is no wider than 40 Chinese characters and stops without a sentence's end."""
    return line[-1:] not in _UNFINISHED and "。" not in line and cells(line) <= _WIDEST


def is_numbered_heading(line: str) -> bool:
    """Whether `line` opens with a heading's number and is a heading's length."""
    return rank(line) is not None and is_short(line)


def is_bare_heading(line: str, before: str, following: str) -> bool:
    """Whether `line`, without number or punctuation, stands between a finished and a full paragraph."""
    return (
        _SHORTEST <= len(line) <= _WIDEST // 2
        and (is_numbered_heading(before) or before[-1:] in _FINISHED)
        and cells(line) <= _WIDEST // 2
        and not _PUNCTUATED.search(_YEAR.sub("", line))
        and line[0].isalnum()
        and cells(following) >= _WIDEST
        and rank(following) is None
        and "。" in following
    )


def run_in(text: str) -> tuple[int, str] | None:
    """Rank and words of the heading that opens a text, as in （一）建好平台。市级平台…; None without one."""
    number = _number(text)
    if number is None or not OPEN <= number[0] < UNNUMBERED:
        return None
    opening = _RUN_IN.match(text, number[1])
    if opening is None:
        return None
    words = text[: opening.end()].rstrip(" 。．.")
    return (number[0], words) if cells(words) <= _WIDEST else None


def is_article(line: str) -> bool:
    """Whether `line` is an article of a regulation: 第二十条 数据…, body text whatever its number."""
    return _ARTICLE.match(line) is not None


def is_caption(line: str) -> bool:
    """Whether `line` names a table or a figure (表1, 图2), which the next full paragraph has left behind."""
    return rank(line) == BOX and line[0] not in "专bB"


def starts_anew(line: str) -> bool:
    """Whether `line` opens with a number, a dash or a bullet, so that it cannot continue the line before it."""
    return rank(line) is not None or is_article(line) or line.startswith(("——", "--", "【"))


def is_contents_line(line: str) -> bool:
    """Whether dots lead from `line` to a page number."""
    return line[-1:] in _PAGES and _LEADER.search(line[-_LONGEST_LEADER:]) is not None
