"""Which links lead to a conversation in Slack, and to which thread."""

import pytest

from escalation.discussions import Discussion, discussion_at, discussions
from escalation.kinds import ChannelId

SLACK = "https://northstar.slack.com"
MESSAGE = f"{SLACK}/archives/C0SUPPORT/p1795435260123456"


@pytest.mark.parametrize(
    ("link", "thread"),
    [
        (MESSAGE, "1795435260.123456"),
        (f"{MESSAGE}/", "1795435260.123456"),
        (f"{MESSAGE}?thread_ts=1795435000.000100&cid=C0SUPPORT", "1795435000.000100"),
        (f"{MESSAGE}?thread_ts=soon", "1795435260.123456"),
        ("https://acme.enterprise.slack.com/archives/C0SUPPORT/p1795435260123456", "1795435260.123456"),
    ],
)
def test_a_link_to_a_message_leads_to_its_thread(link: str, thread: str) -> None:
    assert discussion_at(link) == Discussion(link=link, channel=ChannelId("C0SUPPORT"), thread=thread)


@pytest.mark.parametrize(
    "link",
    [
        f"{SLACK}/archives/C0SUPPORT",
        f"{SLACK}/archives/D0MAYA/p1795435260123456",
        f"{SLACK}/archives/C0SUPPORT/p17954352601234567",
        f"{SLACK}/files/U1/F1/x.png",
        "https://slack.com.example.com/archives/C0SUPPORT/p1795435260123456",
        "https://northstar-slack.com/archives/C0SUPPORT/p1795435260123456",
        "https://[broken/archives/C0SUPPORT/p1795435260123456",
        "",
    ],
)
def test_other_links_lead_to_none(link: str) -> None:
    assert discussion_at(link) is None


def test_of_several_links_those_to_slack_count_in_their_order() -> None:
    other = f"{SLACK}/archives/C0OTHER/p1795435260123456"
    assert [one.link for one in discussions(["https://example.com", other, MESSAGE])] == [other, MESSAGE]
