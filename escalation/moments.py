"""Since when, and by when: the phrases of a text that say it, as they stand there.

What they mean on a calendar is not asked here.
"""

import re

from escalation.cues import DIGITS, cue
from escalation.dates import CLOCK, DATE, DATE_AND_CLOCK, DATE_ONLY, DAY, MONTH, PART_OF, ZONE
from escalation.moments_abroad import BY_ABROAD, SINCE_ABROAD, SINCE_JAPANESE
from escalation.moments_vague import FINE_UNTIL, FIRST_SEEN, FROM_THEN, IN_A_MONTH, LONG_ENOUGH

_FEW = (
    r"(?:a\sfew|a\scouple(?:\sof)?|several|many|some|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,3}|"
    r"an?|(?:over|more\sthan|at\sleast|almost|about|nearly|around)\s(?:an?|one|two|three|four|five|six|ten|"
    r"\d{1,3}))"
)
_UNIT = (
    r"(?:min(?:ute)?s?|hours?|hrs?|days?|nights?|weeks?|months?|quarters?|years?|sprints?|business\sdays?|"
    r"working\sdays?)"
)
_PART = r"(?:morning|afternoon|evening|night)"
_RELATIVE = (
    rf"(?:yesterday(?!['\u2019]s)(?:\s{_PART})?|today|this\s(?:{_PART}|week|month|{DAY})|last\s(?:night|week|month|year|"
    rf"{DAY}|{MONTH})|tonight|{DAY}(?:\s{_PART})?)"
)

