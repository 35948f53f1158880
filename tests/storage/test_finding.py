"""An escalation is found again by what other products call it, by its customer and by its words."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from escalation.drafts import Draft
from escalation.kinds import EscalationId, Status, TargetTeam
from escalation.models import Escalation
from escalation.ports import LOOKED_BACK, Store
from escalation.telling import asked_by
from storage.engine import open_engines
from storage.store import SqlStore
from tests.storage.facts import ACME, GLOBEX, an_escalation
from tests.stores import START, new_database

EXPORT = Draft(headline="Invoice export times out", issue="The invoice export times out after 30 s, 502 on download")
DAY = timedelta(days=1)


def keep(store: Store, *escalations: Escalation) -> None:
    for one in escalations:
        with store.begin(one.workspace) as tx:
            tx.add(one)


def about(number: int, draft: Draft, **changes: Any) -> Escalation:
    return an_escalation(number, draft=draft, **changes)


def called(store: Store, ref: str) -> list[int]:
    with store.read(ACME) as tx:
        return list(tx.with_ref(ref))


def alike(store: Store, draft: Draft, *, is_open: bool = True, limit: int = 10) -> list[int]:
    with store.read(ACME) as tx:
        return [one.id for one in tx.alike(asked_by(draft), limit=limit, is_open=is_open)]


def of_customer(store: Store, name: str, *, limit: int = 10) -> list[int]:
    with store.read(ACME) as tx:
        return [one.id for one in tx.of_customer(name, since=START, limit=limit)]


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        ({"ticket": "4711"}, "#4711"),
        ({"ticket": "https://acme.zendesk.example/agent/tickets/4711"}, "4711"),
        ({"ticket": "https://help.example/cases/ab-12"}, "http://www.help.example/cases/AB-12/?tab=notes"),
        ({"ticket": "PAY-7"}, "pay-7"),
        ({"links": ("https://code.example/shop/web/issues/12",)}, "shop/web#12"),
        ({"links": ("https://jira.example/browse/PAY-7",)}, "PAY-7"),
        ({"links": ("https://team.slack.example/archives/C1/p1700",)}, "https://team.slack.example/archives/C1/p1700"),
    ],
)
def test_it_is_found_by_what_another_product_calls_it(store: Store, told: dict[str, object], asked: str) -> None:
    keep(store, about(1, Draft(text="Export fails").model_copy(update=told)), about(2, Draft(text="Export fails")))

    assert called(store, asked) == [1]


def test_a_page_that_many_link_to_is_nobodys_name(store: Store) -> None:
    page = "https://docs.example/api/v2/exports"
    keep(store, about(1, Draft(text="Export fails", links=(page,))))

    assert called(store, page) == []


def test_a_ticket_that_was_corrected_is_found_by_its_new_number_only(store: Store) -> None:
    keep(store, about(1, Draft(text="Export fails", ticket="4711")))
    with store.begin(ACME) as tx:
        tx.save(about(1, Draft(text="Export fails", ticket="4712")))

    assert (called(store, "4711"), called(store, "4712")) == ([], [1])


def test_what_was_filed_from_it_stays_its_name_whatever_is_changed(store: Store) -> None:
    keep(store, about(1, Draft(text="Export fails", ticket="4711")))
    with store.begin(ACME) as tx:
        tx.add_ref(EscalationId(1), "ENG-9")
        tx.add_ref(EscalationId(1), "ENG-9")
        tx.add_ref(EscalationId(1), "4711")
        tx.save(about(1, Draft(text="Export fails again")))

    assert (called(store, "eng-9"), called(store, "4711")) == ([1], [1])


def test_a_name_that_was_added_can_be_taken_away_again(store: Store) -> None:
    keep(store, about(1, Draft(text="Export fails", ticket="4711")), about(2, Draft(text="Export fails")))
    with store.begin(ACME) as tx:
        tx.add_ref(EscalationId(1), "ENG-9")
        tx.add_ref(EscalationId(2), "ENG-9")
        tx.drop_ref(EscalationId(1), "eng-9")
        tx.drop_ref(EscalationId(1), "4711")
        tx.drop_ref(EscalationId(1), "never there")

    assert (called(store, "ENG-9"), called(store, "4711")) == ([2], [1])


def test_closed_ones_keep_their_names_newest_first(store: Store) -> None:
    same = Draft(text="Export fails", ticket="4711")
    keep(store, about(1, same, status=Status.RESOLVED), about(2, same))

    assert called(store, "4711") == [2, 1]


def test_a_customer_is_found_however_the_name_is_written(store: Store) -> None:
    keep(
        store,
        about(1, Draft(text="a", customers=("Acme Corp.",))),
        about(2, Draft(text="b", customers=("ACME, Inc.", "Globex")), opened_at=START + DAY),
        about(3, Draft(text="c", customers=("Acme Travel",))),
        about(4, Draft(text="d", customers=("Acme",)), opened_at=START - DAY),
    )

    assert of_customer(store, "acme") == [2, 1]
    assert of_customer(store, "acme", limit=1) == [2]
    assert of_customer(store, "Initech") == []


def test_others_like_it_share_two_telling_words_newest_first(store: Store) -> None:
    keep(
        store,
        about(1, Draft(text="Exporting invoices hangs")),
        about(2, Draft(text="The login page hangs")),
        about(3, Draft(headline="Export of all invoices is stuck")),
    )

    assert alike(store, EXPORT) == [3, 1]
    assert alike(store, EXPORT, limit=1) == [3]
    assert alike(store, Draft(text="Login")) == [2]
    assert alike(store, Draft(text="for it")) == []


def test_words_with_marks_of_a_search_are_only_words(store: Store) -> None:
    keep(store, about(1, Draft(text="Export NOT (invoice) OR 'download' \" : & | ! <-> *")))

    assert alike(store, Draft(text="'invoice' & \"download\" | ! OR NEAR(x) words:* \\ \x00")) == [1]


def test_what_is_written_without_spaces_is_found_too(store: Store) -> None:
    keep(store, about(1, Draft(text="請求書のエクスポートが失敗する")))

    assert alike(store, Draft(text="エクスポートできない")) == [1]


def test_closed_ones_are_found_only_where_they_are_asked_for(store: Store) -> None:
    keep(store, about(1, EXPORT), about(2, EXPORT))
    with store.begin(ACME) as tx:
        tx.save(about(2, EXPORT, status=Status.RESOLVED))

    assert alike(store, EXPORT) == [1]
    assert alike(store, EXPORT, is_open=False) == [2, 1]


def test_an_open_one_is_found_however_old_and_a_closed_one_among_the_newest_of_its_workspace(store: Store) -> None:
    keep(store, about(1, EXPORT), about(2, EXPORT, status=Status.RESOLVED), about(3, EXPORT, status=Status.RESOLVED))
    newest = LOOKED_BACK + 2
    keep(store, about(newest, Draft(text="Logo is blurred")), about(newest * 2, EXPORT, workspace=GLOBEX))

    assert alike(store, EXPORT) == [1]
    assert alike(store, EXPORT, is_open=False) == [3]


@pytest.mark.parametrize("engine", ["sqlite", "postgres"])
def test_what_other_workspaces_write_hides_nothing(engine: str, tmp_path: Path) -> None:
    engines = open_engines(new_database(engine, tmp_path))
    store = SqlStore(engines)
    keep(store, about(1, EXPORT))
    theirs = text("INSERT INTO words (seq, workspace, escalation, words) VALUES (:seq, 'T-GLOBEX', 1, 'logo')")
    with engines.write.begin() as connection:
        connection.execute(theirs, {"seq": 10 * LOOKED_BACK})

    assert (alike(store, EXPORT), alike(store, EXPORT, is_open=False)) == ([1], [1])
    store.close()


def test_nothing_is_like_a_security_escalation(store: Store) -> None:
    secret = EXPORT.model_copy(update={"customers": ("Acme",)})
    keep(store, about(1, secret, target=TargetTeam.SECURITY), about(2, secret))
    with store.begin(ACME) as tx:
        tx.save(about(2, secret, target=TargetTeam.SECURITY))

    assert alike(store, EXPORT, is_open=False) == []
    assert of_customer(store, "Acme") == []


def test_one_that_was_security_by_mistake_is_found_again(store: Store) -> None:
    keep(store, about(1, EXPORT, target=TargetTeam.SECURITY))
    with store.begin(ACME) as tx:
        tx.save(about(1, EXPORT))

    assert alike(store, EXPORT) == [1]


def test_each_workspace_finds_its_own(store: Store) -> None:
    told = EXPORT.model_copy(update={"ticket": "4711", "customers": ("Acme",)})
    keep(store, about(1, told, workspace=GLOBEX))

    assert (called(store, "4711"), alike(store, EXPORT), of_customer(store, "Acme")) == ([], [], [])


@pytest.mark.parametrize("engine", ["sqlite", "postgres"])
def test_what_an_earlier_version_wrote_is_filled_in_step_by_step(engine: str, tmp_path: Path) -> None:
    engines = open_engines(new_database(engine, tmp_path))
    store = SqlStore(engines)
    told = EXPORT.model_copy(update={"ticket": "4711", "customers": ("Acme",)})
    keep(store, *(about(number, told) for number in (1, 2, 3)), about(1, told, workspace=GLOBEX))
    with engines.write.begin() as connection:
        connection.execute(text("UPDATE escalations SET found_by = NULL WHERE id > 1 OR workspace = 'T-GLOBEX'"))
        for table in ("refs", "customers", "words"):
            connection.execute(text(f"DELETE FROM {table}"))  # noqa: S608 - names of tables

    filled = [store.fill_in(1) for _ in range(4)]

    assert filled == [1, 1, 1, 0]
    assert (called(store, "4711"), alike(store, EXPORT), of_customer(store, "Acme")) == ([3, 2], [3, 2], [3, 2])
    store.close()
