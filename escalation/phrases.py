"""Single facts of a text by how they are said: error, surroundings, segment, what was tried, ticket, links.

Customers, moments and numbers have files of their own; what follows from a fact is the deciders' business.
"""

import re

from escalation.cues import DIGITS, cue, stands_in
from escalation.kinds import Frequency, at_most

MOST_TRIED = 5
_ONE_LINE = 200

_MARKS = ("\u3002", "!", "?")
_SENTENCE_END = re.compile(r"(?<=[.!?。])\s+|\n+|(?<=[。!?])")
# The same where no other mark than a full stop stands; letters that are no blank are passed over at once.
_AFTER_STOP = re.compile(r"\s(?:(?<=\.\s)\s*|(?<=\n)\n*)")

_PLAN = (
    "(?:enterprise|pro|professional|premium|business|starter|basic|free|trial|standard|plus|ultimate|scale|"
    "growth|team|paid|paying|smb|"
    "mid-?market|self-?hosted|on-?prem(?:ise)?|saas|non-saas|cloud|eu|us|uk|emea|apac|latam|european|"
    "american|german|french|indian|italian|spanish|portuguese|dutch|belgian|polish|swiss|austrian|british|irish|nordic|"
    "swedish|danish|norwegian|finnish|brazilian|mexican|korean|chinese|"
    "canadian|australian|japanese|asian|ios|android|mac|windows|linux|mobile|desktop|legacy|new|existing|"
    "vip|gold|silver|platinum|beta|education|"
    "edu|government|healthcare|retail|sso|saml|api)"
)
_GROUP = (
    "(?:customers|clients|users|accounts|tenants|organi[sz]ations|orgs|workspaces|merchants|subscribers|plans|members)"
)
_SEGMENT = cue(
    "customers|clients|users|accounts|tenants|organi|orgs|workspaces|merchants|subscribers|plans|members|every ",
    rf"\b(?:all\s)?(?:of\s)?(?:our\s|the\s)?{_PLAN}(?:(?:\s?/\s?|\sand\s|\sor\s|,\s|"
    rf"\s){_PLAN}){{0,3}}[\s-](?:plan\s|tier\s)?{_GROUP}\b|"
    rf"\ball\s(?:of\s)?(?:our\s|the\s|your\s)?{_GROUP}\b|\bevery\s(?:customer|tenant|account|user)\b",
)
_FOR_A_GROUP = re.compile(r"(?:\bfor|\baffect\w*|\bimpact\w*|\bblock\w*|\bfrom|\bof|\bby|available\sto)\s$")
_COUNTED = re.compile(r"(?:\d|one|two|three|four|five|some|several|many|few|a)\s$")

_ALWAYS = cue(
    "every|each|consistently|constantly|100|reproduc|always|happens|fails|jedes|immer|à chaque|toujours|"
    "siempre|cada|sempre|toda|all the|毎回|常に",
    r"\b(?:every\s(?:single\s)?time|each\s(?:and\severy\s)?time|consistently|constantly|"
    r"100\s?%\sof\sthe\stime|reproduc\w+\severy|always\s(?:fail\w*|return\w*|happen\w*|get\w*|show\w*|"
    r"give\w*|crash\w*|error\w*|reproduc\w*|the\ssame|times?)|"
    r"(?:happens|fails|occurs|reproducible)\s(?:\w+\s)?always|jedes\smal|jedesmal|immer\s(?:wieder|noch|der|"
    r"die|ein)?|à\schaque\sfois|toujours\sla\smême|siempre\s(?:que|me|da|falla)|cada\svez\sque|sempre\sque|"
    r"toda\svez|all\sthe\stime)\b|毎回|常に",
)
_SOMETIMES = cue(
    "intermit|sometimes|sporadi|occasion|random|time|now and|on and off|off and on|flak|once in|every so|"
    "not always|cases|comes and|unstable|instability|some |manchmal|gelegentl|teil|ab und|zeitw|unregelm|"
    "parfois|de temps|par moments|a veces|de vez|por momentos|às vezes|as vezes|algun|algumas|時々|たまに",
    r"\b(?:intermittent\w*|sometimes|sporadic\w*|occasional\w*|random(?:ly)?|from\stime\sto\stime|"
    r"now\sand\sthen|on\sand\soff|off\sand\son|flak\w+|once\sin\sa\swhile|every\sso\soften|"
    r"not\salways\swork\w*|"
    r"some\sof\sthe\stime|in\s(?:some|certain)\scases|comes\sand\sgoes|unstable|instability|"
    r"some\s(?:orders|requests|emails|e-mails|messages|payments|users|customers|calls|jobs|transactions|"
    r"uploads|subscriptions|notifications)\s(?:are|fail|do|don't|get|never|simply|were|can't)|"
    r"manchmal|gelegentlich|teils|teilweise|sporadisch|ab\sund\szu|zeitweise|unregelmäßig|parfois|"
    r"de\stemps\sen\stemps|par\smoments|intermittence|a\sveces|de\svez\sen\scuando|intermitente\w*|"
    r"por\smomentos|às\svezes|as\svezes|de\svez\sem\squando|"
    r"algun[sa]s?\s(?:pedidos|pagos|usuarios|usuários|clientes|mensajes)|algumas\s\w+)\b|時々|たまに",
)

