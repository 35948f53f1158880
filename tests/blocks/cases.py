"""Six escalations as people would report them, all invented: one for each team, and one that is far too long."""

from datetime import UTC, datetime

from escalation.drafts import Draft, FileRef, Gap, QuotedMessage
from escalation.kinds import EscalationId, Frequency, Severity, TargetTeam
from escalation.models import Escalation
from tests.blocks.facts import CHECKOUT, a_thread, an_escalation

FRIDAY = datetime(2026, 11, 27, 17, tzinfo=UTC)

L2_SUPPORT = an_escalation(
    Draft(
        text="Customer can't connect their SSO. Ticket 20931.",
        headline="SSO login loops back to the sign-in page",
        issue="SSO login loops back to the sign-in page since they changed their Okta domain. "
        "Password login works.\nThe customer has sent us their SAML metadata twice.",
        customers=("Globex",),
        affected="about 40 people in their finance team",
        workaround="Log in with a password",
        tried=("Checked the certificate: valid until March",),
        ticket="20931",
        details={
            TargetTeam.L2_SUPPORT: "Ticket in short: new Okta domain, old one still in our audience URI\n"
            "Tried, and what came of it: cleared the SSO cache, no change\n"
            "had them log out everywhere, no change\n"
            "The customer: Business plan, 200 seats, patient so far"
        },
    ),
    TargetTeam.L2_SUPPORT,
    id=EscalationId(31),
    severity=Severity.MEDIUM,
    deadline_at=FRIDAY,
    deadline_assumed=True,
)

ENGINEERING = an_escalation(
    CHECKOUT,
    severity=Severity.CRITICAL,
    deadline_at=datetime(2026, 11, 23, 16, tzinfo=UTC),
)

FROM_ONE_LINE = an_escalation(
    Draft(
        text="API returning 500 errors intermittently for Acme Corp",
        headline="API returning 500 errors intermittently",
        issue="API returning 500 errors intermittently for Acme Corp",
        customers=("Acme Corp",),
        frequency=Frequency.INTERMITTENT,
        error="500 errors",
    ),
    id=EscalationId(32),
    deadline_at=datetime(2026, 11, 23, 17, tzinfo=UTC),
    deadline_assumed=True,
)

PRODUCT = an_escalation(
    Draft(
        text="Four customers ask to send the audit log to their SIEM",
        headline="No way to send the audit log to a SIEM",
        issue="Four customers ask to send the audit log to their SIEM.",
        customers=("Initech", "Hooli", "Umbrella", "Stark Industries"),
        revenue="$610k a year together",
        deadline="by the end of the quarter",
        needed="Decide whether it is planned, by the end of the quarter",
        details={
            TargetTeam.PRODUCT: "Use case, in the customer's words: "
            '"our auditors want every login in Splunk within an hour"\n'
            "What it costs them: a person exports CSV by hand every morning\n"
            "How many asked: 4 this quarter, 9 in a year\n"
            "Workaround today: CSV export, 2 h a week\n"
            "Competitors named: two of them, Hooli in writing"
        },
    ),
    TargetTeam.PRODUCT,
    id=EscalationId(33),
    severity=Severity.MEDIUM,
    deadline_at=FRIDAY,
    deadline_assumed=True,
)

SECURITY = an_escalation(
    Draft(
        text="Customer sees invoices of another company",
        headline="Customer sees invoices of another company",
        issue="A user at Initech opened Billing and saw two invoices addressed to Umbrella. They sent a screenshot.",
        customers=("Initech", "Umbrella"),
        started="this morning at 9",
        files=(FileRef(id="F1", name="billing.png", permalink="https://acme.slack.com/files/U1/F1/billing.png"),),
        details={
            TargetTeam.SECURITY: "What was seen: two invoices of Umbrella in Initech's Billing\n"
            "Who or what is affected: Umbrella's invoices 8812 and 8813, perhaps more\n"
            "Contained so far: billing page switched off for Initech\n"
            "How urgent, and why: now; it may show other companies too"
        },
    ),
    TargetTeam.SECURITY,
    id=EscalationId(34),
    severity=Severity.CRITICAL,
    deadline_at=datetime(2026, 11, 23, 12, 10, tzinfo=UTC),
    deadline_assumed=True,
)

LEADERSHIP = an_escalation(
    Draft(
        text="Globex will leave on 1 December unless we credit three months",
        headline="Globex will leave on 1 December unless we credit three months",
        issue="Globex will leave on 1 December unless we credit three months. "
        "Their exports failed three Mondays in a row.",
        customers=("Globex",),
        revenue="$410k a year",
        deadline_at=datetime(2026, 11, 24, 15, tzinfo=UTC),
        expectation="A yes or a no by Tuesday afternoon, before their board meets",
        risk="They cancel, and say why in public",
        last_update="Friday: we are discussing it",
        tried=("Offered one month: refused",),
        details={
            TargetTeam.LEADERSHIP: "Situation, in three sentences: exports failed three Mondays in a row. "
            "It is fixed since Thursday. They no longer trust it.\n"
            "Revenue: $410k a year, renews 1 Dec\n"
            "What was tried: offered one month, refused\n"
            "Decision asked for, by when: credit three months? By Tue 16:00\n"
            "If nothing happens: they cancel on Tuesday (their words)\n"
            "We recommend: yes, two months and a named engineer"
        },
    ),
    TargetTeam.LEADERSHIP,
    id=EscalationId(35),
    deadline_at=datetime(2026, 11, 24, 15, tzinfo=UTC),
)

HUGE = an_escalation(
    CHECKOUT.model_copy(
        update={
            "issue": "\n".join(
                f"{n:03} 13:1{n % 10} upstream timed out after 30 s, order {8800 + n}" for n in range(200)
            ),
            "customers": tuple(f"Customer {n:03}" for n in range(200)),
            "tried": tuple(f"Attempt {n} with another key: no change" for n in range(40)),
            "quotes": tuple(
                QuotedMessage(author="Jonas", text=f"Same here, number {n}, since 13:1{n % 10}", ts=f"{n}")
                for n in range(12)
            ),
            "links": tuple(f"https://tickets.example.com/{n}" for n in range(10)),
            "source": a_thread(3),
            "workaround": "Retry by hand, <b>not</b> *automatically*\nand only once",
        }
    ),
    id=EscalationId(36),
    deadline_at=FRIDAY,
)

CASES: dict[str, Escalation] = {
    "l2_support": L2_SUPPORT,
    "engineering": ENGINEERING,
    "engineering_from_one_line": FROM_ONE_LINE,
    "product": PRODUCT,
    "security": SECURITY,
    "leadership": LEADERSHIP,
    "huge": HUGE,
}
CASES = {
    name: one.model_copy(
        update={
            "triage": one.triage.model_copy(
                update={"gaps": (Gap(field="last_update", name="last word to the customer", question="When?"),)}
            )
        }
    )
    for name, one in CASES.items()
}
