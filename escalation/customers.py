"""Who is it for? Customers are found by where their names stand: labelled, at the end, after "for", before "reports".

Nothing is looked up; a name that only might be one is left out, for the modal asks.
"""

import re
from collections.abc import Iterable

from escalation.cues import Cue, stands_in
from escalation.not_customers import COMPANY_WORDS, PLAIN, PRODUCTS, VERBS

MOST = 12
_LONGEST = 80

_UP = "[A-ZÀ-ÖØ-ÞĆČĐĞİŁŃŐŚŞŠŹŻŽΑ-ΩА-Я]"  # noqa: RUF001 - a capital of the scripts that have them
_WORD = rf"(?:{_UP}(?:[\w&'’@+-]|\.(?=\w))*|\d+{_UP}\w*|[a-z]{{1,3}}{_UP}\w+)"  # noqa: RUF001 - people type both apostrophes
_LINK = r"(?:of|and|&|the|for|de|del|da|do|di|du|des|der|die|und|et|y|e|la|le|van|von|zu|\+)"
_SUFFIX = r"(?:,?\s(?:Inc|Ltd|LLC|LLP|PLC|Corp|Co|GmbH|AG|SA|S\.A|BV|NV|AB|Oy|Pty|PA|KG|Limited|Incorporated)\b\.?)"
_NAME = rf"{_WORD}(?:\s(?:{_LINK}\s){{0,2}}{_WORD}){{0,6}}{_SUFFIX}?"
_SHORT_NAME = rf"{_WORD}(?:\s(?:{_LINK}\s)?{_WORD}){{0,5}}?{_SUFFIX}?"
_NAMES = rf"{_NAME}(?:(?:,\s(?:and\s)?|\s(?:and|&|und|et|y)\s){_NAME}){{0,6}}"

# "Organisation: Jubla", "Account INK LLP", "customer is Acme": the text says itself that this is the customer.
_LABELLED = re.compile(
    r"(?i:\b(?:customer|client|account|organi[sz]ation|org|company|tenant|merchant|workspace|kunde|firma|mandant|cliente|"
    r"empresa|societe|société|entreprise)(?:\s(?:name|affected|impacted))?\s?(?::|=|\s(?:is|called|named)\b)\s?)"
    rf"(?P<names>{_NAMES})"
)
_ROLE_NAME = re.compile(
    rf"\b(?i:customers?|clients?|accounts?|tenants?|merchants?|prospects?|kunden?|firma|cliente|société|by client)\s"
    rf"(?P<names>{_NAMES})"
)
_EXAMPLES = re.compile(
    rf"\b(?i:customers|clients|users|accounts|tenants|merchants|companies|prospects)\s?(?:\(|:\s|,?\s(?i:e\.g\.?,?|such as|like|including)\s)"
    rf"(?P<names>{_NAMES})"
)
_ONE_USER = re.compile(r"\b(?:one|a|single)?\s?(?:user|customer|client)\s\((?P<names>[\w.@-]{3,40})\)", re.IGNORECASE)
_REPORTER = re.compile(r"(?:報告者|お客様|顧客|会社名|客户|客戶|고객)\s?[::]\s?(?P<names>[^\s。、,,]{2,40})")  # noqa: RUF001
_TAGGED = re.compile(r"\b(?P<names>(?:customer|client|tenant|org)-[a-z0-9][\w-]{2,40})")

# The end of the text, where an agent puts the name: in brackets, after a dash, after the last full stop, after "for".
_END = r"[\s.!)\]]*$"
_IN_BRACKETS = re.compile(rf"[(\[](?P<names>{_NAMES})[)\]]\s*$")
_AFTER_DASH = re.compile(rf"\s[-–—]+\s(?P<names>{_NAMES})\s*$")  # noqa: RUF001 - the dashes people type
_AFTER_STOP = re.compile(rf"(?:[.!?。)\"”…:]|\.\.\.)\s+(?P<names>{_NAMES})\s*$|\n(?P<line>{_NAMES})\s*$")
_SMALL_FOR = re.compile(
    r"(?P<stop>[.!?,;)\"]\s+|\s[-–—]\s+|^|\s)(?:for|at|customer|client)\s(?P<names>[^.!?;:()\n]{2,60})$"
)  # noqa: RUF001

