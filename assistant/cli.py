"""The command line: what design calls `chengjian ..`; one line on stderr for every mistake, never a traceback."""

from __future__ import annotations

import argparse
import contextlib
import difflib
import io
import os
import re
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from traceback import extract_tb
from typing import Any, Final, NamedTuple, NoReturn

from assistant import __version__
from assistant.chat.cells import wrap
from assistant.model import Problem
from assistant.phrases import LANGUAGES, Phrases, locale_language, phrases

UNUSABLE_INPUT: Final = 1
WRONG_CALL: Final = 2
INTERRUPTED: Final = 130
APP: Final = "app"
REPORT_FORMATS: Final = ("text", "json", "md", "html", "docx", "xlsx")
_PORTS: Final = range(1, 65536)


class _Argument(NamedTuple):
    """One argument of a command: what argparse calls it, and the phrase `cli.help.<words>` that explains it."""

    flags: tuple[str, ...]
    words: str
    how: Mapping[str, Any]


def _argument(*flags: str, words: str = "", **how: Any) -> _Argument:
    return _Argument(flags, words or flags[-1].lstrip("-").replace("-", "_"), how)


def _formats(*names: str) -> _Argument:
    return _argument("--format", choices=names, default=names[0])


def count(words: str) -> int:
    """A whole number from 1; ValueError for anything else."""
    if (number := int(words)) < 1:
        raise ValueError(words)
    return number


def text(words: str) -> str:
    """Any words; ValueError for blanks, as a script passes them where it forgot to set a variable."""
    if not words.strip():
        raise ValueError(words)
    return words


def port(words: str) -> int:
    """A number that a TCP port can have; ValueError for anything else."""
    if (number := int(words)) not in _PORTS:
        raise ValueError(words)
    return number


_DRAFT: Final = _argument("draft", metavar="DRAFT", type=Path)
_CITY: Final = _argument("--city", metavar="C", type=text)
_TARGET: Final = _argument("--target", metavar="T", type=text)
_PROJECT: Final = _argument("--project", metavar="P", type=Path)
_CODEBOOK: Final = _argument("--codebook", words="own_codebook", metavar="FILE", type=Path)
_PEERS: Final = _argument("--peers", words="peer_table", metavar="FILE", type=text)
_REPORT: Final = _argument("--format", choices=REPORT_FORMATS)
_OUTPUT: Final = _argument("-o", "--output", metavar="OUT", type=Path)
_NEW_FILE: Final = _argument("-o", "--output", words="new_file", metavar="OUT", type=Path, required=True)

ARGUMENTS: Final[Mapping[str, tuple[_Argument, ...]]] = {
    APP: (_argument("draft", words="open", metavar="DRAFT", type=Path, nargs="?"), _CITY, _PROJECT),
    "assess": (_DRAFT, _CITY, _PEERS, _TARGET, _PROJECT, _CODEBOOK, _REPORT, _OUTPUT),
    "code": (
        _DRAFT,
        _argument("--unit", choices=("statement", "line"), default="statement"),
        _CODEBOOK,
        _formats("jsonl", "csv"),
    ),
    "peers": (_argument("place", metavar="CITY|REGION", type=text, nargs="?"), _formats("text", "json")),
    "tables": (
        _argument("table", metavar="TABLE", choices=(*"12345", "all"), nargs="?", default="all"),
        _argument("--as-printed", action="store_true"),
        _formats("text", "csv", "json"),
    ),
    "suggest": (
        _DRAFT,
        _argument("--city", metavar="C", type=text, required=True),
        _PEERS,
        _TARGET,
        _formats("text", "json"),
    ),
    "chat": (_argument("--draft", metavar="D", type=Path), _CITY, _PEERS, _PROJECT, _formats("text", "jsonl")),
    "export": (
        _argument("project", words="decided", metavar="PROJECT", type=Path),
        _argument("--to", choices=("docx", "html", "xlsx", "md", "json", "qdpx", "qdc", "codebook"), required=True),
        _NEW_FILE,
    ),
    "agreement": (_argument("files", metavar="FILE", type=Path, nargs="+"), _formats("text", "json")),
    "merge": (
        _argument("out", words="new_project", metavar="OUT", type=Path),
        _argument("projects", words="decided", metavar="PROJECT", type=Path, nargs="+"),
    ),
    "corpus": (
        _argument("folder", metavar="FOLDER", type=Path),
        _argument("-o", "--output", words="new_table", metavar="OUT", type=Path, required=True),
        _argument("--workers", metavar="N", type=count, default=1),
    ),
    "serve": (_argument("--port", metavar="P", type=port, default=8321),),
    "demo": (_REPORT, _OUTPUT),
}
"""Every command with its arguments; a call without a command opens the terminal app."""
COMMANDS: Final = tuple(name for name in ARGUMENTS if name != APP)

