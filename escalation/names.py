"""What makes a name: capitals, the small words between them, company endings; and what is left of one when trimmed.

Where names of customers stand in a text is `customers.py`'s.
"""

import re
from collections.abc import Iterable

from escalation.not_customers import COMPANY_WORDS, PLAIN, PRODUCTS, VERBS

LONGEST = 80
_SHORTEST = 2
_PAIR = 2
_PLAIN = PLAIN | PRODUCTS | VERBS

_UP = "[A-ZÀ-ÖØ-ÞĆČĐĞİŁŃŐŚŞŠŹŻŽΑ-ΩА-Я]"
WORD = rf"(?:{_UP}(?:[\w&'\u2019@+-]|\.(?=\w))*|\d+{_UP}\w*|[a-z]{{1,3}}{_UP}\w+)"
LINK = r"(?:of|and|&|the|for|de|del|da|do|di|du|des|der|die|und|et|y|e|la|le|van|von|zu|\+)"
_SUFFIXES = (
    *("Inc", "Ltd", "LLC", "LLP", "PLC", "Corp", "Co", "GmbH", "AG", "SA", "S.A", "BV", "NV", "AB", "Oy", "Pty", "PA"),
    *("KG", "Limited", "Incorporated"),
)
SUFFIXES_WITH_DOT = tuple(f"{suffix}." for suffix in _SUFFIXES)
SUFFIX = rf"(?:,?\s(?:{'|'.join(map(re.escape, _SUFFIXES))})\b\.?)"
NAME = rf"{WORD}(?:\s(?:{LINK}\s){{0,2}}{WORD}){{0,6}}{SUFFIX}?"
SHORT_NAME = rf"{WORD}(?:\s(?:{LINK}\s)?{WORD}){{0,5}}?{SUFFIX}?"
NAMES = rf"{NAME}(?:(?:,\s(?:and\s)?|\s(?:and|&|und|et|y)\s){NAME}){{0,6}}"


_SPLIT = re.compile(r",\s(?:and\s)?|\s(?:und|et|y)\s|\s/\s")
_SPLIT_AND = re.compile(r"\sand\s")
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
_LIKE_A_NOUN = re.compile("(?:tion|tions|ment|ments|ing|ings|ness|ity|ities|ics|ance|ences?|ly|ed|ers|ors|able|ives?)$")
_SUFFIX_ONLY = re.compile(r"^(?:inc|ltd|llc|llp|plc|corp|co|gmbh|ag|pa|sa|limited|incorporated)\.?$", re.IGNORECASE)
_NOT_A_NAME = re.compile(
    r"^(?:\w+(?:n['\u2019]t|['\u2019](?:re|ll|ve|d|m))|[A-Z]{1,5}-?\d(?!\w*[a-z]{3})[\w-]*|\d{1,2}[AP]M|v?\d[\d.]*\w?|[a-z]{2,6}_\w+|.*(?:\.(?:js|py|php|csv|pdf|json|html?)|\(\)))$"
)
_BEFORE_A_NAME = frozenset(
    {
        "the",
        "our",
        "for",
        "at",
        "customer",
        "client",
        "account",
        "thanks",
        "cc",
        "@",
        "frage",
        "anfrage",
        "von",
        "kunde",
    }
)
_BEFORE_A_TAIL = _BEFORE_A_NAME | PRODUCTS | VERBS
_KEPT = COMPANY_WORDS | _GROUPS
_COMPANY_OF = re.compile(
    r"(?:the )?(?:school|university|bank|museum|college|institute|ministry|city|county|church|board|academy|council|"
    r"house|hospital|department) of \w",
    re.IGNORECASE,
)


def parted(names: str, *, is_tail: bool) -> Iterable[str]:
    """Each name by itself: "Globex, Initech and Hooli" is three, "Initech, Ltd." and "Fish and Chips Company" one."""
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
    if len(sides) == 1 or len(sides) > _PAIR:
        return [part]
    left, right = sides
    if " & " in left and not is_company(right):
        return sides  # "City Power & Light and Contoso": the sign joins within a name, the word two of them
    one_name = "'s" in left or "\u2019s" in left or (is_company(right) and not is_company(left))
    even = (" " in left) == (" " in right) or is_company(left)
    return [part] if one_name or not even or (" " not in right and is_company(right)) else sides


def is_company(name: str) -> bool:
    """A company's word ends it, "Bank of" and the like begin it, or "&" joins it."""
    last = name.rpartition(" ")[2].strip(".,").lower()
    return last in COMPANY_WORDS or (" & " in name and name.count(" ") > _PAIR) or _COMPANY_OF.match(name) is not None


def _trimmed(name: str, *, is_tail: bool) -> str:
    """`name` without plain words before and after it; nothing when only plain words are left."""
    words = name.split()
    leading = _BEFORE_A_TAIL if is_tail else _PLAIN
    if not is_tail and words and len(words) > 1 and (_bare(words[0]) in PRODUCTS or _bare(words[-1]) in PRODUCTS):
        return ""  # "API Gateway", "Quarry Hill Discord": the name of a part, or of a place, not of who uses it
    while words and _bare(words[0]) in leading:
        words = words[1:]
    while words and _is_plain(words[-1]) and _bare(words[-1]) not in _KEPT:
        words = words[:-1]
    if not words or _bare(words[-1]) in _GROUPS or (len(words) == 1 and _bare(words[0]) in COMPANY_WORDS):
        return ""
    name = " ".join(words).strip(" ,;:-'\"").removesuffix("'s").removesuffix("\u2019s")
    if not name.endswith((" Inc.", " Ltd.", " Corp.", " Co.", "S.A.")):
        name = name.rstrip(".")
    return name if _may_be(name, is_tail=is_tail) else ""


def _may_be(name: str, *, is_tail: bool) -> bool:
    """Whether what is left can be a name at all; within a sentence one word that looks like a noun is none."""
    if not _SHORTEST <= len(name) <= LONGEST or _NOT_A_NAME.match(name):
        return False
    if not is_tail and " " not in name and _LIKE_A_NOUN.search(name):
        return False
    return not all(_is_plain(word) for word in name.split())


def _bare(word: str) -> str:
    return word.strip(".,'\"()").lower()


def _is_plain(word: str) -> bool:
    """Plain as it stands, in the plural, or with a version: "Dashboards", "Windows11"."""
    bare = _bare(word)
    return bare in _PLAIN or bare.removesuffix("s") in _PLAIN or bare.rstrip("0123456789") in PRODUCTS


def same(one: str, other: str) -> bool:
    one, other = one.casefold(), other.casefold()
    return one in other or other in one
