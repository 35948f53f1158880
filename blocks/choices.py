"""The severities and the teams, as they are chosen from: each with when to choose it, and what it asks for."""

from collections.abc import Mapping

from blocks import kit
from escalation.kinds import Depth, Growth, TargetTeam, Wanted

SEVERITIES = (
    kit.option("Critical", "Critical", "Down, data or security at risk, several big customers. Now."),
    kit.option("High", "High", "Key function broken or key customer blocked. Today."),
    kit.option("Medium", "Medium", "Has a workaround, or can wait. This week."),
)

TEAMS = (
    kit.option("L2 Support", "L2 Support", "Deeper look, special product knowledge."),
    kit.option("Engineering", "Engineering", "A fault, an outage, a change in code."),
    kit.option("Product", "Product", "A gap or a decision about the design."),
    kit.option("Security", "Security", "Exposure, access, a vulnerability, compliance."),
    kit.option("Leadership", "Leadership", "Churn, SLA, legal, press, an exception."),
)

LONG_FIELDS: Mapping[TargetTeam, str] = {
    TargetTeam.L2_SUPPORT: "What L2 needs",
    TargetTeam.ENGINEERING: "How to see it happen",
    TargetTeam.PRODUCT: "The case for it",
    TargetTeam.SECURITY: "What was seen",
    TargetTeam.LEADERSHIP: "What to decide on",
}

NOT_KNOWN = kit.option("Not known", "not known")
"""The way back: a choice that was made cannot be emptied in Slack."""

GROWTH = (
    kit.option("Growing", Growth.GROWING, "More and more have it."),
    kit.option("Not growing", Growth.STEADY, "The same ones as at first."),
    NOT_KNOWN,
)

DEPTH = (
    kit.option("Blocked", Depth.BLOCKED, "They cannot do their work."),
    kit.option("Slowed down", Depth.SLOWED, "They get there, and it takes longer."),
    kit.option("Annoyed", Depth.ANNOYED, "Their work goes on all the same."),
    NOT_KNOWN,
)

WANTED = (
    kit.option("A solution", Wanted.SOLUTION, "It has to work by then, or be decided."),
    kit.option("An update", Wanted.UPDATE, "Something to tell the customer is enough."),
    NOT_KNOWN,
)
