"""What makes a brief come back unread, one kind sentence each, said at the field where it can be mended.

Nothing is refused for it. The score is for scripts and figures; a person only ever sees the sentence.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from escalation.asks import is_vague
from escalation.cues import stands_in
from escalation.drafts import Draft
from escalation.kinds import TargetTeam, at_most
from escalation.outlines import OUTLINES, read_outline
from escalation.phrases import sentences

SENTENCES = 5
"""The seed's longest description."""
_QUOTED = 40
_READ = 4000
WHOLE = 100


class Moment(StrEnum):
    """How a chosen deadline stands."""

    FINE = "fine"
    PAST = "past"
    OUTSIDE = "outside office hours"


class Written:
    """A draft as its team will read it."""

    def __init__(self, draft: Draft, target: TargetTeam, moment: Moment = Moment.FINE) -> None:
        self.draft = draft
        self.target = target
        self.moment = moment

    @cached_property
    def answers(self) -> Mapping[str, str]:
        return read_outline(self.draft.details.get(self.target, ""), self.target)

    @property
    def steps(self) -> str:
        """How to see it happen, by the outline or pasted over it."""
        return "\n".join(text for key in ("free", "do") if (text := self.answers.get(key, "")))

    @cached_property
    def shows_how(self) -> str:
        """The steps with what stands around them: where exact values are looked for."""
        parts = (self.steps, *(self.answers.get(key, "") for key in ("start", "example", "actual", "error")))
        return _NUMBERING.sub("", "\n".join(parts)[:_READ])

    @cached_property
    def left_open(self) -> str:
        """The first line of the team's outline that was filled in beside others, and is empty; none of a free paste."""
        if not self.answers or "free" in self.answers:
            return ""
        lines = (line for line in OUTLINES[self.target] if line.key in MUST[self.target])
        return next((line.label.rstrip(":?") for line in lines if not self.answers.get(line.key)), "")

    @cached_property
    def tried_in_vain(self) -> str:
        """The first step without its result."""
        tried = (*self.draft.tried, *self.answers.get("tried", "").splitlines())
        return next((one for one in tried if one.strip() and not _RESULT.search(one)), "")


class Check(NamedTuple):
    """`fails` says whether it is so; `typed_only`: it is said only once somebody wrote in the long field."""

    name: str
    field: str
    says: str
    fails: Callable[[Written], bool]
    of_bugs: bool = False
    typed_only: bool = False


class Remark(NamedTuple):
    name: str
    field: str
    says: str


DETAILS = "details"
_RESULT = re.compile(
    r"\d|[:=]|->|\u2192|\b(?:no|not|still|same|but|works?|worked|fail(?:s|ed)?|help(?:s|ed)?|nothing|without|result|"
    r"gone|back|only|then|until|never|always|also|valid|ok|okay|fine|solved|changed?|persists?|until|again|appears?)\b|n't\b",
    re.IGNORECASE,
)
_NOT_WORKING = re.compile(
    r"\b(?:not|stopped|stops|(?:is|does|do)n['\u2019]t|does not)\s(?:\w+\s)?work(?:ing)?\b|\bbroken\b",
    re.IGNORECASE,
)
_FIRST_STEP = re.compile(r"^\s*(?:1[.)]|[-*•])?\s*(?P<first>[^\n]+)")
_STARTING = re.compile(
    r"\b(?:log(?:ged)?\s?in|sign(?:ed)?\s?in|as an?\s|as the\s|start|from the\s|with an?\s|account|role|plan|"
    r"admin|user|new\s|fresh|empty)\b",
    re.IGNORECASE,
)

_RULED_OUT = re.compile(
    r"\b(?:ruled out|tested (?:in|on|with)|also (?:in|on)|other (?:browsers?|accounts?|users?|devices?)|incognito|"
    r"only (?:in|on|for|with)|same (?:in|on|with)|reproduced)\b",
    re.IGNORECASE,
)

