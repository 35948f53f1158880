"""Is it answered already? Only what is about the matter is shown first, and only what says what to do is a reason."""

from datetime import UTC, datetime

import pytest

from escalation.documented import Documented, documented
from escalation.drafts import Draft
from escalation.evidence import query_of
from escalation.facts import AnyFact, Article, Evidence, Issue, IssueState
from escalation.gate import Gate, gate
from escalation.intake import read
from escalation.kinds import Severity, TargetTeam
from escalation.triage import triage
from tests.escalation.makers import ACME, MAYA, MONDAY, Office

LOOP = "SSO login loops back to the sign-in page for Globex"
ARTICLE = Article(
    source="guru",
    id="a1",
    url="https://a.example/a1",
    title="Clear the SSO cache",
    snippet="When a login loops back to the sign-in page.",
    updated_at=datetime(2026, 11, 3, tzinfo=UTC),
)
PLAIN = ARTICLE.model_copy(update={"title": "How login works", "snippet": "Login loops through our proxy."})
VAGUE = ARTICLE.model_copy(update={"title": "About login loops", "snippet": "A history."})
OTHER = ARTICLE.model_copy(update={"title": "Reset a password", "snippet": "Choose a new one."})
BUG = Issue(source="jira", id="ENG-7", title="Login loops with Okta", state=IssueState.DOING, status="In Review")


def known(*facts: AnyFact) -> Evidence:
    return Evidence(gathered_at=MONDAY, found=facts)


def found(*facts: AnyFact) -> Documented | None:
    return documented(known(*facts), query_of(read(LOOP)).terms)


def offered(text: str, answer: Documented | None, **changes: object) -> Gate | None:
    draft = read(text).model_copy(update=changes)
    return gate(draft, triage(draft), answer)


def test_an_article_that_says_what_to_do_comes_before_a_known_issue_and_that_before_any_other() -> None:
    assert found(VAGUE, BUG, ARTICLE) == Documented(fact=ARTICLE, is_strong=True)
    assert found(VAGUE, BUG) == Documented(fact=BUG)
    assert found(VAGUE) == Documented(fact=VAGUE)


@pytest.mark.parametrize(
    "fact",
    [OTHER, BUG.model_copy(update={"state": IssueState.DONE}), BUG.model_copy(update={"title": "Login is ugly"})],
)
def test_what_is_about_something_else_or_over_is_no_answer(fact: AnyFact) -> None:
    assert found(fact) is None


def test_an_article_that_is_out_of_date_is_no_reason() -> None:
    assert found(ARTICLE.model_copy(update={"verified": False})) == Documented(
        fact=ARTICLE.model_copy(update={"verified": False})
    )


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        (ARTICLE, 'Known workaround: "Clear the SSO cache" (Guru, updated 03 Nov 2026)'),
        (VAGUE, 'Known article: "About login loops" (Guru, updated 03 Nov 2026)'),
        (BUG, 'Known issue: "Login loops with Okta" (Jira, In Review)'),
    ],
)
def test_it_is_said_in_a_line_with_its_product_and_its_age(fact: AnyFact, said: str) -> None:
    answer = found(fact)
    assert answer is not None
    assert answer.sentence == said


def test_with_a_way_around_what_would_be_escalated_may_be_handled_in_support() -> None:
    assert offered(LOOP, None) is None
    offer = offered(LOOP, found(ARTICLE))
    assert offer is not None
    assert offer.handle[0].because.startswith("Known workaround")


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        (LOOP, {"severity": Severity.CRITICAL}),
        (LOOP, {"target": TargetTeam.SECURITY}),
        ("Login is down for all customers, production outage", {}),
        ("Security: a user of Globex saw invoices of Initech, their data is exposed", {}),
    ],
)
def test_critical_and_security_are_never_held_back(text: str, changes: dict[str, object]) -> None:
    assert offered(text, found(ARTICLE), **changes) is None


@pytest.mark.parametrize("fact", [VAGUE, BUG])
def test_one_weak_reason_holds_nothing_back(fact: AnyFact) -> None:
    assert offered(LOOP, found(fact)) is None


def test_handled_in_support_the_article_stands_in_the_record(office: Office) -> None:
    draft: Draft = read(LOOP)
    kept = office.keeps(draft)
    office.desk.keep_known(kept, known(ARTICLE), by=MAYA.person.id, workspace=ACME)

    office.desk.handle_in_support(kept, by=MAYA.person, workspace=ACME)

    with office.store.read(ACME) as tx:
        (only,) = tx.handled_since(MONDAY.replace(year=2000), limit=9)
    assert (only.rule, only.handle[0].because) == ("documented", Documented(fact=ARTICLE, is_strong=True).sentence)
