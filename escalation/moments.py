"""Since when, and by when: the phrases of a text that say it, as they stand there.

What they mean on a calendar is not asked here.
"""

import re

from escalation.cues import DIGITS, cue

_MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    "nov(?:ember)?|dec(?:ember)?|januar|februar|märz|mai|juni|juli|oktober|dezember|janvier|février|mars|avril|juin|"
    "juillet|août|septembre|octobre|novembre|décembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|"
    "octubre|noviembre|diciembre|janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|novembro|dezembro)"
)
_DAY = (
    "(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|wed|thu(?:rs)?|fri|sat|sun|montag|dienstag|mittwoch|"
    "donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|"
    r"jueves|viernes|sábado|domingo|segunda|terça|quarta|quinta|sexta)\b"
)
_ZONE = r"(?:utc|gmt|ce?s?t|[ecmp][sd]?t|bst|ist|jst|aes?t|local ?time|uhr|z)"
_CLOCK = (
    r"(?:(?:[01]?\d|2[0-3])[:h.][0-5]\d(?::[0-5]\d)?\s?(?:[ap]\.?m\b\.?)?|(?:1[0-2]|0?\d)\s?[ap]\.?m\b\.?|"
    rf"noon|midnight)(?:\s?(?:-\s)?{_ZONE}\b)?"
)
_NUMERIC = (
    r"(?:(?:19|20)\d\d[-/.](?:1[0-2]|0?[1-9])[-/.](?:3[01]|[12]\d|0?[1-9])|(?:3[01]|[0-2]?\d)[./-](?:1[0-2]|"
    r"0?\d)[./-](?:20)?\d\d)"
)
_WRITTEN = (
    rf"(?:{_MONTH}\.?\s(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?:,?\s20\d\d)?\b|(?:3[01]|[12]\d|"
    rf"0?[1-9])(?:st|nd|rd|th|\.)?\s(?:of\s|de\s)?{_MONTH}\b\.?(?:,?\s(?:de\s)?20\d\d)?)"
)
_DATE = rf"(?:{_NUMERIC}|{_WRITTEN})"
_DATE_AND_CLOCK = rf"{_DATE}(?:(?:,|\sat|\sum|\sà|\sa las)?\s{_CLOCK})?"
_FEW = (
    r"(?:a\sfew|a\scouple(?:\sof)?|several|many|some|two|three|four|five|six|seven|eight|nine|ten|\d{1,3}|"
    r"an?|(?:over|more\sthan|at\sleast|almost|about|nearly|around)\s(?:an?|one|two|three|four|five|six|ten|"
    r"\d{1,3}))"
)
_UNIT = (
    r"(?:min(?:ute)?s?|hours?|hrs?|days?|nights?|weeks?|months?|quarters?|years?|sprints?|business\sdays?|"
    r"working\sdays?)"
)
_PART = r"(?:morning|afternoon|evening|night)"
_RELATIVE = (
    rf"(?:yesterday(?:\s{_PART})?|today|this\s(?:{_PART}|week|month|{_DAY})|last\s(?:night|week|month|year|"
    rf"{_DAY}|{_MONTH})|tonight|{_DAY}(?:\s{_PART})?)"
)

