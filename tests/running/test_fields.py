"""`escalate doctor --fields`: a lead sees which field is which, and no more of a customer than that takes."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web
from pydantic import SecretStr

import cli
from escalation.errors import EscalationError
from escalation.sources import AccountField
from running.fields import guess, lines, masked, show


@pytest.mark.parametrize(
    ("field", "means"),
    [
        (AccountField(name="contract_arr", label="ARR", kind="number"), "arr_field"),
        (AccountField(name="ARR__c", label="Recurring revenue", kind="currency"), "arr_field"),
        (AccountField(name="annualContractValue", label="", kind="decimal"), "arr_field"),
        (AccountField(name="support_tier", label="Support tier", kind="enumeration"), "tier_field"),
        (AccountField(name="Plan__c", label="Plan", kind="picklist"), "plan_field"),
        (AccountField(name="renewal_date", label="Renews on", kind="date"), "renewal_field"),
        (AccountField(name="contract_end", label="End of contract", kind="datetime"), "renewal_field"),
        (AccountField(name="sla_level", label="SLA tier", kind="enumeration"), "sla_field"),
        (AccountField(name="SLA__c", label="SLA", kind="picklist"), "sla_field"),
        (AccountField(name="health_score", label="Health", kind="number"), "health_field"),
    ],
)
def test_a_field_is_told_by_its_name_and_by_what_it_holds(field: AccountField, means: str) -> None:
    assert guess(field) == means


@pytest.mark.parametrize(
    "field",
    [
        AccountField(name="annualrevenue", label="Annual Revenue", kind="number"),
        AccountField(name="AnnualRevenue", label="Annual Revenue", kind="currency"),
        AccountField(name="renewal_owner", label="Renewal owner", kind="string"),
        AccountField(name="arr_notes", label="ARR notes", kind="string"),
        AccountField(name="planet", label="Planet", kind="string"),
        AccountField(name="plan_changed", label="Plan changed", kind="date"),
        AccountField(name="sla_checked", label="SLA checked", kind="date"),
        AccountField(name="warranty", label="Carrier", kind="number"),
    ],
)
def test_what_only_looks_alike_is_suggested_for_nothing(field: AccountField) -> None:
    """A customer's own turnover above all."""
    assert guess(field) is None


@pytest.mark.parametrize(
    ("value", "kind", "shown"),
    [
        ("120000", "number", "1xxxxx"),
        ("1,200.50", "currency", "1,2xx.5x"),
        ("2027-01-31T00:00:00Z", "datetime", "2027-01-31"),
        ("Gold", "enumeration", "Gold"),
        ("Ada Example, ada@acme.example", "string", "A…"),
        (None, "string", "-"),
    ],
)
def test_a_value_is_shown_no_further_than_a_field_can_be_told_by(value: str | None, kind: str, shown: str) -> None:
    assert masked(AccountField(name="x", kind=kind, value=value)) == shown


def test_what_fits_is_written_as_it_goes_into_the_policy() -> None:
    fields = [
        AccountField(name="name", label="Name", kind="string", value="Acme Corp"),
        AccountField(name="arr_old", label="ARR (old)", kind="number", is_own=True),
        AccountField(name="arr_now", label="ARR", kind="number", value="120000", is_own=True),
        AccountField(name="colour", label="Colour", kind="string", is_own=True),
        AccountField(name="tier", label="Tier", kind="enumeration", value="Gold"),
    ]
    told = list(lines("hubspot", fields, {"arr_field": "arr", "tier_field": "tier"}, None))
    assert told == [
        "hubspot: 4 of 5 fields of accounts, with values of one account, masked.",
        "  arr_now  1xxxxx        ARR (number)  may be arr_field",
        "  arr_old  -             ARR (old) (number)  may be arr_field",
        "  tier     Gold          Tier (enumeration)  may be tier_field",
        "  colour   -             Colour (string)",
        "There is no field arr, which arr_field names.",
        "Write what fits into [connectors.hubspot], such as:",
        'arr_field = "arr_now"',
        'tier_field = "tier"',
    ]


def test_where_nothing_fits_nothing_is_suggested() -> None:
    assert list(lines("zendesk", [], {}, "Acme")) == [
        "zendesk: 0 of 0 fields of accounts, with values of Acme, masked.",
        "No field looks like what an account pays, its tier, plan, renewal, health or SLA.",
    ]


@pytest.fixture
async def zendesk() -> AsyncIterator[str]:
    async def fields(_: web.Request) -> web.Response:
        return web.json_response({"organization_fields": [{"key": "tier", "title": "Tier", "type": "dropdown"}]})

    async def organizations(request: web.Request) -> web.Response:
        assert request.query == {"per_page": "1"}
        return web.json_response({"organizations": [{"id": 1, "organization_fields": {"tier": "gold"}}]})

    served = web.Application()
    served.add_routes([web.get("/api/v2/organization_fields", fields), web.get("/api/v2/organizations", organizations)])
    runner = web.AppRunner(served)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    yield f"http://{host}:{port}"
    await runner.cleanup()


def none(_: str) -> SecretStr | None:
    return None


def table(url: str) -> dict[str, dict[str, object]]:
    return {"zendesk": {"subdomain": "acme", "email": "desk@acme.example", "api_token": "s3cret", "api_url": url}}


async def test_a_products_fields_are_asked_for_and_shown(zendesk: str) -> None:
    said: list[object] = []
    assert await show(table(zendesk), "zendesk", customer=None, named=none, say=said.append)
    assert "  tier  gold          Tier (dropdown)  may be tier_field" in said


async def test_a_product_that_does_not_answer_is_named() -> None:
    said: list[object] = []
    assert not await show(table("http://127.0.0.1:9"), "zendesk", customer=None, named=none, say=said.append)
    assert said == ["zendesk is not available (ConnectError). `escalate doctor` says more."]


@pytest.mark.parametrize(
    ("tables", "says"),
    [
        ({}, '"zendesk" has no fields to show. Those that have: none: docs/connectors.md tells how to set one up.'),
        (
            {"other": {"kind": "zendesk", **table("http://127.0.0.1:9")["zendesk"]}},
            '"zendesk" has no fields to show. Those that have: other.',
        ),
        ({"zendesk": {"subdomain": "a.b"}}, "[connectors.zendesk]: subdomain: write only what stands before"),
    ],
)
async def test_a_name_without_fields_says_which_have_some(tables: dict[str, dict[str, object]], says: str) -> None:
    with pytest.raises(EscalationError) as wrong:
        await show(tables, "zendesk", customer=None, named=none, say=print)
    assert str(wrong.value).startswith(says)


def test_a_wrong_name_in_the_terminal_is_a_wrong_call(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1")
    monkeypatch.setenv("SLACK_APP_TOKEN", "xapp-1")
    assert cli.main(["doctor", "--fields", "crm"]) == cli.WRONG
    assert capsys.readouterr().err.startswith('"crm" has no fields to show.')
