"""Where in a sentence a customer's name stands: behind its role, after "for", before what belongs to it.

Only the patterns; `customers.py` looks for them.
"""

from escalation import belonging
from escalation.cues import Cue
from escalation.names import LINK, NAME, NAMES, SHORT_NAME, WORD

# "Organisation: Jubla", "Account INK LLP", "customer is Acme": the text says itself that this is the customer.
_LABELLED = (
    r"(?i:\b(?:customer|client|account|organi[sz]ation|org|company|tenant|merchant|workspace|kunde|firma|"
    r"mandant|cliente|"
    r"empresa|societe|société|entreprise)(?:\s(?:name|affected|impacted))?\s?(?::|=|\s(?:is|called|named)\b)\s?)"
    rf"(?P<names>{NAMES})"
)
_ROLE_NAME = (
    r"\b(?:customers?|clients?|accounts?|tenants?|merchants?|prospects?|Kunden?|Firma|cliente|"
    rf"société)\s(?P<names>{NAMES})"
)
# In a title "Account Deletion" is no name; of two words and more it rather is.
_TITLE_NAME = (
    rf"\b(?:(?:Customer|Client|Account|Tenant|Merchant|Prospect)\s(?P<names>{WORD}\s{NAMES})|"
    rf"(?:Cliente|Kunde|Kundin|Mandant|[Ll]e client|[Dd]er Kunde|[Ee]l cliente|[Oo] cliente)\s(?P<abroad>{NAMES}))"
)
_EXAMPLES = (
    r"\b(?i:customers|clients|users|accounts|tenants|merchants|companies|prospects|resellers|partners|dealers|hubs|"
    r"organi[sz]ations|orgs|schools|shops|stores|agencies|institutions|hospitals|facilities|clinics)"
    r"\s?(?:\(|:\s|"
    r",?\s(?i:e\.g\.?,?|such as|like|including)\s|,\s(?!The\b|I\b|We\b))"
    rf"(?P<names>{NAMES})"
)
# "our client - Acme Works (AW)", "Client (Acme Works) reports": named right behind the word, at least in two words.
_NAMED = (
    r"\b(?:(?:[Oo]ur|[Tt]he|[Mm]utual|[Aa])\s(?:customer|client|merchant|tenant)\s[-\u2013\u2014:]|"
    rf"(?:[Cc]ustomer|[Cc]lient|[Mm]erchant|[Aa]ccount|[Ff]acility|[Ss]chool|[Cc]linic|[Rr]eseller|[Hh]ospital)\s\()\s?(?P<names>{WORD}\s{NAMES})"
)
# "Acme Design (reseller) woke up".
_WITH_ROLE = (
    rf"(?P<names>{NAME})\s\((?:an?\s)?(?:our\s)?(?:reseller|customer|client|enterprise|prospect|partner|trial|pro|premium|vip|"
    r"gold|key account|merchant|tenant)\b"
)
# "Litware Inc signed last week": the law itself ends the name.
_BY_LAW = (
    rf"(?P<names>{WORD}(?:\s(?:{LINK}\s)?{WORD}){{0,5}}?,?\s(?:Inc|Ltd|LLC|LLP|PLC|GmbH|Pty|Corp|"
    r"Limited|Incorporated)\b\.?)"
)
_IN_QUOTES = (
    r"\b(?i:tenant|customer|client|account|merchant|workspace|org)"
    r"\s['\"\u2018\u201c](?P<names>[^\W\d_][\w &.-]{1,40})['\"\u2019\u201d]"
)
_ONE_USER = r"(?i:\b(?:one|a|single)?\s?(?:user|customer|client)\s\((?P<names>[\w.@-]{3,40})\))"
_REPORTER = r"(?:報告者|お客様|顧客|会社名|客户|客戶|고객)\s?[::]\s?(?P<names>[^\s。、,,]{2,40})"
# "customer-acme" is a tag; "client-side" and "customer-facing" are words.
_TAGGED = (
    r"\b(?P<names>(?:customer|client|tenant|org)-(?!(?:wise|side|facing|specific|level|related|based|friendly|server|"
    r"portal|wide|owned|only|id|ids|name|data|managed|initiated|reported|service|support|success|centric|driven|first|"
    r"visible|generated|provided|supplied|to|by|and|or)\b)[a-z0-9][\w-]{2,40})"
)