# The first that stands in the text says it: a phrase that names the start, then how long, then a moment alone.
_SINCE = cue(
    "since|start|begin|as of|effective|began|begun|happen|occur|ongoing|broken|down|failing|stopped|"
    "noticed|discovered|reported|open|last seen|last worked|last time",
    r"\b(?:since|starting(?:\s(?:from|at|on|around))?|beginning(?:\s(?:at|on|in))?|as\sof|effective|"
    r"(?:start(?:ed)?|began|begun|happening|occurring|ongoing|broken|down|failing|stopped(?:\sworking)?|"
    r"noticed|discovered|reported|open(?:ed)?|last\s(?:seen|worked|received|updated|synced))\s(?:(?:at|on|in|from|"
    r"around|about)\s)?)"
    r"[:\s]*(?:about\s|around\s|approximately\s|approx\.?\s|roughly\s)?"
    rf"(?:{DATE_AND_CLOCK}|{CLOCK}(?:\s?[-\u2013]\s?{CLOCK})?(?:(?:,|\son)?\s(?:{_RELATIVE}|{DATE}))?|"
    rf"{_RELATIVE}(?:(?:,?\s(?:at|around|about))?\s{CLOCK})?|{PART_OF}|{MONTH}(?:\s20\d\d)?\b|{_FEW}\s{_UNIT}\sago)",
)
_SINCE_EVENT = cue(
    "since|as of|from| in |start|beg|happen|broke",
    r"\b(?:since|ever\ssince|as\sof)\s(?:the\s|our\s|your\s|their\s|we\s|i\s|they\s|an?\s|"
    r"\w+['\u2019]s\s)?(?:[\w:]+\s){0,3}?"
    r"(?:updat\w+|upgrad\w+|releas\w+|deploy\w*|migrat\w+|version\s?\S+|v?\d+\.\d[\w.]*|chang\w+|"
    r"maintenance|outage|rollout|launch|switch\w*|install\w*|patch\w*|downtime|incident|move[d]?|onboarding)"
    r"(?:\s(?:to|of|on|from)?\s?(?:version\s)?v?\d[\w.]*\w)?|"
    r"\b(?:start\w*|began|begun|happen\w*|broken?)\s(?:right\s|directly\s)?(?:with|after|on)\s(?:the|our|your|their|an?)\s"
    r"(?:\w+\s){0,2}?(?:updat\w+|upgrad\w+|releas\w+|deploy\w*|migrat\w+|maintenance|rollout|hot-?fix\w*|patch\w*|launch)"
    rf"(?:\s(?:of|on|from)\s(?:{_RELATIVE}|{DATE}))?|"
    r"\bsince\s(?:the|your|our)\snew\s(?:\w+\s){0,2}?(?:plans?|pricing|prices|menu|design|layout|app|editor|ui|rules?|policy)\b|"
    r"\bsince\s\d{1,2}/\d{1,2}(?:/\d{2,4})?(?:\sof\sthis\syear)?(?![\w/])|"
    r"\b(?:since|before)\s(?:the\s)?(?:chrome|firefox|safari|edge|ios|ipados|android|windows|macos|version|release|build)"
    r"\s?v?\d[\w.]*\b(?:\s(?:beta|updat\w+|upgrad\w+|releas\w+)\b)?|"
    r"\b(?:since|from)\s(?:version\s|v|release\s|build\s)?v?\d+(?:\.\d+)+[\w.]*(?<!\.)(?!\s(?:to|and)\b)|"
    r"\b(?:ever\s)?since\s(?:the\s(?:very\s)?(?:beginning|start)|day\s(?:one|1)|(?:we|i|they|you|he|she|"
    r"it)\s(?:have\s|has\s|"
    r"had\s|first\s|just\s|got\s)*(?:started|began|signed\sup|joined|bought|purchased|subscribed|opened|enabled|"
    r"turned\son|"
    r"set\sup|connected|added|activated|went\slive|got)\b)|\bfrom\s(?:the\s(?:very\s)?(?:beginning|start)|day\s(?:one|"
    r"1))|"
    r"\b(?:regression|introduced|broken|broke|appeared|bug|changed|started)\s(?:\w+\s){0,4}?in\s(?:version\s|v)?\d+"
    r"(?:\.\d+)+[\w.]*(?<!\.)|"
    r"\bfrom\sversion\s\d[\w.]*\w",
)
_FOR_LONG = cue(
    "day|week|month|year|hour|hr|min|time|while|ages|quarter|night|sprint|all morning|all afternoon|all evening",
    rf"\b(?:for|over|during|in|within)\sthe\s(?:past|last)\s(?:(?:{_FEW}|few|couple)\s)?(?:consecutive\s|"
    rf"couple\sof\s)?{_UNIT}(?:\snow)?|"
    r"\b(?:for)\s(?:(?:about|around|almost|nearly|over|more\sthan|at\sleast|roughly|the|last|past|well\sover|"
    rf"some)\s)*{_FEW}\s(?:consecutive\s|business\s|working\s|full\s|whole\s)?{_UNIT}(?:\snow|"
    rf"\sin\sa\srow|"
    r"\sstraight)?|"
    r"\bfor\s(?:the\s)?(?:several\s)?(?:minutes|hours|days|weeks|months|years|ages)(?:\s(?:now|on\send))?|"
    r"\bfor\s(?:a|quite\sa|some|such\sa|too)\s?(?:very\s)?(?:long\s)?(?:time|while)(?:\snow)?|"
    r"\ball\s(?:night|week|weekend|morning|afternoon|evening)\b(?:\slong)?|"
    r"\b(?:minutes|hours|days|weeks|months|years)\sago\b|"
    rf"\b(?:the\s(?:past|last)|past|last)\s{_FEW}\s(?:consecutive\s)?{_UNIT}|"
    rf"\b{_FEW}\s{_UNIT}\s(?:behind|ago|now|of\s(?:missing|errors|downtime|outage|waiting|silence)|already|"
    rf"and\scounting|without)|"
    rf"\bsince\s(?:the\s)?(?:last\s|past\s)?(?:{_FEW}\s)?{_UNIT}\b|"
    rf"\bopen\s(?:for\s)?{_FEW}\s{_UNIT}|\b(?:second|third|fourth|fifth)\s(?:day|week|month)\s(?:without|"
    rf"in\sa\srow|now|of)|\bbeen\s(?:for\s)?{_FEW}\s?(?:{_UNIT}|h|d)\b(?:\s(?:already|now))?|\b(?:waiting|waited|"
    rf"down|offline|broken)\s{_FEW}\s{_UNIT}",
)
_AFTER_SILENCE = cue(
    "response after|reply after|answer after|request after|update after|news after",
    rf"\bafter\s{_FEW}\s{_UNIT}\b",
)
_MOMENT = cue(
    f"{DIGITS}|noon|midnight",
    rf"\bbetween\s{DATE}\sand\s{DATE}|"
    rf"\bbetween\s(?:{CLOCK}|\d{{1,2}})\s?(?:-|and|to)\s?{CLOCK}(?:\s{_RELATIVE})?|"
    rf"\b(?:(?:around|about|approximately)\s{CLOCK}|at\s\d{{1,2}}\s?[ap]m\s{ZONE}\b)|"
    rf"\b{CLOCK}\s(?:{ZONE}\s)?(?:on\s)?(?:{_RELATIVE}|{DATE})|"
    rf"\b\d{{1,2}}:\d\d\s?(?:[ap]m\s?)?{ZONE}\b|(?<![\w./-]){DATE_AND_CLOCK}(?!\w)",
)
_RELATIVE_ALONE = cue(
    "yesterday|last |this |today|overnight|weekend",
    rf"\b(?:yesterday(?!['\u2019]s)(?:\s{_PART})?|last\s(?:night|week|month|{DAY})|this\s(?:{_PART}|week|month)|today|"
    r"overnight(?!\s(?:delivery|shipping|jobs?|batch|syncs?|runs?|backups?))|over\sthe\sweekend)"
    rf"(?:(?:\sat|\saround)?\s{CLOCK})?",
)
_AFTER_EVENT = cue(
    "after |upon |following |updat|upgrad|releas|deploy|migrat|maintenance|rollout|patch|reinstall|version|clock "
    "change|time change|daylight",
    r"\b(?:up?on|after|following|post)\s(?:the\s|our\s|your\s|their\s|an?\s|i\s|we\s|they\s|today's\s|"
    r"\w+day's\s)?(?:\w+\s){0,2}?"
    r"(?:v?\d+\.\d[\w.]*\b|updat\w+|upgrad\w+|releas\w+|deploy\w*|migrat\w+|maintenance|rollout|hot-?fix\w*|patch\w*|"
    r"reinstall\w*|(?:clock|time)\schange|daylight\ssaving\w*)(?:\s(?:to|of)\s(?:version\s)?v?\d[\w.]*\w|\s(?:to\s)?v?\d[\w.]*\w)?|"
    r"\b(?:in|with|on|after)\s(?:the\s|your\s|our\s)?(?:latest|last|newest|new|recent|current)\s(?:version|release|"
    r"update)|"
    r"\b(?:updat|upgrad|migrat)(?:ed?|ing)\s(?:from\s(?:version\s)?v?\d[\w.]*\s)?to\s(?:version\s)?v?\d[\w.]*\w",
)
# A customer's age is no start, nor is an answer's time, nor a count of times in a week.
_NOT_A_START = re.compile(
    r"(?:\b(?:i|we)\s(?:updated|paid|called|tried|contacted|emailed|wrote|sent|asked|bought|ordered|signed|upgraded|"
    r"purchased|downloaded|installed|deleted|cancelled|canceled|"
    r"changed|checked|reviewed|spoke|talked|registered|created|added|subscribed)\s(?:[\w-]+\s){0,4}$|\btimes\s(?:in\s|per\s|a\s)$|"
    r"\b(?:first|second|third|fourth|fifth|sixth|\d+(?:st|nd|rd|th))\s\w+\s$|\b(?:helps?|works?)\s$|\b(?:paying|paid|"
    r"using|used|"
    r"subscribed|with\syou)\s(?:\w+\s){0,2}$|\bonce\s(?:per|a|"
    r"every)\s|\b(?:queued|played|on\shold)\s(?:\w+\s)?$|\be\.g\.,?\s$|\b(?:i|we)\s(?:set\sup|opened|"
    r"made)\s(?:[\w-]+\s){0,4}$|\b(?:charged|billed|renewed)\s(?:[\w.$\u20ac\u00a3]+\s){0,2}on\s$|\b(?:learned|learnt|"
    r"heard|told|found\sout)\s$|\bif\s(?:[\w-]+\s){0,6}$|\btransactions\s"
    r"made\s$|\b(?:fixed|solved|resolved|repaired|working)\s(?:again\s)?$|"
    r"\b(?:worked|saw|seen|(?:was|were)\s(?:\w+\s)?(?:fine|ok|okay|there|good))\s(?:\w+\s){0,2}$|\bby\s$|\b(?:for|of|"
    r"dated|du|au|vom|bis|to|through|thru|meeting|call|demo|scheduled|daily|"
    r"every\s\w+|runs?|set)\s(?:the\s|for\s)?$|\b(?:is|are|were)\s\w+\s(?:on|in|at)\s$|\bbefore\s$|"
    r"\bwithin\s$|\bdue\s(?:on\s)?$|\bnext\s$|\brenew(?:s|"
    r"als?)?\s(?:is\s)?(?:on\s|in\s)?$|\bexpir\w+\s(?:on\s|in\s)?$|\b(?:launch\w*|go(?:ing|"
    r"es)?\slive)\s(?:on\s|is\s)?$|\buntil\s$|\bdata\sfrom\s(?:the\s)?$|\b(?:from|starting|effective)\s(?:the\s)?$)"
)
_NOT_SINCE = re.compile(
    r"\b(?:paying|paid|using|used|subscribed|member|with\syou|integrated|running|live|installed|connected|in\suse)\s"
    r"(?:\w+\s){0,2}$"
)
_A_CUSTOMERS_AGE = re.compile(r"(?:customer|client|user|member|loyal|subscriber)\w*(?:\s\w+){0,3}\s?\(?$")
# A bare date is as often one of the data; it says when where it is put so, or where a sentence begins with it.
_TOLD_AS_A_DATE = re.compile(
    r"(?:^|[.!?;:\u2013-]\s?|\b(?:on|at|of|since|from|posted|date|day|dated|discovered|detected|happened|occurred|"
    r"started|began|"
    r"timestamp|about|around|monday|tuesday|wednesday|thursday|friday|saturday|sunday),?\s?(?:the\s)?)$"
)
# "Yesterday I submitted": when they did it, not since when it fails.
_ONES_OWN_DEED = re.compile(
    r",?\s(?:i|we)\s(?:submitted|sent|bought|paid|wrote|called|asked|ordered|signed|registered|created|added|"
    r"uploaded|reported|received|got|saw)\b"
)
# "Today we can only": as it stands now, and not since this day.
_AT_PRESENT = re.compile(
    r",?\s(?:is\b|(?:we|you|they|it|(?:the|our|all)\s\w+|users?|customers?|agents?|admins?|people|one)\s(?:\w+\s)?"
    r"(?:can|has\sto|have\sto|must|needs?\sto|only)\b)"
)
_GOING = re.compile(r"\b(?:going|moving|switching)\sto\s(?:\w+\s){1,3}$")
# The date that stands behind these is theirs.
_DATED = re.compile(
    r"\b(?:data|reports?|invoices?|e?-?mails?|orders?|records?|statement|messages?|backup|files?|export|charges?|payments?|"
    r"letter|ticket|release|version)\s$"
)
_AHEAD = re.compile(r"(?:starting|beginning|effective)\s(?:from\s|on\s)?(?:today|tomorrow|now|next)\b")
# A year, and no day in it: "since March 2019".
_IS_AN_AGE = re.compile(r"(?<![\d/.-])(?:19|20)\d\d\b(?![-/.])")
_YEAR_ONLY = re.compile(r"since\s(?:19|20)\d\d$")

