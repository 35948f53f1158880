"""The policy file: what a company may write into escalation.toml, and what it reads when it wrote something else."""

from collections.abc import Sequence
from datetime import time
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escalation.errors import PolicyError
from escalation.kinds import Severity, TargetTeam, WorkspaceId
from escalation.people import SetUp
from escalation.policy import (
    CADENCES,
    Area,
    CustomerCadence,
    OfficeHours,
    Policy,
    SeverityPolicy,
    TeamPolicy,
    Tiers,
    TriagePolicy,
    fits_within,
    is_id,
    parse_span,
    spell,
)
from escalation.policy_file import read_policy

EVERYTHING = """
[office]
zone = "Europe/Berlin"
hours = "08:30-17:30"
holidays = "DE-BE"
fallback = "#escalations"

[support]
channel = "#support"
group = "S0AAA"
lead = "U0AAA"
zone = "America/New_York"
holidays = "US"

[teams.engineering]
channel = "#eng-escalations"
group = "S012ABC"
lead = "U012ABC"
hours = "24x7"
page = "https://on-call.example.com/escalate"

[teams.leadership]
channel = "C012ABCDEF"
deciders = ["U0AAA", "W0BBB"]

[severities.high]
internal = "3h"
customer = { due = "4h", overdue = "6h" }
acknowledge = ["30m", "1h"]

[workspaces.T0123.teams.engineering]
channel = "C9"
"""
OFFICE = OfficeHours(opens=time(8, 30), closes=time(17, 30), zone="Europe/Berlin", holidays="DE-BE")


def read(text: str) -> Policy:
    return read_policy(dedent(text), name="escalation.toml")


def refused(text: str) -> Sequence[str]:
    with pytest.raises(PolicyError) as refusal:
        read(text)
    return str(refusal.value).splitlines()


def test_an_empty_file_is_the_policy_that_is_shipped() -> None:
    assert read("") == Policy()


def test_a_whole_file_becomes_a_policy() -> None:
    assert read(EVERYTHING) == Policy(
        office=OFFICE,
        fallback="#escalations",
        support=TeamPolicy(
            channel="#support",
            group="S0AAA",
            lead="U0AAA",
            hours=OFFICE.model_copy(update={"zone": "America/New_York", "holidays": "US"}),
        ),
        teams={
            TargetTeam.ENGINEERING: TeamPolicy(
                channel="#eng-escalations",
                group="S012ABC",
                lead="U012ABC",
                page="https://on-call.example.com/escalate",
                hours=OFFICE.model_copy(update={"always": True}),
            ),
            TargetTeam.LEADERSHIP: TeamPolicy(channel="C012ABCDEF", deciders=("U0AAA", "W0BBB")),
        },
        severities={
            **CADENCES,
            Severity.HIGH: SeverityPolicy(
                internal=parse_span("3h"),
                customer=CustomerCadence(due=parse_span("4h"), overdue=parse_span("6h")),
                acknowledge=(parse_span("30m"), parse_span("1h")),
            ),
        },
        workspaces={WorkspaceId("T0123"): {TargetTeam.ENGINEERING: TeamPolicy(channel="C9")}},
    )


def test_one_workspace_may_have_a_channel_of_its_own() -> None:
    policy = read(EVERYTHING)
    there = policy.for_workspace(WorkspaceId("T0123"), SetUp())
    elsewhere = policy.for_workspace(WorkspaceId("T9999"), SetUp())
    assert there.channel_for(TargetTeam.ENGINEERING) == "C9"
    assert elsewhere.channel_for(TargetTeam.ENGINEERING) == "#eng-escalations"


def test_what_the_file_leaves_out_of_a_severity_stays_as_shipped() -> None:
    policy = read("""
        [severities.medium]
        internal = "2bd"
    """)
    shipped = CADENCES[Severity.MEDIUM]
    assert policy.severities[Severity.MEDIUM] == shipped.model_copy(update={"internal": parse_span("2bd")})


def test_a_team_may_work_by_day_in_an_office_that_never_closes() -> None:
    policy = read("""
        [office]
        hours = "24x7"
        [teams.product]
        hours = "10:00 - 16:00"
    """)
    assert policy.hours_for(TargetTeam.PRODUCT, zone="UTC") == OfficeHours(opens=time(10), closes=time(16), zone="UTC")
    assert policy.hours_for(TargetTeam.ENGINEERING, zone="UTC").always


