"""Zip archives that come out byte for byte the same from the same content."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Final
from xml.sax.saxutils import escape

from assistant.export.safe_text import xml_safe

_OLDEST: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest time a zip entry can carry."""
_CORE: Final = "docProps/core.xml"
MAKER: Final = "城鉴 · Chengjian"


def pack(files: Mapping[str, bytes]) -> bytes:
    """A zip archive of `files` (name -> content) in the given order, without dates."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _OLDEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # the same on every operating system
            archive.writestr(entry, content)
    return buffer.getvalue()


def settle(office: bytes, title: str) -> bytes:
    """An Office file packed anew, its properties reduced to title and maker: no dates, no account names."""
    with zipfile.ZipFile(io.BytesIO(office)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files[_CORE] = _core_properties(title)
    return pack(files)


def _core_properties(title: str) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(xml_safe(title))}</dc:title><dc:creator>{MAKER}</dc:creator></cp:coreProperties>"
    ).encode()
