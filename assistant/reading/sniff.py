"""What a file is, by its content first and its suffix second; what cannot be read is refused with what to do."""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePath
from typing import Final, Literal

from assistant.model import Problem

Format = Literal["text", "markdown", "docx", "pdf"]

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE: Final = "EncryptedPackage".encode("utf-16-le")
_IMAGES: Final = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"GIF87a", b"GIF89a")
_REFUSED_SUFFIXES: Final = {
    **dict.fromkeys((".doc", ".dot", ".wps", ".wpt", ".rtf"), "format_old_word"),
    **dict.fromkeys((".ofd", ".ceb", ".caj"), "format_ofd"),
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".gif", ".webp"), "format_image"),
    **dict.fromkeys((".html", ".htm", ".mht", ".mhtml"), "format_web"),
}
_TEXTS: Final[dict[str, Format]] = {
    **dict.fromkeys((".txt", ".text", ""), "text"),
    **dict.fromkeys((".md", ".markdown"), "markdown"),
}


def format_of(data: bytes, name: str) -> Format:
    """The format of a file's `data`; raises Problem for formats that are not read, broken or encrypted files."""
    suffix = PurePath(name).suffix.lower()
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return _zipped(data, name)
    refused = _refused_content(data) or _REFUSED_SUFFIXES.get(suffix)
    if refused:
        raise Problem(refused, file=name)
    if suffix in (".docx", ".docm", ".pdf"):
        raise Problem("file_broken", file=name)
    if suffix not in _TEXTS:
        raise Problem("format_unknown", file=name)
    return _TEXTS[suffix]


def _zipped(data: bytes, name: str) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise Problem("file_broken", file=name) from error
    if "[Content_Types].xml" in names and any(n.startswith("word/") for n in names):
        return "docx"
    raise Problem("format_ofd" if "OFD.xml" in names else "format_unknown", file=name)


def _refused_content(data: bytes) -> str | None:
    if data.startswith(_OLE):
        return "file_encrypted" if _ENCRYPTED_PACKAGE in data else "format_old_word"
    if data.startswith(b"{\\rtf"):
        return "format_old_word"
    if data.startswith(_IMAGES) or (data.startswith(b"RIFF") and data[8:12] == b"WEBP"):
        return "format_image"
    start = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return "format_web" if start.startswith((b"<!doctype html", b"<html")) else None
