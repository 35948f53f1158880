"""Who says, asks or loses something: a customer as the subject at the beginning of a sentence.

A name there is a customer's because of what it does. Where no letter is a capital, what only people do must follow.
"""

import re
from collections.abc import Iterator

from escalation.experience import is_common
from escalation.names import SHORT_NAME, is_company
from escalation.not_customers import PLAIN, PRODUCTS, VERBS

# "Globex, $410k a year, threatens": what is told of a name before it does something.
_ASIDE = (
    r"(?:,\s(?:[$\u20ac\u00a3]|\d|an?\s|our\s|one of\s|both\s|the\s|who\s|which\s|based\s|on\s(?:the|"
    r"an?)\s)[^.;!?]{1,80}?,"
    r"|\s\([^()]{1,80}\))"
)
# "Acme says", "HSBC bot", "Globex account": at the beginning of a sentence.
_SUBJECT = re.compile(
    rf"(?:(?:URGENT|Urgent|Hi|Hello)\W+)?(?P<names>{SHORT_NAME}(?:(?:,|\s(?:and|&))\s{SHORT_NAME}){{0,3}}?)(?:'s|"
    rf"\u2019s|{_ASIDE})?\s(?:both\s|all\s|also\s|still\s|now\s|again\s|just\s)?"
    r"(?:says?|said|reports?\s(?:that|an?|the|issues?|problems?|errors?|missing|this|having|it|they|their|"
    r"\w+ing)|reported|complains?|complained|claims?|told us|asks?|asked|wants?|wanted|needs|requests?|"
    r"requested|"
    "(?:(?:is|are|was|were)|(?:has|have) been) (?:\\w+ )?(?:losing|unable|locked out|without)|"
    "is (?:blocked|unable|threatening|asking|reporting|complaining|frustrated|furious|upset|unhappy|down|"
    "seeing|waiting|at risk|leaving|cancell?ing|churning|locked out)|"
    "are (?:blocked|unable|threatening|asking|reporting|complaining|seeing|waiting|leaving|"
    "cancell?ing|churning|locked out)|"
    r"(?:has|have) (?:been )?(?:waiting|waited|asking|trying|seeing|found|noticed|raised|opened|sent|written|called)\b|"
    r"keeps? (?:getting|asking|seeing|losing|being|having|receiving|complaining)\b|need\b|"
    r"would (?:like|love)|expects?\b|insists?\b|demands?\b|refuses?\b|hears?\b|(?:is|are) considering|wrote\b|"
    r"called\b|found\b|noticed\b|tried to|"
    r"was down|were down|can (?:see|open|read|view|access)|"
    r"gets?\s(?:an?\s|the\s|only\s)?(?:['\"\u201c]|error|message|\d{3}\b)|"
    r"(?:was|were) (?:charged|billed|locked)|uses our|[a-z]{3,}(?:ed|s)\stheir\b|"
    # And in what others speak.
    r"droht|drohen|meldet|melden|möchten?|wartet|warten|beschwert|kann\snicht|können\snicht|verlangt|fordert|amenaza|"
    r"no\spueden?|reporta|pide|ne\speu\w+|signale|demande|menace|não\s(?:consegue|recebe)m?|reclama|ameaça|"
    "will (?:leave|cancel|churn|move|switch|not renew)|won't renew|"
    "can't|cannot|can not|could not|couldn't|received|notifie[sd]|threatens?|threatened|escalated|lost|"
    r"sees?|experienc\w+|"
    r"(?:(?:is|are|was|were)\s(?:also\s|both\s|all\s)?)?(?:affected|impacted)\b|"
    r"sends|mails|mailed|faxed|faxes|"
    r"hit|hits|renews|churn\w*|pays|has (?:lost|reported|asked|no access|escalated|threatened)|have (?:lost|"
    r"reported|asked)|"
    r"(?:customers|users|clients|employees|patients|web\s?site|shop|store|hospital)\b(?!\s(?:requests?|traffic|"
    r"calls?|pages?))|"
    r"(?:Suffers|Notifies|Confirms|Reports|Discloses|Exposes|Says|Warns|Loses|Leaks|Hit|Hacked|Breached)\b|"
    r"(?:[Aa]ccount|[Rr]isk|[Tt]enant|[Ww]orkspace|[Ii]nstance|[Rr]enewal|[Oo]rg|[Bb]ot|[Ss]taff)\b)"
)
_FACES = 12
_PLAIN_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)?")
_LOOKED_AHEAD = 60
_SPOKEN_HERE = 3

