"""Escalations to show, with as little said about each as a test needs."""

from datetime import UTC, datetime, timedelta
from typing import Any

from blocks.draft import Destination, Form
from escalation.drafts import (
    Draft,
    Gap,
    MessageRef,
    QuotedMessage,
    Reason,
    SeveritySuggestion,
    Source,
    TargetSuggestion,
    Triage,
)
from escalation.kinds import (
    ChannelId,
    DraftId,
    EscalationId,
    Frequency,
    GroupId,
    Severity,
    TargetTeam,
    UserId,
    WorkspaceId,
)
from escalation.models import Escalation
from escalation.notices import Due

MONDAY = datetime(2026, 11, 23, 12, 10, tzinfo=UTC)
MAYA, ADA, LEA = UserId("U0MAYA"), UserId("U0ADA"), UserId("U0LEA")
ONCALL = GroupId("S0ONCALL")
CARD = MessageRef(channel=ChannelId("C0ENG"), ts="1795435800.000100")
DUE = Due(
    acknowledge_by=MONDAY + timedelta(minutes=45),
    remind_at=MONDAY + timedelta(hours=2),
    customer_by=MONDAY + timedelta(hours=4),
)
GAPS = (Gap(field="details", name="steps", question="How can they see it themselves?", weight=3),)


def concluded(severity: Severity = Severity.HIGH, target: TargetTeam = TargetTeam.ENGINEERING, **more: Any) -> Triage:
    because = (Reason(rule="fault", because="is a fault on our side", words="returns 500"),)
    return Triage(
        warrants=True,
        warrants_because=because,
        severity=SeveritySuggestion(value=severity, reasons=because),
        target=TargetSuggestion(value=target, reasons=because),
        **{"is_bug": target is TargetTeam.ENGINEERING, **more},
    )


def an_escalation(draft: Draft, target: TargetTeam = TargetTeam.ENGINEERING, **changes: Any) -> Escalation:
    severity = changes.pop("severity", Severity.HIGH)
    plain = Escalation(
        id=EscalationId(12),
        workspace=WorkspaceId("T0ACME"),
        draft=draft,
        triage=concluded(severity, target),
        severity=severity,
        target=target,
        reporter=MAYA,
        reporter_name="Maya",
        opened_at=MONDAY,
        zone="Europe/Berlin",
    )
    return plain.model_copy(update=changes)


def a_form(draft: Draft, **changes: Any) -> Form:
    target = draft.target or TargetTeam.ENGINEERING
    plain = Form(
        id=DraftId("D0DRAFT"),
        draft=draft,
        triage=concluded(target=target),
        destination=Destination(channel="#eng-escalations", due=DUE),
        severity_hint='Suggested High: "can\'t log in", one customer.',
        target_hint='Suggested Engineering: "returns 500" is a fault on our side.',
    )
    return plain.model_copy(update=changes)


def a_thread(count: int, *, is_private: bool = False, text: str = "Same here since 13:10") -> Source:
    messages = tuple(
        QuotedMessage(author=f"Author {number}", text=f"{text} {number}", ts=f"1795435800.{number:06}")
        for number in range(count)
    )
    return Source(
        channel=ChannelId("C0SUPPORT"),
        permalink="https://acme.slack.com/archives/C0SUPPORT/p1",
        messages=messages,
        is_private=is_private,
    )


CHECKOUT = Draft(
    text="API returns 500 on checkout for Acme Corp",
    headline="API returns 500 on checkout",
    issue="Checkout answers 500 about every third time since 13:10. Orders are lost, the customer retries by hand.",
    customers=("Acme Corp", "Globex"),
    affected="about 140 users, growing",
    workflow_impact="Their customers cannot pay.",
    started="since Mon 13:10",
    frequency=Frequency.INTERMITTENT,
    error="502 upstream timed out (POST /v2/orders)",
    environment="EU region, plan Enterprise, API 2.4",
    revenue="$240k a year, renews 1 Dec",
    tried=("Restarted their worker: no change", "Other API key: no change"),
    ticket="4711",
    needed="Find the cause and fix it",
    last_update="Today 13:45: we are looking into it",
    expectation="A fix, or a time for it, today",
    risk="They asked for our head of support",
    details={
        TargetTeam.ENGINEERING: "1. Start: account acme-prod, role admin, plan Enterprise\n"
        "2. Do: POST /v2/orders with two items\n"
        "send it again within a minute\n"
        "3. Expected: 201 Actual: 500 after 30 s\n"
        "Error, word for word: 502 upstream timed out (POST /v2/orders)\n"
        "Example: Mon 13:12 CET, account 8812, request 9f3-aa1\n"
        "Always or sometimes? about every third Ruled out: their network, their key"
    },
)
