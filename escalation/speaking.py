"""What is new: from the team, to the customer, or nothing yet."""

from datetime import datetime, timedelta

from escalation import cadence
from escalation.deeds import THIRD_TIME, Deeds
from escalation.errors import NotAllowed
from escalation.kinds import ClockKind, EscalationId, Severity, Status, UserId, WorkspaceId
from escalation.models import Escalation, News
from escalation.notices import Deed, ReminderDue
from escalation.policy import Policy
from escalation.ports import Transaction
from escalation.rights import Viewer

SNOOZES = {
    Severity.CRITICAL: timedelta(minutes=30),
    Severity.HIGH: timedelta(hours=1),
    Severity.MEDIUM: timedelta(hours=4),
}
"""How long a reminder may be put off with one press."""


A_MOMENT = timedelta(seconds=1)


class Speaking(Deeds):
    """Only the team's word resets the team's clock; only word to the customer resets the customer's."""

    def update(
        self,
        id: EscalationId,
        viewer: Viewer,
        *,
        text: str,
        for_customer: str = "",
        next_by: datetime | None = None,
        workspace: WorkspaceId,
    ) -> Escalation:
        """What is new. Only the team's word resets the internal clock; anyone else's is shown."""
        with self._store.begin(workspace) as tx:
            escalation, policy = self._for_part(tx, id, viewer)
            news = News(text=text, at=self.now(), by=viewer.person.id, by_name=viewer.person.name)
            is_team = self._is_team(escalation, viewer, policy)
            changes: dict[str, object] = {"news": news} if is_team else {}
            if for_customer and is_team:
                changes["for_customer"] = news.model_copy(update={"text": for_customer})
            # Until someone has it only the ladder speaks, whatever is said meanwhile.
            answers = is_team and escalation.status is Status.ACKNOWLEDGED
            if answers:
                changes |= {"no_changes": 0, "unanswered": 0}
                self._start_news(tx, escalation, policy, due_at=self._capped(escalation, policy, next_by))
            changed = escalation.model_copy(update=changes)
            return self._did(tx, Deed.UPDATED, changed, viewer, note=text, answers=answers)

    def count_it(self, id: EscalationId, viewer: Viewer, *, at: datetime, workspace: WorkspaceId) -> Escalation:
        """What the team wrote in the thread is the news; the reminder that asked carries the words."""
        with self._store.begin(workspace) as tx:
            escalation, policy = self._for_whom_it_is_asked(tx, id, viewer)
            asked = [one.letter.notice for one in tx.letters(id) if isinstance(one.letter.notice, ReminderDue)]
            wrote = next((one.wrote for one in asked if one.wrote and abs(one.wrote.at - at) < A_MOMENT), None)
            if wrote is None:
                raise NotAllowed("That message can't be found any more. Use Post update.")
            changed = escalation.model_copy(update={"news": wrote, "no_changes": 0, "unanswered": 0})
            self._start_news(tx, changed, policy)
            return self._did(tx, Deed.UPDATED, changed, viewer, note=wrote.text)

    def no_change(self, id: EscalationId, viewer: Viewer, *, workspace: WorkspaceId) -> Escalation:
        """One tap, and it counts; the third in a row tells the lead."""
        with self._store.begin(workspace) as tx:
            escalation, policy = self._for_whom_it_is_asked(tx, id, viewer)
            count = escalation.no_changes + 1
            changed = escalation.model_copy(update={"no_changes": count, "unanswered": 0})
            self._start_news(tx, changed, policy)
            lead = policy.team(escalation.target).lead if count % THIRD_TIME == 0 else None
            return self._did(tx, Deed.NO_CHANGE, changed, viewer, lead=lead)

    def snooze(self, id: EscalationId, viewer: Viewer, *, workspace: WorkspaceId) -> Escalation:
        """Puts the next question off, by less than the cadence; it never drops one."""
        with self._store.begin(workspace) as tx:
            escalation, policy = self._for_whom_it_is_asked(tx, id, viewer)
            clock = tx.clocks(id)[ClockKind.INTERNAL]
            hours = policy.hours_for(escalation.target, zone=escalation.zone)
            later = self.now() + SNOOZES[escalation.severity]
            due_at = cadence.move_into(later, cadence.hours_of(escalation.severity, hours))
            if not escalation.unanswered and clock.due_at:
                due_at = max(due_at, clock.due_at)  # nothing was asked yet, and putting off never brings forward
            tx.set_clock(clock.moved(due_at).model_copy(update={"unmet_since": None, "gathered_for": None}))
            return self._did(tx, Deed.SNOOZED, escalation, viewer)

    def customer_told(self, id: EscalationId, viewer: Viewer, *, text: str = "", workspace: WorkspaceId) -> Escalation:
        """The customer heard from us: their clock starts afresh, or ends where the escalation is closed."""
        with self._store.begin(workspace) as tx:
            escalation, policy = self._for_part(tx, id, viewer, closed=True)
            changed = _told(escalation, viewer.person.id, at=self.now())
            if changed.customer_knows or not changed.is_closed:
                self._start_customer(tx, changed, policy)
            return self._did(tx, Deed.CUSTOMER_TOLD, changed, viewer, note=text)

    def _for_whom_it_is_asked(self, tx: Transaction, id: EscalationId, viewer: Viewer) -> tuple[Escalation, Policy]:
        """The team, or whoever has it, is asked for news once someone has it; until then only the ladder speaks."""
        escalation, policy = self._for_team(tx, id, viewer, assignee_too=True)
        if escalation.status is Status.OPEN:
            raise NotAllowed(f"Nobody has {escalation.label} yet. Acknowledge it first.")
        if escalation.is_decided:
            raise NotAllowed(f"{escalation.label} is decided, so nobody is asked about it. Use Post update.")
        return escalation, policy


def _told(escalation: Escalation, by: UserId, *, at: datetime) -> Escalation:
    """Who keeps some of its customers has told those; anybody else spoke to all of them."""
    theirs = {one.person for one in escalation.contacts}
    is_keepers, is_joined = by == escalation.keeper, by in theirs
    contacts = tuple(
        one.model_copy(update={"told_at": at}) if one.person == by or not (is_keepers or is_joined) else one
        for one in escalation.contacts
    )
    told_at = at if is_keepers or not is_joined else escalation.told_at
    return escalation.model_copy(update={"contacts": contacts, "told_at": told_at})
