"""The small company the sandbox is born with: who works there, in which rooms, and which app is installed."""

from dataclasses import dataclass, field

TEAM_ID = "T0SANDBOX1"
OTHER_TEAM_ID = "T0GLOBEX01"
APP_ID = "A0ESCALATE"
BOT = "U0BOT"
BOT_ID = "B0ESCALATE"

MAYA = "U0MAYA"
JONAS = "U0JONAS"
ADA = "U0ADA"
BEN = "U0BEN"
PRIYA = "U0PRIYA"
SAM = "U0SAM"
LEA = "U0LEA"
NORA = "U0NORA"
KIM = "U0KIM"
GUS = "U0GUS"
OTTO = "U0OTTO"

GENERAL = "C0GENERAL"
SUPPORT = "C0SUPPORT"
L2_SUPPORT = "C0L2SUPPORT"
ENG_ESCALATIONS = "C0ENG"
PRODUCT_ESCALATIONS = "C0PRODUCT"
SECURITY_ESCALATIONS = "C0SECURITY"
LEADERSHIP_ESCALATIONS = "C0LEADERS"
SUPPORT_LEADS = "C0SUPLEADS"
ENG_PRIVATE = "C0ENGPRIV"
OLD_ESCALATIONS = "C0OLD"
SHARED_GLOBEX = "C0GLOBEX"
UNJOINED = "C0UNJOINED"

ENG_ONCALL = "S0ENGONCALL"
SUPPORT_ONSHIFT = "S0ONSHIFT"
SECURITY_ONCALL = "S0SECONCALL"
L2_GROUP = "S0L2SUPPORT"

BOT_SCOPES = (
    "commands",
    "chat:write",
    "channels:read",
    "groups:read",
    "channels:join",
    "channels:history",
    "groups:history",
    "im:write",
    "im:history",
    "users:read",
    "usergroups:read",
    "reactions:read",
)
EVENTS = (
    "app_home_opened",
    "app_uninstalled",
    "tokens_revoked",
    "member_joined_channel",
    "channel_archive",
    "channel_rename",
    "channel_id_changed",
    "reaction_added",
    "reaction_removed",
)


@dataclass(frozen=True)
class Colleague:
    id: str
    handle: str
    real_name: str
    title: str
    zone: str
    is_admin: bool = False
    is_owner: bool = False
    is_restricted: bool = False
    is_stranger: bool = False
    is_bot: bool = False
    team_id: str = TEAM_ID


@dataclass(frozen=True)
class Room:
    id: str
    name: str
    members: tuple[str, ...]
    purpose: str = ""
    is_private: bool = False
    is_archived: bool = False
    is_ext_shared: bool = False
    is_general: bool = False


@dataclass(frozen=True)
class Group:
    id: str
    handle: str
    name: str
    members: tuple[str, ...]


@dataclass(frozen=True)
class Shortcut:
    callback_id: str
    name: str
    of_message: bool = False


@dataclass(frozen=True)
class SlashCommand:
    name: str
    hint: str = ""
    does: str = ""


@dataclass(frozen=True)
class InstalledApp:
    """What a manifest would have told Slack about the bot."""

    name: str = "Escalation Desk"
    handle: str = "escalation-desk"
    commands: tuple[SlashCommand, ...] = (
        SlashCommand("/escalate", "<issue> [customer]", "Escalate an issue to the team that can solve it"),
    )
    shortcuts: tuple[Shortcut, ...] = (
        Shortcut("escalate_global", "New escalation"),
        Shortcut("escalate_message", "Escalate this message", of_message=True),
    )
    scopes: tuple[str, ...] = BOT_SCOPES
    events: tuple[str, ...] = EVENTS
    home_tab: bool = True


PEOPLE = (
    Colleague(MAYA, "maya", "Maya Lindqvist", "Support agent", "Europe/Berlin"),
    Colleague(JONAS, "jonas", "Jonas Weber", "Support agent", "Europe/Berlin"),
    Colleague(ADA, "ada", "Ada Okafor", "Engineer", "Europe/London"),
    Colleague(BEN, "ben", "Ben Carter", "Engineer", "America/New_York"),
    Colleague(PRIYA, "priya", "Priya Raman", "Product manager", "Asia/Kolkata"),
    Colleague(SAM, "sam", "Sam Castillo", "Security", "America/Los_Angeles"),
    Colleague(LEA, "lea", "Lea Fontaine", "Engineering lead", "Europe/Paris"),
    Colleague(NORA, "nora", "Nora Haddad", "Support lead", "Europe/Berlin"),
    Colleague(KIM, "kim", "Kim Sato", "Workspace owner", "Asia/Tokyo", is_admin=True, is_owner=True),
    Colleague(GUS, "gus", "Gus Moreau", "Contractor (guest)", "Europe/Paris", is_restricted=True),
    Colleague(OTTO, "otto", "Otto Brandt", "Globex", "Europe/Vienna", is_stranger=True, team_id=OTHER_TEAM_ID),
)
_EVERYONE = (MAYA, JONAS, ADA, BEN, PRIYA, SAM, LEA, NORA, KIM)

ROOMS = (
    Room(GENERAL, "general", (*_EVERYONE, GUS, BOT), "Everyone at Northstar", is_general=True),
    Room(SUPPORT, "support", (MAYA, JONAS, NORA, KIM, GUS, BOT), "Customers' questions, all day"),
    Room(L2_SUPPORT, "l2-support", (JONAS, NORA, MAYA, BOT), "Senior support"),
    Room(ENG_ESCALATIONS, "eng-escalations", (MAYA, ADA, BEN, LEA, NORA, BOT), "What support hands to engineering"),
    Room(PRODUCT_ESCALATIONS, "product-escalations", (PRIYA, NORA, BOT), "What support hands to product"),
    Room(SECURITY_ESCALATIONS, "security-escalations", (SAM, KIM, BOT), "Security only", is_private=True),
    Room(LEADERSHIP_ESCALATIONS, "leadership-escalations", (NORA, LEA, KIM, BOT), "Decisions", is_private=True),
    Room(SUPPORT_LEADS, "support-leads", (NORA, KIM, BOT), "Support leads", is_private=True),
    Room(ENG_PRIVATE, "eng-private", (ADA, BEN, LEA), "Engineering among themselves", is_private=True),
    Room(OLD_ESCALATIONS, "old-escalations", (NORA, LEA, BOT), "Closed in spring", is_archived=True),
    Room(SHARED_GLOBEX, "shared-globex", (MAYA, NORA, OTTO, BOT), "Together with Globex", is_ext_shared=True),
    Room(UNJOINED, "unjoined", (ADA, LEA), "A public room the app was never invited to"),
)
GROUPS = (
    Group(ENG_ONCALL, "eng-oncall", "Engineering on call", (ADA, LEA)),
    Group(SUPPORT_ONSHIFT, "support-onshift", "Support on shift", (MAYA, JONAS)),
    Group(SECURITY_ONCALL, "security-oncall", "Security on call", (SAM,)),
    Group(L2_GROUP, "l2-support", "Senior support", (JONAS, NORA)),
)


@dataclass(frozen=True)
class Story:
    team_id: str = TEAM_ID
    team_name: str = "Northstar"
    team_domain: str = "northstar-sandbox"
    app: InstalledApp = field(default_factory=InstalledApp)
    people: tuple[Colleague, ...] = PEOPLE
    rooms: tuple[Room, ...] = ROOMS
    groups: tuple[Group, ...] = GROUPS
    home_room: str = SUPPORT
    first_person: str = MAYA