_BY = cue(
    "by |before|until|till|prior to|later than|latest|due|deadline|ahead|needed",
    r"\b(?:by|before|until|till|prior\sto|no\slater\sthan|not\slater\sthan|latest(?!\s(?:\w+\s)?(?:update|release|version|call|"
    r"build))|due(?:\son|\sby|\sdate\sis|\sat)?|"
    rf"deadline\b[^.!?]{{0,60}}?\s(?:is|on)(?=\s(?:{DAY}|{DATE}))|deadline(?:\sis|\son|:)?|ahead\sof|needed\s(?:on|for))\s"
    r"(?:(?:the\s)?(?:end\sof\s(?:the\s|this\s|next\s|business\s)?(?:day|week|month|quarter|year|business|"
    rf"{DAY}|{MONTH}|today|business\sday)|eo[dwmq]\b|cob\b|close\sof\sbusiness)(?:\s(?:{_RELATIVE}|"
    r"tomorrow))?|"
    rf"(?:their\s|our\s|the\s|its\s|a\s|her\s|his\s|my\s)?(?:\w+\s){{0,2}}?(?:renewal|launch|go-?live|deadline|audit|"
    r"board\smeeting|sign(?:ing|ature|-?\s?off)?\b|demo|event|black\sfriday|payroll|cut-?over|release|meeting|call\b|exam|"
    rf"trial\send\w*)(?:\s(?:on|at|in|this|next)\s(?:{DATE_AND_CLOCK}|{DAY}|week|month|{MONTH}))?|"
    rf"(?:next\s|this\s|coming\s|the\s)?(?:{DAY},?\s{DATE}|{DATE_AND_CLOCK}|{CLOCK}(?:\s(?:{_RELATIVE}|tomorrow|{DATE}))?|"
    rf"{_RELATIVE}(?:(?:\sat)?\s{CLOCK})?|tomorrow(?:\s(?:{_PART}|noon|(?:at\s)?{CLOCK}))?|midnight|noon|tonight|"
    rf"next\s(?:week|month|{DAY})|"
    rf"{DAY}|{MONTH}\b(?!\s\d)))",
)
_WITHIN = cue(
    "within|in the next|in under|less than",
    rf"\b(?:within|in\sthe\snext|in\sunder|less\sthan)\s(?:the\s(?:next\s)?)?(?:{_FEW}\s)?(?:business\s|calendar\s|"
    rf"working\s)?(?:{_UNIT}|the\s(?:day|hour|week))\b",
)
_HAVE_DAYS = cue(
    "have|give|gave|giving| to answer| to respond| to reply| to comply| to fix| to decide| to remedy",
    rf"\b(?:you\shave|gives?\sus|gave\sus|giving\syou|have)\s(?P<phrase>{_FEW}\s(?:business\s|"
    rf"working\s)?{_UNIT})\s(?:to|until|before|from)\b|"
    rf"(?<![\w-])(?P<left>(?:\d{{1,3}}|two|three|four|five|six|seven|ten|fourteen|thirty)\s(?:business\s|working\s)?"
    r"(?:hours|days|weeks))\s(?:left\s)?to\s(?:answer|respond|reply|comply|fix|decide|remedy|cure)\b",
)
_DONE_TODAY = cue(
    "today|tonight|tomorrow|this |next |on |in ",
    r"\b(?:need\w*|look|must|done|fixed|resolved|addressed|handled|answered|decided|call|meeting|file|have\sto|has\sto|"
    r"want\w*|required?|invoice|urgent\w*|"
    r"go(?:es|ing)?\slive|launch\w*|renew\w*(?:\sis)?|expires?|present\w*|demo|ends?)\s(?:on\s)?(?:(?!since|from|after|"
    r"or\b)[\w-]+\s){0,7}?"
    rf"(?P<phrase>today|tonight|tomorrow(?:\s{_PART})?|this\s(?:{_PART}|week)|next\s(?:week|month|{DAY})|"
    rf"on\s(?:{DAY}|{DATE})|in\s{_FEW}\s{_UNIT})\b",
)
_NOT_A_DEADLINE = re.compile(
    r"(?:reported|worked|working|happened|fine|used\sto|was|up|answer\w*|respon\w+|trouble|problems?|issues?|well|ok|okay|"
    rf"{CLOCK})\s$"
)
_WAS_DONE = re.compile(r"(?:\b(?:been|was|were|got)|(?<!that this)(?<!that it)\sis|'s)\s$")
_NOT_WITHIN = re.compile(
    r"(?:crash\w*|fail\w*|log\w*\s(?:me\s)?out|happen\w*|expire\w*|disappear\w*|"
    r"switch\w*\sto\s\S+(?:\s\S+){0,3}|load\w*|drops?|times?\sout|occur\w*|usually|normally|churn\w*|"
    r"reported|respond\w*)\s$"
)


