"""How a day and an hour are written: parts of the phrases that say since when, and by when."""

import re

MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    "nov(?:ember)?|dec(?:ember)?|januar|februar|märz|mai|juni|juli|oktober|dezember|janvier|février|mars|avril|juin|"
    "juillet|août|septembre|octobre|novembre|décembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|"
    "octubre|noviembre|diciembre|janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|novembro|dezembro)"
)
DAY = (
    "(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|wed|thu(?:rs)?|fri|sat|sun|montag|dienstag|mittwoch|"
    "donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|"
    r"jueves|viernes|sábado|domingo|segunda|terça|quarta|quinta|sexta)\b"
)
ZONE = r"(?:utc|gmt|ce?s?t|[ecmp][sd]?t|bst|ist|jst|aes?t|local ?time|uhr|z)"
CLOCK = (
    r"(?:(?:[01]?\d|2[0-3])[:h.][0-5]\d(?::[0-5]\d)?\s?(?:[ap]\.?m\b\.?)?|(?:1[0-2]|0?\d)\s?[ap]\.?m\b\.?|"
    rf"noon|midnight)(?:\s?(?:-\s)?{ZONE}\b)?"
)
NUMERIC = (
    r"(?:(?:19|20)\d\d[-/.](?:1[0-2]|0?[1-9])[-/.](?:3[01]|[12]\d|0?[1-9])|(?:3[01]|[0-2]?\d)[./-](?:1[0-2]|"
    r"0?\d)[./-](?:20)?\d\d)"
)
WRITTEN = (
    rf"(?:{MONTH}\.?\s(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?:,?\s20\d\d)?\b|(?:3[01]|[12]\d|"
    rf"0?[1-9])(?:st|nd|rd|th|\.)?\s(?:of\s|de\s)?{MONTH}\b\.?(?:,?\s(?:de\s)?20\d\d)?)"
)
# "mid April", "the middle of last week".
PART_OF = (
    rf"(?:(?:the\s)?(?:mid(?:dle)?|end|beginning|start|early|late)[\s-](?:of\s)?(?:the\s|this\s|last\s)?(?:{MONTH}\b|"
    r"(?:week|month|year|quarter)\b))"
)
DATE = rf"(?:{NUMERIC}|{WRITTEN})"
DATE_AND_CLOCK = rf"{DATE}(?:(?:,|\sat|\sum|\sà|\sa las)?\s{CLOCK})?"
DATE_ONLY = re.compile(DATE)
