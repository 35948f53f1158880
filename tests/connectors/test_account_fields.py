"""The fields that hold what differs from company to company: listed with one account's values, and missed when gone."""

from dataclasses import dataclass, replace
from importlib import import_module
from typing import Any, cast

import pytest

from escalation.sources import AccountField, ShowsFields
from tests.connectors.examples import Example, Played, Route


@dataclass(frozen=True)
class Product:
    """What it answers when asked for its fields and for an account, and what is made of that."""

    kind: str
    sample: Route
    answers: dict[Route, Any]
    fields: tuple[AccountField, ...]

    def played(self, **settings: object) -> Played:
        example: Example = import_module(f"tests.connectors.example_{self.kind}").EXAMPLE
        return Played(
            replace(example, settings={**example.settings, **settings}, answers={**example.answers, **self.answers})
        )


HUBSPOT = Product(
    "hubspot",
    ("POST", "/crm/objects/2026-03/companies/search"),
    {
        ("GET", "/crm/properties/2026-03/companies"): {
            "results": [
                {"name": "arr", "label": "ARR", "type": "number", "fieldType": "number", "hubspotDefined": False},
                {"name": "domain", "label": "Company domain", "type": "string", "hubspotDefined": True},
            ]
        }
    },
    (
        AccountField(name="arr", label="ARR", kind="number", value="120000", is_own=True),
        AccountField(name="domain", label="Company domain", kind="string", value="acme.example"),
    ),
)
SALESFORCE = Product(
    "salesforce",
    ("GET", "/services/data/v67.0/query"),
    {
        ("GET", "/services/data/v67.0/sobjects/Account/describe"): {
            "name": "Account",
            "fields": [
                {"name": "Name", "label": "Account Name", "type": "string", "custom": False},
                {"name": "Tier__c", "label": "Tier", "type": "picklist", "custom": True},
                {"name": "BillingAddress", "label": "Billing Address", "type": "address", "custom": False},
            ],
        },
        ("GET", "/services/data/v67.0/query"): {
            "totalSize": 1,
            "done": True,
            "records": [{"attributes": {"type": "Account"}, "Name": "Acme Corp", "Tier__c": "Gold"}],
        },
    },
    (
        AccountField(name="Name", label="Account Name", kind="string", value="Acme Corp"),
        AccountField(name="Tier__c", label="Tier", kind="picklist", value="Gold", is_own=True),
    ),
)
INTERCOM = Product(
    "intercom",
    ("POST", "/companies/list"),
    {
        ("GET", "/data_attributes"): {
            "type": "list",
            "data": [
                {"type": "data_attribute", "name": "name", "label": "Name", "data_type": "string", "custom": False},
                {"type": "data_attribute", "name": "tier", "label": "Tier", "data_type": "string", "custom": True},
            ],
        },
        ("POST", "/companies/list"): {
            "type": "list",
            "data": [{"type": "company", "id": "1", "custom_attributes": {"tier": "Gold"}}],
        },
    },
    (AccountField(name="tier", label="Tier", kind="string", value="Gold", is_own=True),),
)
ZENDESK = Product(
    "zendesk",
    ("GET", "/api/v2/organizations"),
    {
        ("GET", "/api/v2/organization_fields"): {
            "organization_fields": [
                {"key": "tier", "title": "Tier", "type": "dropdown", "active": True},
                {"key": "old", "title": "Old", "type": "text", "active": False},
            ]
        },
        ("GET", "/api/v2/organizations"): {
            "organizations": [{"id": 1, "name": "Acme", "organization_fields": {"tier": "gold"}}]
        },
    },
    (AccountField(name="tier", label="Tier", kind="dropdown", value="gold", is_own=True),),
)
PRODUCTS = pytest.mark.parametrize("product", [HUBSPOT, SALESFORCE, INTERCOM, ZENDESK], ids=lambda one: one.kind)


@PRODUCTS
async def test_fields_are_told_with_the_values_of_one_account(product: Product) -> None:
    connector = cast("ShowsFields", product.played().connector(product.kind))
    assert tuple(await connector.account_fields(None)) == product.fields


@PRODUCTS
async def test_a_named_customers_account_is_the_one_that_is_shown(product: Product) -> None:
    played = product.played()
    await cast("ShowsFields", played.connector(product.kind)).account_fields("Acme Corp")
    asked = [f"{one.url.params}{one.content.decode()}" for one in played.asked]
    assert [one for one in asked if "Acme Corp" in one or "Acme+Corp" in one]


@PRODUCTS
async def test_where_there_is_no_account_the_fields_are_told_without_values(product: Product) -> None:
    nobody: dict[str, Any] = {"results": [], "records": [], "data": [], "organizations": []}
    played = replace(product, answers={**product.answers, product.sample: nobody}).played()
    found = await cast("ShowsFields", played.connector(product.kind)).account_fields(None)
    assert [field.value for field in found] == [None] * len(product.fields)


@pytest.mark.parametrize("product", [HUBSPOT, INTERCOM, ZENDESK], ids=lambda one: one.kind)
async def test_a_chosen_field_that_is_not_there_is_named_by_the_check(product: Product) -> None:
    health = await product.played(arr_field="gone", tier_field=product.fields[0].name).connector(product.kind).check()
    assert health.problems == ("accounts have no field gone, which arr_field names",)


@PRODUCTS
async def test_that_a_shipped_name_is_not_there_is_nobodys_mistake(product: Product) -> None:
    assert (await product.played().connector(product.kind).check()).problems == ()


@pytest.mark.parametrize("kind", ["hubspot", "intercom", "zendesk"])
async def test_fields_that_may_not_be_listed_are_not_missed(kind: str) -> None:
    without = Product(kind, ("GET", "/"), {}, ())
    assert (await without.played(arr_field="gone").connector(kind).check()).problems == ()
