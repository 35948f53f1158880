"""Since when, said in passing: "from 12:30 on", "fine until last week", "in early March", "the third day now".

Asked where no plainer phrase says it. What they mean on a calendar is not asked here.
"""

from escalation.cues import DIGITS, cue
from escalation.dates import CLOCK, DATE, DATE_AND_CLOCK, DAY, MONTH

_NUMBER = r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|several|some|a\sfew|a\scouple\sof|\d{1,3})"
_UNIT = r"(?:minutes|hours|days|nights|weeks|months|quarters|years|day|hour|week|month|year)"
_AGO = rf"(?:yesterday|last\s(?:night|week|month|year|{DAY}|{MONTH})|{_NUMBER}\s{_UNIT}\sago|{DATE}|{DAY})"
FINE_UNTIL = cue(
    "until|till|up to",
    r"(?:fine|worked|working|works|well|trouble|problems?|issues?|ok|okay|normal\w*|correct\w*)\s(?:[\w,]+\s){0,2}?"
    rf"(?:until|till|up\sto)\s(?:about\s|around\s)?(?P<phrase>{_AGO})\b",
)
"""It was well until then, so since then it is not."""

FROM_THEN = cue(
    f"from |{DIGITS}",
    rf"\b(?:on\s)?{DATE},?\sfrom\s{CLOCK}(?:\s(?:to|until|till|-|\u2013)\s{CLOCK})?|"
    rf"\bfrom\s(?:about\s|around\s)?(?:{DATE_AND_CLOCK}(?!\s(?:to|through|thru|and)\s)(?:\son(?:wards)?)?|"
    rf"\d{{1,2}}/\d{{1,2}}\s?[-\u2013]\s?\d{{1,2}}/\d{{1,2}}|"
    rf"{CLOCK}(?:\son(?:wards)?\b|\s(?:to|until|till|-|\u2013)\s{CLOCK}))|"
    rf"(?:^|(?<=[.!?:]\s))(?:at|around|about)\s{CLOCK}|\bsince\s(?:1[0-2]|0?[1-9])-(?:3[01]|[12]\d|0?[1-9])\b|"
    rf"\bafter\s(?:the\s)?{DATE}\b|\bfrom\sapprox\w*\.?\s{DATE_AND_CLOCK}|"
    rf"\bbetween\s\d{{1,2}}/\d{{1,2}}\sand\s\d{{1,2}}/\d{{1,2}}\b|\bfrom\s\d{{1,2}}\s(?:days|weeks|months|"
    rf"hours)\b(?!\s(?:ago|to))|"
    rf"\bbetween\sthe\s\d{{1,2}}(?:st|nd|rd|th)\sand\s(?:the\s)?\d{{1,2}}(?:st|nd|rd|th)\s(?:of\s)?{MONTH}\b|"
    rf"\bstopped\s(?:\w+\s){{0,5}}?(?:at|on|around)\s(?P<phrase>{CLOCK}|{DATE})",
)

LONG_ENOUGH = cue(
    "day|week|month|year|hour",
    rf"(?<!for )\b(?:over|more\sthan)\s\d{{1,3}}\s(?:days|weeks|months|years)\b(?!\s(?:old|of))|"
    rf"\bfor\s(?:over\s|about\s|nearly\s|almost\s)?half\san?\s(?:year|day|hour|month)\b|\b(?<!after )(?:nearly|"
    rf"almost)\s{_NUMBER}\s"
    rf"{_UNIT}\b|\b(?:the\s|these\s)?(?:last|past)\s(?:few|couple\sof)\s{_UNIT}\b|"
    r"\b(?:the\s)?(?:\d{1,2}(?:nd|rd|th)|second|third|fourth|fifth|sixth|seventh)\s(?:day|week|"
    r"month)\s(?:since|that|now|"
    r"already|in\sa\srow|without)(?:\s(?:my|our|the|we|they|i)\s\w+\s\w+(?:\s\w+)?)?",
)

FIRST_SEEN = cue(
    "first |last ",
    rf"\b(?:first\s(?:reports?|reported|seen|noticed|observed|alerts?|calls?|tickets?)(?:\s(?:at|on|was|were|"
    rf"came|around|in))*"
    rf"|last\s(?:one\s|\w+\s)?(?:left|came|arrived|went\sout|received|was)(?:\s(?:on|at))?)\s"
    rf"(?P<phrase>{DATE_AND_CLOCK}|{CLOCK}(?:\s(?:on\s)?{DATE})?)",
)
"""When somebody noticed it first, or when it worked last."""

IN_A_MONTH = cue(
    "january|february|march|april|may|june|july|august|september|october|november|december|weekend|spring|"
    "summer|autumn|"
    "winter",
    rf"(?:(?:^|(?<=[.!?:]\s))in|\bin\s(?:early|mid|late|the\smiddle\sof|the\sbeginning\sof)[\s-]?|\b(?:early|"
    rf"mid|late)-)\s?"
    rf"{MONTH}\b(?:\s20\d\d)?|\bover\s(?:one|a|the)\s(?:long\s)?weekend(?:\sin\s{MONTH}\b)?",
)