def find_deadline(low: str) -> tuple[int, int] | None:
    """Where `low` (folded) says by when someone needs an outcome."""
    for pattern in (_HAVE_DAYS, _BY, BY_ABROAD, _WITHIN, _DONE_TODAY):
        before = _NOT_WITHIN if pattern is _WITHIN else _NOT_A_DEADLINE
        for found in pattern.finditer(low):
            if pattern in (_BY, _WITHIN) and before.search(low[max(0, found.start() - 40) : found.start()]):
                continue
            if pattern is _DONE_TODAY and _WAS_DONE.search(low[max(0, found.start() - 16) : found.start()]):
                continue
            return next((found.span(name) for name in ("phrase", "left") if found.groupdict().get(name)), found.span())
    return None


def find_start(low: str, *, deadline: tuple[int, int] | None) -> tuple[int, int] | None:
    """Where `low` (folded) says since when it is so, or for how long."""
    taken = low[slice(*deadline)] if deadline else ""
    for pattern in (
        _SINCE,
        SINCE_ABROAD,
        SINCE_JAPANESE,
        FINE_UNTIL,
        FIRST_SEEN,
        _FOR_LONG,
        LONG_ENOUGH,
        _AFTER_SILENCE,
        FROM_THEN,
        _MOMENT,
        _SINCE_EVENT,
        _RELATIVE_ALONE,
        _AFTER_EVENT,
        IN_A_MONTH,
    ):
        for found in pattern.finditer(low):
            if _is_start(found, low, taken=taken, deadline=deadline):
                return found.span("phrase" if found.groupdict().get("phrase") else 0)
    return None