def test_every_mistake_is_named_at_once_in_the_order_of_the_file() -> None:
    assert refused("""\
        [office]
        zone = "Europe/Berlim"

        [teams.engineering]
        channels = "#eng"
        lead = "Ada"
        [severities.high]
        internal = "4 hours"
    """) == [
        'escalation.toml, line 2, [office] zone: "Europe/Berlim" is not a time zone. Did you mean "Europe/Berlin"?',
        'escalation.toml, line 5, [teams.engineering] channels: there is no such key. Did you mean "channel"?',
        'escalation.toml, line 6, [teams.engineering] lead: write the id of a member like "U012ABC", not "Ada"',
        'escalation.toml, line 8, [severities.high] internal: write a time like "2h", "1h30m" or "1bd", not "4 hours"',
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[teams.enginering]\n", 'line 1, [teams] enginering: there is no such key. Did you mean "engineering"?'),
        ("[severity.high]\n", 'line 1, severity: there is no such key. Did you mean "severities"?'),
        (
            "[severities.urgent]\n",
            "line 1, [severities] urgent: there is no such key. Known are: critical, high, medium.",
        ),
        (
            '[gathering]\ndeadlin = "2s"\n',
            'line 2, [gathering] deadlin: there is no such key. Did you mean "deadline"?',
        ),
        (
            '[gathering]\ndeadline = "2m"\n',
            'line 2, [gathering] deadline: write seconds like "2.5s", from "0.5s" to "10s", not "2m"',
        ),
        (
            '[gathering]\ndeadline = "60s"\n',
            'line 2, [gathering] deadline: write seconds like "2.5s", from "0.5s" to "10s", not "60s"',
        ),
        ("office = 3\n", "line 1, office: this is a table of its own, not 3"),
        ('[office]\nholidays = "DE-XX"\n', 'line 2, [office] holidays: "DE" has no region "XX".'),
        ('[office]\nholidays = "Germany"\n', 'line 2, [office] holidays: holidays of "GERMANY" are not known.'),
        ('[office]\nhours = "9-18"\n', 'line 2, [office] hours: write hours like "09:00-18:00", or "24x7"'),
        ('[office]\nhours = "09:00-24:00"\n', "the last one is 23:59"),
        ('[office]\nhours = "22:00-06:00"\n', '"22:00-06:00" ends before it begins.'),
        ("[office]\nhours = 9\n", 'write hours like "09:00-18:00", or "24x7", in quotation marks, not 9'),
        ('[support]\nchannel = "support"\n', 'a channel\'s name begins with #. Did you mean "#support"?'),
        ('[support]\nchannel = "#Our Support"\n', 'write a channel like "#eng-escalations", or its id'),
        ('[support]\ngroup = "@on-shift"\n', 'write the id of a user group like "S012ABC", not "@on-shift"'),
        ('[support]\ndeciders = ["U0AAA"]\n', "line 2, [support] deciders: there is no such key."),
        ('[teams.security]\ndeciders = "U0AAA"\n', "write a list of members"),
        ('[teams.security]\npage = ""\n', "write a link or a phone number"),
        ('[teams.product]\npage_webhook = "example.com/secret"\n', "an address begins with https://"),
        ('[teams.product]\npage_webhook = "http://example.com/secret"\n', "an address begins with https://"),
        ('[teams.product]\npage_webhook = "env:"\n', 'like "env:PAGE_ENGINEERING"'),
        ('[severities.high]\ninternal = "0h"\n', "a time must be longer than nothing"),
        ('[severities.high]\ninternal = "500bd"\n', '"500bd" is longer than a year'),
        ('[severities.high]\nacknowledge = "1h"\n', "write a list of times"),
        ("[severities.high]\nacknowledge = [true]\n", "in quotation marks, not true"),
        (
            '[severities.high]\ncustomer = { due = "4h", late = "8h" }\n',
            "line 2, [severities.high.customer] late: there",
        ),
        (
            '[severities.high]\ncustomer = { due = "9h" }\n',
            'line 2, [severities.high] customer: due "9h" comes after overdue "8h". Set both, the shorter one first.',
        ),
        (
            "[workspaces.acme.teams]\n",
            'line 1, [workspaces] acme: write the id of a workspace like "T0123ABC", not "acme"',
        ),
        ('[workspaces.T0123]\nchannel = "C9"\n', "line 2, [workspaces.T0123] channel: there is no such key."),
    ],
)
def test_a_mistake_is_named_with_its_place_and_its_remedy(text: str, sentence: str) -> None:
    (only,) = refused(text)
    assert sentence in only


