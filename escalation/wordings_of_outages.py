"""How people say that it is down, or that nobody gets in. Only the table; its notation is `wordings.py`'s."""

from escalation.cues import Cue
from escalation.signals import Claim
from escalation.wordings import CANT, denied, said

_WHOLE = (
    "(?:site|website|web site|service|services|server|servers|system|systems|platform|app|application|api|portal|"
    "everything|production|prod|network|database|instance|product|cluster|backend|dashboard|login|store|shop|"
    "website|cloud|it|desk|region|gateway|internet|environment|workspaces?|all suddenly|everything suddenly)"
)
# What is put down, or goes down by itself, is not down.
_PUT_DOWN = Cue(
    (),
    r"\b(?:not|no|without|isn't|wasn't|aren't|never|if|when|whether|avoid\w*|prevent\w*|unlike|slow\w*|shut\w*|"
    "(?:break|scroll|count|calm|turn|track|look|boil)(?:s|ed|ing)?|(?:drop|log|cut|let|sit|run)(?:s|ped|ged|ping|"
    r"ging|ting|ning)?|settl\w+|narrow\w*|keep(?:s|ing)?|go|going|come|coming|writ\w+|top|way)\s(?:(?:it|them|up|"
    r"the|our|my|your|a|the \w+|and)\s)?$",
)

OUTAGES = (
    # The whole is gone for those who need it.
    said(
        Claim.OUTAGE,
        "down",
        r"(?<=\w )(?:is|are|was|were|went|goes|gone|has gone|has been|have been|being|seems? to be|appears? to be|"
        "seems|still|currently|completely|all|now|just)(?: (?:all|completely|totally|currently|still|now|fully|"
        r"also|be|been|to be|partially|again|hard))* down\b(?! (?:to|the|by|from|into|on|because of))|"
        rf"{_WHOLE} down\b|down ?time|is (?:it|the (?:\w+ )?\w+) down\b|went down|goes down|taken down by",
        denied=_PUT_DOWN,
    ),
    said(Claim.OUTAGE, "down", r"(?<=\w )down(?: since| for|[,?!.]|$| - )", denied=_PUT_DOWN),
    denied(Claim.OUTAGE, "outage|blackout", "(?:outages?|blackout)"),
    denied(
        Claim.OUTAGE,
        "offline|unreachable|unavailable|unavailability|not reachable|inaccessible|unresponsive|not responding|"
        "not available|not accessible|isn't reachable|cannot be reached|can't be reached",
        rf"(?:{_WHOLE}|we|users?|customers?|everything|(?<=\.)(?:com|io|net|org|dev)|"
        r"currently)(?: \w+){0,3} (?<!work )(?<!works )(?<!use )(?<!working )(?<!as )@",
    ),
    said(
        Claim.OUTAGE,
        "503|502|504|500",
        r"(?:all|every|both|entire|any)[^.!?]{0,40} (?:return\w*|fail\w*|show\w*|get\w*|giv\w*|"
        r"throw\w*)[^.!?]{0,20}50[0234]|50[0234][^.!?]{0,30} (?:on|for) (?:all|every|everything|everyone)|"
        "503 (?:service|temporar)",
    ),
    said(
        Claim.OUTAGE,
        "production|everything|nothing|entire|whole|completely|nobody|no one|all users|all customers|everyone|"
        "all our|total",
        r"(?:production|everything|entire \w+|whole \w+|all (?:our )?(?:\w+ )?(?:users|customers|clients|staff)|"
        "everyone|nobody|no one)[^.!?]{0,30} (?:is (?:completely )?(?:broken|stopped|blocked|stuck|frozen|"
        "failing)|stopped working|stopped|can'?t work|can (?:work|log|access|use)|unable to (?:work|use|access)|"
        "cannot work|(?:are|is) (?:locked out|blocked))|nothing (?:works|is working|loads|is loading)|"
        "completely (?:unusable|broken|dead)|total (?:failure|loss of service)|unusable for (?:all|everyone)|"
        "not working at all",
    ),
    said(
        Claim.OUTAGE,
        "connection refused|connection reset|connection timed|time out|timed out|times out|unreachable|bad gateway|"
        "locked out",
        r"(?:all|every|everyone|everybody|none of)\b[^.!?]{0,60} (?:connection (?:is |was )?(?:refused|reset|"
        r"timed? ?out)|"
        r"times? out|timed out|unreachable|bad gateway|locked out)",
    ),
    said(
        Claim.OUTAGE,
        "crash|close|black screen|white screen|blank|freez",
        r"(?:crash|clos|freez)\w* (?:immediately |right )?(?:on|at|during|after) (?:launch|start\w*|opening|login|"
        r"log-?in)\b[^.!?]{0,30}"
        r" (?:for|on) (?:everyone|everybody|all|every)|(?:blank|white|black) (?:screen|page) for (?:everyone|"
        r"everybody|all)",
    ),
    said(
        Claim.OUTAGE,
        "no ",
        r"no (?:\w+ )?(?:member|user|customer|client|agent|employee|student|merchant|tenant|account)s? (?:\w+ )"
        r"{0,4}?(?:able to|can) "
        r"(?:log|sign|get in|access|use|open|connect|work)|no \w+ (?:\w+ ){0,3}?able to (?:log|sign|get) (?:in|on)\b",
    ),
    denied(
        Claim.OUTAGE,
        "elevated error|major incident|p0|sev1|sev 1|sev-1|disruption|no network|lost connectivity|"
        "loss of connectivity|business is stopped|business stopped|stands still|stand still|cannot operate|"
        "can't operate|at a standstill|"
        "standstill|interruption of service|service interruption|interruption to",
        r"@s?\b",
    ),
    said(
        Claim.OUTAGE,
        "site|server|platform|portal",
        r"(?:site|website|web site|servers?|platform|portal) (?:\w+ ){0,4}(?:not|n't|never|won't|doesn't|isn't|"
        r"cannot|can't|fails to) (?:\w+ ){0,4}(?:load|loading|open|opening|respond|responding|up|come up|"
        r"be reached|be accessed)\b",
    ),
    # Nobody gets in.
    said(
        Claim.LOGIN,
        "log in|login|log-in|log on|logon|sign in|signin|sign-in|log into|get into|sign into|"
        "connect to the server|authenticate|logging in|signing in",
        rf"{CANT} (?:\w+ ){{0,3}}@|(?:login|log-in|sign-?in|sso|logging in|"
        r"authentication) (?:\w+ ){0,3}(?:fail\w*|broken|not work\w*|doesn't work|does not work|loop\w*|"
        "impossible|error|issues?|problems?|is down|down)|(?:stuck|error|errors|problems?|issues?|"
        r"trouble) (?:\w+ ){0,2}(?:logging in|signing in|(?:in|at|on|with) (?:the )?(?:login|sign-?in)(?: loop|"
        r" page| screen)?)|(?:doesn't|does not|won't|will not|don't|not) let(?:ting)? (?:\w+ ){1,2}(?:@|in\b)|"
        r"redirect\w* (?:back )?to (?:the )?login|login page (?:\w+ )?(?:not|is not|doesn't|inaccessible|blank)",
    ),
    said(
        Claim.LOGIN,
        "login loop|locked out|kicked out|logged out",
        r"login loop|(?:locked|kicked) out\b|(?:keep|keeps|constantly|randomly) (?:\w+ ){0,2}(?:logged out|"
        r"logging \w+ out|kicked out)",
    ),
)
