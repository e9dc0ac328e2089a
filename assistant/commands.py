"""What each command of the command line does: read, call the core, write."""

from __future__ import annotations

import argparse
import csv
import json
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from assistant.assess import assess as assess_draft
from assistant.assess import code_draft
from assistant.chat.blocks import Block, Items, Table, Text, as_json
from assistant.chat.plain import render
from assistant.chat.session import Session, place_of, sample_path
from assistant.codebook import codebook, rubric
from assistant.journal.replay import replay
from assistant.journal.store import MEMORY, open_journal, read_events
from assistant.model import Assessment, Draft, Problem
from assistant.peers.regions import resolve
from assistant.phrases import Phrases, phrases
from assistant.reading.read import read, read_bytes

_SUFFIX_FORMATS = {".txt": "text", ".json": "json", ".md": "md", ".html": "html", ".docx": "docx", ".xlsx": "xlsx"}
_BINARY = ("docx", "xlsx")


def app(options: argparse.Namespace) -> int:
    """The terminal app."""
    from assistant.tui.app import run

    return run(options.draft, options.city, options.project, options.lang)


def assess(options: argparse.Namespace) -> int:
    """Assess a draft, with a project's decisions where one is named."""
    place = resolve(options.city) if options.city else None
    draft = read(options.draft)
    if options.project is None:
        found = assess_draft(draft, place, options.target)
    else:
        session = _session(options.project, options.lang)
        try:
            session.open_draft(draft)
            if place is not None and (place.city, place.region) != (session.state.city, session.state.region):
                session.set_place(place)
            chosen = options.target or (session.state.target.target if session.state.target else None)
            found = assess_draft(draft, place_of(session.state), chosen, session.state.decisions)
        finally:
            session.close()
    return _deliver(found, options, [options.draft])


def demo(options: argparse.Namespace) -> int:
    """Assess the bundled sample draft beside the cities of its region."""
    path = sample_path(options.lang)
    status = _deliver(assess_draft(read(path), resolve("middle_yellow_river")), options, [path])
    if options.output is None and options.format in (None, "text"):
        sys.stdout.write("\n" + phrases(options.lang)("cli.after_demo") + "\n")
    return status


def _deliver(found: Assessment, options: argparse.Namespace, inputs: Sequence[Path]) -> int:
    """Write an assessment to the file named, else to standard output."""
    from assistant.export import write
    from assistant.export.report import report, summary

    say = phrases(options.lang)
    out: Path | None = options.output
    format = options.format or (_SUFFIX_FORMATS.get(out.suffix.lower(), "text") if out else "text")
    if out is None and format in _BINARY:
        raise Problem("needs_output", format=format)
    if out is None and format == "text":
        return _print(summary(found, say), say)
    content = write.render(format, found, report(found, say), say, _question(options.lang))
    if out is None:
        sys.stdout.write(content.decode("utf-8"))
        return 0
    write.save(content, out, inputs)
    sys.stdout.write(say("cli.written", path=out) + "\n")
    return 0


def _question(language: str) -> Callable[[str], str]:
    return lambda item: rubric().item(item).question(language)


def _print(blocks: Sequence[Block], say: Phrases) -> int:
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    sys.stdout.write(render(blocks, width, say))
    return 0


def code(options: argparse.Namespace) -> int:
    """Code a draft statement by statement, or standard input line by line."""
    from assistant.coding.code import code as code_statements
    from assistant.export.jsonfile import coding_json
    from assistant.export.safe_text import cell_text
    from assistant.reading.segment import lines

    if options.unit == "line":
        codings = code_statements(lines(_line_text(options.draft)))
    else:
        codings = code_draft(_draft(options.draft))
    rows = [coding_json(c) for c in codings]
    if options.format == "jsonl":
        for row in rows:
            sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
        return 0
    writer = csv.writer(sys.stdout, lineterminator="\n")
    columns = ("id", "line", "start", "end", "category", "secondary", "role", "strength", "confidence", "review")
    writer.writerow((*columns, "heading", "terms", "text"))
    for row, coding in zip(rows, codings, strict=True):
        terms = "|".join(dict.fromkeys(e.term for e in coding.evidence))
        tail = ("/".join(coding.statement.heading), terms, coding.statement.text)
        writer.writerow([row[c] for c in columns] + [cell_text(cell) for cell in tail])
    return 0


def _draft(name: str) -> Draft:
    return read_bytes(sys.stdin.buffer.read(), "-") if name == "-" else read(Path(name))


def _line_text(name: str) -> str:
    from assistant.reading.encoding import decode

    data = sys.stdin.buffer.read() if name == "-" else _bytes(Path(name))
    return decode(data, name)[0]


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Problem("input_unreadable", file=path.name, reason=error.strerror or str(error)) from error


def peers(options: argparse.Namespace) -> int:
    """The reference lines of a region, or of all regions."""
    from assistant.chat.views.reference import peer_blocks, peer_data

    place = resolve(options.place) if options.place else None
    if options.format == "json":
        return _json(peer_data(place))
    return _print(peer_blocks(place, phrases(options.lang)), phrases(options.lang))