_QUOTED = re.compile(r"[\"“”„«`]([^\"“”„»`\n]{3,180})[\"“”»`]")
_QUOTES = ('"', "“", "”", "„", "«", "`")
_SAID_TO_FAIL = re.compile(
    r"(?:error\w*|message|fehler\w*|mensa\w+|mensaje|erreur|erro|says?|saying|get(?:s|ting)?|got|shows?|"
    r"showing|display\w*|states?|alert|notification|toast|reads|this)\s?(?:is|:|of|that|the)?\W{0,3}$"
)
_LOOKS_FAILED = re.compile(
    "error|fail|cannot|can't|unable|denied|invalid|not found|went wrong|timed? ?out|exception|refused|"
    r"unavailable|forbidden|unauthori|expired|incorrect|erro\b|fehler|imposible|impossible|ungültig|missing|"
    r"not (?:a )?(?:valid|allowed|supported)|rejei|[45]\d\d"
)
_CODE = cue(
    "_|E|0x|AADSTS|ORA-",
    r"\b(?:[A-Z][A-Z0-9]{2,}(?:_[A-Z0-9]+)+|(?:[A-Z]\w+)?(?:Error|Exception)\b(?::\s[^\n.;]{3,120})?|"
    r"E[A-Z]{4,}|0x[0-9A-Fa-f]{4,}|AADSTS\d+|ORA-\d+)",
)
_HTTP = cue(
    "40|41|42|50|51|52",
    r"\b(?:(?:http|status|error|code|fehler|erreur|erro)\W{0,2}(?:code\s|"
    r"status\s)?[45]\d\d\b(?:\s(?:internal\sserver\serror|bad\sgateway|service\sunavailable|"
    r"gateway\stime-?out|not\sfound|forbidden|unauthorized|bad\srequest|too\smany\srequests))?|"
    r"[45]\d\d[\s:-]{1,3}(?:internal\sserver\serrors?|bad\sgateway|service\s(?:temporarily\s)?unavailable|"
    r"gateway\stime-?out|not\sfound|forbidden|unauthorized|bad\srequest|too\smany\srequests|server\serrors?|"
    r"errors?|fehler\w*)|"
    r"(?:returns?|returning|throws?|throwing|gives?|got|get|getting|gets)\s(?:an?\s|a\shttp\s)?[45]\d\ds?)\b",
)
_AFTER_COLON = cue(
    "error|fehlermeldung|message d'erreur|mensa|exception",
    r"(?i:\b(?:error(?:\smessage|\stext)?|fehlermeldung|message d'erreur|mensaje de error|mensagem de erro|"
    r"exception)\s?:\s?([^\n\"]{4,160}?)(?=$|\n|\.\s))",
)

