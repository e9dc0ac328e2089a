"""What each command of the command line does: read, call the core, write."""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from assistant.assess import assess as assess_draft
from assistant.chat.blocks import Block, Choices, Items, Table, Text, as_json
from assistant.chat.session import Answer, Session, place_of, sample_path
from assistant.codebook import codebook, rubric
from assistant.coding.additions import Additions, additions_yaml, joined, read_additions
from assistant.console import (
    print_blocks,
    print_json,
    read_draft,
    read_lines,
    reading_notes,
    shown,
    understood,
    utterances,
)
from assistant.journal.replay import replay
from assistant.journal.store import MEMORY, open_journal, read_events
from assistant.model import Assessment, Coding, Draft, Problem
from assistant.peers.peer_set import PeerSet, peer_set
from assistant.peers.regions import Place, resolve
from assistant.phrases import Phrases, phrases
from assistant.reading.clean import shown_name
from assistant.reading.read import read
from assistant.reading.segment import statements
from assistant.uncollected import uncollected

_SUFFIX_FORMATS: Final = {
    ".txt": "text",
    ".json": "json",
    ".md": "md",
    ".markdown": "md",
    ".html": "html",
    ".htm": "html",
    ".docx": "docx",
    ".xlsx": "xlsx",
}
_BINARY: Final = ("docx", "xlsx")
_CODING_COLUMNS: Final = (
    *("id", "line", "start", "end", "category", "secondary", "role", "strength", "confidence", "review"),
    *("heading", "terms", "text"),
)


def assess(options: argparse.Namespace) -> int:
    """Assess a draft, with a project's decisions where one is named."""
    say = phrases(options.lang)
    format = _format(options)
    place = resolve(options.city) if options.city is not None else None
    draft = read_draft(options.draft, say)
    if options.project is None:
        additions = _additions(options.codebook)
        found = assess_draft(draft, place, options.target, additions=additions, peers=_peers(options.peers))
    else:
        found = _assess_in_project(draft, place, options)
    inputs = [path for path in (options.draft, options.project, options.codebook) if path]
    return _deliver(found, format, options.output, inputs, say, reading_notes(draft, say))


def _assess_in_project(draft: Draft, place: Place | None, options: argparse.Namespace) -> Assessment:
    """Record draft and place in the project, as the app would, and assess with what people decided there."""
    session = _session(options.project, options.lang)
    try:
        session.open_draft(draft)
        if place is not None and (place.city, place.region) != (session.state.city, session.state.region):
            session.set_place(place)
        state = session.state
        chosen = state.target.choice if state.target else None
        additions = joined(_additions(options.codebook), state.additions)
        place, target = place or place_of(state), options.target or chosen
        peers = _peers(options.peers)
        return assess_draft(draft, place, target, state.decisions, additions=additions, peers=peers)
    finally:
        session.close()


def _additions(path: Path | None) -> Additions | None:
    """What people added to the codebook, from the file named."""
    return read_additions(path) if path is not None else None


def _peers(named: str | None) -> PeerSet | None:
    """The coded plans to compare with, from the table named; None: the paper's counts."""
    return peer_set(named) if named is not None else None


def demo(options: argparse.Namespace) -> int:
    """Assess the bundled sample draft beside the cities of its region."""
    say = phrases(options.lang)
    path, format = sample_path(options.lang), _format(options)
    found = assess_draft(read(path), resolve("middle_yellow_river"))
    closing = [Text(say("cli.after_demo"))] if options.output is None and format == "text" else []
    status = _deliver(found, format, options.output, [path], say, [])
    if closing:
        sys.stdout.write("\n")
        print_blocks(closing, say)
    return status


def _format(options: argparse.Namespace) -> str:
    """The format asked for, else the one that the output's suffix names, else text."""
    out: Path | None = options.output
    suffix = out.suffix.lower() if out else ""
    if options.format is None and suffix not in ("", *_SUFFIX_FORMATS):
        raise Problem("output_suffix", file=shown_name(f"{out}"), known=" ".join(_SUFFIX_FORMATS))
    format = str(options.format or _SUFFIX_FORMATS.get(suffix, "text"))
    if out is None and format in _BINARY:
        raise Problem("needs_output", format=format)
    return format


