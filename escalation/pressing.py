"""What presses, by how it is said: why now, growing or not, how deep, who waits since when, whose date it is.

Read off plain phrases only; where a text does not say so plainly the fact stays unknown, and the form asks.
"""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from escalation.cues import Cue, cue
from escalation.dates import CLOCK, DATE_AND_CLOCK, DAY
from escalation.kinds import Depth, Growth, Wanted

_FEW = r"(?:an?|a\sfew|a\scouple\sof|several|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,3})"
_UNIT = r"(?:minutes?|mins?|hours?|hrs?|days?|weeks?|months?|business\sdays?|working\sdays?)\b"
_DAY = (
    rf"(?:{DATE_AND_CLOCK}|(?:next\s|this\s|coming\s)?{DAY}(?:\s(?:morning|noon|afternoon|evening|night))?(?:,?\s(?:at\s)?"
    rf"{CLOCK})?|{CLOCK}(?:\s(?:on\s)?{DAY})?|(?:the\s)?end\sof\s(?:the\s|this\s|next\s)?(?:business\s)?(?:day|week|"
    r"month|quarter|year)|(?:today|tomorrow|tonight)(?:\s(?:morning|noon|afternoon|evening))?|noon|midnight|"
    r"next\s(?:week|month|quarter)|month[\s-]end|year[\s-]end|go-?live)"
)
_BY = rf"(?:(?:by|before|until|till|no\slater\sthan)\s{_DAY}|within\s(?:the\snext\s)?{_FEW}\s{_UNIT})"
_COMES = rf"(?:(?:on|from|as\sof|after|at)\s{_DAY}|in\s{_FEW}\s{_UNIT}|tomorrow|tonight|next\sweek|{_BY})"
_WORDS = r"(?:[\w'\u2019-]+\s)"


class Phrase(NamedTuple):
    """What `cue` finds says `field`: `means`, chosen by the group that matched where it is a table; else its `said`.

    `fits` is asked of what stands before. Where it is `of_names`, capitals matter.
    """

    field: str
    cue: Cue
    means: object = None
    fits: Callable[[str], bool] | None = None
    of_names: bool = False


_WHO = re.compile(r"(?:^|[^\w'\u2019])(?P<who>[\w'\u2019&-]+)\s(?:(?:really|urgently|also|now|still|only|then)\s)?$")
_THEY = {"they", "customer", "customers", "client", "clients", "users", "he", "she", "who", "these"}
_NO_NAME = {
    *(
        "it",
        "this",
        "that",
        "we",
        "i",
        "you",
        "support",
        "engineering",
        "team",
        "what",
        "someone",
        "somebody",
        "nobody",
    ),
    *("which", "product", "leadership", "security", "everyone", "there", "fix", "issue", "bug", "update", "answer"),
}


def _is_theirs(before: str) -> bool:
    """Whether the customer is said to want it: "they", or a name, which has a capital."""
    found = _WHO.search(before)
    who = found["who"] if found else ""
    if who in {"and", "but"}:
        return "they " in before.lower()
    return who.lower() in _THEY or (who[:1].isupper() and who.lower() not in _NO_NAME)