# "for Acme Corp", "affecting Globex and Initech": in the middle of a sentence.
_AFTER_WORD = re.compile(
    r"\b(?:for|affecting|impacting|affects|impacts|blocking|from|at|für|chez|pour|para|de la empresa)\s"
    rf"(?:(?:our\s)?(?:customers?|clients?|the account|account|prospects?|merchants?|tenants?)\s)?(?:the\s(?={_NAME}\s(?:group|team|account|company|tenant|office|org)\b))?(?P<names>{_NAMES})"
)
_OWNER = re.compile(
    rf"(?P<names>{_NAME})(?:'s|’s)\s(?:web\s?site|customers|users|account|instance|tenant|workspace|team|admins?|data|C[A-Z]O|VP|renewal|contract|production)\b"
)  # noqa: RUF001
# "Acme says", "HSBC bot", "Globex account": at the beginning of a sentence.
_SUBJECT = re.compile(
    rf"(?:(?:URGENT|Urgent|Hi|Hello)\W+)?(?P<names>{_SHORT_NAME}(?:\s(?:and|&)\s{_SHORT_NAME}){{0,3}}?)(?:'s|’s)?\s"  # noqa: RUF001
    r"(?:says?|said|reports?\s(?:that|an?|the|issues?|problems?|errors?|missing|this|having|it|they|their|\w+ing)|reported|complains?|complained|claims?|told us|asks?|asked|wants?|wanted|needs|requests?|requested|"
    r"is (?:blocked|unable|threatening|asking|reporting|complaining|frustrated|furious|upset|unhappy|down|seeing|waiting|at risk)|"
    r"are (?:blocked|unable|threatening|asking|reporting|complaining|seeing|waiting)|"
    r"can't|cannot|can not|could not|couldn't|received|notifie[sd]|threatens?|threatened|escalated|lost|sees?|experienc\w+|"
    r"hit|hits|renews|churn\w*|pays|has (?:lost|reported|asked|no access|escalated|threatened)|have (?:lost|reported|asked)|"
    r"(?:[Aa]ccount|[Rr]isk|[Tt]enant|[Ww]orkspace|[Ii]nstance|[Rr]enewal|[Oo]rg|[Bb]ot|[Ss]taff)\b)"
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
    "user",
)
_WITHIN = (
    Cue(_ROLES, _LABELLED),
    Cue(_ROLES, _ROLE_NAME),
    Cue(_ROLES, _EXAMPLES),
    Cue((" (",), _ONE_USER),
    Cue((":", "\uff1a"), _REPORTER),
    Cue(
        ("for ", "affect", "impact", "block", "from ", "at ", "für ", "chez ", "pour ", "para ", "de la empresa "),
        _AFTER_WORD,
    ),
    Cue(("'s ", "’s "), _OWNER),  # noqa: RUF001
    Cue(("customer-", "client-", "tenant-", "org-"), _TAGGED),
)
_PART = re.compile(r"(?<=[.!?:])\s+|\n+|\s[-–—]\s")  # noqa: RUF001
_SPLIT = re.compile(r",\s(?:and\s)?|\s(?:und|et|y)\s|\s/\s")
_SPLIT_AND = re.compile(r"\s(?:and|&)\s")
_JOB = re.compile(r"\b(?:C[A-Z]O|VP|SVP|Head of|Director|Manager|Engineer|President|Founder|Owner)\b")
_GROUPS = frozenset(
    {
        "companies",
        "customers",
        "clients",
        "users",
        "accounts",
        "tenants",
        "department",
        "departments",
        "report",
        "reports",
    }
)
_LIKE_A_NOUN = re.compile(
    r"(?:tion|tions|ment|ments|ing|ings|ness|ity|ities|ics|ance|ences?|ly|ed|ers|ors|able|ives?)$"
)
_SUFFIX_ONLY = re.compile(r"^(?:inc|ltd|llc|llp|plc|corp|co|gmbh|ag|pa|sa|limited|incorporated)\.?$", re.IGNORECASE)
_NOT_A_NAME = re.compile(r"^(?:[A-Z]{1,5}-?\d[\w-]*|v?\d[\d.]*\w?|.*(?:\.(?:js|py|php|csv|pdf|json|html?)|\(\)))$")
_BEFORE_A_NAME = frozenset({"the", "our", "for", "at", "customer", "client", "account", "thanks", "cc", "@"})


def find_customers(text: str, low: str) -> tuple[str, ...]:
    """The customers `text` names, in its order, each once. `low` is the same text folded."""
    found: list[str] = []
    for names, is_tail in _places(text, low):
        for name in _parted(names, is_tail=is_tail):
            if not any(_same(name, other) for other in found):
                found.append(name)
        if len(found) >= MOST:
            break
    return tuple(sorted(found[:MOST], key=text.find))


def customer_tail(text: str) -> str:
    """The end of `text` that only says whom it is for, such as ` - Acme Corp`; or nothing."""
    for pattern in (_IN_BRACKETS, _AFTER_DASH, _AFTER_STOP, _SMALL_FOR):
        found = pattern.search(text[-_LONGEST * 2 :])
        if found and _of_tail(found, pattern):
            start = found.start() + (1 if pattern is _AFTER_STOP else 0)
            return text[-_LONGEST * 2 :][start:]
    return ""


