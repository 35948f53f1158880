"""What happened to a ticket or an issue in another product: as it told us, or as we found it there when we looked.

No word of a customer's is in it, but for the subject and first message of a ticket that is offered as a draft.
"""

from enum import StrEnum

from pydantic import AwareDatetime

from escalation.record import Record, Value


class Happened(StrEnum):
    ISSUE_CLOSED = "issue closed"
    ISSUE_REOPENED = "issue reopened"
    CUSTOMER_ANSWERED = "customer answered"
    SUPPORT_ANSWERED = "support answered"
    TICKET_REOPENED = "ticket reopened"
    TICKET_SOLVED = "ticket solved"
    TICKET_TAGGED = "ticket tagged"


class Happening(Record):
    """`refs` is what it is called in its product, best known first; `source` the connector, `product` as people say.

    `who` is support's or the team's own, never the customer. `status` is the product's word for how it stands.
    `at` is by the product's clock. `is_shared`: another product has a ticket of this number too, or may have.
    """

    what: Happened
    source: str
    product: str
    refs: tuple[str, ...]
    at: AwareDatetime
    who: str = ""
    status: str = ""
    url: str | None = None
    is_shared: bool = False

    @property
    def ref(self) -> str:
        return self.refs[0]


class Heard(Value):
    """One delivery. It is known again by each of its `keys`: what is delivered twice happens once."""

    keys: tuple[str, ...]
    happenings: tuple[Happening, ...] = ()
