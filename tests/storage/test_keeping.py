"""What is kept comes back as it was, to its own workspace only, or not at all."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from escalation.drafts import Draft, MessageRef
from escalation.errors import NotFound, StorageError
from escalation.kinds import ChannelId, ClockKind, DraftId, EscalationId, Status, TargetTeam, UserId
from escalation.letters import Parked
from escalation.models import Escalation, Event
from escalation.people import Person, SetUp, TeamSetUp
from escalation.ports import Store, Transaction
from tests.storage.facts import (
    ACME,
    ENG,
    GLOBEX,
    MAYA,
    TOM,
    a_card,
    a_clock,
    a_draft,
    a_letter,
    a_lone,
    an_escalation,
    claim,
    opened,
    settle,
    statuses,
    write,
)
from tests.stores import START, Machine

DAY = 24 * 60 * 60


def test_an_escalation_comes_back_as_it_was_saved(store: Store) -> None:
    saved = an_escalation(1, status=Status.ACKNOWLEDGED, assignee=TOM, acknowledged_at=START)
    with store.begin(ACME) as tx:
        tx.add(an_escalation(1))
        tx.save(saved)

    with store.read(ACME) as tx:
        assert tx.load(EscalationId(1)) == saved


def test_an_escalation_that_is_not_there_is_said_to_be_missing(store: Store) -> None:
    with store.begin(ACME) as tx:
        with pytest.raises(NotFound, match="ESC-7"):
            tx.load(EscalationId(7))
        with pytest.raises(NotFound, match="ESC-7"):
            tx.save(an_escalation(7))


def test_escalations_are_numbered_from_one_in_each_workspace(store: Store) -> None:
    numbers = []
    for workspace in (ACME, ACME, GLOBEX, ACME):
        with store.begin(workspace) as tx:
            numbers.append(tx.next_number())

    assert numbers == [1, 2, 1, 3]


def test_numbers_have_no_gaps_and_no_doubles_when_many_open_at_once(store: Store) -> None:
    def number(_: int) -> int:
        with store.begin(ACME) as tx:
            mine = tx.next_number()
            tx.add(an_escalation(mine))
            return mine

    with ThreadPoolExecutor(8) as threads:
        numbers = sorted(threads.map(number, range(40)))

    assert numbers == list(range(1, 41))


def test_a_number_taken_in_a_failed_transaction_is_given_again(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.begin(ACME) as tx:
        tx.next_number()
        raise ZeroDivisionError

    with store.begin(ACME) as tx:
        assert tx.next_number() == 1


def test_a_failed_transaction_leaves_nothing_behind(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.begin(ACME) as tx:
        _keep_one_of_everything(tx)
        raise ZeroDivisionError

    with store.begin(ACME) as tx:
        assert _everything(tx) == NOTHING
    assert claim(store) == []


def test_one_workspace_sees_nothing_of_another(store: Store) -> None:
    with store.begin(ACME) as tx:
        _keep_one_of_everything(tx)
    card = next(one for one in claim(store) if one.letter.key == "card:1")
    settle(store, card)

    with store.begin(GLOBEX) as tx:
        assert _everything(tx) == NOTHING
        assert not tx.settle(card, Parked(reason="not theirs"))
        assert tx.drop(EscalationId(1), keys=["brief:1"], reason="not theirs") == 0
        assert not tx.retry(a_lone("lone").id)
        tx.forget_draft(DraftId("D1"))
    with store.begin(ACME) as tx:
        assert tx.draft(DraftId("D1")) == a_draft()
        assert tx.card(EscalationId(1)) == MessageRef(channel=ENG, ts="ts-card:1")
    assert [one.letter.key for one in statuses(store)] == ["card:1", "brief:1"]


def test_two_workspaces_keep_things_of_the_same_name_apart(store: Store) -> None:
    theirs = an_escalation(1, workspace=GLOBEX, reporter=TOM)
    with store.begin(ACME) as tx:
        _keep_one_of_everything(tx)
    with store.begin(GLOBEX) as tx:
        _keep_one_of_everything(tx)
        tx.save(theirs)

    with store.read(ACME) as tx:
        assert tx.load(EscalationId(1)) == an_escalation(1)
    with store.read(GLOBEX) as tx:
        assert tx.load(EscalationId(1)) == theirs


def test_reading_never_writes(store: Store) -> None:
    with store.read(ACME) as tx, pytest.raises(StorageError):
        tx.keep_draft(a_draft())
    with store.read(ACME) as tx, pytest.raises(StorageError):
        tx.next_number()
    with store.begin(ACME) as tx:
        assert _everything(tx) == NOTHING


def test_a_draft_is_kept_replaced_and_forgotten(store: Store) -> None:
    fuller = a_draft(draft=Draft(text="Exports time out", customers=("Northwind",)), asked_gaps=True)
    with store.begin(ACME) as tx:
        tx.keep_draft(a_draft())
        tx.keep_draft(fuller)
        assert tx.draft(DraftId("D1")) == fuller
        tx.forget_draft(DraftId("D1"))
        with pytest.raises(NotFound, match="start again"):
            tx.draft(DraftId("D1"))


def test_the_latest_draft_is_the_newest_of_theirs_that_was_not_opened(store: Store) -> None:
    def minutes(count: int) -> timedelta:
        return timedelta(minutes=count)

    with store.begin(ACME) as tx:
        tx.keep_draft(a_draft("old", kept_at=START - minutes(60)))
        tx.keep_draft(a_draft("newer", kept_at=START - minutes(10)))
        tx.keep_draft(a_draft("opened", kept_at=START, opened=EscalationId(3)))
        tx.keep_draft(a_draft("toms", kept_at=START, by=TOM))

        latest = tx.latest_draft(MAYA, since=START - minutes(30))
        assert latest is not None
        assert latest.id == "newer"
        assert tx.latest_draft(MAYA, since=START - minutes(10)) is None


def test_escalations_are_listed_newest_first_by_status_and_page(store: Store) -> None:
    with store.begin(ACME) as tx:
        for number in range(1, 8):
            closed = Status.RESOLVED if number % 2 else Status.OPEN
            tx.add(an_escalation(number, status=closed))

        def numbers(*statuses: Status, limit: int = 10, before: int | None = None) -> list[int]:
            page = tx.newest(statuses=statuses, limit=limit, before=None if before is None else EscalationId(before))
            return [one.id for one in page]

        assert numbers(Status.OPEN) == [6, 4, 2]
        assert numbers(Status.OPEN, Status.RESOLVED, limit=3) == [7, 6, 5]
        assert numbers(Status.OPEN, Status.RESOLVED, limit=3, before=5) == [4, 3, 2]
        assert numbers(Status.ACKNOWLEDGED) == []
        assert numbers() == []


def test_a_trail_is_told_in_the_order_it_happened(store: Store) -> None:
    events = [
        Event(kind="opened", at=START, by=MAYA),
        Event(kind="severity", at=START, by=TOM, before={"severity": "High"}, after={"severity": "Critical"}),
    ]
    with store.begin(ACME) as tx:
        for event in events:
            tx.record(EscalationId(1), event)
        tx.record(EscalationId(2), Event(kind="opened", at=START))

        assert list(tx.trail(EscalationId(1))) == events
        assert list(tx.set_up_trail()) == []


def test_setting_a_clock_again_replaces_the_one_of_its_kind(store: Store) -> None:
    with store.begin(ACME) as tx:
        tx.set_clock(a_clock(minutes=5))
        tx.set_clock(a_clock(kind=ClockKind.CUSTOMER, minutes=9))
        tx.set_clock(a_clock(minutes=None))

        assert tx.clocks(EscalationId(1)) == {
            ClockKind.CUSTOMER: a_clock(kind=ClockKind.CUSTOMER, minutes=9),
            ClockKind.INTERNAL: a_clock(minutes=None),
        }


def test_clocks_of_many_escalations_are_found_at_once(store: Store) -> None:
    with store.begin(GLOBEX) as tx:
        tx.set_clock(a_clock(1, minutes=1))
    with store.begin(ACME) as tx:
        tx.set_clock(a_clock(1, minutes=5))
        tx.set_clock(a_clock(1, kind=ClockKind.CUSTOMER, minutes=9))
        tx.set_clock(a_clock(2, minutes=None))
        tx.set_clock(a_clock(4, minutes=7))

        assert tx.clocks_of([EscalationId(number) for number in (1, 2, 3)]) == {
            1: {
                ClockKind.CUSTOMER: a_clock(1, kind=ClockKind.CUSTOMER, minutes=9),
                ClockKind.INTERNAL: a_clock(1, minutes=5),
            },
            2: {ClockKind.INTERNAL: a_clock(2, minutes=None)},
        }
        assert tx.clocks_of([]) == {}


def test_a_last_round_is_a_closed_escalation_whose_customer_clock_runs(store: Store) -> None:
    with store.begin(ACME) as tx:
        for number, status in enumerate((Status.OPEN, Status.RESOLVED, Status.DE_ESCALATED, Status.RESOLVED), start=1):
            tx.add(an_escalation(number, status=status))
        for number, minutes in ((1, 5), (2, 5), (3, 9), (4, None)):
            tx.set_clock(a_clock(number, kind=ClockKind.CUSTOMER, minutes=minutes))
        tx.set_clock(a_clock(4, minutes=5))
    with store.begin(GLOBEX) as tx:
        tx.add(an_escalation(4, workspace=GLOBEX, status=Status.RESOLVED))
        tx.set_clock(a_clock(4, kind=ClockKind.CUSTOMER, minutes=5))

    with store.read(ACME) as tx:
        assert [one.id for one in tx.last_rounds()] == [3, 2]


def test_due_clocks_are_found_over_all_workspaces_oldest_first(store: Store) -> None:
    with store.begin(ACME) as tx:
        tx.set_clock(a_clock(1, minutes=2))
        tx.set_clock(a_clock(2, minutes=11))
        tx.set_clock(a_clock(3, minutes=None))
    with store.begin(GLOBEX) as tx:
        tx.set_clock(a_clock(1, kind=ClockKind.CUSTOMER, minutes=1))
        tx.set_clock(a_clock(2, minutes=10))

    due = store.due_clocks(START + timedelta(minutes=10), limit=10)

    assert [(one.workspace, one.escalation, one.kind) for one in due] == [
        (GLOBEX, 1, ClockKind.CUSTOMER),
        (ACME, 1, ClockKind.INTERNAL),
        (GLOBEX, 2, ClockKind.INTERNAL),
    ]
    assert due[0].due_at == START + timedelta(minutes=1)
    assert list(store.due_clocks(START + timedelta(minutes=10), limit=1)) == [due[0]]
    assert list(store.due_clocks(START, limit=10)) == []


def test_set_up_is_kept_beside_the_numbering(store: Store) -> None:
    chosen = SetUp(teams={TargetTeam.ENGINEERING: TeamSetUp(channel=ENG)}, zone="Europe/Berlin")
    with store.begin(ACME) as tx:
        assert tx.set_up() == SetUp()
        tx.next_number()
        tx.keep_set_up(chosen)
        tx.record_set_up(Event(kind="channel", at=START, by=MAYA))

    with store.begin(ACME) as tx:
        assert tx.set_up() == chosen
        assert tx.next_number() == 2
        assert list(tx.set_up_trail()) == [Event(kind="channel", at=START, by=MAYA)]


def test_a_payload_is_new_once_for_a_day(store: Store, machine: Machine) -> None:
    def is_new() -> bool:
        with store.begin(ACME) as tx:
            return tx.first_time("Ev123")

    answers = [is_new(), is_new()]
    machine.advance(DAY - 1)
    answers.append(is_new())
    machine.advance(1)
    answers += [is_new(), is_new()]

    assert answers == [True, False, False, True, False]


def test_a_payload_is_new_again_when_its_transaction_failed(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.begin(ACME) as tx:
        assert tx.first_time("Ev123")
        raise ZeroDivisionError

    with store.begin(ACME) as tx:
        assert tx.first_time("Ev123")


def test_a_person_is_believed_for_a_day(store: Store, machine: Machine) -> None:
    maya = Person(id=MAYA, name="Maya", zone="Europe/Berlin")
    with store.begin(ACME) as tx:
        tx.keep_person(Person(id=MAYA, name="maya"))
        tx.keep_person(maya)
    with store.read(ACME) as tx:
        assert tx.person(MAYA) == maya

    machine.advance(DAY)

    with store.read(ACME) as tx:
        assert tx.person(MAYA) is None


def test_an_escalation_is_found_by_the_message_it_stands_in(store: Store) -> None:
    card = opened(store, 4)

    with store.read(ACME) as tx:
        assert tx.by_message(card) == 4
        assert tx.by_message(MessageRef(channel=ChannelId("C-OTHER"), ts=card.ts)) is None


def test_text_of_any_kind_and_length_comes_back(store: Store) -> None:
    words = "Zeitüberschreitung — 请求超时 🚨 \u202e'; DROP TABLE letters; --\\u0000 \\x00 " + "x" * 200_000
    with store.begin(ACME) as tx:
        tx.add(an_escalation(1, draft=Draft(text=words)))

    with store.read(ACME) as tx:
        assert tx.load(EscalationId(1)).draft.text == words


def test_characters_that_no_database_takes_are_left_out(store: Store) -> None:
    event = Event(kind="note", at=START, after={"te\x00xt": "a\x00b", "half": "\ud83d!", "list": ["\x00"]})
    with store.begin(ACME) as tx:
        tx.add(an_escalation(1, draft=Draft(text="API\x00 down")))
        tx.record(EscalationId(1), event)
        assert tx.first_time("Ev\x001")
        assert not tx.first_time("Ev1")
        tx.write(a_letter("k\x00ey", a_card().form))

    with store.read(ACME) as tx:
        assert tx.load(EscalationId(1)).draft.text == "API down"
        assert tx.trail(EscalationId(1))[0].after == {"text": "ab", "half": "\ufffd!", "list": [""]}
        assert [one.letter.key for one in tx.letters()] == ["key"]


def test_fields_that_newer_code_wrote_are_kept(store: Store) -> None:
    newer = Escalation.model_validate({**an_escalation(1).model_dump(), "mood": {"was": "calm"}})
    with store.begin(ACME) as tx:
        tx.add(newer)
    with store.begin(ACME) as tx:
        tx.save(tx.load(EscalationId(1)).model_copy(update={"status": Status.RESOLVED}))

    with store.read(ACME) as tx:
        kept = tx.load(EscalationId(1))
    assert (kept.status, kept.model_extra) == (Status.RESOLVED, {"mood": {"was": "calm"}})


NOTHING: dict[str, object] = {
    "newest": [],
    "draft": None,
    "clocks": {},
    "trail": [],
    "keyed": [],
    "letters": [],
    "card": None,
    "message": None,
    "set_up": SetUp(),
    "set_up_trail": [],
    "person": None,
    "escalation": "missing",
    "first_time": True,
}


def _keep_one_of_everything(tx: Transaction) -> None:
    number = tx.next_number()
    tx.add(an_escalation(number, workspace=tx.workspace))
    tx.keep_draft(a_draft())
    tx.set_clock(a_clock(number))
    tx.record(number, Event(kind="opened", at=START))
    tx.write(a_card(number, workspace=tx.workspace))
    tx.write(a_letter(f"brief:{number}", a_card().form, of=number, workspace=tx.workspace))
    tx.keep_set_up(SetUp(zone="Europe/Berlin"))
    tx.record_set_up(Event(kind="zone", at=START))
    tx.keep_person(Person(id=MAYA, name="Maya"))
    tx.first_time("Ev123")


def _everything(tx: Transaction) -> dict[str, object]:
    """What can be seen of what `_keep_one_of_everything` kept."""
    try:
        found: object = tx.load(EscalationId(1))
    except NotFound:
        found = "missing"
    return {
        "newest": list(tx.newest(statuses=list(Status), limit=5)),
        "draft": tx.latest_draft(MAYA, since=START - timedelta(days=1)),
        "clocks": dict(tx.clocks(EscalationId(1))),
        "trail": list(tx.trail(EscalationId(1))),
        "keyed": [*tx.keyed(["card:1"])],
        "letters": [one.letter.key for one in tx.letters()] + [one.letter.key for one in tx.letters(EscalationId(1))],
        "card": tx.card(EscalationId(1)),
        "message": tx.by_message(MessageRef(channel=ENG, ts="ts-card:1")),
        "set_up": tx.set_up(),
        "set_up_trail": list(tx.set_up_trail()),
        "person": tx.person(MAYA),
        "escalation": found,
        "first_time": tx.first_time("Ev123"),
    }


def test_of_a_person_comes_what_runs_and_names_them_newest_first(store: Store) -> None:
    with store.begin(ACME) as tx:
        tx.add(an_escalation(1, assignee=TOM, status=Status.ACKNOWLEDGED))
        tx.add(an_escalation(2, reporter=TOM))
        tx.add(an_escalation(3, draft=Draft(text="for Northwind", contact=TOM)))
        tx.add(an_escalation(4, draft=Draft(text=f'ask "{TOM}" about it')))
        tx.add(an_escalation(5, reporter=TOM, status=Status.RESOLVED))
        tx.add(an_escalation(6, reporter=TOM, status=Status.RESOLVED))
        tx.set_clock(a_clock(5, kind=ClockKind.CUSTOMER))
        tx.set_clock(a_clock(6, kind=ClockKind.CUSTOMER, minutes=None))
    with store.begin(GLOBEX) as tx:
        tx.add(an_escalation(7, workspace=GLOBEX, reporter=TOM))

    with store.read(ACME) as tx:
        assert [one.id for one in tx.of_person(TOM)] == [5, 3, 2, 1]
        assert list(tx.of_person(UserId("U"))) == []


def test_letters_are_found_by_their_keys_and_those_that_are_not_there_are_left_out(store: Store) -> None:
    write(store, a_card(1), a_lone("other"), a_lone("morning:U-MAYA:2026-03-03"))

    with store.read(ACME) as tx:
        found = tx.keyed(["morning:U-MAYA:2026-03-03", "card:1", "card:2"])
        assert {key: (one.letter.id, one.state.value) for key, one in found.items()} == {
            "morning:U-MAYA:2026-03-03": ("L-morning:U-MAYA:2026-03-03", "waiting"),
            "card:1": ("L-card:1", "waiting"),
        }
        assert tx.keyed([]) == {}


def test_a_letter_is_kept_as_it_was_written(store: Store) -> None:
    write(store, a_card(1))

    assert [one.letter for one in statuses(store)] == [a_card(1)]
