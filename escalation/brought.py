"""What a report says, as a few lines: it is told where the report itself does not go on."""

from collections.abc import Iterator

from escalation.drafts import Draft
from escalation.kinds import at_most

ISSUE = 800
EACH = 240
"""Letters."""

# By the brief's words; what the issue says itself is not said again.
_FACTS = (
    ("Error", "error"),
    ("Since", "started"),
    ("Environment", "environment"),
    ("Workaround", "workaround"),
    ("Needed", "needed"),
    ("Workflow impact", "workflow_impact"),
    ("Last update", "last_update"),
    ("Expectation", "expectation"),
    ("Risk", "risk"),
    ("Discussion", "threads"),
    ("Documentation", "documents"),
)


def told(draft: Draft) -> str:
    """The issue, and below it what was typed beside it. At most some 4,000 letters, whatever was typed."""
    issue = (draft.issue or draft.text).strip()
    lines = (f"{name}: {at_most(said, EACH)}" for name, said in _beside(draft) if said.strip() not in issue)
    return "\n".join((at_most(issue, ISSUE), *dict.fromkeys(lines))).strip()


def _beside(draft: Draft) -> Iterator[tuple[str, str]]:
    yield from ((name, said) for name, field in _FACTS if (said := getattr(draft, field)))
    yield from (("Tried", one) for one in draft.tried)
    yield from (("Detail", " ".join(one.split())) for one in draft.details.values() if one.strip())
    yield from ((one.author, " ".join(one.text.split())) for one in draft.quotes[:3])
    yield from (("File", one.permalink or one.name) for one in draft.files if one.permalink or one.name)
