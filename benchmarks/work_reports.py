"""Code the yearly government work reports of the paper's 31 cities into data/attention_work_reports.csv.

Run it whenever the coder changes (a test says so):
    python benchmarks/work_reports.py ../shared/corpus/texts
The folder holds one text per city and year, b-gwr-CITY-YEAR.txt. Only counts are written, no sentence of any report.
"""

from __future__ import annotations

import argparse
import csv
import io
import re
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from assistant import __version__
from assistant.assess import code_draft
from assistant.codebook import codebook
from assistant.model import CATEGORIES
from assistant.peers.coder_stamp import coder_digest
from assistant.peers.peer_set import WORK_REPORTS_FILE
from assistant.peers.reference import reference_cities
from assistant.reading.read import read
from assistant.resources import data_file

NAME = re.compile(r"b-gwr-(?P<city>\w+)-(?P<year>20\d\d)\.txt")
"""One report; a second one of the same year, held after an election, has more in its name and is left out."""
STRENGTHS = (1, 2, 3)
COLUMNS = ("city", "year", *CATEGORIES, "total", *(f"strength_{n}" for n in STRENGTHS))


def reports(folder: Path) -> list[tuple[str, int, Path]]:
    """City, year and file of every report, in the order of the paper's Table 3, then by year."""
    order = {city: n for n, city in enumerate(reference_cities())}
    named = ((NAME.fullmatch(path.name), path) for path in folder.iterdir())
    found = [(m["city"], int(m["year"]), path) for m, path in named if m and m["city"] in order]
    return sorted(found, key=lambda report: (order[report[0]], report[1]))


def row(report: tuple[str, int, Path]) -> list[object]:
    """The counts of one report: counted statements by category, and all coded statements by strength."""
    city, year, path = report
    coded = [coding for coding in code_draft(read(path)) if coding.category is not None]
    counts = Counter(coding.category for coding in coded if coding.counted)
    strengths = Counter(coding.strength for coding in coded)
    return [city, year, *(counts[c] for c in CATEGORIES), counts.total(), *(strengths[n] for n in STRENGTHS)]


def table(folder: Path, workers: int) -> str:
    """The whole file; the same whatever the number of processes."""
    found = reports(folder)
    if not found:
        raise SystemExit(f"{folder} holds no b-gwr-CITY-YEAR.txt")
    with ProcessPoolExecutor(workers) as pool:
        rows = list(pool.map(row, found, chunksize=8))
    out = io.StringIO()
    out.write(f"# tool={__version__} codebook={codebook().version} coder={coder_digest()}\n")
    csv.writer(out, lineterminator="\n").writerows([COLUMNS, *rows])
    return out.getvalue()


def main() -> None:
    """Write the table to data/ or where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="the texts")
    parser.add_argument("-o", "--output", type=Path, default=data_file(WORK_REPORTS_FILE))
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    text = table(options.folder, options.workers)
    options.output.write_text(text, encoding="utf-8", newline="\n")
    print(f"{options.output}: {text.count(chr(10)) - 2} reports")


if __name__ == "__main__":
    main()
