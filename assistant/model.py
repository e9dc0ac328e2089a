"""The nouns: frozen, free of language, screen and files.

Offsets are 0-based, end-exclusive, in Unicode code points of `Draft.text`. Shares lie in [0, 1].
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, Literal

from assistant.decided import STANCES as STANCES
from assistant.decided import Challenge as Challenge
from assistant.decided import Confirmation as Confirmation
from assistant.decided import Decisions as Decisions
from assistant.decided import Recode as Recode
from assistant.decided import Said as Said
from assistant.problem import Problem as Problem
from assistant.problem import Reason as Reason

CATEGORIES: Final = (
    *("new_infrastructure", "digital_economy", "digital_government", "digital_life", "smart_city"),
    *("digital_ecology", "distinctive_city"),
)
VALUE_CATEGORIES: Final = ("digital_ecology", "distinctive_city")
"""The paper's value rationality; the strict value share."""
PEOPLE_CATEGORIES: Final = ("digital_life", "digital_ecology", "distinctive_city")
"""What the paper's advice names: services, digital life, rules and rights; the people-facing share."""
HOPES: Final = ("H1", "H2", "H3", "H4", "H5", "H6", "H7", "H8")
FEARS: Final = ("F1", "F2", "F3", "F4", "F5")
ITEMS: Final = HOPES + FEARS
REGIONS: Final = (
    *("northeast", "north_coast", "east_coast", "south_coast"),
    *("middle_yellow_river", "middle_yangtze", "southwest", "northwest"),
)