# The first that fits says its field.
PHRASES = (
    Phrase(
        "why_now",
        cue(
            "because|why now",
            r"\b(?:why\snow\s?[:?]\s?|escalat(?:e|ed|es|ing)\s(?:this\s|it\s|now\s){0,2}because\s|"
            r"urgent\s(?:now\s)?because\s)(?P<said>[^.!?]{5,200})",
        ),
    ),
    Phrase(
        "growth",
        cue(
            "not |isn't|no longer|stopped|no new|stable|steady",
            r"\b(?:(?:not|isn't|no\slonger|stopped)\s(?:growing|spreading|increasing|getting\s(?:any\s)?worse)\b|"
            r"no\snew\s(?:reports|cases|customers|tickets)\b|(?:number|count)\s(?:is|stays)\s(?:stable|steady))",
        ),
        Growth.STEADY,
    ),
    Phrase(
        "growth",
        cue(
            "growing|spreading|increasing|climbing|rising|worse|more and more|coming in|counting",
            rf"\b(?:more\sand\smore\s(?:customers|users|accounts|clients|tenants|tickets|reports|people|complaints)\b|"
            rf"(?:customers|users|accounts|clients|tenants|tickets|reports|complaints|numbers?|list|count|it|this)"
            r",?\s(?:and\s|but\s|is\s|are\s|keeps?\s|still\s|slowly\s|quickly\s|rapidly\s|steadily\s){0,3}"
            r"(?:growing|counting|spreading|increasing|climbing|rising|getting\sworse)\b"
            rf"(?!\s(?:company|business|team|list|number))|more\s(?:reports|tickets|complaints)\s{_WORDS}{{0,3}}coming\sin)",
        ),
        Growth.GROWING,
    ),
    Phrase(
        "depth",
        cue(
            "blocked|standstill|dead in the water|unable to work|cannot work|can't work",
            r"\b(?:(?:is|are|team|them|customers?|users?|completely|fully|totally|currently)\sblocked\b"
            r"(?!\s(?:by\s(?:the\s|a\s|our\s|their\s)?(?:firewall|browser|pop|spam|filter|cors|policy)|as\sspam))|"
            r"(?:at|to)\sa\sstandstill|dead\sin\sthe\swater|(?:unable\sto|cannot|can't)\swork(?:\sat\sall|\sanymore|"
            r"\suntil|\swithout|[.,;!]|$))",
        ),
        Depth.BLOCKED,
    ),
    Phrase(
        "depth",
        cue(
            "slows|slowed|slowing|takes them|takes twice|takes longer|cost them|costs them",
            r"\b(?:slow(?:s|ed|ing)\s(?:them|us|everyone|the\s(?:whole\s)?team|customers?|users?|people)\s?(?:down)?|"
            rf"takes\s(?:them\s)?(?:twice|three\stimes|much\slonger)|costs?\sthem\s{_WORDS}{{0,2}}(?:minutes|hours)\b)",
        ),
        Depth.SLOWED,
    ),
    Phrase(
        "depth",
        cue(
            "annoy|cosmetic|nuisance|inconvenien",
            r"\b(?:annoy(?:ed|ing|ance)|(?:only\s|just\s|purely\s)?cosmetic\b|nuisance|inconvenien(?:ced|t|ce)\b)",
        ),
        Depth.ANNOYED,
    ),
    Phrase(
        "waiting_since",
        cue(
            "waiting|waited|no reply|no response|no answer|no news",
            r"\b(?:wait(?:ing|ed)(?!\sfor\s(?:the\s)?(?:customer|client|them|him|her|their)\b)|no\s(?:reply|response|"
            rf"answer|news))\s{_WORDS}{{0,6}}?(?:since\s|for\s)?(?P<said>(?<=since\s)(?:(?:last\s)?{_DAY}|yesterday|"
            rf"last\s(?:night|week|month))|(?:over\s|more\sthan\s|almost\s|about\s)?{_FEW}\s{_UNIT})",
        ),
    ),
    Phrase(
        "until_critical",
        cue(
            "critical|blocking|a blocker|hold out|cope|live with",
            r"\b(?:(?:becomes?|turns?|gets|will\sbe(?:come)?|goes)\s(?:business[\s-])?(?:critical|blocking|a\sblocker)|"
            r"can\s(?:only\s)?(?:hold\sout|cope|live\swith\s(?:it|this)))\s(?:for\sthem\s)?"
            rf"(?P<said>{_COMES})",
        ),
    ),
    Phrase(
        "reference",
        cue("reference", r"\b(?:not|isn't)\s(?:an?\s|our\s)?reference\s(?:customer|account|client)\b"),
        "No",
    ),
    Phrase(
        "reference",
        cue(
            "reference |flagship|lighthouse|design partner|showcase",
            r"\b(?:reference\s(?:customer|account|client)|(?:flagship|lighthouse|showcase)\s(?:customer|account|client)|"
            r"design\spartner)\b",
        ),
        "Yes",
    ),
    Phrase(
        "key_contact",
        cue(
            "contact",
            r"\b(?i:contact(?:\sperson)?(?:\s(?:there\s)?is|:)\s)(?P<said>(?:[A-Z\u00c0-\u00de][\w'\u2019-]{1,30}"
            r"(?:\s(?:van|von|de|der|den|da|di|el|al))?(?:\s[A-Z\u00c0-\u00de][\w'\u2019-]{1,30}){1,2}"
            r"|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{2,64}){1,4})"
            r"(?:,?\s?\([^()]{2,40}\))?)",
        ),
        of_names=True,
    ),
    Phrase(
        "customer_date",
        cue(
            "need|want|expect|demand|require|insist|promised|asked for",
            r"\b(?:needs?|wants?|expects?|demands?|requires?|insists?\son|(?:was|were)\spromised|asked\sfor)\s"
            rf"{_WORDS}{{0,6}}?(?P<said>{_BY})",
        ),
        fits=_is_theirs,
    ),
    Phrase(
        "wanted",
        cue(
            "update|news|answer|statement|fix|solution|solved|resolved|resolution|working|repaired|restored",
            r"\b(?:(?P<update>update|news|answer|statement)|(?P<solution>fix|fixed|solution|solved|resolved|resolution|"
            rf"working|repaired|restored))\s{_WORDS}{{0,3}}?{_BY}",
        ),
        {"update": Wanted.UPDATE, "solution": Wanted.SOLUTION},
    ),
)
_BEFORE = 40


def find_pressing(line: str, low: str) -> dict[str, object]:
    """What `line` says of it, by the names of a draft's fields. `low` is the line folded, letter for letter."""
    found: dict[str, object] = {}
    for phrase in PHRASES:
        if phrase.field not in found and (said := _first(phrase, line, low)):
            found[phrase.field] = _meant(phrase, said, line)
    return found


def _meant(phrase: Phrase, said: re.Match[str], line: str) -> object:
    if isinstance(phrase.means, Mapping):
        return phrase.means[said.lastgroup or ""]
    return phrase.means or line[slice(*said.span("said"))].strip(" .,;:-")


def _first(phrase: Phrase, line: str, low: str) -> re.Match[str] | None:
    for found in phrase.cue.finditer(low, line if phrase.of_names else None):
        if phrase.fits is None or phrase.fits(line[max(0, found.start() - _BEFORE) : found.start()]):
            return found
    return None
