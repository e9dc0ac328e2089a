"""Zipped XML formats, opened with care: bounded in size, no document type, so no entity can swell or reach out."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Final
from xml.etree.ElementTree import Element, ParseError, fromstring
from xml.parsers import expat

from assistant.model import Problem

LARGEST_TOTAL: Final = 500 * 1024 * 1024
LARGEST_PART: Final = 64 * 1024 * 1024
_CHUNK: Final = 4096


class _Prolog(Exception):
    """The root element was reached."""


def open_archive(data: bytes, name: str) -> zipfile.ZipFile:
    """The zip archive in `data`; raises Problem where it is broken, encrypted, or unpacks to too much."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise Problem("file_broken", file=name) from error
    if any(info.flag_bits & 1 for info in archive.infolist()):
        raise Problem("file_encrypted", file=name)
    if sum(info.file_size for info in archive.infolist()) > LARGEST_TOTAL:
        raise Problem("file_expands", file=name)
    return archive


def xml_part(archive: zipfile.ZipFile, part: str, name: str) -> Element | None:
    """The root element of `part`, None where the archive has none; raises Problem where it is unsafe or broken."""
    try:
        if archive.getinfo(part).compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Problem("file_broken", file=name)
        with archive.open(part) as file:
            data = file.read(LARGEST_PART + 1)
    except KeyError:
        return None
    except (zipfile.BadZipFile, NotImplementedError, zlib.error, EOFError, OSError) as error:
        raise Problem("file_broken", file=name) from error
    if len(data) > LARGEST_PART:
        raise Problem("file_expands", file=name)
    try:
        _refuse_document_type(data, name)
        return fromstring(data)
    except (ParseError, expat.ExpatError, ValueError, LookupError) as error:
        raise Problem("file_broken", file=name) from error


def _refuse_document_type(data: bytes, name: str) -> None:
    """Entities can only be declared in a document type, and that only before the root element."""

    def refuse(*_: object) -> None:
        raise Problem("file_unsafe", file=name)

    def stop(*_: object) -> None:
        raise _Prolog

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = stop
    try:
        for start in range(0, len(data), _CHUNK):
            parser.Parse(data[start : start + _CHUNK], False)
    except _Prolog:
        return