def _deliver(
    found: Assessment, format: str, out: Path | None, inputs: Sequence[Path], say: Phrases, notes: Sequence[Block]
) -> int:
    """Write an assessment to the file named, else to standard output; notes go to people, never into a report."""
    from assistant.export import write
    from assistant.export.report import report, summary

    if out is None and format == "text":
        print_blocks([*notes, *summary(found, say)], say)
        return 0
    content = write.render(format, found, report(found, say), say, _question(say))
    if out is None:
        sys.stdout.write(content.decode("utf-8"))
        return 0
    write.save(content, out, inputs)
    print_blocks([*notes, Text(say("cli.written", path=shown(out)))], say)
    return 0


def _question(say: Phrases) -> Callable[[str], str]:
    return lambda item: rubric().item(item).question(say.language)


def code(options: argparse.Namespace) -> int:
    """Code a draft statement by statement, or a text line by line."""
    from assistant.coded_lines import coded_lines
    from assistant.coding.code import code as code_statements

    say = phrases(options.lang)
    additions = _additions(options.codebook)
    with uncollected():
        if options.unit == "line":
            given, title = read_lines(options.draft, say), ""
        else:
            draft = read_draft(options.draft, say)
            given, title = statements(draft), draft.title
        if options.format == "jsonl":
            sys.stdout.writelines(coded_lines(given, title, additions))
            return 0
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(_CODING_COLUMNS)
        writer.writerows(map(_coding_row, code_statements(given, title, additions, originals=False)))
    return 0


def _coding_row(coding: Coding) -> list[object]:
    from assistant.export.jsonfile import coding_json
    from assistant.export.safe_text import cell_text

    terms = "|".join(dict.fromkeys(e.term for e in coding.evidence))
    words = {"heading": "/".join(coding.statement.heading), "terms": terms, "text": coding.statement.text}
    row = {**coding_json(coding), **{name: cell_text(text) for name, text in words.items()}}
    return [row[name] for name in _CODING_COLUMNS]


def peers(options: argparse.Namespace) -> int:
    """The reference lines of a region, or of all regions."""
    from assistant.chat.views.reference import peer_blocks, peer_data

    say = phrases(options.lang)
    place = resolve(options.place) if options.place is not None else None
    if options.format == "json":
        print_json(peer_data(place))
    else:
        print_blocks([*understood(place, say), *peer_blocks(place, say)], say)
    return 0


def tables(options: argparse.Namespace) -> int:
    """The paper's tables, reconciled unless asked for as printed."""
    from assistant.peers.tables import TABLES, flat, printed_table
    from assistant.peers.tables import tables as all_tables

    say = phrases(options.lang)
    wanted = TABLES if options.table == "all" else (options.table,)
    if options.format == "json":
        found = all_tables(options.as_printed)
        print_json({number: found[number] for number in wanted})
        return 0
    if options.format == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        for number in wanted:
            header, rows = flat(number, options.as_printed)
            writer.writerows([header, *rows] if len(wanted) == 1 else [(f"# {number}",), header, *rows])
        return 0
    blocks: list[Block] = []
    for number in wanted:
        table = printed_table(number, say, options.as_printed)
        blocks += [Table(table.header, table.rows, table.title, table.numeric), Text(table.note, "note")]
    print_blocks(blocks, say)
    return 0


def suggest(options: argparse.Namespace) -> int:
    """The rebalancing of a draft."""
    from assistant.chat.views import advice
    from assistant.export.jsonfile import as_json as assessment_json

    say = phrases(options.lang)
    place = resolve(options.city)
    draft = read_draft(options.draft, say)
    found = assess_draft(draft, place, options.target, peers=_peers(options.peers))
    if options.format == "json":
        print_json(assessment_json(found, say, _question(say))["advice"])
        return 0
    blocks = [b for b in advice.suggest(found, say) if not isinstance(b, Choices)]
    print_blocks([*understood(place, say), *reading_notes(draft, say), *blocks], say)
    return 0


def _session(project: Path | None, language: str) -> Session:
    from assistant.export.from_chat import export_session

    journal = open_journal(project or MEMORY, codebook=codebook().version)
    return Session(journal, language, export_session)