_COMPLAINTS: Final = (
    (r"unrecognized arguments: (?P<value>.+)", "call_extra"),
    (r"the following arguments are required: (?P<name>.+)", "call_missing"),
    (r"argument (?P<name>\S+): invalid choice: (?P<value>.+) \(choose from (?P<known>.+)\)", "call_choice"),
    (r"argument (?P<name>\S+): ignored explicit argument (?P<value>.+)", "call_extra"),
    (r"argument (?P<name>\S+): expected one argument", "call_value"),
    (r"argument (?P<name>\S+): invalid (?P<kind>count|port|text) value: (?P<value>.+)", "call_wrong"),
)
"""How argparse complains -> the phrase that says it in the user's language; anything else goes into `wrong_call`."""


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status: 0, 1 for input that cannot be used, 2 for a wrong call."""
    argv = list(sys.argv[1:] if arguments is None else arguments)
    _speak_utf8()
    say = phrases(_language(argv))
    try:
        status = _answer(argv, say)
        sys.stdout.flush()  # now, while a full disk or a reader that left can still be dealt with
        return status
    except BrokenPipeError:
        _drop_output()
        return 0
    except OSError as error:
        _drop_output()
        return _complain(say("errors.system", reason=str(error)), UNUSABLE_INPUT)
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        if sys.flags.dev_mode:
            raise
        return _complain(say("errors.unforeseen", detail=_where(error)), UNUSABLE_INPUT)


def _answer(argv: Sequence[str], say: Phrases) -> int:
    try:
        options = _parse(argv, say)
        options.lang = say.language
        return _command(options.name)(options)
    except SystemExit as stop:  # argparse after --help and after a complaint
        return stop.code if isinstance(stop.code, int) else 0
    except Problem as problem:
        return _complain(say.problem(problem), UNUSABLE_INPUT)


def _command(name: str) -> Callable[[argparse.Namespace], int]:
    """The function of a command; imported only now, so that --help and the first screen need nothing heavy."""
    if name == "app":
        return _app
    from assistant import commands

    found: Callable[[argparse.Namespace], int] = getattr(commands, name if name != "export" else "export_project")
    return found


def _app(options: argparse.Namespace) -> int:
    """The terminal app; a draft that is not there is said before the screen opens."""
    from assistant.reading.clean import shown_name
    from assistant.tui.app import run as run_app

    draft: Path | None = options.draft
    if draft is not None and not os.path.exists(draft):  # noqa: PTH110 - Path.exists raises for some names
        raise Problem("file_missing", file=shown_name(draft.name))
    return run_app(draft, options.city, options.project, options.lang)


def _complain(line: str, status: int) -> int:
    """Say one line on stderr, without what would steer a terminal; returns the status."""
    shown = "".join(c if c.isprintable() else " " for c in line)
    sys.stderr.write(" ".join(shown.split()) + "\n")
    return status


def _where(error: Exception) -> str:
    last = extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}: {error} [{Path(last.filename).name}:{last.lineno}]"


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _drop_output() -> None:
    """Let what is still unwritten go nowhere, or Python would complain about it once more on its way out."""
    with contextlib.suppress(OSError):  # a stream that is no file holds nothing back
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _language(argv: Sequence[str]) -> str:
    """The language asked for, read before parsing so that parsing's own complaints are in it."""
    words = [*argv, ""]
    for word, following in zip(words, words[1:], strict=False):
        wanted = following if word == "--lang" else word.removeprefix("--lang=")
        if word.startswith("--lang") and wanted in LANGUAGES:
            return wanted
    return locale_language()


