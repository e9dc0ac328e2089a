"""Which coder made a table of counts: the digest of the codebook and of what was learned, beside their versions."""

from __future__ import annotations

import hashlib
from functools import cache

from assistant.resources import folder

_DIGITS = 12


@cache
def coder_digest() -> str:
    """The first 12 hexadecimal digits of the SHA-256 over rubrics/codebook.yaml and rubrics/learned/*.tsv.

    Line ends do not count, so that a checkout on another system has the same digest.
    """
    rubrics = folder("rubrics")
    digest = hashlib.sha256()
    for path in (rubrics / "codebook.yaml", *sorted((rubrics / "learned").glob("*.tsv"))):
        digest.update(f"{path.name}\n".encode())
        digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:_DIGITS]
