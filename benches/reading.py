"""How many texts of 300 letters can be read on one core, and what a command costs us before `views.open`.

    .venv/bin/python benches/reading.py

CPU time of one process, each stage by itself and in the order a text goes through: read, triage, then three
renderings of it: Slack's blocks (card, brief and form), Markdown, JSON. No database and no network. Every text is
another one, so that nothing is answered from a cache that a real text would not find filled.
"""

import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, TypeVar, cast

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benches.measuring import POLICY, Figure, started_as, told
from benches.texts import texts
from blocks import brief as brief_blocks
from blocks import draft as form_blocks
from blocks import message
from escalation import brief, completing, intake, promises, renderings, triage
from escalation.drafts import Draft, Triage
from escalation.kinds import ChannelId, DraftId, EscalationId, LetterId, UserId, WorkspaceId
from escalation.letters import Form, Letter
from escalation.models import Escalation
from escalation.notices import EscalationOpened
from escalation.policy import Policy
from escalation.policy_file import read_policy
from escalation.ports import KeptDraft
from listeners.forms import form_of
from listeners.room import Room

COUNT = 400
ROUNDS = 9
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HERE = WorkspaceId("T0BENCH")
SHORT = "API returning 500 errors intermittently for Acme Corp"

T = TypeVar("T")
R = TypeVar("R")


def cost(stage: Callable[[T], R], given: Sequence[T]) -> tuple[float, list[R]]:
    """Milliseconds of CPU for one, in the round that was disturbed least, and what came out."""
    spent = []
    made: list[R] = []
    for _ in range(ROUNDS):
        before = time.process_time()
        made = [stage(one) for one in given]
        spent.append((time.process_time() - before) * 1000 / len(given))
    return min(spent), made


def a_room(policy: Policy) -> Room:
    """As much of a room as a form asks for."""
    return cast(
        "Room",
        SimpleNamespace(
            desk=SimpleNamespace(now=lambda: NOW),
            policies=SimpleNamespace(current=lambda _: policy),
            people=SimpleNamespace(known_person=lambda *_: None),
            takes_files=lambda: True,
        ),
    )


def opened(draft: Draft, concluded: Triage, policy: Policy) -> EscalationOpened:
    level, target = concluded.severity.value, concluded.target.value
    escalation = Escalation(
        id=EscalationId(12),
        workspace=HERE,
        draft=draft,
        triage=concluded,
        severity=level,
        target=target,
        reporter=UserId("U0MAYA"),
        reporter_name="Maya Lindqvist",
        opened_at=NOW,
        deadline_at=promises.deadline(level, target, policy, now=NOW, zone="Europe/Berlin"),
        deadline_assumed=True,
    )
    return EscalationOpened(
        escalation=escalation, due=promises.promised(level, target, policy, now=NOW, zone="Europe/Berlin")
    )


def card(notice: EscalationOpened) -> Any:
    letter = Letter(
        id=LetterId("L1"), key="card", workspace=HERE, form=Form.CARD, lane=ChannelId("C0ENG"), notice=notice
    )
    return message.render(letter, None)


def main() -> None:
    started_as("reading")
    policy = read_policy(POLICY, name="escalation.toml")
    room = a_room(policy)

    def form(kept: KeptDraft) -> Any:
        return form_blocks.modal(form_of(room, kept, HERE))

    def command(text: str) -> Any:
        """All that a command computes before `views.open`."""
        draft = intake.read(text)
        concluded = triage.triage(draft)
        return form(KeptDraft(id=DraftId("D1"), draft=draft, by=UserId("U0MAYA"), kept_at=NOW, triage=concluded))

    written = list(texts(COUNT))
    cost(command, written[:50])  # whatever is loaded or compiled on first use

    stages = {}
    stages["read"], drafts = cost(intake.read, written)
    stages["triage"], concluded = cost(triage.triage, drafts)
    kept = [
        KeptDraft(id=DraftId("D1"), draft=draft, by=UserId("U0MAYA"), kept_at=NOW, triage=found)
        for draft, found in zip(drafts, concluded, strict=True)
    ]
    stages["form"], _ = cost(form, kept)
    notices = [opened(draft, found, policy) for draft, found in zip(drafts, concluded, strict=True)]
    stages["card"], _ = cost(card, notices)
    stages["brief in blocks"], _ = cost(lambda one: brief_blocks.messages(one.escalation), notices)
    stages["brief written"], briefs = cost(lambda one: brief.of(one.escalation), notices)
    stages["in Markdown"], _ = cost(renderings.to_markdown, briefs)
    stages["in JSON"], _ = cost(renderings.to_json, briefs)

    whole = sum(stages.values())
    print(f"{COUNT} texts, {ROUNDS} rounds, CPU for one text:")
    for name, spent in stages.items():
        print(f"  {name:<18} {spent * 1000:>7.0f} us {spent / whole:>6.0%}")
    long, _ = cost(command, written)
    short, _ = cost(command, [f"{SHORT} {number}" for number in range(COUNT)])
    again, _ = cost(completing.complete, drafts)
    told(
        Figure("read_and_triage", stages["read"] + stages["triage"], "ms"),
        Figure("renderings", whole - stages["read"] - stages["triage"], "ms"),
        Figure("read_once_more_at_send", again, "ms"),
        Figure("command_of_53_letters", short, "ms", at_most=0.5),
        Figure("command_of_300_letters", long, "ms", at_most=0.5),
        Figure("texts_read_and_rendered", 1000 / whole, "a_second", at_least=1000),
    )


if __name__ == "__main__":
    main()