def _parse(argv: Sequence[str], say: Phrases) -> argparse.Namespace:
    """The options of the command named first, options before it included; without a command those of the app."""
    at = _first_word(argv)
    word = "" if at is None else argv[at]
    if at is not None and word in COMMANDS:
        return _parser(word, say).parse_args([*argv[:at], *argv[at + 1 :]])
    if word and not _may_be_file(word):
        near = difflib.get_close_matches(word, COMMANDS, cutoff=0.5) or COMMANDS
        line = say("errors.unknown_command", word=word, near=say("view.comma").join(near))
        raise SystemExit(_complain(line, WRONG_CALL))
    return _parser(APP, say).parse_args(argv)


def _first_word(argv: Sequence[str]) -> int | None:
    """Where the first word stands that is neither an option nor an option's value."""
    every = [argument for arguments in ARGUMENTS.values() for argument in arguments]
    valued = {"--lang", *(flag for argument in every if "action" not in argument.how for flag in argument.flags)}
    for at, word in enumerate(argv):
        if word == "--":
            return None
        if not word.startswith("-") and (at == 0 or argv[at - 1] not in valued):
            return at
    return None


def _may_be_file(word: str) -> bool:
    return any(mark in word for mark in "./\\") or os.path.exists(word)  # noqa: PTH110 - Path.exists raises for some names


class _Help(argparse.HelpFormatter):
    """Help wrapped by terminal cells, of which a Chinese character takes two."""

    def __init__(self, prog: str, usage: str, **how: Any) -> None:
        super().__init__(prog, **how)
        self._usage_word = usage

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, self._usage_word if prefix is None else prefix)

    def _split_lines(self, text: str, width: int) -> list[str]:
        return wrap(text, width)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(indent + line for line in wrap(text, width - len(indent)))


class _Parser(argparse.ArgumentParser):
    """An argument parser whose help and complaints are in the user's language."""

    def __init__(self, say: Phrases, **how: Any) -> None:
        columns = shutil.get_terminal_size().columns - 5  # argparse leaves 2 and takes the Chinese 用法： for 3 cells
        formatter: Any = partial(_Help, usage=say("cli.usage"), width=columns)
        super().__init__(formatter_class=formatter, add_help=False, allow_abbrev=False, **how)
        self._say = say

    def error(self, message: str) -> NoReturn:
        """Say in one line what is wrong with the call and exit with status 2."""
        raise SystemExit(_complain(_complaint(message, self.prog, self._say), WRONG_CALL))


def _complaint(message: str, program: str, say: Phrases) -> str:
    for pattern, key in _COMPLAINTS:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            values = {name: words.replace("'", "") for name, words in found.groupdict().items()}
            expected = say(f"cli.expects.{values['kind']}") if "kind" in values else ""
            return say(f"errors.{key}", **values, expected=expected, program=program)
    return say("errors.wrong_call", detail=message, program=program)


def _parser(name: str, say: Phrases) -> argparse.ArgumentParser:
    if name == APP:
        parser = _Parser(say, prog="chengjian", description=say("cli.about"), epilog=say("cli.epilog"))
        wide = max(map(len, COMMANDS))
        listed = "\n".join(f"{command:{wide}}  {say(f'cli.{command}')}" for command in COMMANDS)
        parser.add_argument_group(say("cli.commands"), listed)
    else:
        parser = _Parser(say, prog=f"chengjian {name}", description=say(f"cli.{name}"))
    words = parser.add_argument_group(say("cli.arguments"))
    options = parser.add_argument_group(say("cli.options"))
    for flags, help_key, how in ARGUMENTS[name]:
        group = options if flags[0].startswith("-") else words
        group.add_argument(*flags, help=_plain(say(f"cli.help.{help_key}")), **how)
    options.add_argument("--lang", choices=LANGUAGES, help=_plain(say("cli.help.lang")))
    options.add_argument("-h", "--help", action="help", help=_plain(say("cli.help.help")))
    version = f"chengjian {__version__}"
    options.add_argument("--version", action="version", version=version, help=_plain(say("cli.help.version")))
    parser.set_defaults(name=name)
    return parser


def _plain(words: str) -> str:
    """Help without its percent signs being taken for a format."""
    return words.replace("%", "%%")


if __name__ == "__main__":
    raise SystemExit(run())
