"""A bug filed in a tracker from the brief, or an issue that is there already linked: wanted here, done by a letter."""

from collections.abc import Sequence
from typing import Any

from escalation.audience import Post
from escalation.deeds import Deeds
from escalation.errors import NotAllowed
from escalation.facts import spelt
from escalation.kinds import ChannelId, EscalationId, WorkspaceId
from escalation.letters import ISSUE_LANE, Form
from escalation.models import Escalation
from escalation.notices import IssueWanted
from escalation.ports import Transaction
from escalation.rights import Viewer
from escalation.writers import Tracker


class Filing(Deeds):
    """`form` is the form that was sent: sent twice, it files once."""

    def trackers(self) -> Sequence[Tracker]:
        """Where a bug can be filed."""
        return self._writers.trackers()

    def file_bug(  # noqa: PLR0913 - what the form asks
        self,
        id: EscalationId,
        viewer: Viewer,
        *,
        tracker: str,
        place: str,
        title: str,
        text: str,
        form: str,
        workspace: WorkspaceId,
    ) -> Escalation:
        with self._store.begin(workspace) as tx:
            if not any(one.name == tracker and place in one.places for one in self._writers.trackers()):
                raise NotAllowed(f"{spelt(tracker)} is not written to any more. Close this and press File a bug again.")
            return self._want(tx, id, viewer, form, source=tracker, place=place, title=title, text=text)

    def link_issue(
        self, id: EscalationId, viewer: Viewer, *, tracker: str, issue: str, form: str, workspace: WorkspaceId
    ) -> Escalation:
        """Whether it is there is found out by the letter; a key that no tracker could have is refused at once."""
        with self._store.begin(workspace) as tx:
            names = [tracker, *(one.name for one in self._writers.trackers() if one.name != tracker)]
            found = ((name, self._writers.issue_in(name, issue)) for name in names)
            source, existing = next(((name, key) for name, key in found if key), ("", ""))
            if not existing:
                raise NotAllowed("No tracker here has such an issue. Write its key, such as ENG-123, or its link.")
            return self._want(tx, id, viewer, form, source=source, existing=existing)

    def _want(self, tx: Transaction, id: EscalationId, viewer: Viewer, form: str, **wanted: Any) -> Escalation:
        escalation, _ = self._for_part(tx, id, viewer, closed=True)
        if escalation.is_secret:
            raise NotAllowed("Of a Security escalation nothing is written into other tools.")
        by = viewer.person
        notice = IssueWanted(escalation=escalation, by=by.id, by_name=by.name, at=self.now(), **wanted)
        lane = ChannelId(f"{ISSUE_LANE}{notice.source}")
        self._tell(
            tx, [Post(key=f"issue:{escalation.id}:{form}", form=Form.ISSUE, lane=lane, notice=notice, is_once=True)]
        )
        return escalation
