"""The way back with the real desk and the real round: who carries its letters, and what they link to."""

from typing import Any

from connectors.card_link import CardLink
from connectors.carriers import Carrier, Carriers
from connectors.writers import WayBack
from escalation.delivery import Delivery
from escalation.letters import Claim, Form
from escalation.notices import Standing
from storage.memory import MemoryStore
from tests.connectors.written import Holding
from tests.escalation.carrying import PlayedSlack, a_delivery
from tests.escalation.makers import Office
from tests.stores import Machine


def linking_to(standing: Standing) -> CardLink:
    """The card of `standing` is where people talk, whatever the letter."""

    async def stands(_: Claim) -> Standing:
        return standing

    return CardLink(standing=stands, link_to=lambda _, card: f"https://acme.slack.com/{card.ts}" if card else None)


def an_office(machine: Machine, product: Holding) -> tuple[Office, WayBack, CardLink]:
    """Its letters link to nothing."""
    way_back = WayBack([product.tool])
    office = Office(MemoryStore(machine_now=machine.now), machine, writers=way_back)

    async def standing(claim: Claim) -> Any:
        return office.desk.by_letter(claim)

    return office, way_back, CardLink(standing=standing, link_to=lambda *_: None)


def a_round(office: Office, form: Form, carrier: Carrier, *, owner: str) -> Delivery:
    return a_delivery(office, Carriers(PlayedSlack(), {form: carrier}), owner=owner)