# "for Acme Corp", "affecting Globex and Initech": in the middle of a sentence.
_AFTER_WORD = (
    r"\b(?:for|affecting|impacting|affects|impacts|blocking|(?:requests?|tickets?|complaints?|e-?mails?|calls?|"
    r"reports?|"
    r"messages?|notice|letter|demand|feedback|escalations?|mails?|questions?|heard|received|got|coming|word|contact|people|users?|"
    r"customers?|admins?|"
    r"someone|cases?|issues?|orders|again|it|this)\sfrom|(?<!look )(?<!looking )at|für|"
    r"chez|pour|para|de la empresa)\s"
    r"(?:(?:our\s)?(?:customers?|clients?|the account|account|prospects?|merchants?|"
    rf"tenants?)\s)?(?:the\s(?={NAME}\s(?:group|team|account|company|tenant|office|"
    rf"org)\b))?(?P<names>{NAMES})"
)
_OWNED = (
    r"web\s?site|legal|lawyers|people|staff|IT|customers|users|account|instance|tenant|workspace|team|admins?|data|"
    "C[A-Z]O|VP|renewal|contract|production"
)
_OWNER = rf"(?P<names>{NAME})(?:'s|\u2019s)\s(?:{_OWNED})\b"
# "a user of Acme", "the warehouse at Globex": who or what belongs to a customer.
_PEOPLE_OF = (
    r"\b(?:employees?|users?|admins?|teams?|page|site|shop|store|warehouse|office|account|tenant|instance|"
    r"workspace|staff|"
    r"manager|owner|people|colleague|contact|buyer|members|patients|students|guests|drivers|nurses|agents|IT)\s(?:of|"
    r"at|from)\s"
    rf"(?P<names>{NAMES})"
)
# "rows are gone from the Acme account".
_IN_THE_ACCOUNT = rf"\b(?:from|in|on|of|to|into)\sthe\s(?P<names>{NAME})\s(?:account|tenant|workspace)\b"
# "breach at Acme", and "from Acme employees".
_HIT_BY = (
    r"\b(?:(?:data|details|records|information)\sof|E-?[Mm]ails?\sfrom|Calls?\sfrom|Tickets?\sfrom|Requests?\sfrom)\s"
    rf"(?P<of>{NAME})|\b(?:[Aa]ttack|[Bb]reach|[Ii]ncident|[Hh]ack|[Ll]eak|[Oo]utage)\s(?:on|at|against|of|hits)\s"
    rf"(?P<names>{NAMES})"
)
# "against Acme Bank and its customers".
_WITH_THEIRS = (
    rf"(?P<names>{NAME})\sand\s(?:its|their)\s(?:own\s|end\s)?(?:customers|clients|users|members|patients|staff|"
    r"employees|students|tenants|guests|subscribers)\b"
)
# "For Acme: their shop is slow", at the beginning of a sentence.
_FOR_FIRST = rf"\b(?:For|On behalf of)\s(?:customer\s|client\s)?(?P<names>{NAMES})(?=\s?[:,]\s)"
# "we agreed on a price with Acme".
_AGREED_WITH = (
    r"\b(?:agree\w*|deal|contract|call|meeting|talk\w*|spoke|met|discuss\w*|negotiat\w*)\s(?:(?!with\b)[\w%.]+\s){0,4}"
    rf"with\s(?P<names>{NAMES})"
)
# "Acme, 120k ARR": what they are worth stands behind the name.
_WITH_WORTH = (
    rf"(?P<names>{NAME})(?:,|:|\s[-\u2013\u2014](?=\s)|\s(?=\())\s?\(?(?:about\s|over\s)?[$\u20ac\u00a3]?\s?\d[\d.,]*\s?[kKmM]?\s?(?:[A-Z]{{3}}\s)?"
    r"(?:ARR|ACV|MRR|a\syear)\b"
)
# "Acme and 4 other accounts".
_AND_OTHERS = (
    rf"(?P<names>{NAMES})(?:,|\sand|,\sand|\s\+|\s&|\splus)\s(?:about\s|at\sleast\s|some\s)?"
    r"(?:\d{1,4}|one|two|three|four|five|six|seven|eight|nine|ten|several|many|some|a\sfew)\s"
    r"(?:others?|more|further|additional)\b"
)
# "Client Acme (4711)", "Merchant Acme: ...": a heading names who it is.
_HEADS = rf"^(?:Client|Customer|Merchant|Tenant|Account|Prospect)\s(?P<names>{NAME})(?=\s\(|\s?[:,]|\s[-\u2013\u2014])"
# "acme inc disputes".
_SMALL_LAW = r"\b(?P<names>[a-z][\w&-]{2,}\s(?:inc|ltd|llc|gmbh|corp)\b\.?)"
# "Controller, Acme Building": how whoever wrote it signs.
_SIGNED = (
    r"\b(?:Manager|Director|Controller|C[EFIOT]O|Owner|Founder|Administrator|Officer|Analyst|Coordinator|Accountant|"
    rf"Engineer|President|Lead),\s(?P<names>{NAME})(?=\s*$|\s?[.(\n])"
)
_OF_PEOPLE = rf"\b(?:from|of|at|to|for)\s(?P<names>{NAME})(?:\s|['\u2019]s\s)(?:employees|patients|staff)\b"
# "4711 - Acme Holdings - invoices are blank": between two dashes of a heading, if a company's word ends it.
BETWEEN_DASHES = Cue(
    (" - ", " \u2013 ", " \u2014 "), rf"\s[-\u2013\u2014]\s(?P<names>{SHORT_NAME})(?=\s[-\u2013\u2014]\s)"
)