def chat(options: argparse.Namespace) -> int:
    """The chat over standard input and output, one answer per line of input."""
    session = _session(options.project, options.lang)
    try:
        session.compare_with(_peers(options.peers))
        if options.draft is not None:
            session.open_draft(read(options.draft))
        if options.city is not None:
            session.set_place(resolve(options.city))
        if options.format == "jsonl":
            _converse_in_json(session)
        else:
            _converse(session)
        return 0
    finally:
        session.close()


def _converse(session: Session) -> None:
    """Greet, then answer line by line until a goodbye or the end of the input; empty lines are passed over."""
    _say(session.greet(), session)
    for line in utterances():
        if line.strip():
            answer = session.reply(line)
            sys.stdout.write("\n")
            _say(answer, session)
            if answer.intent == "quit":
                return


def _say(answer: Answer, session: Session) -> None:
    print_blocks(answer.blocks, session.say)
    sys.stdout.flush()


def _converse_in_json(session: Session) -> None:
    """Exactly one object per line of input, also after a goodbye: whoever sends the lines ends the input."""
    for line in utterances():
        answer = session.reply(line)
        blocks = [as_json(b) for b in answer.blocks]
        print_json({"intent": answer.intent, "slots": dict(answer.slots), "blocks": blocks}, indent=None)
        sys.stdout.flush()


def export_project(options: argparse.Namespace) -> int:
    """Write a project's assessment in a format, or its own part of the codebook."""
    from assistant.export import write
    from assistant.export.report import report

    state = replay(read_events(options.project))
    if options.to == "codebook":
        return _export_additions(state.additions, options)
    if state.draft is None:
        raise Problem("project_without_draft", path=shown(options.project))
    say = phrases(options.lang)
    target = state.target.choice if state.target else None
    found = assess_draft(state.draft, place_of(state), target, state.decisions, additions=state.additions)
    blocks = report(found, say)
    write.write(options.to, options.output, found, blocks, say, _question(say), [options.project])
    print_blocks([Text(say("cli.written", path=shown(options.output)))], say)
    return 0


def _export_additions(additions: Additions, options: argparse.Namespace) -> int:
    """Write a project's additions as a file that `--codebook` takes."""
    from assistant.export import write

    say = phrases(options.lang)
    content = additions_yaml(additions, say("additions.header"))
    write.save(content.encode("utf-8"), options.output, [options.project])
    print_blocks([Text(say("cli.written", path=shown(options.output)))], say)
    return 0


def agreement(options: argparse.Namespace) -> int:
    """How far several raters agree."""
    from assistant.workshop.agreement_blocks import as_json as agreement_json
    from assistant.workshop.agreement_blocks import blocks
    from assistant.workshop.compare_raters import agreement as compare_files

    found = compare_files(options.files)
    if options.format == "json":
        print_json(agreement_json(found))
    else:
        say = phrases(options.lang)
        print_blocks(blocks(found, say), say)
    return 0


def merge(options: argparse.Namespace) -> int:
    """Join several projects into a new one."""
    from assistant.journal.merge import merge as merge_projects
    from assistant.journal.merge import merged_lines

    say = phrases(options.lang)
    merged = merge_projects(options.out, options.projects)
    print_blocks([Items(tuple(merged_lines(merged, say)))], say)
    return 0


def corpus(options: argparse.Namespace) -> int:
    """Assess every plan of a folder into one table."""
    from assistant.corpus.folder import assess_folder
    from assistant.corpus.table import check_output, save_table

    say = phrases(options.lang)
    check_output(options.output)
    rows = assess_folder(options.folder, options.workers)
    save_table(rows, options.output, say)
    failed = [say("corpus.failed", file=row.file, reason=say.reason(row.problem)) for row in rows if row.problem]
    done = say("corpus.done", n=len(rows) - len(failed), path=shown(options.output))
    print_blocks([Items((done, *failed))], say)
    return 0


def serve(options: argparse.Namespace) -> int:
    """The terminal app in a browser on this machine."""
    from assistant.serving import serve as serve_app

    serve_app(options.lang, options.port)
    return 0