def tables(options: argparse.Namespace) -> int:
    """The paper's tables, reconciled unless asked for as printed."""
    from assistant.peers.tables import flat, printed_table
    from assistant.peers.tables import tables as all_tables

    say = phrases(options.lang)
    wanted = ("1", "2", "3", "4", "5") if options.table == "all" else (options.table,)
    if options.format == "json":
        found = all_tables(options.as_printed)
        return _json({number: found[number] for number in wanted})
    if options.format == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        for number in wanted:
            header, rows = flat(number, options.as_printed)
            writer.writerows([header, *rows] if len(wanted) == 1 else [(f"# {number}",), header, *rows])
        return 0
    blocks: list[Block] = []
    for number in wanted:
        table = printed_table(number, say, options.as_printed)
        blocks.append(Table(table.header, table.rows, table.title))
        blocks.append(Text(table.note, "note"))
    return _print(blocks, say)


def suggest(options: argparse.Namespace) -> int:
    """The rebalancing of a draft."""
    from assistant.chat.blocks import Choices
    from assistant.chat.views import advice
    from assistant.export.jsonfile import as_json as assessment_json

    say = phrases(options.lang)
    found = assess_draft(read(options.draft), resolve(options.city), options.target)
    if options.format == "json":
        return _json(assessment_json(found, say, _question(options.lang))["advice"])
    return _print([b for b in advice.suggest(found, say) if not isinstance(b, Choices)], say)


def _session(project: Path | None, language: str) -> Session:
    from assistant.export.from_chat import export_session

    journal = open_journal(project or MEMORY, codebook=codebook().version)
    return Session(journal, language, export_session)


def chat(options: argparse.Namespace) -> int:
    """The chat over standard input and output, one answer per line of input."""
    session = _session(options.project, options.lang)
    try:
        if options.draft is not None:
            session.open_draft(read(options.draft))
        if options.city:
            session.set_place(resolve(options.city))
        return _converse(session, options.format)
    finally:
        session.close()


def _converse(session: Session, format: str) -> int:
    if format == "text":
        _print(session.greet().blocks, session.say)
    for line in sys.stdin:
        if not line.strip() and format == "text":
            continue
        answer = session.reply(line.rstrip("\r\n"))
        if format == "jsonl":
            blocks = [as_json(b) for b in answer.blocks]
            said = {"intent": answer.intent, "slots": dict(answer.slots), "blocks": blocks}
            sys.stdout.write(json.dumps(said, ensure_ascii=False) + "\n")
        else:
            sys.stdout.write("\n")
            _print(answer.blocks, session.say)
        sys.stdout.flush()
        if answer.intent == "quit":
            break
    return 0


def export_project(options: argparse.Namespace) -> int:
    """Write a project's assessment in a format."""
    from assistant.export import write
    from assistant.export.report import report

    state = replay(read_events(options.project))
    if state.draft is None:
        raise Problem("project_without_draft", path=options.project.name)
    say = phrases(options.lang)
    target = state.target.target if state.target else None
    if target == "own" and state.target and state.target.value_share:
        target = f"{100 * state.target.value_share:g}%"
    found = assess_draft(state.draft, place_of(state), target, state.decisions)
    blocks = report(found, say)
    write.write(options.to, options.output, found, blocks, say, _question(options.lang), [options.project])
    sys.stdout.write(say("cli.written", path=options.output) + "\n")
    return 0


def agreement(options: argparse.Namespace) -> int:
    """How far several raters agree."""
    from assistant.workshop.agreement_blocks import as_json as agreement_json
    from assistant.workshop.agreement_blocks import blocks
    from assistant.workshop.compare_raters import agreement as compare_files

    found = compare_files(options.files)
    if options.format == "json":
        return _json(agreement_json(found))
    return _print(blocks(found, phrases(options.lang)), phrases(options.lang))


def merge(options: argparse.Namespace) -> int:
    """Join several projects into a new one."""
    from assistant.journal.merge import merge as merge_projects
    from assistant.journal.merge import merged_lines

    say = phrases(options.lang)
    merged = merge_projects(options.out, options.projects)
    return _print([Items(tuple(merged_lines(merged, say)))], say)


def corpus(options: argparse.Namespace) -> int:
    """Assess every plan of a folder into one table."""
    from assistant.corpus.folder import assess_folder
    from assistant.corpus.table import save_table

    say = phrases(options.lang)
    rows = assess_folder(options.folder, max(1, options.workers))
    save_table(rows, options.output, say)
    failed = [row for row in rows if row.problem is not None]
    lines = [say("corpus.done", n=len(rows) - len(failed), path=options.output)]
    lines += [say("corpus.failed", file=row.file, reason=say.problem(row.problem)) for row in failed if row.problem]
    return _print([Items(tuple(lines))], say)


def serve(options: argparse.Namespace) -> int:
    """The terminal app in a browser on this machine."""
    try:
        from textual_serve.server import Server
    except ImportError as error:
        raise Problem("needs_extra", extra="web") from error
    command = f"{sys.executable} -m assistant.cli --lang {options.lang}"
    Server(command, host="127.0.0.1", port=options.port).serve()
    return 0


def _json(data: object) -> int:
    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=2) + "\n")
    return 0
