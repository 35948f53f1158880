"""Two workspaces in one database, with the same channels, people, keys and numbers: neither sees the other."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from escalation.drafts import Draft, MessageRef, Reason
from escalation.errors import NotFound
from escalation.kinds import ClockKind, DraftId, EscalationId, LetterId, Status, UserId, WorkspaceId
from escalation.letters import LetterState, Parked, PutOff
from escalation.models import Event
from escalation.people import Person, SetUp
from escalation.ports import Figures, Handled, Late, Store, Transaction
from tests.storage.facts import (
    ACME,
    ENG,
    GLOBEX,
    LEASE,
    MAYA,
    TOM,
    a_card,
    a_clock,
    a_draft,
    a_line,
    a_lone,
    an_escalation,
    claim,
    claimed,
    deliver,
    settle,
    states,
    status,
    write,
)
from tests.stores import START, Machine

ONE = EscalationId(1)
CARD = MessageRef(channel=ENG, ts="ts-card:1")


def handled(text: str) -> Handled:
    because = (Reason(rule="question", because="is a question"),)
    return Handled(draft_id=DraftId(text), draft=Draft(text=text), by=MAYA, at=START, handle=because)


def lives_in(store: Store, workspace: WorkspaceId, name: str) -> None:
    """One of everything, alike in every id; only the words are the workspace's own."""
    with store.begin(workspace) as tx:
        number = tx.next_number()
        told = Draft(text=name, ticket="4711", customers=("Hooli",))
        tx.add(an_escalation(number, workspace=workspace, draft=told, assignee=TOM))
        tx.add_ref(number, "ENG-9")
        tx.add(an_escalation(tx.next_number(), workspace=workspace, draft=Draft(text=name), status=Status.RESOLVED))
        tx.keep_draft(a_draft(draft=Draft(text=name)))
        tx.set_clock(a_clock(1, minutes=len(name)))
        tx.set_clock(a_clock(2, kind=ClockKind.CUSTOMER, minutes=len(name)))
        tx.record(number, Event(kind=name, at=START))
        tx.record_set_up(Event(kind=name, at=START))
        tx.keep_set_up(SetUp(zone=name))
        tx.record_handled(handled(name))
        tx.keep_person(Person(id=MAYA, name=name))
        tx.first_time(f"Ev-{name}")
        tx.write(a_card(1, workspace=workspace))
        tx.write(a_lone("parked", workspace=workspace, lane="C-PARKED"))
    for one in claim(store):
        settle(store, one, Parked(reason=name) if one.letter.key == "parked" else None)


ASKED: dict[str, Callable[[Transaction], object]] = {
    "draft": lambda tx: tx.draft(DraftId("D1")).draft.text,
    "latest_draft": lambda tx: tx.latest_draft(MAYA, since=START - timedelta(days=1)),
    "load": lambda tx: tx.load(ONE).draft.text,
    "newest": lambda tx: [one.draft.text for one in tx.newest(statuses=list(Status), limit=9)],
    "with_ref": lambda tx: [*tx.with_ref("4711"), *tx.with_ref("ENG-9")],
    "of_customer": lambda tx: [one.draft.text for one in tx.of_customer("Hooli", since=START, limit=9)],
    "alike": lambda tx: [
        one.draft.text for word in ("northwind", "initech") for one in tx.alike([word], limit=9, is_open=True)
    ],
    "trail": lambda tx: [one.kind for one in tx.trail(ONE)],
    "clocks": lambda tx: dict(tx.clocks(ONE)),
    "clocks_of": lambda tx: dict(tx.clocks_of([ONE, EscalationId(2)])),
    "of_person": lambda tx: [(one.id, one.workspace, one.draft.text) for one in tx.of_person(TOM)],
    "last_rounds": lambda tx: [(one.id, one.workspace, one.draft.text) for one in tx.last_rounds()],
    "card": lambda tx: tx.card(ONE),
    "by_message": lambda tx: tx.by_message(CARD),
    "letters": lambda tx: [(one.letter.workspace, one.letter.key, one.reason) for one in tx.letters()],
    "undelivered": lambda tx: [(one.letter.workspace, one.letter.key, one.reason) for one in tx.undelivered()],
    "keyed": lambda tx: [(one.letter.workspace, one.reason) for one in tx.keyed(["card:1", "parked"]).values()],
    "handled_since": lambda tx: [one.draft.text for one in tx.handled_since(START - timedelta(days=1), limit=9)],
    "set_up": lambda tx: tx.set_up().zone,
    "set_up_trail": lambda tx: [one.kind for one in tx.set_up_trail()],
    "person": lambda tx: tx.person(MAYA),
}
NOT_ASKED = {
    "workspace": "it is the answer to where",
    "keep_draft": "writes, as those below",
    **dict.fromkeys(["forget_draft", "next_number", "add", "save", "record", "set_clock", "write", "drop"], "writes"),
    **dict.fromkeys(["retry", "settle", "keep_set_up", "record_set_up", "first_time", "keep_person"], "writes"),
    **dict.fromkeys(["record_handled", "add_ref", "drop_ref"], "writes"),
}


def test_every_question_is_asked_here() -> None:
    """A new verb of a transaction belongs in one of the two lists."""
    verbs = {name for name in vars(Transaction) if not name.startswith("_")}

    assert verbs == ASKED.keys() | NOT_ASKED.keys()


@pytest.mark.parametrize("question", ASKED)
def test_an_answer_is_the_same_whether_another_workspace_is_there_or_not(store: Store, question: str) -> None:
    def answer() -> object:
        with store.read(ACME) as tx:
            return ASKED[question](tx)

    lives_in(store, ACME, "Northwind")
    alone = answer()
    lives_in(store, GLOBEX, "Initech")

    assert answer() == alone
    assert alone


