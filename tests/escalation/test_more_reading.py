"""More ways in which customers, times and numbers are told, each beside its near misses."""

import pytest

from escalation.intake import read


@pytest.mark.parametrize(
    ("text", "customers"),
    [
        ("Harbour Foods (Enterprise, $80k a year): routes are empty", ("Harbour Foods",)),
        ("Harbour Insurance - user mbaker cannot print", ("Harbour Insurance",)),
        ("Routes are empty since noon. Lindholm's Travel, four drivers wait", ("Lindholm's Travel",)),
        ("For Lindholm: the planner is slow", ("Lindholm",)),
        ("Routes went to the wrong depot. Lindholm and Fenwick affected", ("Lindholm", "Fenwick")),
        ("A copied site collects passwords of Banco Harbour and its customers", ("Banco Harbour",)),
        ("harbour insurance reports that the map is grey", ("harbour insurance",)),
        ("customer lindholm: the map is grey", ("lindholm",)),
        ("Cliente Harbour Sur no recibe las rutas", ("Harbour Sur",)),
        ("Le client Moulin Vert attend une réponse", ("Moulin Vert",)),
        ("late again, Harbour Foods insist on a call", ("Harbour Foods",)),
        ("Dad's account is locked", ()),
        ("Domain renewal shows no invoice", ()),
        ("For Safari: the map is grey", ()),
        ("Route Planner - map is grey", ()),
        ("Acceso Clientes is down", ()),
        ("customer says: the map is grey", ()),
    ],
)
def test_a_customer_is_found_in_a_heading_and_by_what_it_does(text: str, customers: tuple[str, ...]) -> None:
    assert read(text).customers == customers


@pytest.mark.parametrize(
    ("text", "started", "deadline"),
    [
        ("The map shows yesterday's routes", None, None),
        ("The map is grey since yesterday", "since yesterday", None),
        ("Third failure this week", None, None),
        ("I wrote a follow-up on May 4", None, None),
        ("They need a call by tomorrow 5pm", None, "by tomorrow 5pm"),
        ("A letter came, 14 days to answer", None, "14 days"),
        ("Das steht seit drei wochen", "seit drei wochen", None),
    ],
)
def test_times_of_other_things_are_no_start(text: str, started: str | None, deadline: str | None) -> None:
    draft = read(text)

    assert (draft.started, draft.deadline) == (started, deadline)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Asked by two separate high paying customers", 2),
        ("Three of our resellers ask for it", 3),
        ("rund 40 empfänger betroffen", 40),
        ("It takes 40 clicks", None),
    ],
)
def test_partners_and_recipients_count(text: str, count: int | None) -> None:
    assert read(text).affected_count == count


@pytest.mark.parametrize(
    ("text", "customers"),
    [
        ("The planner was promised to Lindholm Ltd last week", ("Lindholm Ltd",)),
        ("the database of tenant 'lindholm' is behind", ("lindholm",)),
        ("Five depots wrote in. Lindholm Travel, Fenwick Foods among them", ("Lindholm Travel", "Fenwick Foods")),
        ("12 members of Harbour Gym could not be charged", ("Harbour Gym",)),
        ("Neuen Account anlegen geht nicht", ()),
        ("the button 'save' of the account page is grey", ()),
    ],
)
def test_a_customer_is_known_by_law_by_quotes_and_in_a_row(text: str, customers: tuple[str, ...]) -> None:
    assert read(text).customers == customers


@pytest.mark.parametrize(
    ("text", "started"),
    [
        ("With the last update the map turned grey", "With the last update"),
        ("Der Druck geht seit iOS 17 nicht", "seit iOS 17"),
        ("The planner starts at 6am", None),
    ],
)
def test_a_release_begins_it_and_a_schedule_does_not(text: str, started: str | None) -> None:
    assert read(text).started == started


def test_the_latest_update_is_no_deadline() -> None:
    assert read("With the latest update calls keep dying").deadline is None


@pytest.mark.parametrize(
    ("text", "started"),
    [
        ("Labels do not print since Chrome 99", "since Chrome 99"),
        ("Over the past few hours the map failed", "Over the past few hours"),
        ("La carte est grise depuis 8h", "depuis 8h"),
        ("Yesterday I ordered a scanner, it never came", None),
        ("Yesterday the map was grey", "Yesterday"),
    ],
)
def test_a_deed_of_one_s_own_is_no_start(text: str, started: str | None) -> None:
    assert read(text).started == started


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("12 packers affected", 12),
        ("12 servers affected", None),
        ("12 printers affected", None),
    ],
)
def test_people_are_counted_by_their_work_and_machines_are_not(text: str, count: int | None) -> None:
    assert read(text).affected_count == count


@pytest.mark.parametrize(
    ("text", "started"),
    [
        ("The map is empty since the 10:00 deploy", "since the 10:00 deploy"),
        ("After saturday's hotfix the vans were gone", "After saturday's hotfix"),
    ],
)
def test_a_release_may_be_told_by_its_day_or_hour(text: str, started: str) -> None:
    assert read(text).started == started