# The first that stands in the text says it: a phrase that names the start, then how long, then a moment alone.
_SINCE = cue(
    "since|start|begin|as of|effective|began|begun|happen|occur|ongoing|broken|down|failing|stopped|"
    "noticed|discovered|reported|open",
    r"\b(?:since|starting(?:\s(?:from|at|on|around))?|beginning(?:\s(?:at|on|in))?|as\sof|effective|"
    r"(?:start(?:ed|s)?|began|begun|happening|occurring|ongoing|broken|down|failing|stopped(?:\sworking)?|"
    r"noticed|discovered|reported|open(?:ed)?)\s(?:(?:at|on|in|from|around|about)\s)?)"
    r"[:\s]*(?:about\s|around\s|approximately\s|approx\.?\s|roughly\s)?"
    rf"(?:{_DATE_AND_CLOCK}|{_CLOCK}(?:\s?[-\u2013]\s?{_CLOCK})?(?:(?:,|\son)?\s(?:{_RELATIVE}|{_DATE}))?|"
    rf"{_RELATIVE}(?:(?:,?\s(?:at|around|about))?\s{_CLOCK})?|{_MONTH}(?:\s20\d\d)?\b|{_FEW}\s{_UNIT}\sago)",
)
_SINCE_EVENT = cue(
    "since|as of",
    r"\b(?:since|ever\ssince|as\sof)\s(?:the\s|our\s|your\s|their\s|we\s|i\s|they\s|an?\s)?(?:\w+\s){0,3}?"
    r"(?:updat\w+|upgrad\w+|releas\w+|deploy\w*|migrat\w+|version\s?\S+|v?\d+\.\d[\w.]*|chang\w+|"
    r"maintenance|outage|rollout|launch|switch\w*|install\w*|patch\w*|downtime|incident|move[d]?|onboarding)"
    r"(?:\s(?:to|of|on|from)?\s?(?:version\s)?v?\d[\w.]*\w)?",
)
_FOR_LONG = cue(
    "day|week|month|year|hour|hr|min|time|while|ages|quarter|night|sprint",
    rf"\b(?:for|over|during|in|within)\sthe\s(?:past|last)\s(?:{_FEW}\s)?(?:consecutive\s|"
    rf"couple\sof\s)?{_UNIT}(?:\snow)?|"
    r"\b(?:for)\s(?:(?:about|around|almost|nearly|over|more\sthan|at\sleast|roughly|the|well\sover|"
    rf"some)\s)*{_FEW}\s(?:consecutive\s|business\s|working\s|full\s|whole\s)?{_UNIT}(?:\snow|\sin\sa\srow|"
    r"\sstraight)?|"
    r"\bfor\s(?:the\s)?(?:several\s)?(?:minutes|hours|days|weeks|months|years|ages)(?:\s(?:now|on\send))?|"
    r"\bfor\s(?:a|quite\sa|some|such\sa|too)\s?(?:very\s)?(?:long\s)?(?:time|while)(?:\snow)?|"
    rf"\b(?:the\s(?:past|last)|past|last)\s{_FEW}\s(?:consecutive\s)?{_UNIT}|"
    rf"\b{_FEW}\s{_UNIT}\s(?:behind|ago|now|of\s(?:missing|errors|downtime|outage|waiting|silence)|already|"
    rf"and\scounting|without)|"
    rf"\bopen\s(?:for\s)?{_FEW}\s{_UNIT}|\b(?:second|third|fourth|fifth)\s(?:day|week|month)\s(?:without|"
    rf"in\sa\srow|now|of)|\bbeen\s(?:for\s)?{_FEW}\s?(?:{_UNIT}|h|d)\b|\b(?:waiting|waited|"
    rf"down|offline|broken)\s{_FEW}\s{_UNIT}",
)
_MOMENT = cue(
    DIGITS,
    rf"\bbetween\s(?:{_CLOCK}|\d{{1,2}})\s?(?:-|and|to)\s?{_CLOCK}(?:\s{_RELATIVE})?|"
    rf"\b{_CLOCK}\s(?:{_ZONE}\s)?(?:on\s)?(?:{_RELATIVE}|{_DATE})|"
    rf"\b\d{{1,2}}:\d\d\s?(?:[ap]m\s?)?{_ZONE}\b|(?<![\w./-]){_DATE_AND_CLOCK}(?!\w)",
)
_RELATIVE_ALONE = cue(
    "yesterday|last |this |today|overnight|weekend",
    rf"\b(?:yesterday(?:\s{_PART})?|last\s(?:night|week|month|{_DAY})|this\s(?:{_PART}|week|month)|today|"
    r"overnight|over\sthe\sweekend)"
    rf"(?:(?:\sat|\saround)?\s{_CLOCK})?",
)
_AFTER_EVENT = cue(
    "after |upon |following |updat|upgrad|releas|deploy|migrat|maintenance|rollout|patch|reinstall|version",
    r"\b(?:up?on|after|following|post)\s(?:the\s|our\s|your\s|their\s|an?\s|i\s|we\s|they\s|today's\s|"
    r"yesterday's\s)?(?:\w+\s){0,2}?"
    r"(?:v?\d+\.\d[\w.]*\b|updat\w+|upgrad\w+|releas\w+|deploy\w*|migrat\w+|maintenance|rollout|patch\w*|"
    r"reinstall\w*)(?:\s(?:to|of)\s(?:version\s)?v?\d[\w.]*\w|\s(?:to\s)?v?\d[\w.]*\w)?|"
    r"\b(?:in|with|on)\s(?:the\s)?(?:latest|newest|new|current)\s(?:version|release|update)",
)
_ABROAD = cue(
    "seit|depuis|desde|há |hace|hacia|ab |ayer|ontem|hier|gestern|après|tras |después|após|nach |depois|"
    "から|より|頃|以降",
    r"\b(?:seit|depuis|desde|há|hace|hacia|ab)\s(?:dem\s|der\s|den\s|el\s|la\s|o\s|a\s|le\s|l'|les\s|dia\s|"
    r"día\s|una?s?\s|uma?s?\s|quelques\s|plusieurs\s|varios\s|vários\s|einigen\s|mehreren\s|ca\.\s|"
    r"\d{1,3}\s)*"
    rf"(?:{_DATE_AND_CLOCK}|gestern(?:\s(?:früh|abend|morgen|mittag|nachmittag))?|heute(?:\s(?:früh|"
    r"morgen))?|(?:stunden|tagen|wochen|monaten|minuten)|hier(?:\s(?:soir|matin))?|ce\smatin|aujourd'hui|"
    "jours?|semaines?|mois|heures|"
    r"ayer(?:\s(?:por\sla\s)?\w+)?|hoy|esta\smañana|ontem|hoje|esta\smanhã|dias?|días?|semanas?|meses|mes|"
    r"horas?|(?:version|versión|versão)\s\d[\w.]*|update|updates|aktualisierung|umstellung|release|"
    r"mise\sà\sjour|actualización|atualização|"
    rf"{_DAY}|{_CLOCK}|{_MONTH})(?:\s(?:dernier|dernière|passado|pasado|passada|pasada))?|"
    r"\b(?:ayer|ontem|hier|gestern)\s(?:a\sla\w?\s\S+(?:\sde\sla\s\w+)?|às\s\S+|à\s\S+|um\s\S+|abend|matin|soir)|"
    r"\b(?:après|tras|después\sde|após|nach|depois\sd[ae])\s(?:la\s|a\s|o\s|el\s|dem\s|der\s)?(?:última\s|"
    r"ultima\s|dernière\s|letzten\s)?(?:mise\sà\sjour|actualización|atualização|update|migration|migración|"
    "migração|umstellung|aktualisierung)"
    r"|(?:\d{1,2}月\d{1,2}日|\d{1,2}/\d{1,2}(?:am|pm)?|昨日|今朝|先週|本日)(?:\d{1,2}時(?:頃)?)?(?=から|より|頃|以降)",
)
# A customer's age is no start, nor is an answer's time, nor a count of times in a week.
_NOT_A_START = re.compile(
    r"(?:\btimes\s$|\b(?:first|second|third|\w+th)\stime\s$|\b(?:helps?|works?)\s$|\bonce\s(?:per|a|"
    r"every)\s|\b(?:fixed|solved|resolved|repaired|working)\s(?:again\s)?$|"
    r"\bworked(?:\sfine)?\s$|\bby\s$|\bbefore\s$|\bwithin\s$|\bdue\s(?:on\s)?$|\bnext\s$|\brenew(?:s|"
    r"als?)?\s(?:is\s)?(?:on\s|in\s)?$|\bexpir\w+\s(?:on\s|in\s)?$|\b(?:launch\w*|go(?:ing|"
    r"es)?\slive)\s(?:on\s|is\s)?$|\buntil\s$|\bdata\sfrom\s(?:the\s)?$|\b(?:from|starting|effective)\s$)"
)
_A_CUSTOMERS_AGE = re.compile(r"(?:customer|client|user|member|loyal|subscriber)\w*(?:\s\w+){0,3}\s?\(?$")
_AHEAD = re.compile(r"(?:starting|beginning|effective)\s(?:from\s|on\s)?(?:today|tomorrow|now|next)\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_YEAR_ONLY = re.compile(r"since\s(?:19|20)\d\d$")

_BY = cue(
    "by |before|until|till|later than|latest|due|deadline|ahead|needed",
    r"\b(?:by|before|until|till|no\slater\sthan|not\slater\sthan|latest|due(?:\son|\sby|\sdate\sis|\sat)?|"
    r"deadline(?:\sis|\son|:)?|ahead\sof|needed\s(?:on|for))\s"
    r"(?:(?:the\s)?(?:end\sof\s(?:the\s|this\s|next\s|business\s)?(?:day|week|month|quarter|year|business|"
    rf"{_DAY}|{_MONTH}|today|business\sday)|eo[dwmq]\b|cob\b|close\sof\sbusiness)(?:\s(?:{_RELATIVE}|"
    r"tomorrow))?|"
    rf"(?:their\s|our\s|the\s|its\s|a\s)?(?:\w+\s){{0,2}}?(?:renewal|launch|go-?live|deadline|audit|"
    r"board\smeeting|demo|event|black\sfriday|payroll|cut-?over|release|meeting|call|exam|"
    rf"trial\send\w*)(?:\s(?:on|at|in|this|next)\s(?:{_DATE_AND_CLOCK}|{_DAY}|week|month|{_MONTH}))?|"
    rf"(?:next\s|this\s|coming\s)?(?:{_DATE_AND_CLOCK}|{_CLOCK}(?:\s(?:{_RELATIVE}|tomorrow|{_DATE}))?|"
    rf"{_RELATIVE}(?:(?:\sat)?\s{_CLOCK})?|tomorrow(?:\s{_PART})?|noon|tonight|next\s(?:week|month|{_DAY})|"
    rf"{_DAY}|{_MONTH}\b(?!\s\d)))",
)
_WITHIN = cue(
    "within|in the next|in under|less than",
    rf"\b(?:within|in\sthe\snext|in\sunder|less\sthan)\s(?:the\s(?:next\s)?)?(?:{_FEW}\s)?(?:business\s|"
    rf"working\s)?(?:{_UNIT}|the\s(?:day|hour|week))\b",
)
_HAVE_DAYS = cue(
    "have|give|gave|giving",
    rf"\b(?:you\shave|gives?\sus|gave\sus|giving\syou|have)\s(?P<phrase>{_FEW}\s(?:business\s|"
    rf"working\s)?{_UNIT})\s(?:to|until|before|from)\b",
)
_DONE_TODAY = cue(
    "today|tonight|tomorrow|this |next |on |in ",
    r"\b(?:need\w*|must|done|fixed|resolved|file|have\sto|has\sto|want\w*|required?|invoice|urgent\w*|"
    r"go(?:es|ing)?\slive|launch\w*|renew\w*(?:\sis)?|expires?|present\w*|demo|ends?)\s(?:on\s)?(?:(?!since|from|after|"
    r"or\b)\w+\s){0,4}?"
    rf"(?P<phrase>today|tonight|tomorrow(?:\s{_PART})?|this\s(?:{_PART}|week)|next\s(?:week|month|{_DAY})|"
    rf"on\s(?:{_DAY}|{_DATE})|in\s{_FEW}\s{_UNIT})\b",
)
_ABROAD_BY = cue(
    "bis |avant|antes|até|d'ici",
    r"\b(?:bis|avant|antes\sd[eo]l?|até|d'ici)\s(?:zum\s|spätestens\s|le\s|la\s|el\s|o\s|"
    rf"a\s)?(?:{_DATE_AND_CLOCK}|{_DAY}|morgen|heute(?:\sabend)?|demain|mañana|amanhã|hoje|hoy|"
    r"ende\sder\swoche|fin\sde\ssemaine|fin\sde\smois|monatsende)",
)
_NOT_A_DEADLINE = re.compile(r"(?:reported|worked|working|happened|fine|used\sto|was|up|answer\w*|respon\w+)\s$")
_WAS_DONE = re.compile(r"(?:\b(?:been|was|were|is|got)|'s)\s$")
_NOT_WITHIN = re.compile(
    r"(?:crash\w*|fail\w*|log\w*\s(?:me\s)?out|happen\w*|expire\w*|disappear\w*|"
    r"switch\w*\sto\s\S+(?:\s\S+){0,3}|load\w*|drops?|times?\sout|occur\w*|usually|normally|churn\w*|"
    r"reported|respond\w*)\s$"
)


def find_deadline(low: str) -> tuple[int, int] | None:
    """Where `low` (folded) says by when someone needs an outcome."""
    for pattern in (_HAVE_DAYS, _BY, _ABROAD_BY, _WITHIN, _DONE_TODAY):
        before = _NOT_WITHIN if pattern is _WITHIN else _NOT_A_DEADLINE
        for found in pattern.finditer(low):
            if pattern in (_BY, _WITHIN) and before.search(low[max(0, found.start() - 40) : found.start()]):
                continue
            if pattern is _DONE_TODAY and _WAS_DONE.search(low[max(0, found.start() - 8) : found.start()]):
                continue
            return found.span("phrase") if "phrase" in found.groupdict() else found.span()
    return None


def find_start(low: str, *, deadline: tuple[int, int] | None) -> tuple[int, int] | None:
    """Where `low` (folded) says since when it is so, or for how long."""
    taken = low[slice(*deadline)] if deadline else ""
    for pattern in (_SINCE, _ABROAD, _FOR_LONG, _MOMENT, _SINCE_EVENT, _RELATIVE_ALONE, _AFTER_EVENT):
        for found in pattern.finditer(low):
            if _is_start(found, low, taken=taken, deadline=deadline):
                return found.span()
    return None


def _is_start(found: re.Match[str], low: str, *, taken: str, deadline: tuple[int, int] | None) -> bool:
    words = found[0]
    if deadline and found.start() < deadline[1] and deadline[0] < found.end():
        return False
    if words in taken or _AHEAD.match(words) or _YEAR_ONLY.match(words):
        return False
    before = low[max(0, found.start() - 40) : found.start()]
    if words.startswith("since") and _YEAR.search(words) and _A_CUSTOMERS_AGE.search(before):
        return False
    return not _NOT_A_START.search(before)