@pytest.mark.parametrize("question", ASKED)
def test_a_workspace_with_nothing_in_it_finds_nothing_of_another(store: Store, question: str) -> None:
    lives_in(store, ACME, "Northwind")

    with store.read(GLOBEX) as tx:
        try:
            answer = ASKED[question](tx)
        except NotFound:
            answer = None
    assert not answer


CHANGES: dict[str, Callable[[Transaction], object]] = {
    "keep_draft": lambda tx: tx.keep_draft(a_draft(draft=Draft(text="changed"))),
    "forget_draft": lambda tx: tx.forget_draft(DraftId("D1")),
    "next_number": lambda tx: tx.next_number(),
    "save": lambda tx: tx.save(tx.load(ONE).model_copy(update={"status": Status.RESOLVED})),
    "add_ref": lambda tx: tx.add_ref(ONE, "ENG-10"),
    "drop_ref": lambda tx: tx.drop_ref(ONE, "ENG-9"),
    "record": lambda tx: tx.record(ONE, Event(kind="changed", at=START)),
    "set_clock": lambda tx: tx.set_clock(a_clock(1, minutes=None)),
    "write": lambda tx: tx.write(a_line("new", workspace=GLOBEX)),
    "retry": lambda tx: tx.retry(LetterId("L-parked")),
    "retry and drop": lambda tx: (tx.retry(LetterId("L-parked")), tx.drop(ONE, keys=["parked"], reason="changed")),
    "record_handled": lambda tx: tx.record_handled(handled("changed")),
    "keep_set_up": lambda tx: tx.keep_set_up(SetUp(zone="changed")),
    "record_set_up": lambda tx: tx.record_set_up(Event(kind="changed", at=START)),
    "first_time": lambda tx: tx.first_time("Ev-Northwind"),
    "keep_person": lambda tx: tx.keep_person(Person(id=MAYA, name="changed")),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_done_in_one_workspace_changes_nothing_in_the_other(store: Store, change: str) -> None:
    def everything() -> list[object]:
        with store.read(ACME) as tx:
            return [ask(tx) for ask in ASKED.values()]

    lives_in(store, ACME, "Northwind")
    lives_in(store, GLOBEX, "Initech")
    before = everything()

    with store.begin(GLOBEX) as tx:
        CHANGES[change](tx)

    assert everything() == before


def test_numbers_keys_and_payloads_are_each_workspaces_own(store: Store) -> None:
    for workspace in (ACME, GLOBEX):
        with store.begin(workspace) as tx:
            assert tx.next_number() == 1
            assert tx.first_time("Ev1")
            assert tx.write(a_card(1, workspace=workspace))
            assert not tx.first_time("Ev1")


def test_a_claim_settles_the_letter_of_its_own_workspace(store: Store) -> None:
    for workspace in (ACME, GLOBEX):
        write(store, a_lone("alike", workspace=workspace), workspace=workspace)
    theirs = next(one for one in claim(store) if one.letter.workspace == GLOBEX)

    settle(store, theirs)

    assert (states(store, workspace=GLOBEX), status(store, "alike").state) == (
        {"alike": LetterState.SENT},
        LetterState.SENDING,
    )


def test_a_pause_in_one_workspaces_channel_is_not_the_others_with_the_same_id(store: Store) -> None:
    for workspace in (ACME, GLOBEX):
        write(store, a_lone("first", workspace=workspace), a_lone("next", workspace=workspace), workspace=workspace)
    pause = PutOff(reason="Slack asks for a pause", after=timedelta(minutes=1), is_limit=True)
    for one in claim(store):
        settle(store, one, pause if one.letter.workspace == GLOBEX else None)

    assert [(one.letter.workspace, one.letter.key) for one in claim(store)] == [(ACME, "next")]


# A process serves one workspace; another's may use the same database.


def test_a_process_takes_and_counts_nothing_of_a_workspace_it_does_not_serve(store: Store, machine: Machine) -> None:
    lives_in(store, ACME, "Northwind")
    write(store, a_lone("waiting"))
    machine.advance(3600)
    late = START + timedelta(hours=1)
    theirs = store.serving(GLOBEX)

    assert list(theirs.claim_letters(owner="one", limit=9, lease=LEASE)) == []
    assert (theirs.next_letter_in(), list(theirs.due_clocks(late, limit=9)), list(theirs.undelivered_in())) == (
        None,
        [],
        [],
    )
    assert (theirs.figures(late), theirs.late(late)) == (Figures(), Late())
    ours = store.serving(ACME)
    assert (ours.figures(late), ours.late(late)) == (store.figures(late), Late(clocks=2, letters=1))
    assert ours.next_letter_in() == 0
    assert len(ours.due_clocks(late, limit=9)) == 2
    assert claimed(ours) == ["waiting"]


def test_what_one_process_keeps_the_other_finds_and_a_pause_of_another_workspace_does_not_wake_it(
    store: Store, machine: Machine
) -> None:
    ours, theirs = store.serving(ACME), store.serving(GLOBEX)
    write(theirs, a_lone("theirs", workspace=GLOBEX), workspace=GLOBEX)
    held = PutOff(reason="Slack asks for a pause", after=timedelta(minutes=1), holds_workspace=True)
    settle(theirs, claim(theirs)[0], held)

    assert (ours.next_letter_in(), theirs.next_letter_in()) == (None, 60)
    machine.advance(60)
    assert (deliver(ours), deliver(store)) == ([], ["theirs"])


def test_nobody_of_one_workspace_is_named_in_the_other(store: Store) -> None:
    lives_in(store, ACME, "Northwind")

    with store.read(GLOBEX) as tx:
        assert [tx.of_person(UserId(one)) for one in (MAYA, TOM)] == [(), ()]