def test_a_mistake_with_line_breaks_in_it_stays_one_line() -> None:
    assert len(refused('[office]\nzone = "Europe\\nBerlin"\n"a\\nb" = 1\n')) == 2


@pytest.mark.parametrize("tiers", Tiers)
def test_who_goes_first_is_chosen_at_the_top_of_the_file(tiers: Tiers) -> None:
    assert (read(f'tiers = "{tiers}"\n[office]\n').tiers, read("").tiers) == (tiers, Tiers.OFF)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('tiers = "advice"\n', 'line 1, tiers: there is no "advice". Did you mean "advise"?'),
        ("tiers = true\n", "line 1, tiers: write one of off, advise, insist, in quotation marks, not true"),
        (
            '[support]\ntiers = "insist"\n',
            "line 2, [support] tiers: this stands by itself at the top of the file, above all tables.",
        ),
    ],
)
def test_a_mistake_about_who_goes_first_is_named_with_its_remedy(text: str, sentence: str) -> None:
    (only,) = refused(text)
    assert sentence in only


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[office]\nzone = Berlin\n", "escalation.toml, line 2, column 8: this is not TOML. Invalid value."),
        ("[office\n", "escalation.toml, line 1, column 8: this is not TOML."),
        (
            '[office]\nzone = "a"\nzone = "b"\n',
            "escalation.toml, line 3, column 11: this is not TOML. Cannot overwrite",
        ),
        ('[office]\nzone = """', "escalation.toml, end of document: this is not TOML."),
    ],
)
def test_what_is_not_toml_is_named_with_line_and_column(text: str, sentence: str) -> None:
    (only,) = refused(text)
    assert only.startswith(sentence)


def test_the_line_of_a_mistake_is_right_behind_long_values_and_comments() -> None:
    (only,) = refused('''\
        # [office]
        [severities.high]   # the pace
        acknowledge = [
            "1h",  # internal = "x"
            "1h",
        ]

        [teams.security]
        page = """
        [teams.product] """
        channel = "#sec"
        [teams]
        engineering.channel = "#eng"
        product.lead = "nobody"
    ''')
    assert only.startswith("escalation.toml, line 14, [teams.product] lead:")


@pytest.mark.parametrize("written", ["https://page.example.com/s3cret", "env:PAGE_ENGINEERING", "http://localhost:9/x"])
def test_what_wakes_people_is_kept_and_not_shown(written: str) -> None:
    policy = read_policy(f'[teams.engineering]\npage_webhook = "{written}"\n', name="escalation.toml")
    webhook = policy.team(TargetTeam.ENGINEERING).page_webhook
    assert webhook is not None
    assert webhook.get_secret_value() == written
    assert written not in f"{policy!r}{policy.model_dump_json()}"


@pytest.mark.parametrize(("text", "seconds"), [("", 2.5), ('[gathering]\ndeadline = "1.25s"\n', 1.25)])
def test_how_long_other_tools_may_take_is_in_the_file(text: str, seconds: float) -> None:
    assert read_policy(text, name="escalation.toml").gather_within == seconds


def test_a_connectors_table_is_its_own_and_shown_nowhere() -> None:
    policy = read_policy('[connectors.jira]\nurl = "https://a.example.com"\ntoken = "s3cret"\n', name="escalation.toml")
    assert policy.connectors == {"jira": {"url": "https://a.example.com", "token": "s3cret"}}
    assert "s3cret" not in f"{policy!r}{policy.model_dump_json()}"


def test_a_connector_that_is_no_table_is_refused() -> None:
    (only,) = refused("[connectors]\njira = 7\n")
    assert only == "escalation.toml, line 2, [connectors] jira: this is a table of its own, not 7"


def test_a_wrong_address_is_not_repeated() -> None:
    (only,) = refused('[teams.engineering]\npage_webhook = "http://example.com/s3cret"\n')
    assert "s3cret" not in only


def test_a_file_from_a_windows_editor_is_read_too() -> None:
    assert read_policy('\ufeff[office]\r\nzone = "UTC"\r\n', name="escalation.toml").office.zone == "UTC"


@given(st.text() | st.text(alphabet='[]{}=."#ateomsfic \n'))
def test_any_text_is_a_policy_or_a_refusal(text: str) -> None:
    refusal = refusal_of(text)
    assert refusal is None or refusal.startswith("escalation.toml, ")


def refusal_of(text: str) -> str | None:
    try:
        read_policy(text, name="escalation.toml")
    except PolicyError as refusal:
        return str(refusal)
    return None


