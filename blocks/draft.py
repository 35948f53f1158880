"""The form: what was read from the text, and what is missing. Two fields are required; everything else can wait.

`modal(form)` and `read(values, draft)` stand side by side: what the first shows, the second takes back. Ids of blocks
stay the same over redraws, because in Slack a typed value survives only while they do.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from blocks import along, choices, detail, gate, ids, kit, known, limits, same
from blocks.detail import Said
from blocks.kit import Block
from escalation import quality
from escalation.drafts import Draft, Triage
from escalation.gate import Gate
from escalation.kinds import DraftId, GroupId, Severity, TargetTeam, UserId, at_most
from escalation.known import Place
from escalation.masking import found_in
from escalation.notices import Due
from escalation.outlines import outline
from escalation.readable import readable, tidied
from escalation.record import Value
from escalation.same import Alike

ISSUE = "draft.issue"
CUSTOMER = "draft.customer"
TICKET = "draft.ticket"
SEVERITY = ids.Action.CHOOSE_SEVERITY.value
TARGET = ids.Action.CHOOSE_TEAM.value
NEEDED = "draft.needed"
FILES = along.FILES
THREAD = along.THREAD
DETAILS: Mapping[TargetTeam, str] = {team: f"draft.details.{team.name.lower()}" for team in TargetTeam}
NOT_KNOWN = "not known"
_SAYS_NOT_KNOWN = {"not known", "unknown", "not known yet", "don't know", "none", "n/a", "na", "?", "-"}

Values = Mapping[str, Mapping[str, Mapping[str, Any]]]
"""A view's `state.values`, as Slack sends it: by block, by action."""


class Destination(Value):
    """Where it will go, as known now, and whom it calls. A channel may still be a name; `lead` is Security's."""

    channel: str | None
    group: GroupId | None = None
    person: UserId | None = None
    lead: UserId | None = None
    due: Due = Due()


class Form(Value):
    id: DraftId
    draft: Draft
    triage: Triage
    destination: Destination
    severity_hint: str
    target_hint: str
    expanded: bool = False
    takes_files: bool = False
    gate: Gate | None = None
    remarks: Mapping[str, str] = {}
    known: Place | None = None
    same: tuple[Alike, ...] = ()

    def remark(self, *fields: str) -> str:
        """What could be better at a field; the first of those that are asked there."""
        return next((said for name in fields if (said := self.remarks.get(name))), "")

    @property
    def target(self) -> TargetTeam:
        return self.draft.target or self.triage.target.value

    @property
    def severity(self) -> Severity:
        return self.draft.severity or self.triage.severity.value


def modal(form: Form) -> Block:
    secret = form.target is TargetTeam.SECURITY
    return kit.modal(
        ids.View.DRAFT,
        "New escalation",
        [
            *(gate.shown(form.gate) if form.gate else []),
            *_introduction(form),
            *_first(form),
            *(detail.more(form.draft, form.remarks) if form.expanded else [_add_detail()]),
            *along.came_along(form.draft),
            *_found_later(form),
            goes_to(form),
        ],
        submit="Send to Security" if secret else "Post escalation",
        metadata=form.id,
        told_when_closed=True,
    )


# --- the parts of the form


def _found_later(form: Form) -> list[Block]:
    """What comes after the form is open, below every input: no field jumps under a thumb, and none is emptied."""
    alike = () if form.target is TargetTeam.SECURITY else form.same
    return [*same.shown(alike), *(known.place(form.known) if form.known else [])]


def _introduction(form: Form) -> list[Block]:
    said = ["Read from your text. Change anything, leave empty what you don't know."] if form.draft.text else []
    if secrets := found_in((form.draft.issue, *(one.text for one in form.draft.quotes))):
        said.append(f"Kept out of it, so that nobody reads it here: {', '.join(secrets)}. Revoke it if it is in use.")
    if len(form.draft.issue) > limits.INPUT_TEXT:
        said.append(
            f"Your text has {len(form.draft.issue):,} letters. The field shows the beginning; all of it is kept."
        )
    return [kit.context(*said)] if said else []


# What is asked below "Add detail" is said where its answer is welcome until that is shown.
_AT_ISSUE = {False: ("issue", "tried"), True: ("issue",)}