def _places(text: str, low: str) -> Iterable[tuple[str, bool]]:
    end = text[-_LONGEST * 2 :]
    for pattern in (_IN_BRACKETS, _AFTER_DASH, _AFTER_STOP, _SMALL_FOR):
        found = pattern.search(end)
        if found and (names := _of_tail(found, pattern)):
            yield names, True
            break
    for keys, pattern in _WITHIN:
        if stands_in(keys, low):
            for found in pattern.finditer(text):
                yield found["names"], False
    for part in _PART.split(text):
        if (subject := _SUBJECT.match(part)) is not None:
            yield subject["names"], False


def _of_tail(found: re.Match[str], pattern: re.Pattern[str]) -> str:
    groups = found.groupdict()
    names = groups.get("names") or groups.get("line") or ""
    if pattern is _SMALL_FOR:
        return names if _is_small_name(names, after_stop=bool(found["stop"].strip())) else ""
    if pattern is _AFTER_STOP and not _stands_alone(names):
        return ""
    return names


def _stands_alone(names: str) -> bool:
    """After a full stop a name is the whole rest; one plain word there is a greeting or a heading."""
    words = names.split()
    return (
        len(names) <= _LONGEST
        and not _JOB.search(names)
        and not any(word.lower().strip(".,") in VERBS for word in words)
    )


def _is_small_name(names: str, *, after_stop: bool) -> bool:
    """Small letters after "for" at the end: a company's name, not "for the past week" or "for testing"."""
    words = [word.strip("'\",") for word in names.lower().split()]
    if not words or len(words) > (5 if after_stop else 4):
        return False
    if any(word in VERBS or word[:1].isdigit() for word in words) or words[0] in PLAIN:
        return False
    if words[-1].strip(".") in COMPANY_WORDS:
        return True
    if any(word in PLAIN | PRODUCTS for word in words):
        return False
    return after_stop or (len(words) <= 2 and not re.search(r"(?:ing|tion|tions|ed|ment|ly|ness|able)$", words[-1]))


def _parted(names: str, *, is_tail: bool) -> Iterable[str]:
    """One name for each customer: "Globex, Initech and Hooli" is three, "VanArsdel, Ltd." and "Pickles and Preserves Farm" one."""
    parts: list[str] = []
    for part in _SPLIT.split(names):
        if parts and _SUFFIX_ONLY.match(part.strip()):
            parts[-1] = f"{parts[-1]}, {part.strip()}"
        else:
            parts.append(part)
    for part in parts:
        for side in _split_and(part):
            if name := _trimmed(side, is_tail=is_tail):
                yield name


def _split_and(part: str) -> list[str]:
    """ "Acme and Globex" are two customers; where a side alone is several words it is rather one long name."""
    sides = _SPLIT_AND.split(part)
    if len(sides) == 2 and (all(len(side.split()) == 1 for side in sides) or all(_is_company(side) for side in sides)):  # noqa: PLR2004
        return sides
    return [part]


def _is_company(name: str) -> bool:
    return name.split()[-1].strip(".,").lower() in COMPANY_WORDS if name.split() else False


def _trimmed(name: str, *, is_tail: bool) -> str:
    """`name` without plain words before and after it; nothing when only plain words are left."""
    words = name.strip().split()
    if words and words[-1].lower() in _GROUPS:
        return ""
    leading = _BEFORE_A_NAME if is_tail else PLAIN
    while words and words[0].strip(".,").lower() in leading | PRODUCTS | VERBS:
        words = words[1:]
    while words and (
        words[-1].lower() in _GROUPS or _is_plain(words[-1]) and words[-1].strip(".,").lower() not in COMPANY_WORDS
    ):
        if words.pop().lower() in _GROUPS:
            return ""
    if words and words[0].strip(".,").lower() in COMPANY_WORDS and len(words) == 1:
        return ""
    name = " ".join(words).strip(" ,;:-'\"")
    name = re.sub(r"(?:'s|’s)$", "", name)  # noqa: RUF001
    if not name.endswith((" Inc.", " Ltd.", " Corp.", " Co.", "S.A.")):
        name = name.rstrip(".")
    if len(name) < 2 or len(name) > _LONGEST or _NOT_A_NAME.match(name):  # noqa: PLR2004
        return ""
    if not is_tail and " " not in name and _LIKE_A_NOUN.search(name):
        return ""
    return "" if all(_is_plain(word) for word in name.split()) else name


def _is_plain(word: str) -> bool:
    bare = word.strip(".,'\"()").lower()
    return bare in PLAIN or bare in PRODUCTS or bare in VERBS


def _same(one: str, other: str) -> bool:
    one, other = one.casefold(), other.casefold()
    return one in other or other in one