# "Acme Bank: their exports are empty", where a company's word ends the name, or what they pay stands behind it.
_HEADED = re.compile(rf"(?P<names>{SHORT_NAME})(?P<aside>\s\([^()]{{1,80}}\))?(?::|\s[-\u2013\u2014])\s")
# "Acme Bank, three people blocked", at the beginning of a sentence.
_COMPANY_FIRST = re.compile(
    rf"(?P<names>{SHORT_NAME}(?:,\s{SHORT_NAME})??),?\s(?:(?<=,\s)(?![A-Z])|among\s(?:them|those)\b)"
)
# "Acme Bank would pay for it": whatever a company does, where no thing is called so.
_COMPANY_DOES = re.compile(rf"(?P<names>{SHORT_NAME})\s(?=[a-z])")
_ALSO_THINGS = frozenset({"systems", "group", "center", "centre", "store", "stores", "media", "messenger", "partners"})
_OF_A_CUSTOMER = re.compile(
    r"[$\u20ac\u00a3]|\b(?:ARR|MRR|enterprise|premium|pro|business|gold|platinum|plan|tier|customer|client|account|"
    r"prospect|"
    r"seats|users|tenant|renew\w*|contract)\b",
    re.IGNORECASE,
)
# "initech says their webhook": the whole text in small letters, and what only people do.
_SMALL_SUBJECT = re.compile(
    r"(?:hi\W+|hey\W+|urgent\W+)?(?P<names>[a-z][a-z0-9&'-]{2,}(?:\s(?!says?\b)[a-z][a-z0-9&'-]{2,})?)\s"
    r"(?:(?:says?|said|reports?|reported|claims?|complains?|complained|told us)\s(?:that\s)?(?:they|their|they're|we|"
    r"our|nobody|"
    r"all of|none of)\b|(?:threatens?|threatened)\sto\b|(?:are|is)\s(?:threatening|cancell?ing|leaving|churning)\b|"
    r"(?:wants?|wanted|asks?|asked)\s(?:us\s)?(?:to\s(?:cancel|leave|talk|speak|know)|for\s(?:a|an|their)\s|when\b|"
    r"why\b|if\s(?:we|they))|"
    r"(?:has|have)\s(?:asked|complained|threatened|reported)\b|"
    r"gets?\s(?:an?\s|the\s)?(?:['\"\u201c]|error|\d{3}\b)|"
    r"(?:can't|cannot|can not|could not|couldn't)\s(?:log ?in|sign ?in|pay|check ?out|order|book|invite|reset)\b)"
)
_WHAT_PEOPLE_DO = (
    r"(?:clicked|bought|signed|renewed|upgraded|downgraded|switched|cancelled|canceled|migrated|imported|uploaded|"
    r"configured|ordered|subscribed|purchased|tried|had to|went|woke up|escalated|moved|set up|paid|called|"
    r"wrote|emailed|"
    r"needs?|wants?|asked|asks|says|said|reports?|reported|complains|complained|noticed|found out|received|"
    r"lost|uses|hosts|"
    r"runs)\b"
)
# "acme clicked", "Acme bought", where the word is no other that we know.
_SOMEBODY = re.compile(
    rf"(?P<names>[^\W\d_][\w'&-]{{3,}}(?:\s[^\W\d_][\w'&-]{{2,}})?)\s(?:also\s|just\s|both\s|all\s)?{_WHAT_PEOPLE_DO}"
)
# "Acme Collective: some orders are missing", "acme: none of their phones ring".
_BEFORE_COLON = re.compile(r"(?P<names>[^\W\d_][\w'&-]{3,}(?:\s[^\W\d_][\w'&-]{2,}){0,4}):\s")
# "customer initech: their webhook …", and "fabrikam insurance reports": named as one, or by a company's word.
_SMALL_LABELLED = re.compile(
    r"(?:(?:[Cc]ustomer|[Cc]lient|account|[Tt]enant|[Mm]erchant|[Ww]orkspace|kunde|cliente?)\s|for\s)"
    r"(?P<names>[^\W\d_][\w&'-]{2,}(?:\s[\w&'-]{2,}){0,2}):\s"
)
# "acme clinics: two people see the same slot".
_SMALL_HEADED = re.compile(r"(?P<names>[^\W\d_][\w&'-]{2,}(?:\s[\w&'-]{2,}){1,3}):\s")
_SMALL_COMPANY = re.compile(
    r"(?P<names>[^\W\d_][\w&'-]{2,}(?:\s[^\W\d_][\w&'-]{2,}){1,2})\s(?:says?|said|reports?|reported|complains?|"
    r"complained|"
    r"claims?|asks?|asked|wants?|wanted|needs|cannot|can't|gets?|got|sees?|has|have|had|lost|pays?|uses?|threatens?|"
    r"(?:is|are)\s(?:asking|waiting|complaining|unable|blocked|seeing|getting|threatening|leaving))\b"
)
_LIKE_A_THING = re.compile(r"(?:tion|tions|ment|ments|ing|ings|ness|ity|ics|ance|ers|ors|ly|ed|logs?|pages?|docs?)$")
_NO_SUBJECT = (
    PLAIN
    | PRODUCTS
    | VERBS
    | {
        *("console", "docs", "documentation", "log", "banner", "tooltip", "popup", "screen", "form", "tool", "there"),
        *("prospect", "lead", "shop", "somebody", "anybody", "lawyer", "counsel", "press", "journalist", "regulator"),
        *("researcher", "vendor", "supplier", "they've"),
    }
)