# Times as the file writes them


@pytest.mark.parametrize(
    ("text", "spelt"), [("2h", "2h"), ("90m", "1h30m"), ("45s", "45s"), ("1bd", "1bd"), (" 2H ", "2h")]
)
def test_a_time_is_read_and_spelt_in_its_shortest_form(text: str, spelt: str) -> None:
    assert spell(parse_span(text)) == spelt


@given(st.integers(1, 60 * 60 * 24 * 366))
def test_what_is_spelt_reads_back(seconds: int) -> None:
    span = parse_span(f"{seconds}s")
    assert parse_span(spell(span)) == span


@pytest.mark.parametrize("text", ["", "h", "2", "1d", "-1h", "1h1bd", "1m1h", "2 h", "0s"])
def test_what_is_not_a_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="time"):
        parse_span(text)


@pytest.mark.parametrize(
    ("short", "long", "fits"),
    [("4h", "8h", True), ("8h", "4h", False), ("4h", "1bd", True), ("30h", "1bd", False), ("1bd", "48h", False)],
)
def test_a_business_day_is_compared_by_its_shortest(short: str, long: str, *, fits: bool) -> None:
    assert fits_within(parse_span(short), parse_span(long)) is fits


@pytest.mark.parametrize(("channel", "known"), [("C012ABCDEF", True), ("C9", True), ("#eng", False), ("eng", False)])
def test_a_channels_id_is_told_from_its_name(channel: str, *, known: bool) -> None:
    assert is_id(channel) is known


# The company's own words


def test_the_company_s_own_words_are_read() -> None:
    read_words = read(
        """
        [triage]
        critical = ["label  printing"]
        [triage.areas.invoicing]
        words = ["invoice run"]
        team = "engineering"
        channel = "#billing"
        [triage.customers]
        "Northwind Traders" = ["NWT"]
        """
    ).triage

    assert read_words == TriagePolicy(
        critical=("label printing",),
        areas={"invoicing": Area(words=("invoice run",), team=TargetTeam.ENGINEERING, channel="#billing")},
        customers={"Northwind Traders": ("NWT",)},
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[triage]\ncritcal = ["x1"]', 'line 2, [triage] critcal: there is no such key. Did you mean "critical"?'),
        (
            "[triage]\ncritical = []",
            'line 2, [triage] critical: write at least one word, like ["invoice run", "dunning"]',
        ),
        (
            '[triage]\ncritical = ["#till"]',
            (
                'line 2, [triage] critical: "#till" cannot be looked for: write two letters or more, '
                "beginning with a letter or digit"
            ),
        ),
        (
            '[triage.areas.till]\nwords = ["till"]\nteam = "enginering"',
            'line 3, [triage.areas.till] team: there is no "enginering". Did you mean "engineering"?',
        ),
        (
            '[triage.areas.till]\nteam = "product"',
            'line 1, [triage.areas] till: an area is known by its words. Write words = ["invoice run", "dunning"].',
        ),
        (
            '[triage.areas.till]\nwords = ["till"]',
            'line 1, [triage.areas] till: say whose it is: team = "engineering", channel = "#billing", or both.',
        ),
        (
            '[triage.areas.till]\nwords = ["till"]\nteam = "security"\nchannel = "#till"',
            (
                "line 4, [triage.areas.till] channel: Security is told in its own channel only. Take this out; "
                "set it under [teams.security]."
            ),
        ),
        (
            (
                '[triage.areas.till]\nwords = ["till"]\nteam = "product"\n'
                '[triage.areas.shop]\nteam = "product"\nwords = ["shop", "Till"]'
            ),
            'line 6, [triage.areas.shop] words: "Till" is said of "till" already.',
        ),
        (
            '[triage.customers]\nAcme = ["ACM"]\n"Acme Labs" = ["acm"]',
            'line 3, [triage.customers] Acme Labs: "acm" is said of "Acme" already.',
        ),
        (
            '[triage.customers]\nAcme = "ACM"',
            'line 2, [triage.customers] Acme: write a list of words, like ["invoice run", "dunning"], not "ACM"',
        ),
        (
            '[triage.customers]\n"?" = []',
            (
                'line 2, [triage.customers] ?: "?" cannot be looked for: write two letters or more, '
                "beginning with a letter or digit"
            ),
        ),
    ],
)
def test_what_is_wrong_with_own_words_is_said_where_it_stands(text: str, says: str) -> None:
    assert refused(text) == [f"escalation.toml, {says}"]
