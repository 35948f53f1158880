"""Salesforce: what it is asked, and how its records become ours."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, cast

import httpx2
import pytest

from connectors.register import set_up
from connectors.salesforce import LONGEST_COMMENT, Salesforce
from escalation.facts import Account, Deal, FailureKind, Money, Ticket, TicketEvent, TicketStatus
from escalation.sources import Note, Query, SourceFailed
from tests.connectors.example_salesforce import ACCOUNT, ACCOUNT_ID, CASE, CASE_ID, EXAMPLE, MAIL, records
from tests.connectors.examples import QUERY, Example, Played

SITE = "https://acme.my.salesforce.com"
CASE_FIELDS = (
    "SELECT Id, CaseNumber, Subject, Description, Status, IsClosed, Priority, CreatedDate, LastModifiedDate,"
    " Contact.Name, Owner.Name"
)
NEWEST = "ORDER BY LastModifiedDate DESC LIMIT 21"


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, 20, hour, minute, tzinfo=UTC)


def refused(status: int, code: str) -> httpx2.Response:
    return httpx2.Response(status, json=[{"message": "No.", "errorCode": code}])


class Org:
    """Salesforce with these records, by a piece of the query that asks for them."""

    def __init__(self, told: Mapping[str, Any] | None = None, **settings: object) -> None:
        self.told = {"FROM Account": records(ACCOUNT), "FROM Case": records(CASE), **(told or {})}
        example = Example(settings={**EXAMPLE.settings, **settings}, answers=EXAMPLE.answers)
        self.product = Played(example, instead=self.answer)
        self.salesforce = cast("Salesforce", self.product.connector("salesforce"))

    def answer(self, request: httpx2.Request) -> httpx2.Response:
        query = request.url.params.get("q", "")
        for piece, told in self.told.items():
            if piece in query:
                return told if isinstance(told, httpx2.Response) else httpx2.Response(200, json=told)
        found = EXAMPLE.answers.get((request.method, request.url.path), records())
        return httpx2.Response(200, json=records() if request.url.path.endswith("/query") else found)

    @property
    def queries(self) -> list[str]:
        return [one.url.params["q"] for one in self.product.asked if one.url.path.endswith("/query")]


async def test_a_token_is_asked_for_as_a_form_and_the_newest_version_once() -> None:
    org = Org()
    await org.salesforce.find_accounts(QUERY, limit=3)
    await org.salesforce.find_accounts(QUERY, limit=3)
    assert [(one.method, one.url.path) for one in org.product.asked] == [
        ("POST", "/services/oauth2/token"),
        ("GET", "/services/data"),
        ("GET", "/services/data/v67.0/query"),
        ("GET", "/services/data/v67.0/query"),
    ]
    assert org.product.asked[0].content == b"grant_type=client_credentials&client_id=desk&client_secret=s3cret"
    assert {one.headers.get("Authorization") for one in org.product.asked[1:]} == {"Bearer 00DR00000008oBT!AQcAQ"}
    assert {one.url.host for one in org.product.asked} == {"acme.my.salesforce.com"}


async def test_an_account_comes_with_its_open_opportunities_in_one_question() -> None:
    org = Org(arr_field="ARR__c", tier_field="Tier__c", renewal_field="Renewal__c", sla_field="SLA__c", currency="EUR")
    found = await org.salesforce.find_accounts(QUERY, limit=3)
    assert org.queries == [
        (
            "SELECT Id, Name, Website, LastModifiedDate, Owner.Name, ARR__c, Tier__c, Renewal__c, SLA__c, "
            "(SELECT Id, Name, Amount, StageName, CloseDate FROM Opportunities WHERE IsClosed = false "
            "ORDER BY CloseDate LIMIT 5) FROM Account WHERE Name LIKE 'Acme Corp%' ORDER BY Name LIMIT 4"
        )
    ]
    assert found.items == (
        Account(
            source="salesforce",
            id=ACCOUNT_ID,
            url=f"{SITE}/{ACCOUNT_ID}",
            title="Acme Corp",
            updated_at=datetime(2026, 11, 2, 9, tzinfo=UTC),
            domain="acme.example",
            tier="Gold",
            arr=Money(amount=120_000, currency="EUR"),
            owner="Grace Example",
            renewal_on=date(2027, 1, 31),
            sla="Gold",
            open_deals=(
                Deal(
                    name="Acme renewal",
                    amount=Money(amount=130_000, currency="EUR"),
                    stage="Negotiation",
                    close_on=date(2027, 1, 31),
                    url=f"{SITE}/006D000000IqhSLIAA",
                ),
            ),
        ),
    )
    assert found.searched_by == "by the beginning of the account's name"


async def test_nothing_is_taken_for_what_they_pay_until_a_field_is_named() -> None:
    bare = {"Id": ACCOUNT_ID, "Name": "Acme Corp", "Owner": None, "Opportunities": None, "AnnualRevenue": 90000000}
    (account,) = (await Org({"FROM Account": records(bare)}).salesforce.find_accounts(QUERY, limit=3)).items
    assert account == Account(source="salesforce", id=ACCOUNT_ID, url=f"{SITE}/{ACCOUNT_ID}", title="Acme Corp")


async def test_a_name_nobody_bears_is_sought_without_its_last_word() -> None:
    org = Org({"FROM Account": records()})
    assert (await org.salesforce.find_accounts(QUERY, limit=1)).items == ()
    assert [query.partition("WHERE Name")[2] for query in org.queries] == [
        " LIKE 'Acme Corp%' ORDER BY Name LIMIT 2",
        " LIKE 'Acme%' ORDER BY Name LIMIT 2",
    ]


async def test_an_account_is_found_by_its_website() -> None:
    org = Org()
    found = await org.salesforce.find_accounts(Query(domain="acme.example"), limit=3)
    assert "WHERE Website LIKE '%acme.example%'" in org.queries[0]
    assert (len(found.items), found.searched_by) == (1, "by the account's website")


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("O'Brien", r"O\'Brien"),
        ("x' OR Name != '", r"x\' OR Name != \'"),
        ("back\\", "back\\\\"),
        ("\\' OR Id != '", r"\\\' OR Id != \'"),
        ("100%_sure", r"100\%\_sure"),
        ("a\nb", "a b"),
    ],
)
async def test_a_typed_name_cannot_end_its_quotation_or_stand_for_others(typed: str, sent: str) -> None:
    org = Org()
    await org.salesforce.find_accounts(Query(customer=typed), limit=3)
    await org.salesforce.find_tickets(Query(customer=typed), limit=3)
    assert f"WHERE Name LIKE '{sent}%' ORDER" in org.queries[0]
    assert f"WHERE Account.Name LIKE '{sent}%' ORDER" in org.queries[1]


async def test_cases_of_an_account_are_its_newest() -> None:
    org = Org()
    since = datetime(2026, 11, 1, 12, 30, tzinfo=UTC)
    known = Query(terms=("500",), customer="Acme", account_ids={"salesforce": ACCOUNT_ID}, since=since)
    found = await org.salesforce.find_tickets(known, limit=3)
    assert org.queries == [
        f"{CASE_FIELDS} FROM Case WHERE AccountId = '{ACCOUNT_ID}' AND LastModifiedDate > 2026-11-01T12:30:00Z {NEWEST}"
    ]
    assert [item.id for item in found.items] == [CASE_ID]
    assert found.searched_by == "by account, changed since 01 Nov 2026"


async def test_an_id_of_another_kind_is_never_put_into_a_question() -> None:
    org = Org()
    await org.salesforce.find_tickets(Query(customer="Acme", account_ids={"salesforce": "x' OR Id != '"}), limit=3)
    assert org.queries == [f"{CASE_FIELDS} FROM Case WHERE Account.Name LIKE 'Acme%' {NEWEST}"]


async def test_an_unknown_account_is_sought_by_the_contacts_domain() -> None:
    org = Org({"Account.Name LIKE": records()})
    org.told = {"Account.Name LIKE": records(), **org.told}
    found = await org.salesforce.find_tickets(QUERY, limit=3)
    assert org.queries[-1] == f"{CASE_FIELDS} FROM Case WHERE ContactEmail LIKE '%@acme.example' {NEWEST}"
    assert (len(found.items), found.searched_by) == (1, "by the contact's domain")


async def test_without_a_customer_the_words_are_sought() -> None:
    org = Org()
    found = await org.salesforce.find_tickets(Query(terms=("500", "sign-in", "x", 'OR "FIND', "more")), limit=3)
    (search,) = [one for one in org.product.asked if one.url.path.endswith("/parameterizedSearch/")]
    assert dict(search.url.params) == {
        "q": '"500" OR "sign in"',
        "sobject": "Case",
        "Case.fields": "Id",
        "Case.limit": "20",
    }
    assert org.queries == [f"{CASE_FIELDS} FROM Case WHERE Id IN ('{CASE_ID}') {NEWEST}"]
    assert (len(found.items), found.searched_by) == (1, "by the words of the case")


@pytest.mark.parametrize("typed", ["{FIND}", "a?b*", '"x" RETURNING User', "(a) & [b] | !c^~:+d", "-", "\\"])
async def test_typed_words_are_never_read_as_orders_of_a_search(typed: str) -> None:
    org = Org()
    await org.salesforce.find_tickets(Query(terms=(typed,)), limit=3)
    sent = [one.url.params["q"] for one in org.product.asked if one.url.path.endswith("/parameterizedSearch/")]
    for query in sent:
        assert query.startswith('"')
        assert query.endswith('"')
        assert not set("?&|!{}[]()^~*:\\\"'+-") & set(query[1:-1])


async def test_a_case_is_read_with_its_comments_and_mail_oldest_first() -> None:
    org = Org({"FROM EmailMessage": records(MAIL)})
    assert await org.salesforce.get_ticket(CASE_ID) == Ticket(
        source="salesforce",
        id=CASE_ID,
        url=f"{SITE}/{CASE_ID}",
        title="Checkout answers 500",
        updated_at=at(11, 30),
        status=TicketStatus.OPEN,
        priority="High",
        requester="Ada Example",
        assignee="Grace Example",
        created_at=at(10),
        first_reply_at=at(10, 20),
        waiting_since=at(11, 30),
        snippet="We get 500 errors on checkout.",
        events=(
            TicketEvent(at=at(10), author="Ada Example", by_customer=True, text="We get 500 errors on checkout."),
            TicketEvent(at=at(10, 10), author="Grace Example", is_public=False, text="Same as ENG-81."),
            TicketEvent(at=at(10, 20), author="Grace Example", text="We are looking."),
            TicketEvent(at=at(11, 30), author="ada@acme.example", by_customer=True, text="Any news?"),
        ),
    )


async def test_of_a_long_case_the_newest_comments_and_mails_are_read() -> None:
    org = Org({"FROM EmailMessage": records(*[MAIL] * 100)})
    ticket = await org.salesforce.get_ticket(CASE_ID)
    asked = [query for query in org.queries if "CaseComments" in query or "FROM EmailMessage" in query]
    assert ["DESC LIMIT 100" in query for query in asked] == [True, True]
    assert (ticket.first_reply_at, ticket.waiting_since) == (None, at(11, 30))


async def test_a_case_where_mail_is_not_set_up_is_read_without_it() -> None:
    org = Org({"FROM EmailMessage": refused(400, "INVALID_TYPE")})
    assert len((await org.salesforce.get_ticket(CASE_ID)).events) == 3


@pytest.mark.parametrize(
    ("status", "is_closed", "means"),
    [
        ("New", False, TicketStatus.NEW),
        ("On Hold", False, TicketStatus.PENDING),
        ("Escalated", False, TicketStatus.OPEN),
        ("Gelöst", True, TicketStatus.CLOSED),
        (None, None, TicketStatus.OPEN),
    ],
)
async def test_each_status_has_its_place(status: str | None, is_closed: object, means: TicketStatus) -> None:
    bare = {"Id": CASE_ID, "CaseNumber": "00001026", "Status": status, "IsClosed": is_closed, "CaseComments": None}
    ticket = await Org({"FROM Case": records(bare)}).salesforce.get_ticket(CASE_ID)
    assert (ticket.status, ticket.title, ticket.requester) == (means, "Case 00001026", None)


@pytest.mark.parametrize(
    ("user", "by_customer"),
    [
        ("CspLitePortal", True),
        ("CSPLitePortal", True),
        ("PowerCustomerSuccess", True),
        ("Guest", True),
        ("Standard", False),
        ("CsnOnly", False),
        (None, False),
    ],
)
async def test_a_comment_by_a_portals_user_is_the_customers(*, user: str | None, by_customer: bool) -> None:
    said = {
        "CommentBody": "Any news?",
        "IsPublished": True,
        "CreatedDate": "2026-11-20T10:20:00.000+0000",
        "CreatedBy": {"Name": "Ada Example", "UserType": user},
    }
    case = {**CASE, "Description": None, "CaseComments": {"totalSize": 1, "done": True, "records": [said]}}
    ticket = await Org({"FROM Email": records(), "FROM Case": records(case)}).salesforce.get_ticket(CASE_ID)
    assert [event.by_customer for event in ticket.events if event.text == "Any news?"] == [by_customer]


@pytest.mark.parametrize("id", ["", "1", "x' OR Id != '", f"{CASE_ID}x", "500D000000EkjV7٣٣٣"])
async def test_an_id_that_is_none_of_theirs_is_not_asked_for(id: str) -> None:
    org = Org()
    with pytest.raises(SourceFailed) as failure:
        await org.salesforce.get_ticket(id)
    assert failure.value.kind is FailureKind.NOT_THERE
    assert org.product.asked == []


async def test_a_case_that_is_not_there_is_said_to_be_not_there() -> None:
    with pytest.raises(SourceFailed) as failure:
        await Org({"FROM Case": records()}).salesforce.get_ticket(CASE_ID)
    assert failure.value.kind is FailureKind.NOT_THERE


@pytest.mark.parametrize(
    ("status", "code", "kind"),
    [
        (403, "REQUEST_LIMIT_EXCEEDED", FailureKind.RATE_LIMITED),
        (400, "INVALID_FIELD", FailureKind.NOT_CONFIGURED),
        (403, "API_DISABLED_FOR_ORG", FailureKind.AUTH),
        (400, "MALFORMED_QUERY", FailureKind.BAD_ANSWER),
    ],
)
async def test_a_refusal_is_told_by_its_code(status: int, code: str, kind: FailureKind) -> None:
    org = Org({"FROM Account": refused(status, code)})
    with pytest.raises(SourceFailed) as failure:
        await org.salesforce.find_accounts(QUERY, limit=3)
    assert failure.value.kind is kind


@pytest.mark.parametrize(("told", "problems"), [({"createable": True}, 0), ({"createable": False}, 1), ({}, 1)])
async def test_check_says_whether_it_may_write_comments(told: dict[str, object], problems: int) -> None:
    path = ("GET", "/services/data/v67.0/sobjects/CaseComment/describe")
    settings = {**EXAMPLE.settings, "write": True}
    played = Played(Example(settings=settings, answers={**EXAMPLE.answers, path: told}))
    health = await played.connector("salesforce").check()
    assert len([one for one in health.problems if "create Case Comments" in one]) == problems


async def test_a_comment_that_is_too_long_keeps_its_mark() -> None:
    path = ("POST", "/services/data/v67.0/sobjects/CaseComment")
    played = Played(Example(settings={**EXAMPLE.settings, "write": True}, answers={**EXAMPLE.answers, path: {}}))
    note = Note(lines=("ü" * 3000,), mark="ESC-12 · 4f1c9a", at=at(10))
    await cast("Salesforce", played.connector("salesforce")).add_note(CASE_ID, note)
    (body,) = played.bodies(*path)
    text = json.loads(body)["CommentBody"]
    assert len(text.encode()) <= LONGEST_COMMENT
    assert text.endswith("\nESC-12 · 4f1c9a")


async def test_check_names_the_org_and_the_fields_it_does_not_have() -> None:
    org = Org(
        {
            "FROM Organization": records({"Id": "00DR00000008oBT", "Name": "Example Inc"}),
            "ARR__c": refused(400, "INVALID_FIELD"),
            "FROM Case": refused(400, "INVALID_TYPE"),
        },
        arr_field="ARR__c",
        tier_field="Tier__c",
    )
    org.told = dict(sorted(org.told.items(), key=lambda one: one[0] == "FROM Account"))
    health = await org.salesforce.check()
    assert health.identity == "Example Inc at acme.my.salesforce.com"
    assert health.problems == ("accounts have no field ARR__c that we may see", "may not read cases")


@pytest.mark.parametrize("domain", ["acme", "acme.my.salesforce.com", " ACME "])
def test_the_domain_is_taken_short_or_whole(domain: str) -> None:
    assert Salesforce.Settings.model_validate({**EXAMPLE.settings, "domain": domain}).domain == "acme.my.salesforce.com"


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("domain", "https://acme.my.salesforce.com", "write your My Domain, such as acme or acme.my.salesforce.com"),
        ("domain", "acme.lightning.force.com", "write your My Domain, such as acme or acme.my.salesforce.com"),
        ("arr_field", "Name FROM User", "write the API name of a field of accounts, such as ARR__c"),
    ],
)
def test_what_is_wrong_is_said_with_what_to_write(key: str, value: str, said: str) -> None:
    table = {**EXAMPLE.settings, key: value}
    made = set_up({"salesforce": table}, named=lambda _: None, means=cast("Any", None))
    assert made.problems == (f"[connectors.salesforce]: {key}: {said}",)
