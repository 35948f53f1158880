"""What the reporter and the people around them get in their direct messages."""

from blocks import for_customer, ids, kit, menu, undoing
from blocks.card import at_start, customer
from blocks.kit import Line, Message
from escalation.drafts import MessageRef
from escalation.kinds import at_most
from escalation.models import Escalation
from escalation.notices import ContactAsked, CouldNotDeliver, Due, EscalationOpened, Joined, NoChannelYet, TestBrief


def opened(notice: EscalationOpened, *, link: str | None, card: MessageRef | None) -> Message:
    """To the reporter, once the card stands: where it is, who is asked by when, and a first sentence to copy."""
    escalation, due = notice.escalation, notice.due
    if escalation.is_secret:
        return _secret(escalation)
    place: Line = [" (", kit.channel(card.channel), ")"] if card and card.channel.startswith(("C", "G")) else []
    first: Line = [kit.bold(f"{escalation.label} is with {escalation.target}"), *place, "."]
    taken: Line = [" They are asked to take it by ", kit.when(due.acknowledge_by), "."] if due.acknowledge_by else []
    blocks = [
        kit.rich([*first, *taken, *kit.to_wake(due)], [at_most(escalation.draft.headline, 300)]),
        kit.rich([f"You can tell {customer(escalation)} now:"]),
        kit.quote(for_customer.first_words(escalation, due)),
        _reminding(escalation, due),
        kit.actions(*_reporters(escalation, link), block_id=f"direct.{escalation.id}"),
    ]
    by = f" They are asked to take it by {kit.when_text(due.acknowledge_by)}." if due.acknowledge_by else ""
    return Message(
        text=kit.notification(f"{escalation.label} is with {escalation.target}.{by}"),
        blocks=[block for block in blocks if block],
    )


def _secret(escalation: Escalation) -> Message:
    said = f"{escalation.label} is with Security. They have what you wrote; nobody else can see it."
    careful = "Please don't write to the customer about it until Security releases the wording."
    add = kit.button("Add information", ids.Action.ADD_EVIDENCE, value=str(escalation.id))
    return Message(text=said, blocks=[kit.rich([kit.bold(said)]), kit.said(careful), kit.actions(add)])


def _reminding(escalation: Escalation, due: Due) -> kit.Block | None:
    if due.customer_by is None or due.remind_at is None:
        return None
    contact, reminded = escalation.draft.contact, kit.when(due.listed_at or due.remind_at)
    if contact and contact != escalation.reporter:
        said: Line = [f"{at_start(customer(escalation))} is due word from ", kit.user(contact), " by "]
        return kit.rich([*said, kit.when(due.customer_by), ". They are reminded ", reminded, "."])
    said = [f"{at_start(customer(escalation))} is due word from you by ", kit.when(due.customer_by), ". "]
    return kit.rich([*said, "I'll remind you ", reminded, "."])


def _reporters(escalation: Escalation, link: str | None) -> list[kit.Block]:
    """What a reporter does next, first things first."""
    number = str(escalation.id)
    buttons = [
        kit.button("Draft customer update", ids.Action.DRAFT_UPDATE, value=number),
        kit.button("Customer updated", ids.Action.CUSTOMER_TOLD, value=number),
        kit.button("Add evidence", ids.Action.ADD_EVIDENCE, value=number),
    ]
    return [*buttons, *([_open(link)] if link else []), menu.for_reporter(escalation)]


def _open(link: str) -> kit.Block:
    return kit.button("Open in channel", ids.Action.OPEN_LINK, url=link)


def contact_asked(notice: ContactAsked, *, link: str | None) -> Message:
    escalation, due = notice.escalation, notice.due
    name = customer(escalation)
    by: Line = [" They are due word by ", kit.when(due.customer_by), "."] if due.customer_by else []
    said = f"{escalation.reporter_name or 'A colleague'} named you as the contact for {name} in {escalation.label}."
    blocks = [kit.rich([said, *by], [at_most(escalation.draft.headline, 300)])]
    return Message(
        text=kit.notification(kit.escaped(said)), blocks=[*blocks, kit.actions(_open(link))] if link else blocks
    )


def joined(notice: Joined, *, link: str | None) -> Message:
    """To whoever joined: what was joined, who has it, and when their own customer hears."""
    escalation, due = notice.escalation, notice.due
    names = at_most(", ".join(notice.contact.customers) or "your customer", 150)
    has_it = f"{escalation.assignee_name} has it." if escalation.assignee_name else "Nobody has it yet."
    said = f"{names} joined {escalation.label}, with {escalation.target}."
    by: Line = []
    if due.customer_by and due.remind_at:
        by = [f"{at_start(names)} is due word from ", kit.user(notice.contact.person), " by "]
        by = [*by, kit.when(due.customer_by), ". I'll remind you ", kit.when(due.remind_at), "."]
    number = str(escalation.id)
    buttons = [
        kit.button("Draft customer update", ids.Action.DRAFT_UPDATE, value=number),
        kit.button("Customer updated", ids.Action.CUSTOMER_TOLD, value=number),
    ]
    blocks = [
        kit.rich([kit.bold(said), f" {has_it}"], [at_most(escalation.draft.headline, 300)], *([by] if by else [])),
        kit.rich([f"You can tell {names} now:"]),
        kit.quote(for_customer.first_words(escalation, due)),
        kit.actions(*buttons, *([_open(link)] if link else []), *undoing.button(notice), block_id=f"joined.{number}"),
        *undoing.until(notice),
    ]
    return Message(text=kit.notification(kit.escaped(said)), blocks=blocks)


def could_not_deliver(notice: CouldNotDeliver) -> Message:
    """It is kept; where it went instead, and what to do."""
    label = notice.escalation.label
    line: list[kit.Part] = [
        kit.bold(f"{label} is saved but not posted: "),
        _named(notice.channel),
        f" {notice.reason}.",
    ]
    if notice.went_to:
        line += [" It went to ", _named(notice.went_to), "."]
    value = str(notice.escalation.id)
    return Message(
        text=f"{label} is saved but not posted to its channel. Open this message to see why.",
        blocks=[
            kit.rich(line),
            kit.actions(
                kit.button("Try again", ids.Action.TRY_AGAIN, value=value),
                kit.button("Choose a channel", ids.Action.SET_UP),
                block_id=f"failed.{value}",
            ),
        ],
    )


def test_failed(test: TestBrief) -> Message:
    said = f"The test brief for {test.team} did not arrive."
    why = kit.rich([kit.bold(said), " ", _named(test.channel), f" {test.reason}."])
    buttons = kit.actions(kit.button("Choose a channel", ids.Action.SET_UP))
    return Message(text=f"{said} Open this message to see why.", blocks=[why, buttons])


def _named(place: str) -> kit.Part:
    if place.startswith(("C", "G")):
        return kit.channel(place)
    return kit.user(place) if place.startswith(("U", "W")) else place


def no_channel_yet(notice: NoChannelYet) -> Message:
    label = notice.escalation.label
    said = (
        f"{label} is saved. No channel is set up for {notice.escalation.target} yet: only its reporter has the brief."
    )
    return Message(
        text=said,
        blocks=[
            kit.rich([kit.bold(said)], ["It goes to the team as soon as a channel is chosen."]),
            kit.actions(kit.button("Choose a channel", ids.Action.SET_UP, style="primary"), block_id=f"early.{label}"),
        ],
    )
