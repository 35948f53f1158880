"""What people type, at its worst: nothing, endless, in another direction, and full of markup."""

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from escalation.drafts import Draft, FileRef, Gap, QuotedMessage, Source
from escalation.kinds import Frequency, Severity, TargetTeam
from escalation.models import Escalation, News
from tests.blocks.facts import MAYA, MONDAY, a_thread, an_escalation

MARKUP = ("<!channel>", "<!here>", "<@U123>", "<!subteam^S123>", "*bold*", "_sloping_", "~gone~", "`code`", "```")
ODD = (
    *MARKUP,
    "<http://x|y>",
    "&lt;",
    "&amp;lt;",
    "&",
    "<b>",
    "> quoted",
    ":fire:",
    "👩‍👩‍👧‍👦🔥",
    "مرحبا بالعالم",
    "\u202eright to left",
    "zero\u200bwidth",
    "\u200b",
    "NUL\0here",
    "line\nline",
    "\r\n",
    "\ttab",
    "# heading",
    "1. first",
    "---",
    "| a | b |",
    "w" * 400,
    "Acme Corp",
)
LONG = ("word " * 2000, "*<!channel>&" * 850, "endless" * 500, "🔥" * 3500, "line of a log\n" * 250)

odd = st.lists(st.sampled_from(ODD), max_size=6).map(" ".join)
short = st.text(st.characters(codec="utf-8"), max_size=40)
words = st.one_of(odd, odd, odd, short, st.sampled_from(LONG))
maybe = st.one_of(st.none(), words.map(lambda text: text or None))
names = st.one_of(
    st.lists(words.map(lambda text: text[:200].strip()).filter(bool), max_size=4),
    st.just([f"Customer number {number} of many, <!channel>" for number in range(200)]),
)
quotes = st.builds(QuotedMessage, author=words, text=words, ts=st.just("1795435800.000100"))
sources = st.one_of(
    st.none(),
    st.builds(a_thread, st.integers(0, 14), is_private=st.booleans(), text=words),
    st.builds(Source, channel=st.just("C0X"), permalink=st.just("https://a.slack.com/p1")),
)

# A broken rule names itself, so nothing is won by looking for a smaller text that breaks it too.
anything = settings(
    max_examples=15,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)

drafts = st.builds(
    Draft,
    text=words,
    headline=words,
    issue=words,
    customers=names.map(tuple),
    segment=maybe,
    affected_count=st.one_of(st.none(), st.integers(0, 10**9)),
    started=maybe,
    frequency=st.one_of(st.none(), st.sampled_from(Frequency)),
    error=maybe,
    environment=maybe,
    workaround=maybe,
    tried=st.lists(words.filter(bool), max_size=4).map(tuple),
    revenue=maybe,
    arr=st.one_of(st.none(), st.integers(0, 10**12)),
    deadline=maybe,
    links=st.lists(words.filter(bool), max_size=3).map(tuple),
    ticket=maybe,
    needed=maybe,
    details=st.dictionaries(st.sampled_from(TargetTeam), words, max_size=5),
    workflow_impact=maybe,
    affected=maybe,
    queue_time=maybe,
    last_update=maybe,
    expectation=maybe,
    risk=maybe,
    threads=maybe,
    documents=maybe,
    contact=st.sampled_from([None, MAYA]),
    source=sources,
    quotes=st.lists(quotes, max_size=3).map(tuple),
    files=st.lists(st.builds(FileRef, id=st.uuids().map(str), name=words), max_size=3).map(tuple),
)
people = words.map(lambda text: " ".join(text.split())[:80])
"""Names as Slack lets people have them: at most eighty letters, and one line."""

gaps = st.lists(st.builds(Gap, field=st.just("risk"), name=st.just("steps"), question=st.just("How?")), max_size=9)
news = st.one_of(
    st.none(),
    st.builds(News, text=words, at=st.just(MONDAY), by=st.just(MAYA), by_name=people),
)


@st.composite
def escalations(draw: st.DrawFn) -> Escalation:
    """An open escalation of any team, with anything in it."""
    target, severity = draw(st.sampled_from(TargetTeam)), draw(st.sampled_from(Severity))
    made = an_escalation(draw(drafts), target, severity=severity, reporter_name=draw(people))
    told = {"deadline_at": draw(st.sampled_from([None, MONDAY])), "deadline_assumed": draw(st.booleans())}
    return made.model_copy(update=told | {"news": draw(news), "for_customer": draw(news), "outcome": draw(words)})