# What stands before is asked after the blank: most letters are none, and are passed over at once.
_PART = re.compile(
    r"\s(?:(?<=[.!?:]\s)(?<!Inc\.\s)(?<!Ltd\.\s)(?<!Co\.\s)(?<!Corp\.\s)\s*|(?<=\n)\n*|[-\u2013\u2014]\s)"
)


def find_subjects(text: str) -> Iterator[str]:
    """The names that begin a sentence and do what customers do."""
    if (headed := _HEADED.match(text)) and (
        is_company(headed["names"]) or _OF_A_CUSTOMER.search(headed["aside"] or "")
    ):
        yield headed["names"]
    for part in _PART.split(text):
        if found := _SUBJECT.match(part, _begin(part)) or _company_first(part):
            yield found["names"]


def _unknown_first(text: str) -> str:
    """Who does something at the beginning, or stands there before a colon, if no word of it is one that we know."""
    found = _SOMEBODY.match(text) or _BEFORE_COLON.match(text)
    if not found:
        return ""
    words = [word.removesuffix("'s") for word in found["names"].split()]
    plain = [word.lower() for word in words if not (word is words[-1] and words[1:] and is_company(found["names"]))]
    if any(word in _NO_SUBJECT or is_common(word) or is_common(word.removesuffix("s")) for word in plain):
        return ""
    following = _PLAIN_WORD.findall(text[found.end() : found.end() + _LOOKED_AHEAD].lower())
    if sum(map(is_common, following)) < _SPOKEN_HERE:
        return ""  # another language, of which all words are unknown
    is_short = all(word.isupper() for word in words) or _LIKE_A_THING.search(words[-1].lower())
    return "" if is_short and not is_company(found["names"]) else " ".join(words)


def _company_first(part: str) -> re.Match[str] | None:
    found = _COMPANY_FIRST.match(part) or _COMPANY_DOES.match(part)
    if not found or " " not in found["names"] or not is_company(found["names"]):
        return None
    is_thing = found.re is _COMPANY_DOES and found["names"].rpartition(" ")[2].lower() in _ALSO_THINGS
    return None if is_thing else found


def _begin(part: str) -> int:
    """Behind what people set before a name to be heard: faces, signs."""
    return next((at for at, letter in enumerate(part[:_FACES]) if letter.isascii() and letter != " "), 0)


def small_subject(text: str) -> str:
    """The one whom a text in small letters begins with, if it can be a name at all."""
    found = _SMALL_SUBJECT.match(text) or _SMALL_LABELLED.match(text)
    if not found:
        found = _SMALL_COMPANY.match(text) or _SMALL_HEADED.match(text)
        found = found if found and is_company(found["names"]) else None
    if not found:
        return _unknown_first(text)
    if found["names"] != found["names"].lower():
        return ""
    words = [word.removesuffix("'s") for word in found["names"].split()]
    asked = words[:-1] if words[1:] and is_company(found["names"]) else words
    if any(word in _NO_SUBJECT or word.removesuffix("s") in _NO_SUBJECT for word in asked):
        return ""
    name = " ".join(words)
    return "" if _LIKE_A_THING.search(words[-1]) and not (words[1:] and is_company(name)) else name