_SURROUNDINGS = (
    cue(
        "chrome|firefox|safari|edge|opera|explorer|windows|mac|ubuntu|debian|linux|ios|ipad|android|iphone|"
        "production|staging|sandbox|on-prem|onprem|"
        "self-hosted|selfhosted|region|cluster|data|eks|aks|gke|kubernetes|docker|okta|azure|entra|onelogin|"
        r"adfs|keycloak",
        r"\b(?:(?:(?:google\s)?chrome|firefox|safari|(?:microsoft\s)?edge|opera|internet\sexplorer)(?:\sv?\d[\d.]*)?|"
        r"windows(?:\sserver)?(?:\s(?:xp|vista|\d[\d.]*))?|mac\s?os(?:\sx)?(?:\s\d[\d.]*)?|(?:ubuntu|debian|"
        r"ipados|ios|android)(?:\s\d[\d.]*)?|linux|iphone(?:\s\d+\w*)?|ipad|"
        r"(?:production|staging|sandbox|on-?prem(?:ise)?|self-?hosted)(?:\s(?:environment|instance|server|system))?|"
        r"(?:eu|us|apac)(?:-(?:west|east|central|north|south)\w*(?:-\d)?|\s(?:region|cluster|data\s?cent(?:er|re)))|"
        r"eks|aks|gke|kubernetes|docker|okta|azure\sad|entra(?:\sid)?|onelogin|adfs|keycloak)\b",
    ),
    cue(DIGITS, r"\b(?:(?:version|v|release|build)\.?\s?\d[\w.-]{0,20}|v?\d{1,3}\.\d{1,4}\.\d[\w.-]{0,20})"),
)
_MOST_SURROUNDINGS = 5

_WORKS_AROUND = cue(
    "around|in the mean|meanwhile|for now|can still|can instead|only work|helps|works|work|manually|"
    "umgehung|contournement|solución temporal|contorno",
    r"\bwork-?\s?arounds?\b|\b(?:in\sthe\smeantime|meanwhile|for\snow),?\s(?:we|they|i|users|customers|"
    r"support)\s|\b(?:we|they|he|she|i|users|customers)\scan\s(?:still|instead)\s|\bonly\sworks?\s(?:if|"
    r"when|after|with)\b|"
    r"\b(?:helps|works)\s(?:for\sa\s(?:day|while|bit|time)|temporarily|again\safter)|"
    r"\b(?:it|this|that|everything|which)\s(?:still\s)?works?\s(?:fine\s)?(?:in|on|from|via|when|if|"
    r"after)\s|\bworks\sfine\s(?:in|on|from|via|when|if|after)\s|\bif\s(?:i|we|you|"
    r"they)\s[^.]{3,60}\sit\sworks\b|\bmanually\s(?:fix|export|enter|process|creat|re-?send|sync|add|"
    r"updat)\w*|\bumgehung|\bcontournement|\bsolución\stemporal|\bcontorno\b",
)
_NO_WAY_AROUND = re.compile(
    r"\b(?:no|not\sa|without(?:\sa|\sany)?|any|need\sa|is\sthere\sa|there\sis\sno|isn't\sa|other|aucun|"
    r"kein\w*|sin|sem)\s(?:known\s|viable\s|good\s|real\s|other\s|acceptable\s|possible\s)?work-?\s?around"
)
_TRIED = cue(
    "tried|restart|rebooted|installed|clear|disabled|reset|connected|rolled|checked|verified|tested|"
    "created|logged|updated|upgraded|switched|followed|contacted|emailed|reported|confirmed|reproduced|"
    "following|versucht|probiert|neustart|essayé|probé|probamos|intent|tentei|tentamos",
    r"\b(?:(?:have|has|had|'ve|already|also|we|i|they|he|she|customer|support)\s(?:already\s|also\s|"
    r"even\s)?(?:tried|restarted|rebooted|reinstalled|re-installed|cleared|disabled|reset|re-?connected|"
    r"rolled\sback|checked|verified|tested|recreated|re-?created|logged\sout|updated|upgraded|switched|"
    "followed|contacted|emailed|reported|confirmed|reproduced)|"
    r"tried\s(?:to\s)?\w+|tested\s(?:in|on|with)|in\sspite\sof\sfollowing|after\s(?:clearing|restarting|"
    r"reinstalling|resetting)|bereits\s(?:versucht|probiert)|neustart|déjà\sessayé|ya\s(?:probé|probamos|"
    r"intent)|já\s(?:tentei|tentamos)|intentamos)\b",
)

