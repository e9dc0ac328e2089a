"""What an utterance names: city, category, item, statement, term, number, level, format, language, target, path."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from assistant.chat.found import Found as Found
from assistant.chat.heard_figures import figures
from assistant.chat.heard_names import categories, items, words
from assistant.chat.numerals import ENGLISH, NUMERAL, number
from assistant.model import ITEMS

SUFFIXES = "docx|doc|wps|pdf|txt|md|markdown|odt|html|htm|ofd|rtf|xlsx"
_PATH = re.compile(
    rf"[\"'“‘]([^\"'”’]+\.(?:{SUFFIXES}))[\"'”’]|(\S(?:[^\n]*?\S)?\.(?:{SUFFIXES}))(?![\w])", re.IGNORECASE
)
_OPEN_WORDS = re.compile(
    r"^(?:请|麻烦|帮我|帮忙|我想|我要|把|将"
    r"|(?:please|can you|could you|i want to|i(?: would|'d) like to|let's)\b|\s)*"
    r"(?:打开|读入|读取|载入|导入|加载|评估|分析|检查|上传|看看|换成|[读看](?:一下)?(?=\s)"
    r"|(?:open|load|read|check|assess|analy[sz]e|import|use)(?=\s))?"
    r"(?:一下)?(?:\s?(?:草案|文件|(?:the\s)?(?:draft|file))(?=[\s:：“\"']))?\s*[:：]?\s*",
    re.I,
)
"""What may open an utterance before a path."""
AGAINST = re.compile(
    r"^(?:请|帮我|please\s+)*(?:"
    r"(?:对照|比照)(?:一下)?(?:(?:上位|上级|国家|中央|省级|外市|其他城市|别的城市|兄弟城市)?(?:的)?(?:规划|文件)?(?=[\s:：“\"'/~]))?"
    r"|(?:compare|check|hold)\s+(?:(?:it|the draft|my draft)\s+)?(?:with|against)"
    r"(?:\s+(?:the|a|an)(?=\s))?(?:\s+(?:higher[- ]level|national|provincial|peer|other(?:\s+city(?:'s)?)?)(?=\s))?"
    r"(?:\s+plan(?=[\s:]))?(?=[\s:])"
    r")\s*[:：]?\s*",
    re.I,
)
"""Opens an utterance that names a plan to hold the draft against; what follows is its path."""
_STATEMENT = re.compile(
    rf"(?<![A-Za-z0-9])s[\s-]?(\d+)(?![A-Za-z0-9])|第\s?({NUMERAL})\s?(?:条|句)(?:陈述)?"
    r"|(?:statement|sentence|陈述|语句)\s?(?:no\.?|number|#)?\s?(\d+)|(?<!\w)#(\d+)",
    re.I,
)
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8}
_ITEM = re.compile(
    rf"(?<![A-Za-z0-9])([hf])[\s-]?([1-8])(?:[a-e](?![A-Za-z]))?(?![A-Za-z0-9])"
    rf"|(期望|担忧|hope|fear)\s?(?:第|number|no\.?|#)?\s?({NUMERAL}|(?:{'|'.join(ENGLISH)})\b)"
    rf"|第({NUMERAL})[项个条](期望|担忧)|\b({'|'.join(_ORDINALS)})\s(hope|fear)\b",
    re.I,
)
_QUOTED = r"[“\"「『‘](?P<{}>[^“”\"「」『』‘’\n]{{1,60}})[”\"」』’]"
_WORD_OF = r"(?:这个|这一)?(?:词语?|术语|说法)?"
_BARE = r"(?P<{}>(?![这那它本该上第]|s\s?\d)[^\s“”\"，。、]{{2,20}}?)"
_TERM = re.compile(
    "|".join(
        (
            rf"{_QUOTED.format('a')}{_WORD_OF}\s*(?:加入|加到|加进|列入|归入|归到|归为|算作|记入)",
            rf"(?:把|将)\s*{_BARE.format('b')}{_WORD_OF}\s*(?:加入|加到|加进|列入)",
            rf"(?:新增|添加|增加|删去|删除|去掉|移除|不再用)(?:一个|个)?{_WORD_OF}\s*{_QUOTED.format('c')}",
            rf"{_QUOTED.format('d')}{_WORD_OF}\s*从.{{0,10}}?(?:删去|删除|去掉|移除|移出)",
            rf"\b(?:add|include|remove|forget|delete|drop)\s+(?:the\s+)?(?:(?:term|word|phrase)\s+)?{_QUOTED.format('e')}",
            r"\b(?:add|include|remove|forget|delete|drop)\s+(?:the\s+)?(?:term|word|phrase)\s+(?P<f>[\w-][^“”\"\n]{0,60}?)(?=\s+(?:to|from)\b|$)",
        )
    ),
    re.IGNORECASE,
)
"""A term is heard only where it is said what to do with it: elsewhere quotation marks stand around anything."""


def find_slots(text: str) -> list[Found]:
    """All slots of an utterance, leftmost and longest first, not overlapping; several of one name are kept."""
    candidates = [found for grammar in _GRAMMARS for found in grammar(text)]
    candidates.sort(key=lambda f: (-(f.end - f.start), f.start))
    kept: list[Found] = []
    for found in candidates:
        if all(found.end <= k.start or found.start >= k.end for k in kept):
            kept.append(found)
    return sorted(kept, key=lambda f: f.start)


def _path(text: str) -> Iterator[Found]:
    opened = AGAINST.match(text) or _OPEN_WORDS.match(text)
    start = opened.end() if opened else 0
    rest = text[start:].strip().strip("\"'“”‘’")
    if rest and "\n" not in rest and len(rest) < 400 and (start or len(rest) > 3) and _exists(rest):
        yield Found("path", rest, start, len(text))
    elif match := _PATH.search(text, start):
        yield Found("path", match[1] or match[2], match.start(), match.end())


def _exists(text: str) -> bool:
    try:
        return Path(text).expanduser().is_file()
    except (OSError, ValueError, RuntimeError):
        return False  # a name no file system takes is no path


def _statement(text: str) -> Iterator[Found]:
    for match in _STATEMENT.finditer(text):
        digits = match[1] or match[3] or match[4]
        yield Found("statement", f"s{int(digits) if digits else number(match[2])}", match.start(), match.end())


def _item(text: str) -> Iterator[Found]:
    for match in _ITEM.finditer(text):
        kind = next(group for group in match.group(1, 3, 6, 8) if group).lower()
        letter = "H" if kind in ("h", "期望", "hope") else "F"
        digits = match[2] or next(group for group in match.group(4, 5, 7) if group)
        item = f"{letter}{_ORDINALS.get(digits.lower()) or number(digits)}"
        if item in ITEMS:
            yield Found("item", item, match.start(), match.end())
    yield from items(text)


def _term(text: str) -> Iterator[Found]:
    for match in _TERM.finditer(text):
        name = next(name for name, value in match.groupdict().items() if value is not None)
        quoted = name not in "bf"
        start, end = match.start(name) - quoted, match.end(name) + quoted
        yield Found("term", match[name].strip(), start, end)


def _place(text: str) -> Iterator[Found]:
    from assistant.chat.heard_places import places

    return places(text)


def _figures(text: str) -> Iterator[Found]:
    return figures(text, list(_item(text)), list(categories(text)))


_GRAMMARS: tuple[Callable[[str], Iterator[Found]], ...] = (
    _path, _statement, _term, _item, categories, _place, _figures, words,
)  # fmt: skip