def _first(form: Form) -> list[Block]:
    """At most eight inputs, in the order a person thinks of them."""
    draft = form.draft
    blocks = [
        issue_field(draft, hint=form.remark(*_AT_ISSUE[form.expanded])),
        customer_field(draft, hint="" if form.expanded else form.remark("affected")),
        kit.field(TICKET, "Ticket", kit.text_input(draft.ticket or "", placeholder="Number or link")),
        kit.field(
            SEVERITY,
            "Severity",
            kit.select(choices.SEVERITIES, chosen=form.severity),
            hint=form.severity_hint,
            optional=False,
            watched=True,
        ),
        kit.field(
            TARGET,
            "Team",
            kit.select(choices.TEAMS, chosen=form.target),
            hint=form.target_hint,
            optional=False,
            watched=True,
        ),
        kit.field(
            NEEDED,
            "What is needed, and by when?",
            kit.text_input(draft.needed or "", placeholder="Find the cause and fix it, by Mon 17:00"),
            hint=form.remark("needed"),
        ),
        _details(form),
    ]
    return [*blocks, _files()] if form.takes_files else blocks


def issue_field(draft: Draft, *, hint: str) -> Block:
    return kit.field(ISSUE, "What is wrong?", kit.text_input(_parted(draft)[0], lines=True), hint=hint, optional=False)


def customer_field(draft: Draft, *, hint: str = "") -> Block:
    """`hint` is said where a name stands; how several are written, and what to do without one, else."""
    typed = kit.text_input(customer_text(draft), placeholder="Acme Corp; Globex")
    return kit.field(CUSTOMER, "Customer", typed, hint=_customer_hint(draft, hint), optional=False)


def _details(form: Form) -> Block:
    team = form.target
    return kit.field(
        DETAILS[team],
        choices.LONG_FIELDS[team],
        kit.text_input(form.draft.details.get(team) or outline(team), lines=True),
        hint=form.remark(quality.DETAILS) or "Fill in what you have, or paste over it.",
    )


def _files() -> Block:
    return kit.field(FILES, "Screenshots or logs", {"type": "file_input", "max_files": 10})


def _add_detail() -> Block:
    return kit.actions(kit.button("Add detail", ids.Action.ADD_DETAIL), block_id="draft.more")


def goes_to(form: Form) -> Block:
    """The line above the button: where it goes, who is pinged, when it is asked about."""
    destination = form.destination
    if form.target is TargetTeam.SECURITY:
        return kit.rich([_to_security(destination)])
    if destination.channel is None:
        return kit.rich(["No channel is set up yet: the brief comes to your direct messages until there is one."])
    line: list[kit.Part] = ["Goes to ", _channel(destination.channel), *_pinged(form), *_asked(form)]
    return kit.rich(line)


def _channel(channel: str) -> kit.Part:
    return channel if channel.startswith("#") else kit.channel(channel)


def _to_security(destination: Destination) -> str:
    unseen = "Nobody else will see it, in lists or search."
    if destination.channel:
        return f"Goes to Security's private channel{' and pings them' if destination.group else ''}. {unseen}"
    if destination.lead:
        return f"Goes to Security's lead, by direct message. {unseen}"
    return "Security has no channel and no lead here yet: it comes back to you alone. Call Security yourself."


def _pinged(form: Form) -> list[kit.Part]:
    group, person = form.destination.group, form.destination.person
    called: list[kit.Part] = [" and pings the team's group"] if group else []
    called += [" and asks ", kit.user(person)] if person else []
    return [*(called or [". Nobody is pinged"]), ".", *kit.to_wake(form.destination.due)]


def _asked(form: Form) -> list[kit.Part]:
    due = form.destination.due
    line: list[kit.Part] = []
    if due.acknowledge_by:
        line += [" They are asked to take it by ", kit.when(due.acknowledge_by)]
    if due.customer_by:
        name = at_most(form.draft.customers[0], 60) if form.draft.customers else "the customer"
        line += [f"{'; ' if line else ' '}{name} hears from you by ", kit.when(due.customer_by)]
    return [*line, "."] if line else []


def problems(draft: Draft, *, now: datetime) -> dict[str, str]:
    """What keeps the form from being sent, by the field it is shown at. Only the first two are ever required."""
    found = {}
    if not draft.issue.strip():
        found[ISSUE] = "Say in a few words what is wrong."
    if not (draft.customers or draft.segment or draft.customer_unknown):
        found[CUSTOMER] = 'Name the customer, or write "not known".'
    if draft.deadline_at and draft.deadline_at <= now:
        found[detail.DEADLINE] = "This moment has passed. Choose a later one, or leave it empty."
    return found


# --- reading it back


def read(values: Values, draft: Draft) -> Draft:
    """`draft` with what stands in the form. Fields that the form does not show now are left as they were."""
    said = {block: next(iter(actions.values()), {}) for block, actions in values.items()}
    changes: dict[str, Any] = {}
    for read_part in (_read_issue, _read_customers, _read_choices, _read_details, _read_lines, along.read):
        changes |= read_part(said, draft)
    return draft.model_copy(update=changes)


