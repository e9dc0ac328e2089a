"""Text files come in the encodings Chinese offices use; what is no text is said to be none."""

from __future__ import annotations

import codecs

import pytest

from assistant.model import Problem
from assistant.reading.encoding import decode

SIMPLIFIED = "一、总体要求\n加快数字政府建设，推动公共数据共享，保障个人信息安全。\n"
TRADITIONAL = "一、總體要求\n加快數位政府建設，推動公共資料共享，保障個人資訊安全。\n"
WESTERN = "Plan – draft\nThe “digital” city keeps its counters open for all citizens and café owners.\n"


@pytest.mark.parametrize("text", [SIMPLIFIED, TRADITIONAL, WESTERN, "plain ascii\n", "", "千兆光网"])
@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
def test_utf_8_is_read_with_and_without_its_mark(text: str, mark: bytes) -> None:
    assert decode(mark + text.encode()) == (text, ())


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_marked_unicode_is_read(encoding: str) -> None:
    assert decode(SIMPLIFIED.encode(encoding)) == (SIMPLIFIED, ())


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (SIMPLIFIED, "gb18030"),
        (SIMPLIFIED, "gbk"),
        ("千兆光网", "gb18030"),
        (TRADITIONAL, "big5"),
        (TRADITIONAL, "gb18030"),
        (SIMPLIFIED, "utf-16-le"),
        (SIMPLIFIED, "utf-16-be"),
        (WESTERN, "utf-16-le"),
        (WESTERN, "cp1252"),
        ("one café for all", "cp1252"),
    ],
)
def test_other_encodings_are_guessed_and_the_guess_is_noted(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == (text, ("encoding_guessed",))


def test_utf_8_with_a_damaged_character_is_still_utf_8() -> None:
    cut = (SIMPLIFIED * 3).encode()[:-2]
    text, notes = decode(cut)
    assert text.startswith(SIMPLIFIED) and "\ufffd" in text
    assert notes == ("broken_characters",)
    assert decode(SIMPLIFIED.encode() + b"\0") == (SIMPLIFIED + "\0", ())


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (bytes(range(256)) * 4, "file_not_text"),
        (b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0" * 9, "file_not_text"),
        (b"\x81\xff\xfe\x80 \xff\xff\xfa" * 20, "file_undecodable"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, key: str) -> None:
    with pytest.raises(Problem) as caught:
        decode(data, "文件.txt")
    assert caught.value.key == key
    assert caught.value.values == {"file": "文件.txt"}