_VAGUE_STEP = re.compile(
    r"\b(?:try|tries|attempt)\s(?:to\s)?\w+|\bdo\s(?:something|anything|it|the\s(?:usual|same))\b|\buse\sthe\s(?:app|"
    r"product|feature|system)\b|\bplay\saround\b|\bsomehow\b",
    re.IGNORECASE,
)
_ANY_VALUE = re.compile(
    r"\b(?:some|any|certain|random|various|a\sfew)\s(?:\w+\s)?(?:data|values?|texts?|files?|users?|customers?|records?|"
    r"orders?|invoices?|dates?|ids?|numbers?|names?|items?|fields?|rows?|entries)\b|\b(?:something|whatever)\b",
    re.IGNORECASE,
)
_NUMBERING = re.compile(r"^[ \t]*\d+[.)]", re.MULTILINE)
_EXACT = re.compile("[0-9@/#\"'\u2019\u201c\u201e`]")
_PLAN_OR_FLAGS = re.compile(
    r"\b(?:plan|tier|edition|enterprise|pro|professional|business|starter|basic|free|trial|premium|standard|team|"
    r"self-?hosted|on-?prem\w*|feature\sflags?|flags?|beta|toggles?)\b",
    re.IGNORECASE,
)

# What each team cannot do without, by the keys of its outline: the seed's "What to include". A competitor is named only
# where one is known, and what support recommends is its own choice.
MUST: Mapping[TargetTeam, frozenset[str]] = {
    TargetTeam.L2_SUPPORT: frozenset({"summary", "tried", "customer"}),
    TargetTeam.ENGINEERING: frozenset({"do", "expected", "actual"}),
    TargetTeam.PRODUCT: frozenset({"use_case", "impact", "asked"}),
    TargetTeam.SECURITY: frozenset({"seen", "affected", "contained", "urgency"}),
    TargetTeam.LEADERSHIP: frozenset({"situation", "revenue", "tried", "decision", "otherwise"}),
}


def _has_no_evidence(written: Written) -> bool:
    draft, answers = written.draft, written.answers
    named = draft.error or draft.files or draft.documents or answers.get("error") or answers.get("example")
    return not named and not draft.links


def _has_no_number(written: Written) -> bool:
    draft = written.draft
    counted = draft.affected_count is not None or len(draft.customers) > 1
    said = f"{draft.affected or ''} {written.answers.get('affected', '')} {written.answers.get('asked', '')}"
    return not counted and not re.search(r"\d|\b(?:one|two|three|all|every)\b", said, re.IGNORECASE)


def _is_long(issue: str) -> bool:
    """Stops are counted first: most texts have too few of them to be looked at."""
    stops = sum(issue.count(mark) for mark in ".!?\n\u3002")
    return stops >= SENTENCES and sum(map(bool, sentences(issue))) > SENTENCES


def _has_no_error(written: Written) -> bool:
    draft = written.draft
    if draft.error or written.answers.get("error") or not stands_in(("work", "broken"), draft.issue):
        return False
    return bool(_NOT_WORKING.search(draft.issue[:_READ]))


def _names_plan(written: Written) -> bool:
    return bool(_PLAN_OR_FLAGS.search(f"{written.draft.environment or ''} {written.answers.get('start', '')}"))


def _has_no_start(written: Written) -> bool:
    first = _FIRST_STEP.match(written.steps)
    return bool(first) and not written.answers.get("start") and not _STARTING.search(first["first"] if first else "")


def _ask(written: Written) -> str:
    return written.draft.needed or written.answers.get("decision") or ""


