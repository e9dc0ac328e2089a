"""The command line: what design calls `chengjian ..`; one line on stderr for every mistake, never a traceback."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NoReturn

from assistant import __version__
from assistant.model import Problem
from assistant.phrases import LANGUAGES, locale_language, phrases

WRONG_CALL = 2
UNUSABLE_INPUT = 1
REPORT_FORMATS = ("text", "json", "md", "html", "docx", "xlsx")


class _Parser(argparse.ArgumentParser):
    """An argument parser whose complaint is one line in the user's language."""

    language = "zh"

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the call and exit with status 2."""
        line = phrases(_Parser.language)("errors.wrong_call", detail=message.replace("\n", " "), program=self.prog)
        sys.stderr.write(line + "\n")
        raise SystemExit(WRONG_CALL)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status: 0, 1 for input that cannot be used, 2 for a wrong call."""
    argv = list(sys.argv[1:] if arguments is None else arguments)
    _speak_utf8()
    _Parser.language = _language(argv)
    try:
        options = _parse(argv)
        options.lang = options.lang or locale_language()
        command: Callable[[argparse.Namespace], int] = options.command
        return command(options)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else WRONG_CALL
    except Problem as problem:
        sys.stderr.write(_one_line(phrases(_Parser.language).problem(problem)) + "\n")
        return UNUSABLE_INPUT
    except BrokenPipeError:
        sys.stderr.close()  # the reader left; nothing more can be said
        return 0
    except KeyboardInterrupt:
        return 130


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _language(argv: Sequence[str]) -> str:
    """The language asked for, read before parsing so that parsing's own complaints are in it."""
    for at, word in enumerate(argv):
        wanted = word.removeprefix("--lang=") if word.startswith("--lang=") else argv[at + 1 : at + 2]
        value = wanted if isinstance(wanted, str) else (wanted[0] if word == "--lang" and wanted else "")
        if value in LANGUAGES:
            return value
    return locale_language()


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _parse(argv: Sequence[str]) -> argparse.Namespace:
    """Subcommands by name; anything else opens the terminal app."""
    first = next((word for word in argv if not word.startswith("-")), None)
    if first in COMMANDS:
        return _commands().parse_args(argv)
    if any(word in ("-h", "--help", "--version") for word in argv):
        return _commands().parse_args(argv)
    return _app_parser().parse_args(argv)


def _common() -> _Parser:
    common = _Parser(add_help=False)
    common.add_argument("--lang", choices=LANGUAGES, default=None)
    return common


def _app_parser() -> argparse.ArgumentParser:
    say = phrases(_Parser.language)
    parser = _Parser(prog="chengjian", description=say("cli.about"), epilog=say("cli.epilog"), parents=[_common()])
    _draft_options(parser, optional=True)
    parser.set_defaults(command=_lazy("app"))
    return parser


def _draft_options(parser: argparse.ArgumentParser, optional: bool = False) -> None:
    parser.add_argument("draft", metavar="DRAFT", type=Path, nargs="?" if optional else None)
    parser.add_argument("--city", metavar="C")
    parser.add_argument("--project", metavar="P", type=Path)


def _lazy(name: str) -> Callable[[argparse.Namespace], int]:
    """A command that imports its module when it runs, so that --help needs nothing heavy."""

    def command(options: argparse.Namespace) -> int:
        from assistant import commands

        function: Callable[[argparse.Namespace], int] = getattr(commands, name)
        return function(options)

    return command


COMMANDS = (
    *("assess", "code", "peers", "tables", "suggest", "chat", "export", "agreement", "merge", "corpus", "serve"),
    "demo",
)


def _commands() -> argparse.ArgumentParser:
    say = phrases(_Parser.language)
    parser = _Parser(prog="chengjian", description=say("cli.about"), epilog=say("cli.epilog"))
    parser.add_argument("--version", action="version", version=f"chengjian {__version__}")
    parser.add_argument("--lang", choices=LANGUAGES, default=None)
    parser.set_defaults(command=_lazy("app"), draft=None, city=None, project=None)
    named: argparse._SubParsersAction[_Parser] = parser.add_subparsers(
        metavar="COMMAND", parser_class=_Parser, prog="chengjian"
    )
    added: dict[str, argparse.ArgumentParser] = {}
    for name in COMMANDS:
        added[name] = named.add_parser(
            name, help=say(f"cli.{name}"), description=say(f"cli.{name}"), parents=[_common()]
        )
        added[name].set_defaults(command=_lazy(name if name != "export" else "export_project"))
    _assessing(added)
    _comparing(added)
    _working(added)
    return parser


def _assessing(added: Mapping[str, argparse.ArgumentParser]) -> None:
    _draft_options(added["assess"])
    _output(added["assess"], REPORT_FORMATS)
    added["assess"].add_argument("--target", metavar="T")
    added["code"].add_argument("draft", metavar="DRAFT")
    added["code"].add_argument("--unit", choices=("statement", "line"), default="statement")
    added["code"].add_argument("--format", choices=("jsonl", "csv"), default="jsonl")
    added["suggest"].add_argument("draft", metavar="DRAFT", type=Path)
    added["suggest"].add_argument("--city", metavar="C", required=True)
    added["suggest"].add_argument("--target", metavar="T")
    added["suggest"].add_argument("--format", choices=("text", "json"), default="text")
    added["suggest"].set_defaults(project=None)
    _output(added["demo"], REPORT_FORMATS)


def _comparing(added: Mapping[str, argparse.ArgumentParser]) -> None:
    added["peers"].add_argument("place", metavar="CITY|REGION", nargs="?")
    added["peers"].add_argument("--format", choices=("text", "json"), default="text")
    added["tables"].add_argument("table", choices=("1", "2", "3", "4", "5", "all"), nargs="?", default="all")
    added["tables"].add_argument("--as-printed", action="store_true")
    added["tables"].add_argument("--format", choices=("text", "csv", "json"), default="text")
    added["agreement"].add_argument("files", metavar="FILE", type=Path, nargs="+")
    added["agreement"].add_argument("--format", choices=("text", "json"), default="text")
    added["merge"].add_argument("out", metavar="OUT", type=Path)
    added["merge"].add_argument("projects", metavar="PROJECT", type=Path, nargs="+")


def _working(added: Mapping[str, argparse.ArgumentParser]) -> None:
    added["chat"].add_argument("--draft", metavar="D", type=Path)
    added["chat"].add_argument("--city", metavar="C")
    added["chat"].add_argument("--project", metavar="P", type=Path)
    added["chat"].add_argument("--format", choices=("text", "jsonl"), default="text")
    added["export"].add_argument("project", metavar="PROJECT", type=Path)
    added["export"].add_argument("--to", required=True, choices=("docx", "html", "xlsx", "md", "json", "qdpx", "qdc"))
    added["export"].add_argument("-o", "--output", metavar="OUT", type=Path, required=True)
    added["corpus"].add_argument("folder", metavar="FOLDER", type=Path)
    added["corpus"].add_argument("-o", "--output", metavar="OUT", type=Path, required=True)
    added["corpus"].add_argument("--workers", metavar="N", type=int, default=1)
    added["serve"].add_argument("--port", metavar="P", type=int, default=8321)


def _output(parser: argparse.ArgumentParser, formats: Sequence[str]) -> None:
    parser.add_argument("--format", choices=formats)
    parser.add_argument("-o", "--output", metavar="OUT", type=Path)


if __name__ == "__main__":
    raise SystemExit(run())