Role = Literal["commitment", "achievement", "status", "slogan", "fragment"]
ROLES: Final[tuple[Role, ...]] = ("commitment", "achievement", "status", "slogan", "fragment")
MatchKind = Literal["exact", "alias", "gap", "reorder", "lookalike", "cue"]
Sign = Literal["hope", "risk", "mitigation"]
ParagraphKind = Literal["heading", "body", "item", "cell", "box"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a draft; headings carry a level >= 1, everything else level 0."""

    start: int
    end: int
    kind: ParagraphKind = "body"
    level: int = 0
    page: int | None = None
    """1-based page of a PDF, None where the format has no pages."""


@dataclass(frozen=True)
class Draft:
    """A plan as read: cleaned text, paragraphs in order, separated in `text` by exactly one line feed."""

    title: str
    text: str
    paragraphs: tuple[Paragraph, ...]
    source: str = ""
    """File name without folders; empty for pasted text."""
    notes: tuple[str, ...] = ()
    """Phrase keys below `reading.notes` of what the reader joined or dropped."""

    @cached_property
    def sha256(self) -> str:
        """Digest of the cleaned text in UTF-8."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()


@dataclass(frozen=True, slots=True)
class Statement:
    """One codable unit: a sentence or list item inside one paragraph; ids are `s1`, `s2`, .. in reading order."""

    id: str
    start: int
    end: int
    text: str
    heading: tuple[str, ...] = ()
    paragraph: int = 0
    """Index into `Draft.paragraphs`."""
    line: int | None = None
    """1-based input line, with `--unit line` only."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A stretch of the draft that spoke for a category."""

    term: str
    """The codebook's term, not the draft's spelling."""
    category: str
    start: int
    end: int
    kind: MatchKind
    score: int = 100


@dataclass(frozen=True, slots=True)
class RubricHit:
    """A stretch of the draft that speaks to one of the thirteen items."""

    item: str
    indicator: str | None
    sign: Sign
    term: str
    start: int
    end: int
    strength: int = 1
    """How strongly the statement speaks, 1-3, also where it is not coded."""


@dataclass(frozen=True, slots=True)
class Coding:
    """What was decided on one statement, and why."""

    statement: Statement
    category: str | None
    secondary: str | None
    role: Role
    strength: int
    """0 silent, 1 slogan, 2 concrete, 3 accountable."""
    confidence: float
    review: bool
    evidence: tuple[Evidence, ...] = ()
    rubric: tuple[RubricHit, ...] = ()
    cues: tuple[str, ...] = ()
    """Which of body, target, deadline, feedback the statement names."""
    weights: Mapping[str, float] = field(default_factory=dict)
    """Category -> how strongly the words pulled towards it."""
    reasons: tuple[Reason, ...] = ()
    duplicate_of: str | None = None
    """Id of the earlier statement that says nearly the same; counted once."""
    suggested: str | None = None
    """The tool's category, kept when a person decided otherwise."""
    decided_by: str | None = None
    """Label of the person whose decision `category` is; None for the tool."""

    @property
    def counted(self) -> bool:
        """Whether the statement enters the attention shares: a coded commitment, not a slogan, not said before."""
        return self.category is not None and self.role == "commitment" and self.duplicate_of is None


@dataclass(frozen=True, slots=True)
class Correction:
    """The mix without the errors the coder made on `basis_n` labelled statements; intervals of 90 %; beside the raw."""

    shares: Mapping[str, float]
    interval: Mapping[str, tuple[float, float]]
    value_share: float
    value_interval: tuple[float, float]
    people_share: float
    people_interval: tuple[float, float]
    basis_n: int


@dataclass(frozen=True, slots=True)
class Profile:
    """The attention mix of one draft."""

    counts: Mapping[str, int]
    total: int
    shares: Mapping[str, float]
    interval: Mapping[str, tuple[float, float]]
    """90 % posterior interval per category, also of `value` and `people`."""
    shrunken: Mapping[str, float]
    ordinary: Mapping[str, tuple[int, int]]
    """10-90 % range of counts of an ordinary plan with as many statements."""
    coverage: int
    """Categories with at least two concrete statements, of 7."""
    evenness: float
    centre_of_gravity: float
    value_share: float
    people_share: float
    slogans: int
    achievements: int
    duplicates: int
    few: bool
    """Fewer than 50 counted statements: too few to compare finely."""
    corrected: Correction | None = None


@dataclass(frozen=True, slots=True)
class ReferenceLine:
    """Counts and shares of a city, a region or the country in the paper's reconciled table."""

    name: str
    """A city's Chinese name, a region id, or `national`."""
    counts: Mapping[str, int]
    total: int
    shares: Mapping[str, float]
    evenness: float
    value_share: float
    people_share: float


@dataclass(frozen=True, slots=True)
class PeerLine:
    """One peer beside the draft."""

    reference: ReferenceLine
    lower: Mapping[str, float]
    """Category -> posterior probability that the draft's share is lower than this peer's."""
    distance: float
    """Square root of the base-2 Jensen-Shannon divergence, 0..1."""
    noise: float
    """90th percentile of that distance between two draws from one mix; below it nothing can be told apart."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The draft beside its region and the country; `source` says whose counts they are, None: the paper's."""

    region: str
    city: str | None
    national: ReferenceLine
    regional: ReferenceLine
    peers: tuple[PeerLine, ...]
    findings: tuple[Reason, ...]
    source: Reason | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """Evidence of a rating: which statement, which words, how strongly it speaks."""

    statement: str
    indicator: str | None
    sign: Sign
    term: str
    start: int
    end: int
    strength: int
    shared: int = 1
    """How many items this statement serves; over three asks for a second look."""


@dataclass(frozen=True, slots=True)
class IndicatorRating:
    """The suggested level of one sub-indicator: hopes have a level, fears an exposure and a mitigation."""

    id: str
    level: int
    exposure: int = 0


@dataclass(frozen=True, slots=True)
class Rating:
    """One hope or fear: the suggestion from the text, the evidence, the question, and a person's decision."""

    item: str
    indicators: tuple[IndicatorRating, ...]
    evidence: tuple[Quote, ...]
    coverage: int
    """Sub-indicators with evidence, of 5."""
    suggested: int | None
    """Hopes: median level, 0 where most sub-indicators were not found. Fears: None always."""
    exposure: int | None = None
    mitigation: int | None = None
    residual: str | None = None
    """Fears: `low`, `medium`, `high`, or `unknown` where the text cannot tell."""
    confirmed: Confirmation | None = None
    answers: tuple[Said, ...] = ()
    """The planner's own statements in the interview."""
    challenged: tuple[Challenge, ...] = ()
    """What a person took out of the evidence."""
    doubtful: int = 0
    """Quoted statements that wait for a review or serve more than three items."""

    @property
    def is_fear(self) -> bool:
        """Whether the item is one of the five fears."""
        return self.item in FEARS


@dataclass(frozen=True, slots=True)
class Target:
    """What the rebalancing aims at; the screen names the source."""

    id: str
    value_share: float
    """The floor of the value share."""
    shares: Mapping[str, float]
    source: Reason


@dataclass(frozen=True, slots=True)
class Addition:
    """A commitment worth adding, with blanks only the planner can fill."""

    category: str
    indicator: str
    item: str
    template: str
    """Phrase key below `commitments`; blanks are part of the phrase."""
    beside: tuple[str, ...]
    """Ids of the statements it belongs next to."""
    unmitigated: bool = False


@dataclass(frozen=True, slots=True)
class Upgrade:
    """A weak statement of the draft that counts once it names what it lacks."""

    statement: str
    category: str
    missing: tuple[str, ...]
    """Of body, target, deadline, feedback, action."""


@dataclass(frozen=True, slots=True)
class Advice:
    """A minimal rebalancing towards a named target, or why there is none."""

    target: Target
    verdict: Literal["reached", "within_noise", "feasible", "infeasible"]
    needed: int
    """Fewest value statements to add so that the floor is met (closed form)."""
    reachable: int
    """How many value commitments the unmet sub-indicators and upgrades can supply."""
    additions: tuple[Addition, ...]
    upgrades: tuple[Upgrade, ...]
    before: Mapping[str, int]
    after: Mapping[str, int]
    value_before: float
    value_after: float
    closes: tuple[str, ...] = ()
    """Sub-indicators that the additions would close: the rubric gain beside the share gain."""

    @property
    def feasible(self) -> bool:
        """Whether the target can be met without padding."""
        return self.verdict != "infeasible"


@dataclass(frozen=True, slots=True)
class Versions:
    """What produced a result."""

    tool: str
    codebook: str
    rubric: str
    data: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything the tool has to say about one draft."""

    draft: Draft
    codings: tuple[Coding, ...]
    profile: Profile
    ratings: Mapping[str, Rating]
    versions: Versions
    limits: tuple[Reason, ...]
    city: str | None = None
    region: str | None = None
    comparison: Comparison | None = None
    advice: Advice | None = None

    def coding(self, statement: str) -> Coding | None:
        """The coding of a statement id, or None."""
        return next((c for c in self.codings if c.statement.id == statement), None)
