"""PDF files -> Draft: the text layer, without running heads and page numbers, broken lines joined."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from threading import Lock
from typing import Any, Final

from assistant.model import Draft, Problem
from assistant.reading.assemble import assemble
from assistant.reading.clean import clean_lines
from assistant.reading.headings import is_contents_line
from assistant.reading.pieces import Piece
from assistant.reading.wrap import unwrap, widths_of

_LOCK: Final = Lock()
"""PDFium is not made for several threads at once."""
_PASSWORD_ERROR: Final = 4
"""FPDF_ERR_PASSWORD."""
FEWEST_CHARACTERS: Final = 50
"""Characters a page, on average, below which the pages must be pictures."""
_EDGE: Final = 3
"""Lines at the top and the foot of a page among which running heads and page numbers stand."""
_PAGE_NUMBER: Final = re.compile(
    r"[-—–·\s]*(?:第\s*)?(?:\d{1,4}|[ivx]{1,6})(?:\s*页)?(?:\s*[/，,共]+\s*\d{1,4}\s*页?)?[-—–·\s]*$"
    r"|page \d+(?: of \d+)?$",
    re.IGNORECASE,
)
_IN_SENTENCE: Final = "，、；。："
_DIGITS: Final = re.compile(r"\d+")
# Fonts made by some converters name the radicals, which look the same, instead of the characters.
_RADICALS: Final = re.compile("[\u2e80-\u2fd5\uf900-\ufaff]")
_HYPHEN: Final = re.compile("[\x02\ufffe]\r?\n?")


def read_pdf(data: bytes, name: str) -> Draft:
    """The draft in a PDF's bytes; raises Problem where it is broken, encrypted or only holds pictures of pages."""
    with _LOCK:
        pages = _page_texts(data, name)
    if sum(len("".join(page.split())) for page in pages) < FEWEST_CHARACTERS * len(pages):
        raise Problem("pdf_scanned", file=name, pages=len(pages))
    split = [[line for line in clean_lines(_mended(page)) if line] for page in pages]
    body = _without_running_heads(split)
    pieces = [Piece(line, page=number) for number, lines in enumerate(body, start=1) for line in lines]
    widths = widths_of(piece.text for piece in pieces if not is_contents_line(piece.text))
    joined = unwrap(pieces, widths)
    notes = {
        "joined_lines": len(joined) < len(pieces),
        "dropped_repeated": len(pieces) < sum(map(len, split)),
        "pages_without_text": not all(split),
    }
    return assemble(joined, name, [note for note, made in notes.items() if made])


def _page_texts(data: bytes, name: str) -> list[str]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == _PASSWORD_ERROR
        raise Problem("file_encrypted" if locked else "file_broken", file=name) from error
    try:
        return [_page_text(document, number) for number in range(len(document))]
    except pypdfium2.PdfiumError as error:
        raise Problem("file_broken", file=name) from error
    finally:
        document.close()


def _page_text(document: Any, number: int) -> str:
    page = document[number]
    layer = page.get_textpage()
    try:
        # get_text_bounded loses characters whose boxes a font states wrongly: 网 and 工 in real plans.
        return str(layer.get_text_range())
    finally:
        layer.close()
        page.close()


def _mended(text: str) -> str:
    """Words that were hyphenated at a line's end whole again, look-alike radicals as the characters they stand for."""
    return _RADICALS.sub(lambda m: unicodedata.normalize("NFKC", m[0]), _HYPHEN.sub("", text))


def _without_running_heads(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """The pages without page numbers and without lines at their edges that stand on over half of them."""
    seen = Counter(shape for page in pages for shape in {_DIGITS.sub("0", line) for line in page})
    often = {shape for shape, count in seen.items() if len(pages) > 2 and count > len(pages) / 2}

    def is_furniture(line: str) -> bool:
        return _PAGE_NUMBER.match(line) is not None or (
            _DIGITS.sub("0", line) in often and line[-1] not in _IN_SENTENCE
        )

    return [
        [line for n, line in enumerate(page) if min(n, len(page) - 1 - n) >= _EDGE or not is_furniture(line)]
        for page in pages
    ]
