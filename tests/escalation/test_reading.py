"""What a person typed becomes a draft; nothing they typed is lost, and nothing is read that is not there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escalation.intake import HEADLINE, read
from escalation.kinds import Frequency

PIECES = (
    "for",
    "at",
    "Acme",
    "3",
    "users",
    "since",
    "-",
    "(",
    ")",
    '"',
    "'",
    "<",
    ">",
    "&",
    "@",
    ".",
    ",",
    "$",
    "k",
    "\n",
)


@pytest.mark.parametrize(
    ("text", "customers"),
    [
        ("API returning 500 errors intermittently for Acme Corp", ("Acme Corp",)),
        ("Labels print twice - Harbour & Sons", ("Harbour & Sons",)),
        ("Labels print twice (Initech)", ("Initech",)),
        ("Labels print twice? Quarry Hill Pottery", ("Quarry Hill Pottery",)),
        ("Labels print twice for quarry hill bank", ("quarry hill bank",)),
        ("Labels print twice. for globex", ("globex",)),
        ("Labels print twice at O'Malley's Fish and Chips Company", ("O'Malley's Fish and Chips Company",)),
        ("Labels print twice affecting Globex and Initech", ("Globex", "Initech")),
        ("Labels print twice, customers: Globex, Initech and Hooli", ("Globex", "Initech", "Hooli")),
        ("Labels print twice - Fabriken, Ltd.", ("Fabriken, Ltd.",)),
        ("Hooli says that labels print twice", ("Hooli",)),
        ("Etiketten kommen doppelt. Organisation: Turnverein", ("Turnverein",)),
        ("ラベルが二重に印刷されます。報告者: 北山大学", ("北山大学",)),
        ("Labels print twice. Quarry Hill Works", ("Quarry Hill Works",)),
        ("Labels print twice (customer-quarry)", ("customer-quarry",)),
        ("Labels print twice - Quarry Hill Bank (QHB)", ("Quarry Hill Bank",)),
        ("labels print twice for globex", ("globex",)),
        ("Two complaints from Globex about labels", ("Globex",)),
        ("Globex customers get two labels", ("Globex",)),
        ("Phishing attack on Quarry Hill Bank", ("Quarry Hill Bank",)),
    ],
)
def test_a_customer_is_found_where_people_put_the_name(text: str, customers: tuple[str, ...]) -> None:
    assert read(text).customers == customers


@pytest.mark.parametrize(
    "text",
    [
        "Login breaks for Okta and Azure AD",
        "Layout is broken in Chrome and Firefox on Windows",
        "Nothing syncs from Salesforce",
        "Renewals fail since Monday",
        "Upload fails, see ticket ZD-4711",
        "Export fails for all Enterprise customers",
        "It was fine for the past week",
        "Please help. Best regards",
        "Any idea why? Thanks",
        "Add a churn report for admins",
        "The client-side check and the customer-facing page disagree",
        "Labels come out blank for sure",
        "Contacts imported from SimpleCRM are blank",
        "API Gateway Two is down",
        "Couldn\u2019t save the label",
        "Especially for European members",
        "Several users (Twitter, Harbour Discord) report blank labels",
    ],
)
def test_tools_days_and_plain_words_are_no_customers(text: str) -> None:
    assert read(text).customers == ()


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Exports miss rows, 3 customers reported this week", 3),
        ("Two other tenants see it too", 2),
        ("About 1,200 patients got the wrong letter", 1200),
        ("~5k users cannot pay", 5000),
        ("One user cannot pay", 1),
        ("Export stops after 12,000 rows", None),
        ("8 orders were not shipped", None),
        ("3 hosts are down", None),
        ("They paid $300 on 12.11.2024", None),
        ("The plan allows up to 50 users", None),
        ("A user asked for it", None),
        ("The list shows 32 client records", None),
        ("If one of our customers opens it, it is blank", None),
    ],
)
def test_only_those_who_are_hit_are_counted(text: str, count: int | None) -> None:
    assert read(text).affected_count == count


@pytest.mark.parametrize(
    ("text", "started"),
    [
        ("Calls drop on every call since Monday's router change", "since Monday's router change"),
        ("Returning 502 errors at 3PM EST", "at 3PM EST"),
        ("Sync is broken since Monday 9 am for Acme", "since Monday 9 am"),
        ("Sync has been broken for three weeks", "for three weeks"),
        ("Sync broke last night", "last night"),
        ("Sync is broken after upgrading to 4.2.1", "after upgrading to 4.2.1"),
        ("3 customers reported it this week", "reported it this week"),
        ("Down as of 18 Nov", "as of 18 Nov"),
        ("Der Abgleich geht seit gestern nicht", "seit gestern"),
        ("Rien ne marche depuis ce matin", "depuis ce matin"),
        ("No sincroniza desde ayer", "desde ayer"),
        ("A loyal customer since 2009 is upset", None),
        ("Please reply within 30 days", None),
        ("It is fixed today", None),
        ("Broken since version 4.2", "since version 4.2"),
        ("It has failed since we signed up", "since we signed up"),
        ("Broken from day one", "from day one"),
        ("It happens since several weeks", "since several weeks"),
        ("No answer after 12 days", "after 12 days"),
        ("Fails since the middle of May", "since the middle of May"),
        ("Around 5 am EST the list went blank", "Around 5 am EST"),
        ("We updated to 4.2.1 and the list is blank", "updated to 4.2.1"),
        ("La lista è vuota da ieri", "da ieri"),
        ("昨天开始打不开", "昨天开始"),
        ("После обновления список пуст", "После обновления"),
        ("The invoice of 3 May shows the wrong total", None),
        ("The list saw an entry for 12 June", None),
        ("We changed the payout date today, it was refused", None),
        ("We have been paying for months", None),
        ("Last year's address is on the label", None),
    ],
)
def test_since_when_is_read_as_it_was_said(text: str, started: str | None) -> None:
    found = read(text).started

    assert found == started or (found is not None and started is not None and found in started)


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("They need it by Friday 5 pm", "by Friday 5 pm"),
        ("Fix it before their renewal on 30 June", "before their renewal on 30 June"),
        ("They go live tomorrow", "tomorrow"),
        ("You have 10 days to answer", "10 days"),
        ("Shelves are empty within 48 hours", "within 48 hours"),
        ("Reported by 3 customers", None),
        ("Please prioritise", None),
    ],
)
def test_a_deadline_is_a_time_by_which_someone_needs_it(text: str, deadline: str | None) -> None:
    assert read(text).deadline == deadline


@pytest.mark.parametrize(
    ("text", "arr"),
    [
        ("Acme, $180K ARR, may leave", 180_000),
        ("Acme pays €1.2M a year", 1_200_000),
        ("annual commitment of approximately $450,000", 450_000),
        ("We were charged $49 a year", None),
        ("The bill was $31.50", None),
    ],
)
def test_yearly_revenue_is_neither_a_price_nor_a_bill(text: str, arr: int | None) -> None:
    assert read(text).arr == arr


def test_a_segment_stands_for_a_name() -> None:
    draft = read("SSO login loop affecting all Enterprise customers")

    assert (draft.segment, draft.customers) == ("all Enterprise customers", ())


@pytest.mark.parametrize(
    ("text", "frequency"),
    [
        ("It fails intermittently", Frequency.INTERMITTENT),
        ("Sometimes the page stays white", Frequency.INTERMITTENT),
        ("It fails every time", Frequency.ALWAYS),
        ("Great product, always a joy", None),
    ],
)
def test_how_often_only_when_it_is_said(text: str, frequency: Frequency | None) -> None:
    assert read(text).frequency == frequency


def test_the_error_is_kept_word_for_word() -> None:
    assert read('Saving says "Could not reach server, error 17" since noon').error == "Could not reach server, error 17"
    assert read("Saving throws ERR_CONN_RESET in Chrome 126").error == "ERR_CONN_RESET"


def test_surroundings_attempts_ticket_and_links_are_read() -> None:
    draft = read(
        "Upload hangs in Firefox 128 on Windows 11. We cleared the cache and tried another account. "
        "Workaround: use the desktop app. Ticket #4711, https://files.example.com/trace.har"
    )

    assert draft.environment == "Firefox 128, Windows 11"
    assert draft.tried == ("We cleared the cache and tried another account.",)
    assert draft.workaround == "Workaround: use the desktop app."
    assert draft.ticket == "4711"
    assert draft.links == ("https://files.example.com/trace.har",)


def test_chat_markup_is_read_as_a_person_would() -> None:
    link = "<https://status.example.com|status>"
    text = f"<!channel> checkout is down, ask <@U02AB3CDE|ada> in <#C04HELP|ops>: {link} &amp; logs"
    draft = read(text)

    assert draft.issue == "@channel checkout is down, ask @ada in #ops: status (https://status.example.com) & logs"
    assert "<" not in draft.headline
    assert draft.text == text


def test_a_headline_is_one_line_without_the_name_at_its_end() -> None:
    assert read("Labels print twice - Hooli").headline == "Labels print twice"
    assert read("Labels print twice.\n\nIt began on Monday.").headline == "Labels print twice"
    assert len(read("word " * 400).headline) <= HEADLINE


def test_a_pasted_log_is_kept_whole_and_read_in_part() -> None:
    text = "Import fails for Hooli\n" + "2026-01-01 00:00:00 ERROR worker-7 retry (attempt 1 of infinite)\n" * 2000
    draft = read(text)

    assert draft.text == text
    assert draft.headline == "Import fails for Hooli"


@given(st.text(max_size=400) | st.lists(st.sampled_from(PIECES)).map(" ".join))
def test_whatever_is_typed_is_read(text: str) -> None:
    draft = read(text)

    assert draft.text == text
    assert len(draft.headline) <= HEADLINE
    assert "\n" not in draft.headline


@pytest.mark.parametrize(
    "text", ["", "   ", "🙏🙏🔥", "مرحبا التطبيق لا يعمل", "a" * 20_000, "(" * 10_000, "A " * 10_000, '"' * 9_999]
)
def test_odd_texts_are_read_too(text: str) -> None:
    assert read(text).text == text