# The first that fails at a field is said there.
CHECKS = (
    Check(
        "more than five sentences",
        "issue",
        "Five sentences are read. The rest is better in the long field below, or as a file.",
        lambda written: _is_long(written.draft.issue[:_READ]),
    ),
    Check(
        "not working, without the error",
        "issue",
        'What does the screen or the log say, word for word? It is found faster than "not working".',
        _has_no_error,
        of_bugs=True,
    ),
    Check(
        "impact without a number",
        "affected",
        'How many have it? A number is acted on first; "about 20" will do.',
        _has_no_number,
    ),
    Check(
        "steps without a start",
        DETAILS,
        "Where do the steps start? Account, role and plan, so that they see the same page.",
        _has_no_start,
        of_bugs=True,
        typed_only=True,
    ),
    Check(
        "a step that says too little",
        DETAILS,
        'Which button on which page? "Press Export, top right of the dashboard" is found at once.',
        lambda written: bool(_VAGUE_STEP.search(written.steps[:_READ])),
        of_bugs=True,
        typed_only=True,
    ),
    Check(
        "steps without exact values",
        DETAILS,
        "Which values exactly? The date, ID or text you used lets them see the same.",
        lambda written: bool(_ANY_VALUE.search(written.steps[:_READ])) or not _EXACT.search(written.shows_how),
        of_bugs=True,
        typed_only=True,
    ),
    Check(
        "a line of the outline left open",
        DETAILS,
        'They work with this too: "{open}". A few words are enough.',
        lambda written: bool(written.left_open),
        typed_only=True,
    ),
    Check(
        "no frequency",
        DETAILS,
        "Always or sometimes? Once is an answer too.",
        lambda written: written.draft.frequency is None and not written.answers.get("frequency"),
        of_bugs=True,
        typed_only=True,
    ),
    Check(
        "no evidence",
        DETAILS,
        "What shows it? A screenshot, the error word for word, a line of the log or a request ID.",
        _has_no_evidence,
        of_bugs=True,
        typed_only=True,
    ),
    Check(
        "nothing ruled out",
        DETAILS,
        "What did you rule out? Another browser or account saves them a morning.",
        lambda written: not written.answers.get("ruled_out") and not _RULED_OUT.search(written.draft.issue[:_READ]),
        of_bugs=True,
        typed_only=True,
    ),
    Check(
        "no environment",
        "environment",
        "Which plan, browser and version? It is the first thing they set up.",
        lambda written: not written.draft.environment,
        of_bugs=True,
    ),
    Check(
        "plan or feature flags not named",
        "environment",
        "Which plan, and which feature flags? With the browser alone it often works for them.",
        lambda written: bool(written.draft.environment) and not _names_plan(written),
        of_bugs=True,
    ),
    Check(
        "a step without its result",
        "tried",
        'What came of "{tried}"? With its result nobody tries it again.',
        lambda written: bool(written.tried_in_vain),
    ),
    Check(
        "no ask",
        "needed",
        "Investigate, fix or decide? Say which, and by when.",
        lambda written: not _ask(written),
    ),
    Check(
        "a vague ask",
        "needed",
        "What should they do: investigate, fix or decide? One verb is enough.",
        lambda written: bool(_ask(written)) and is_vague(_ask(written)),
    ),
    Check(
        "no deadline",
        "needed",
        "By when? Without a day and an hour we assume one.",
        lambda written: not (written.draft.deadline or written.draft.deadline_at),
    ),
    Check(
        "a deadline that has passed",
        "deadline_at",
        "This moment has passed. Choose a later one, or leave it empty.",
        lambda written: written.moment is Moment.PAST,
    ),
    Check(
        "a deadline outside office hours",
        "deadline_at",
        "Nobody there works at that moment. Choose one in their hours, or page them.",
        lambda written: written.moment is Moment.OUTSIDE,
    ),
)


def remarks(written: Written, *, is_bug: bool | None) -> Mapping[str, Remark]:
    """One for each field, by the field's name; what nobody has had a chance to write yet is not missed."""
    has_typed = bool(written.draft.details.get(written.target, "").strip())
    found: dict[str, Remark] = {}
    for check in _asked(is_bug=is_bug):
        if check.field not in found and (has_typed or not check.typed_only) and check.fails(written):
            said = check.says.replace("{tried}", at_most(written.tried_in_vain, _QUOTED))
            said = said.replace("{open}", written.left_open)
            found[check.field] = Remark(check.name, check.field, said)
    return found


def score(written: Written, *, is_bug: bool | None) -> int:
    """How much of what makes a brief good it has, of 100."""
    asked = list(_asked(is_bug=is_bug))
    return round(WHOLE * sum(not check.fails(written) for check in asked) / len(asked))


def _asked(*, is_bug: bool | None) -> Iterator[Check]:
    return (check for check in CHECKS if is_bug or not check.of_bugs)