# Each with the small letters it cannot do without.
_ROLES = (
    "customer",
    "client",
    "account",
    "org",
    "compan",
    "tenant",
    "merchant",
    "workspace",
    "kunde",
    "firma",
    "mandant",
    "cliente",
    "empresa",
    "soci",
    "entreprise",
    "prospect",
    "reseller",
    "partner",
    "dealer",
    "user",
    *("hubs", "schools", "shops", "stores", "agencies", "institutions", "hospitals", "facilities", "clinics"),
)
_POSSESSIVES = tuple(
    f"'s {thing}"
    for thing in (
        *("web", "legal", "lawyers", "people", "staff", "it", "customers", "users", "account", "instance", "tenant"),
        *("workspace", "team", "admin", "data", "c", "vp", "renewal", "contract", "production"),
    )
)
WITHIN = (
    Cue((":", "=", " is ", " called ", " named "), _LABELLED),
    Cue(_ROLES, _ROLE_NAME),
    Cue(_ROLES, _TITLE_NAME),
    Cue(_ROLES, _EXAMPLES),
    Cue(
        ("customer", "client", "merchant", "tenant", "account", "facility", "school", "clinic", "reseller", "hospital"),
        _NAMED,
    ),
    Cue(("user (", "customer (", "client ("), _ONE_USER),
    Cue((":", "\uff1a"), _REPORTER),
    Cue(
        ("for ", "affect", "impact", "block", "from ", "at ", "für ", "chez ", "pour ", "para ", "de la empresa "),
        _AFTER_WORD,
    ),
    Cue(("account", "tenant", "workspace"), _IN_THE_ACCOUNT),
    Cue((" of ", " at ", " from "), _PEOPLE_OF),
    Cue(
        (
            "data of",
            "details of",
            "records of",
            "information of",
            "mail from",
            "call from",
            "calls from",
            "mails from",
            "ticket from",
            "tickets from",
            "request from",
            "requests from",
            "attack",
            "breach",
            "incident",
            "hack",
            "leak",
            "outage",
        ),
        _HIT_BY,
    ),
    Cue(("employees", "patients", "staff"), _OF_PEOPLE),
    Cue((" with ",), _AGREED_WITH),
    Cue((" (",), _WITH_ROLE),
    Cue(("client ", "customer ", "merchant ", "tenant ", "account ", "prospect "), _HEADS),
    Cue((" inc", " ltd", " llc", " gmbh", " corp"), _SMALL_LAW),
    Cue(
        ("manager,", "tor,", "troller,", "o,", "er,", "cer,", "analyst,", "accountant,", "president,", "lead,"), _SIGNED
    ),
    Cue((" arr", " acv", " mrr", " a year"), _WITH_WORTH),
    Cue((" other", " more", " further", " additional"), _AND_OTHERS),
    Cue(_POSSESSIVES, _OWNER),
    Cue((" and its ", " and their "), _WITH_THEIRS),
    Cue((" inc", " ltd", " ll", " plc", " gmbh", " pty", " corp", " limited"), _BY_LAW),
    Cue(("'", '"', "\u2018", "\u201c"), _IN_QUOTES),
    Cue(("for ", "on behalf of "), _FOR_FIRST),
    Cue(("customer-", "client-", "tenant-", "org-"), _TAGGED),
    *belonging.CUES,
)
