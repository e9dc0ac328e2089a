"""Bytes of a text file -> text: UTF-8, UTF-16, GB18030 and Big5, with or without a byte order mark."""

from __future__ import annotations

import codecs
import re
from typing import Final

from assistant.model import Problem

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_GUESSES: Final = ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
# Characters that any page of Chinese official prose is full of, simplified and traditional, with its punctuation.
_USUAL: Final = frozenset(
    "，。、；：“”（）《》\u3000的一是在不了有和人这中大为上个国我以要到会时年地发展数据信息化政府市城建设推进加强实施服务管理社会经济技术"
    "这中大為個國會時發數據資訊化設進強實務經濟業產構築動總體關於與對開應網優區際當現點"
)
_CONTROLS: Final = bytes(b for b in range(32) if b not in b"\t\n\r\f\x1b") + b"\x7f"
_ASCII: Final = bytes(range(128))
_ACCENTS_TOGETHER: Final = re.compile(rb"[\x80-\xff]{2}")
_WESTERN_SHARE: Final = 0.1
_SAMPLE: Final = 50_000
_USUAL_SHARE: Final = 0.08
# A few words may hold no usual character; all of them being everyday ones then speaks for the encoding.
_EVERYDAY: Final = {"gb18030": "gb2312", "big5hkscs": "big5"}
_EVERYDAY_BONUS: Final = 0.1
_BROKEN_SHARE: Final = 0.02


def decode(data: bytes, name: str = "") -> tuple[str, tuple[str, ...]]:
    """The text of `data` and the notes to make; raises Problem where it is no text or in no encoding known here."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace"), ()
    text = _utf_8(data)
    if text is not None:
        return text, (("broken_characters",) if "\ufffd" in text else ())
    guessed = _guess(data)
    if guessed is not None:
        return guessed, ("encoding_guessed",)
    raise Problem("file_not_text" if _is_binary(data) else "file_undecodable", file=name)


def _utf_8(data: bytes) -> str | None:
    """UTF-8, also with a few damaged or cut-off characters as left by careless copying; None where it is another."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    wide = len(data.translate(None, _ASCII)) / 3  # Chinese takes three bytes a character
    if wide < 1:
        return None if broken or b"\0" in data else text  # western accents; zero bytes of UTF-16
    return text if not broken or broken <= max(1, _BROKEN_SHARE * wide) else None


def _guess(data: bytes) -> str | None:
    """The reading whose characters are most usual; western text where accents stand alone among ASCII."""
    best: tuple[float, str] | None = None
    for encoding in _GUESSES:
        if encoding.startswith("utf-16") and b"\n" in data and b"\0" not in data:
            continue  # a line feed of UTF-16 carries a zero byte
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            continue
        score = _usual(text) + (_EVERYDAY_BONUS if _is_everyday(text, encoding) else 0)
        if best is None or score > best[0]:
            best = (score, text)
    if best is not None and best[0] >= _USUAL_SHARE:
        return best[1]
    return data.decode("cp1252", "replace") if _is_western(data) else None


def _usual(text: str) -> float:
    """Share of usual characters among those that are not ASCII, judged by the beginning of the text."""
    start = text[:_SAMPLE]
    wide = [c for c in start if c > "\x7f"]
    if not wide:
        return float(all(c.isprintable() or c.isspace() for c in start))
    return sum(c in _USUAL for c in wide) / len(wide)


def _is_everyday(text: str, encoding: str) -> bool:
    try:
        text.encode(_EVERYDAY.get(encoding, "ascii"))
    except UnicodeEncodeError:
        return False
    return True


def _is_western(data: bytes) -> bool:
    few = len(data.translate(None, _ASCII)) <= _WESTERN_SHARE * len(data)
    return few and not _is_binary(data) and _ACCENTS_TOGETHER.search(data) is None


def _is_binary(data: bytes) -> bool:
    return len(data) - len(data.translate(None, _CONTROLS)) > 0.01 * len(data)