def _is_of_now(low: str, found: re.Match[str]) -> bool:
    """Whether it says when they did something themselves, or "today" how it stands at present or what they do now."""
    if found[0] in ("yesterday", "today", "last week") and _ONES_OWN_DEED.match(low, found.end()):
        return True
    return found[0].startswith("today") and bool(
        _AT_PRESENT.match(low, found.end()) or _GOING.search(low[max(0, found.start() - 40) : found.start()])
    )


def _is_of_a_thing(words: str, before: str) -> bool:
    """Whether it is the date of a report, an order, a row: theirs, and not the fault's."""
    if words.startswith("from"):
        return _DATED.search(before) is not None
    return DATE_ONLY.fullmatch(words) is not None and not _TOLD_AS_A_DATE.search(before)


def _is_start(found: re.Match[str], low: str, *, taken: str, deadline: tuple[int, int] | None) -> bool:
    words = found[0]
    if deadline and found.start() < deadline[1] and deadline[0] < found.end():
        return False
    if _is_of_now(low, found):
        return False
    if words in taken or _AHEAD.match(words) or _YEAR_ONLY.match(words):
        return False
    before = low[max(0, found.start() - 40) : found.start()]
    if words.startswith("since") and _IS_AN_AGE.search(words) and _A_CUSTOMERS_AGE.search(before):
        return False
    if _is_of_a_thing(words, before):
        return False
    return not (_NOT_SINCE if words.startswith("since") else _NOT_A_START).search(before)
