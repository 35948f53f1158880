"""Names that something belongs to: Acme's export, an SLA with Globex, the key of Initech, reported by Hooli.

They are customers because of what stands beside them; `customers.py` asks these cues with its own.
"""

from escalation.cues import Cue
from escalation.names import NAME, NAMES, WORD

_ENDS = ("'s ", "\u2019s ")
# "Checkout's down" and "Acme's been waiting" say what is; "Acme's export" says whose.
_NOT_WHOSE = (
    "a|an|the|not|no|been|being|gone|down|up|out|off|on|in|at|to|broken|still|now|just|only|very|really|too|so|slow|"
    "stuck|what|why|how|when|that|this|there|here|always|never|also|again|about|back|because|all|"
    r"\w+ing|\w+ed|got|lost"
)
# One capital alone may begin any sentence or be a person's; behind one of these it is whose something is.
_OWNS = rf"(?P<names>{NAME})['\u2019]s\s(?!(?:{_NOT_WHOSE})\b)(?:[a-z]|[A-Z]\w*\s(?!and\b|of\b)[a-z])"
_OWNER_AFTER = rf"\b(?:for|at|from|with|of|in|on|to|by|into|and|that|hit|hits)\s{_OWNS}"
_OWNER_FIRST = rf"(?:^|(?<=[.!?:]\s)){_OWNS}"

_KEPT_FOR_THEM = (
    "keys?|tokens?|passwords?|credentials?|secrets?|invoices?|projects?|records?|domains?|contracts?|data|backups?|"
    "plan|trial|app|shop|portal|users|agents|sites?|dashboards?|workflows?|owners?|lawyers?|administrators?|director|representatives?|CEO|CTO|CFO|COO|CISO|CIO"
)
_THEIRS = rf"\b(?:{_KEPT_FOR_THEM})\s(?:of|from|at)\s(?P<names>{NAMES})"
# "Users of Harbour Credit Union": two capitals behind a noun are a name.
_OF_TWO = rf"(?<=[a-z]\sof\s)(?P<names>{WORD}\s{NAMES})"
# "Customer Lindholm: …", as the text's first words.
_LABEL_FIRST = rf"^(?:Customer|Client|Account|Kunde|Kundin|Cliente|Client:)\s(?P<names>{NAMES})(?=:\s)"
_AGREED = (
    "SLAs?|contract|agreement|deal|renewal|negotiations?|relationship|dispute|trial|pilot|onboarding|demo|call|meeting"
)
_AGREED_WITH = rf"\b(?:{_AGREED})\swith\s(?:customer\s|client\s|the\s)?(?P<names>{NAMES})"
_SAID = "asked|reported|raised|escalated|flagged|requested|confirmed|forwarded|complaint|request|ticket|demand"
_SAID_BY = rf"\b(?:{_SAID})\sby\s(?P<names>{NAMES})"

# Elsewhere than in English one word between says whose it is; two capitals, as every noun has one in German.
_ABROAD = rf"\b(?:de|da|dos|del|della|di|von|bei)\s(?P<names>{WORD}(?:\s{WORD}){{1,3}})"
_AS_CUSTOMER = rf"(?P<names>{NAME})\sals\sKund(?:e|en|in)\b"

CUES = (
    Cue(_ENDS, _OWNER_AFTER),
    Cue(_ENDS, _OWNER_FIRST),
    Cue((" of ", " from ", " at "), _THEIRS),
    Cue((" of ",), _OF_TWO),
    Cue((": ",), _LABEL_FIRST),
    Cue((" with ",), _AGREED_WITH),
    Cue((" by ",), _SAID_BY),
    Cue((" de ", " da ", " dos ", " del ", " della ", " di ", " von ", " bei "), _ABROAD),
    Cue((" als kund",), _AS_CUSTOMER),
)