def _read_issue(said: Said, draft: Draft) -> dict[str, Any]:
    """A text longer than the field comes back whole: its beginning as typed now, then the rest."""
    if ISSUE not in said:
        return {}
    typed, (shown, beyond) = detail.typed(said, ISSUE), _parted(draft)
    return {} if typed == kit.fitted(shown, lines=True) else {"issue": f"{typed}{beyond}"}


def _parted(draft: Draft) -> tuple[str, str]:
    """What the field shows of the issue, and what is beyond it, from the blank between two words on.

    A form is read several times while it is open, and its field keeps what was typed. So what is beyond the field is
    always the end of the text as it came, however the beginning has been changed since.
    """
    if len(draft.text) > limits.INPUT_TEXT:
        came = tidied(readable(draft.text))
        beyond = came[_seam(came) :]
        if beyond and draft.issue.endswith(beyond) and len(draft.issue) - len(beyond) <= limits.INPUT_TEXT:
            return draft.issue.removesuffix(beyond), beyond
    seam = _seam(draft.issue)
    return draft.issue[:seam], draft.issue[seam:]


def _seam(text: str) -> int:
    if len(text) <= limits.INPUT_TEXT:
        return len(text)
    blank = max(text.rfind(mark, limits.INPUT_TEXT - 200, limits.INPUT_TEXT) for mark in " \n")
    return blank if blank > 0 else limits.INPUT_TEXT


def _read_customers(said: Said, draft: Draft) -> dict[str, Any]:
    if CUSTOMER not in said or detail.typed(said, CUSTOMER) == customer_text(draft):
        return {}
    typed = detail.typed(said, CUSTOMER)
    if typed.casefold() in _SAYS_NOT_KNOWN:
        return {"customers": (), "segment": None, "customer_unknown": True}
    if re.match(r"(all|every|any|some|most|several|many)\b", typed, re.IGNORECASE):
        return {"customers": (), "segment": typed, "customer_unknown": False}
    named = customers(typed)
    if _are_too_many(draft):
        named = tuple(dict.fromkeys((*named, *draft.customers)))
    return {"customers": named, "segment": None, "customer_unknown": False}


def customer_text(draft: Draft) -> str:
    """The customer field's text: all of them, or as many whole names as it takes."""
    if draft.customer_unknown:
        return NOT_KNOWN
    joined = "; ".join(draft.customers) or draft.segment or ""
    if len(joined) > limits.INPUT_TEXT:
        joined = f"{';'.join(draft.customers)};"
        joined = joined[: joined.rfind(";", 0, limits.INPUT_TEXT + 1)]
    return kit.fitted(joined, lines=False)


def _are_too_many(draft: Draft) -> bool:
    """More than the field takes. Nobody can leave one out there, as it does not show them all; they can add."""
    return len(";".join(draft.customers)) > limits.INPUT_TEXT


def _customer_hint(draft: Draft, better: str) -> str:
    if _are_too_many(draft):
        return f"{len(draft.customers)} customers are kept, more than fit here. You can add to them."
    if draft.customers and better:
        return better
    return 'Several: put ";" between them. If you don\'t know, write "not known".'


def customers(typed: str) -> tuple[str, ...]:
    """Names between semicolons or lines; between commas too, unless one ends a name, as in "Foo, Ltd."."""
    parts = re.split(r"[;\n]", typed)
    if len(parts) == 1 and not re.search(
        r",\s*(ltd|inc|llc|llp|gmbh|ag|sa|co|corp|pa|plc|bv|nv)\b\.?", typed, re.IGNORECASE
    ):
        parts = typed.split(",")
    return tuple(dict.fromkeys(name for part in parts if (name := part.strip())))


def _read_choices(said: Said, _: Draft) -> dict[str, Any]:
    chosen: dict[str, Any] = {}
    if severity := _chosen(said, SEVERITY):
        chosen["severity"] = Severity(severity)
    if target := _chosen(said, TARGET):
        chosen["target"] = TargetTeam(target)
    return chosen


def _read_details(said: Said, draft: Draft) -> dict[str, Any]:
    """One text for each team, kept while another team is looked at; an untouched outline is nothing."""
    details = dict(draft.details)
    for team, block in DETAILS.items():
        if block in said:
            before = details.get(team) or outline(team)
            now = detail.answer(said, block, before, lines=True) or ""
            details[team] = "" if now == outline(team) else now
    return {"details": {team: text for team, text in details.items() if text}}


def _read_lines(said: Said, draft: Draft) -> dict[str, Any]:
    names = [name for name in ("ticket", "needed") if f"draft.{name}" in said]
    lines = {name: detail.answer(said, f"draft.{name}", getattr(draft, name), lines=False) for name in names}
    return lines | detail.read(said, draft)


def _chosen(said: Said, block: str) -> str | None:
    option = said.get(block, {}).get("selected_option")
    return str(option["value"]) if option else None
