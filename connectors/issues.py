"""Files bugs in trackers and links issues that are there, each once: what may be filed is looked for by its mark."""

from collections.abc import Callable
from typing import cast

from connectors.card_link import CardLink
from connectors.refusals import refused, unseen
from connectors.writers import WayBack
from escalation.drafts import MessageRef
from escalation.errors import GiveUp, TryAgain
from escalation.facts import Issue, spelt
from escalation.kinds import ChannelId
from escalation.letters import Claim, IssueRef
from escalation.notices import IssueWanted
from escalation.sources import IssueDraft, Link, SourceFailed, WritesIssues


class IssueFiler:
    """Fits `Carrier`. `machine_time` gives seconds since 1970."""

    def __init__(
        self,
        *,
        way_back: WayBack,
        card_link: CardLink,
        machine_time: Callable[[], float],
    ) -> None:
        self._way_back = way_back
        self._card_link = card_link
        self._machine_time = machine_time

    async def find(self, claim: Claim) -> MessageRef | None:
        """A link made again is the same one, so only what was filed is looked for."""
        wanted = _wanted(claim)
        tool = self._way_back.filing(wanted.source)
        if tool is None or wanted.existing:
            return None
        try:
            found = await tool.find_created(_draft(claim, link=None))
        except SourceFailed as failure:
            unseen(wanted.source, failure, claim, now=self._machine_time())
        if found is None and self._machine_time() - claim.since < tool.shown_within:
            raise TryAgain(f"{wanted.source} may have it and not show it yet")
        return _at(claim, found) if found else None

    async def deliver(self, claim: Claim) -> MessageRef:
        wanted, link = _wanted(claim), await self._card_link.of(claim)
        tool = self._way_back.filing(wanted.source)
        if tool is None:
            raise GiveUp(f"{spelt(wanted.source)} is not written to any more", code="not_configured")
        if wanted.existing:
            return _at(claim, await self._link(tool, claim, link))
        try:
            return _at(claim, await tool.create_issue(_draft(claim, link=link)))
        except SourceFailed as failure:
            now = self._machine_time()
            refused(wanted.source, failure, claim, now=now, wrote=True, shown_within=tool.shown_within)

    async def _link(self, tool: WritesIssues, claim: Claim, url: str | None) -> Issue:
        wanted = _wanted(claim)
        try:
            issue = await tool.get_issue(wanted.existing)
        except SourceFailed as failure:
            refused(wanted.source, failure, claim, now=self._machine_time())
        label = wanted.escalation.label
        if url:
            link = Link(url=url, title=f"Escalation {label}", mark=_mark(claim), letter=claim.letter.id, at=wanted.at)
            try:
                await tool.link_issue(issue.id, link)
            except SourceFailed as failure:
                refused(wanted.source, failure, claim, now=self._machine_time(), wrote=True)
        return issue


def _draft(claim: Claim, *, link: str | None) -> IssueDraft:
    wanted = _wanted(claim)
    return IssueDraft(
        place=wanted.place,
        title=wanted.title,
        text=wanted.text,
        mark=_mark(claim),
        letter=claim.letter.id,
        at=wanted.at,
        link=link,
    )


def _mark(claim: Claim) -> str:
    return f"{_wanted(claim).escalation.label} · {claim.letter.id}"


def _wanted(claim: Claim) -> IssueWanted:
    return cast(IssueWanted, claim.letter.notice)


def _at(claim: Claim, issue: Issue) -> MessageRef:
    return IssueRef(channel=ChannelId(claim.letter.lane), ts=claim.letter.id, issue=issue)
