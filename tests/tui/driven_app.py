"""A session that answers at once with fixed blocks, and a small assessment built by hand."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from threading import Event
from typing import cast

from textual.pilot import Pilot

from assistant.chat.blocks import (
    Bar,
    Bars,
    Block,
    Choice,
    Choices,
    Heading,
    Items,
    Question,
    Quotation,
    Table,
    Text,
)
from assistant.chat.session import Answer, Session, Step
from assistant.journal.replay import State
from assistant.model import (
    CATEGORIES,
    Assessment,
    Coding,
    Draft,
    Paragraph,
    ParagraphKind,
    Problem,
    Profile,
    Role,
    Statement,
    Versions,
)
from assistant.phrases import phrases
from assistant.tui.chengjian import ChengjianApp
from assistant.tui.widgets.prompt import Prompt

SECONDS = 10
TEXTS = {
    "zh": (
        "示例市数字化规划（草案[/b]二稿）",
        "夯实数字底座[red]",
        "建成光网小区100个，由市通信办负责，2028年前完成。",
        "为企业提供数字化诊断a[/b]，覆盖[red]中小企业，帮助企业选用合适的改造方案，每年公布结果。",
        "努力开创新局面。",
        "大力推进政务数字化。",
        "制定个人信息保护办法。",
    ),
    "en": (
        "A sample digital plan (draft[/b] two)",
        "Digital foundations[red]",
        "Connect 100 estates to the fibre network by 2028; the Communications Office is responsible.",
        "Offer firms a digital diagnosis a[/b], first [red] the small ones, and publish the result every year.",
        "We will break new ground.",
        "Vigorously promote digital government.",
        "Issue rules on the protection of personal information.",
    ),
}
SHAPES: tuple[tuple[ParagraphKind, str | None, bool], ...] = (
    ("heading", None, False),
    ("heading", None, False),
    ("body", "new_infrastructure", True),
    ("item", "digital_economy", True),
    ("body", None, False),
    ("body", "digital_government", False),
    ("body", "digital_ecology", True),
)


def assessed(language: str = "zh", times: int = 1) -> Assessment:
    """A draft of a few statements, said `times` over, with nothing computed."""
    texts = TEXTS[language][:1] + TEXTS[language][1:] * times
    shapes = SHAPES[:1] + SHAPES[1:] * times
    text = "\n".join(texts)
    paragraphs, codings, at = [], [], 0
    for n, (line, (kind, category, counted)) in enumerate(zip(texts, shapes, strict=True)):
        paragraphs.append(Paragraph(at, at + len(line), kind, 1 if kind == "heading" else 0))
        if kind != "heading":
            statement = Statement(f"s{len(codings) + 1}", at, at + len(line), line, paragraph=n)
            role: Role = "commitment" if counted else "slogan"
            codings.append(Coding(statement, category, None, role, 2, 0.9, review=category is None))
        at += len(line) + 1
    title = texts[0]
    return Assessment(
        Draft(title, text, tuple(paragraphs)), tuple(codings), _profile(), {}, Versions("1", "1", "1", "1"), ()
    )


def _profile() -> Profile:
    none = dict.fromkeys(CATEGORIES, 0)
    return Profile(none, 0, {}, {}, {}, {}, 0, 0.0, 0.0, 0.0, 0.0, 0, 0, 0, True)


class FakeSession:
    """What the app asks of a session, without a journal and without computing anything."""

    def __init__(self, language: str) -> None:
        self.say = phrases(language)
        self.state = State()
        self.assessment: Assessment | None = None
        self.heard: list[str] = []
        self.warm = False
        self.gate = Event()
        """The utterance `slow` is answered once this is set."""
        self.times = 1

    @property
    def language(self) -> str:
        return self.say.language

    def warm_up(self) -> None:
        self.warm = True

    def greet(self) -> Answer:
        offers = (Choice(self._either("打开样稿", "Open the sample"), "open sample.md"), Choice("[b]?[/]", "help"))
        return Answer("greet", {}, (Text(self._either("您好。", "Welcome.")), Choices(offers)))

    def steps(self) -> tuple[Step, ...]:
        opened, city = self.state.draft is not None, self.state.city
        return (
            Step("draft", opened, not opened),
            Step("city", city is not None, opened and city is None, city or ""),
            Step("review", False, city is not None, self.say("step.waiting", n=1) if opened else ""),
            Step("report", False, False),
        )

    def reply(self, utterance: str) -> Answer:
        self.heard.append(utterance)
        intent, _, rest = utterance.partition(" ")
        handler: Callable[[str], Answer] = getattr(self, f"_{INTENTS.get(intent, 'unknown')}")
        return handler(rest)

    def close(self) -> None:
        self.gate.set()

    def _either(self, zh: str, en: str) -> str:
        return zh if self.language == "zh" else en

    def _open(self, path: str) -> Answer:
        if "missing" in path:
            return Answer("open_draft", {}, (Text(self.say.problem(Problem("file_missing", file=path)), "error"),))
        found = assessed(self.language, self.times)
        self.state, self.assessment = State(draft=found.draft), found
        return Answer("open_draft", {"path": path}, (Text(self._either("已读入。", "Read."), "success"),))

    def _city(self, city: str) -> Answer:
        self.state = replace(self.state, city=city, region="middle_yellow_river")
        return Answer("set_city", {"city": city}, (Text(city, "success"),))

    def _overview(self, rest: str) -> Answer:
        shares = ((0.42, 0.3, 0.55, 0.33), (0.33, 0.2, 0.45, 0.32), (0.25, 0.15, 0.4, 0.08), (0.0, 0.0, 0.1, 0.1))
        bars = tuple(
            Bar(self.say(f"category.{c}"), value, low, high, mark, self._either(f"{n} 条", f"{n}"), c)
            for n, (c, (value, low, high, mark)) in enumerate(zip(CATEGORIES, shares, strict=False), 4)
        )
        rows = (("[red]", "4.2%", "10.5%"), (self._either("面向人的份额", "People-facing share"), "17.1%", "21.8%"))
        blocks: tuple[Block, ...] = (
            Heading(self._either("概览", "Overview")),
            Bars(bars, self._either("构成", "Mix"), self.say("region.middle_yellow_river")),
            Table((self._either("指标", "Figure"), "a[/b]", "b"), rows, numeric=(1, 2)),
            Text(self._either("只有四条。", "Only four."), "warning"),
            self._offers(),
        )
        return Answer("overview", {}, blocks)

    def _evidence(self, rest: str) -> Answer:
        found = self.assessment or assessed(self.language)
        quotes = tuple(
            Quotation(c.statement.text, c.statement.id, "[1]", a_note, c.category, ((0, 4),))
            for c, a_note in zip(found.codings[-5:], ("2", "[/]", "", "", "3"), strict=True)
            if c.category
        )
        items = Items((self._either("第一", "first"), "[red]"), numbered=True)
        return Answer("show_evidence", {}, (*quotes, items, Question("a[/b]?"), self._offers()))

    def _offers(self) -> Choices:
        return Choices(
            (
                Choice(self._either("看依据", "Show the evidence"), "evidence"),
                Choice(self._either("概览", "Overview"), "overview"),
                Choice(
                    self._either("和西安比，看哪些能分辨", "Compare with Xi'an: what can be told apart"), "overview"
                ),
            )
        )

    def _why(self, rest: str) -> Answer:
        return Answer("why_code", {"statement": rest}, (Text(rest),))

    def _undo(self, rest: str) -> Answer:
        return Answer("undo", {}, (Text(self._either("已撤销。", "Undone."), "success"),))

    def _slow(self, rest: str) -> Answer:
        self.gate.wait(SECONDS)
        return Answer("help", {}, (Text("slow"),))

    def _problem(self, rest: str) -> Answer:
        raise Problem("file_missing", file="a[/b].docx")

    def _bug(self, rest: str) -> Answer:
        raise RuntimeError("[red]first line\nsecond line")

    def _language(self, rest: str) -> Answer:
        self.say = phrases("en" if self.language == "zh" else "zh")
        return Answer("language", {}, (Text(self._either("改用中文。", "Now in English."), "success"),))

    def _long(self, rest: str) -> Answer:
        return Answer("help", {}, tuple(Text(f"line {n}") for n in range(40)))

    def _quit(self, rest: str) -> Answer:
        return Answer("quit", {}, (Text("."),))

    def _unknown(self, rest: str) -> Answer:
        return Answer("unknown", {}, (Text("?"),))


INTENTS = {
    "打开": "open",
    "open": "open",
    "城市": "city",
    "city": "city",
    "overview": "overview",
    "evidence": "evidence",
    "slow": "slow",
    "problem": "problem",
    "bug": "bug",
    "long": "long",
    "why": "why",
    "撤销": "undo",
    "undo": "undo",
    "英文": "language",
    "Chinese": "language",
    "quit": "quit",
}


class Driven:
    """An app under a pilot, with the session behind it."""

    def __init__(self, app: ChengjianApp, pilot: Pilot[None], session: FakeSession) -> None:
        self.app, self.pilot, self.session = app, pilot, session

    async def idle(self) -> None:
        """Wait until everything said has been answered."""
        async with asyncio.timeout(SECONDS):
            await self.pilot.pause()
            while self.app.main.busy:
                await self.pilot.pause(0.01)
        await self.pilot.pause()

    async def say(self, *utterances: str) -> None:
        """Write each utterance, send it and wait for the answer."""
        for utterance in utterances:
            heard = len(self.session.heard)
            self.app.main.query_one(Prompt).insert(utterance)
            await self.pilot.press("enter")
            async with asyncio.timeout(SECONDS):
                while len(self.session.heard) == heard:
                    await self.pilot.pause(0.01)
            await self.idle()

    async def sees(self, *texts: str) -> bool:
        """Wait until all texts are on the screen; lines are joined, since where they break is not the point."""
        try:
            async with asyncio.timeout(SECONDS):
                while not all("".join(text.split()) in "".join(self.screen().split()) for text in texts):
                    await self.pilot.pause(0.01)
        except TimeoutError:
            raise AssertionError(f"{texts} not on the screen:\n{self.screen()}") from None
        return True

    def screen(self) -> str:
        """The text on the screen."""
        return "\n".join(strip.text for strip in self.app.screen._compositor.render_strips())


def fake_app(language: str = "zh", *opening: str) -> tuple[ChengjianApp, FakeSession]:
    """The app over a fake session."""
    session = FakeSession(language)
    return ChengjianApp(lambda: cast(Session, session), language, opening), session