_ADDRESS = re.compile(r"\bhttps?://[^\s<>\"')\]]{3,500}", re.IGNORECASE)
_MOST_LINKS = 10
_TICKET_ADDRESS = re.compile(
    r"https?://\S*(?:zendesk|freshdesk|intercom|helpscout|/tickets?/|/requests/|/cases?/|/browse/|"
    r"servicedesk|/conversation)\S*",
    re.IGNORECASE,
)
_TICKET = cue(
    DIGITS,
    r"\b(?:ticket|case|zendesk|zd|freshdesk|intercom|help\s?scout|incident|support\srequest|request|"
    r"conversation|jira)s?\s?(?:no\.?\s?|number\s?|id\s?|"
    r"nr\.?\s?)?[:#-]{0,2}\s?#?(?P<a>[a-z]{0,6}-?\d{3,12})\b|"
    r"(?<![\w&/])(?P<b>#\d{2,10})\b|\b(?P<c>(?:zd|inc|cs|sup|hd|case|tkt|nr)[-\s]?\d{3,12}|\d{5,10}-(?:zen|zd|hc))\b",
)
# "ABC-123", which any word may begin: looked for where a digit stands behind a hyphen.
_TICKET_KEY = cue("|".join(f"-{digit}" for digit in DIGITS.split("|")), r"(?<![a-z])[a-z]{2,8}-\d{1,7}\b")
_STANDARDS = re.compile(r"^(?:utf|iso|sha|rfc|aes|cve|tls|http|md|es|us|eu|ap|ipv|covid|rs|hs)-", re.IGNORECASE)


def sentences(text: str) -> list[str]:
    """`text` in its sentences and lines; some are empty."""
    return (_SENTENCE_END if stands_in(_MARKS, text) else _AFTER_STOP).split(text)


def find_segment(text: str, low: str) -> str | None:
    """A named group instead of a name: `all Enterprise customers`. The last one that something is said "for"."""
    spans = [
        found.span()
        for found in _SEGMENT.finditer(low)
        if not _COUNTED.search(low[max(0, found.start() - 8) : found.start()])
    ]
    if not spans:
        return None
    said_for = [span for span in spans if _FOR_A_GROUP.search(low[max(0, span[0] - 16) : span[0]])]
    start, end = (said_for or spans)[-1]
    return text[start:end]


def find_frequency(low: str) -> Frequency | None:
    if _SOMETIMES.search(low):
        return Frequency.INTERMITTENT
    return Frequency.ALWAYS if _ALWAYS.search(low) else None


def find_error(text: str, low: str) -> str | None:
    """The error as it was shown: quoted, after "error:", a code, or an HTTP status."""
    for found in _QUOTED.finditer(text) if stands_in(_QUOTES, text) else ():
        before = low[max(0, found.start() - 30) : found.start()]
        if _LOOKS_FAILED.search(low[found.start() : found.end()]) or (
            _SAID_TO_FAIL.search(before) and "error" in before
        ):
            return found[1].strip()
    if ":" in text and (after_colon := _AFTER_COLON.search(low, text)):
        return after_colon[1].strip()
    found_code = _CODE.search(text) or _HTTP.search(low)
    return text[slice(*found_code.span())].strip() if found_code else None


def find_environment(text: str, low: str) -> str | None:
    """Browser, system, version, plan of the installation: what stands in the text, in its words."""
    parts: list[str] = []
    for surroundings in _SURROUNDINGS:
        for found in surroundings.finditer(low):
            part = text[slice(*found.span())].strip(" .-")
            if not any(part.lower() in other.lower() for other in parts):
                parts.append(part)
    return ", ".join(parts[:_MOST_SURROUNDINGS]) or None


def find_workaround(sentences: list[str], low: str) -> str | None:
    if not stands_in(_WORKS_AROUND.keys, low):
        return None
    for sentence in sentences:
        said = sentence.lower()
        if _WORKS_AROUND.pattern.search(said) and not _NO_WAY_AROUND.search(said):
            return at_most(sentence, _ONE_LINE)
    return None


def find_tried(sentences: list[str], low: str) -> tuple[str, ...]:
    if not stands_in(_TRIED.keys, low):
        return ()
    tried = [at_most(sentence, _ONE_LINE) for sentence in sentences if _TRIED.pattern.search(sentence.lower())]
    return tuple(tried[:MOST_TRIED])


def find_links(text: str) -> tuple[str, ...]:
    if "://" not in text:
        return ()
    links = dict.fromkeys(found[0].rstrip(".,;:!?") for found in _ADDRESS.finditer(text))
    return tuple(links)[:_MOST_LINKS]


def find_ticket(text: str, low: str, links: tuple[str, ...]) -> str | None:
    for link in links:
        if _TICKET_ADDRESS.match(link):
            return link
    for pattern in (_TICKET, _TICKET_KEY):
        for found in pattern.finditer(low):
            number = text[slice(*found.span(found.lastgroup or 0))]
            if not _STANDARDS.match(number):
                return number
    return None
