"""How many are affected and what they are worth: the numbers of a text that count people or yearly money.

Rows, orders, hosts, files, bills and prices are numbers too; they are left out here.
"""

import re

from escalation.cues import cue

_WORDS = {
    word: number
    for number, words in {
        1: "one single ein eine einen un une uno una um uma",
        2: "two both zwei deux dos dois duas",
        3: "three drei trois tres três",
        4: "four vier quatre cuatro quatro",
        5: "five fünf cinq cinco",
        6: "six sechs seis",
        7: "seven sieben sept siete sete",
        8: "eight acht huit ocho oito",
        9: "nine neun neuf nueve nove",
        10: "ten zehn dix diez dez",
        11: "eleven",
        12: "twelve dozen",
        15: "fifteen",
        20: "twenty",
        30: "thirty",
        50: "fifty",
        100: "hundred",
    }.items()
    for word in words.split()
}
# "un client", "una tienda" is an article rather than a count.
_ARTICLES = frozenset({"un", "une", "una", "um", "uma", "ein", "eine", "einen", "uno"})

_NUMBER = (
    rf"(?:\d{{1,3}}(?:[,.\u202f]\d{{3}})+|\d{{1,7}}(?:\.\d)?\s?k?|{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
)
_WHO = (
    "(?:customers?|clients?|users?|compan(?:y|ies)|accounts?|tenants?|organi[sz]ations?|orgs?|merchants?|"
    "people|persons?|patients?|"
    "members?|subscribers?|employees?|students?|teachers?|staff|colleagues|partners|departments?|teams?|workspaces?|"
    r"businesses|schools?|hospitals?|clinics?|reports?\sof\sthis|reports?\sfrom|reports?\s(?:today|so\sfar|since|this\s(?:week|morning|month)|already)|tickets\s(?:about|for|on|"
    r"with|reporting|since|today|so\sfar|this\s(?:week|morning|month)|already)|complaints?|guests|individuals|technicians|drivers|nurses|doctors|cashiers|visitors|"
    "shoppers|developers|engineers|operators|workers|players|families|parents|residents|recruiters|"
    "candidates|prospects|agents|sellers|buyers|"
    "resellers?|partners|dealers|franchisees|vendors|suppliers|shops|empfänger|destinataires|destinatarios|"
    "kunden|beschwerden|meldungen|réclamations|quejas|reclamações|nutzer|benutzer|anwender|firmen|"
    "mandanten|utilisateurs|entreprises|clientes|usuarios|usuários|empresas)"
)
_WHICH = (
    "(?:(?:e-?mail|mail|shared|different|separate|distinct|other|more|further|additional|enterprise|pro|"
    "premium|business|paying|paid|large|big|bigger|key|major|"
    "affected|impacted|ex|former|high|loyal|long-standing|active|new|existing|internal|external|end|unique|individual|"
    "strategic|important|high-value|top|"
    r"of\sour|of\sthe|of\stheir|of\smy|of\syour|our|separate|independent|concurrent|registered|beta|trial|"
    "free|small|smb|eu|us|uk|vip|weitere|"
    r"andere|verschiedene|autres|otros|outros|enterprise-level|b2b|saas|hosted)\s){0,3}"
)
_COUNT = cue(
    "customer|client|user|compan|account|tenant|organi|org|merchant|people|person|patient|member|subscri|"
    "employee|student|teacher|staff|colleague|partner|department|team|workspace|business|school|hospital|"
    "clinic|report|ticket|complaint|guest|individual|technician|driver|nurse|doctor|cashier|visitor|"
    "shopper|developer|engineer|operator|worker|player|famil|parent|resident|recruiter|candidate|agent|"
    "seller|buyer|prospect|beschwerden|kunden|meldungen|réclamations|quejas|reclamações|nutzer|anwender|firmen|"
    "mandanten|utilisateur|entreprise|client|usu|empresas|reseller|dealer|franchisee|vendor|supplier|shop|empfänger|"
    "destinata",
    rf"(?<![\w$€£.,#/-])(?:~\s?)?(?P<number>{_NUMBER})\+?\s{_WHICH}(?P<who>{_WHO})\b(?!\s?(?:reports?\b|"
    r"ids?\b|records?\b|data\b|fields?\b|profiles?\b|rows?\b|limit|per|licen[cs]e|seat|number|page|list|table|type|"
    r"role|group|name))",
)
_COUNT_LABELLED = cue(
    "affected|impacted|reporting",
    r"\b(?:customers?|clients?|users?|accounts?|companies|tenants)\s(?:affected|impacted|reporting)\s?(?::|"
    r"=|is|are)?\s?(?:~|about\s|around\s|approx\.?\s)?(?P<number>\d{1,3}(?:,\d{3})+|\d{1,6})\b",
)
_COUNT_JAPANESE = cue(
    "件来|件あ|件寄|箇所|カ所|か所|ヶ所|社|名|人|件の|顧客",
    r"(?P<number>\d{1,5})\s?(?:箇所|カ所|か所|ヶ所|社|名|人|件の(?:問い合わせ|報告)|件(?:来|あり|寄せ)|顧客)",
)
# "up to 50 users", "plan for 10 users", "limit of 5 accounts": what is allowed, not who is hit.
_ALLOWED = re.compile(
    r"(?:pay(?:s|ing)?\sfor|up\sto|limit\w*\s(?:of|to)|maximum(?:\sof)?|max\.?|minimum(?:\sof)?|only\sallows?|"
    r"licen[cs]es?\sfor|plan\sfor|seats?\sfor|purchased|bought|add(?:ing)?|invit\w+|creat\w+|import\w*|"
    r"support\w*|than|with|has|have|into|"
    r"between|merge[ds]?|merging|when|pick|select\w*|e?-?mailed|wr(?:o|i)te|written|sent|send|sending|messaged|"
    r"texted)\s(?:to\s)?(?:the\s|my\s|our\s|about\s|over\s|all\s|around\s)?$"
)
_HIT = re.compile(
    "affect|impact|report|complain|lost|blocked|can't|cannot|unable|missing|fail|see|hit|experienc|raised|"
    "opened|waiting|stuck|notif|expos|leak|ask|request|reach|contacted|down|without|no longer|问い合わせ|"
    "betroffen|melden|concern|touch|afectad|afetad"
)

_TEAM_OF = cue(
    "of ",
    r"\b(?:whole|entire|all|their|his|her|a|the)\s(?:team|staff|office|crew|department)\sof\s(?P<number>\d{1,5})\b",
)
# "12 of the 300 users", "2 out of 40 agents": so many of them have it.
_OF_ALL = re.compile(rf"(?<![\w.,$€£])(?P<number>{_NUMBER})\s(?:out\s)?of\s(?:the\s|their\s|our\s|its\s|about\s)?$")

_SIGN = r"(?:us\$|[$€£¥]|usd\s?|eur\s?|gbp\s?|chf\s?)"
_SUM = (
    rf"(?:-\s?)?(?:{_SIGN}\s?(?P<{{0}}>\d[\d.,\u202f']*)\s?(?P<{{1}}>k|m|mm|mn|mio|million|thousand|bn|b)?\b|"
    rf"(?P<{{2}}>\d[\d.,\u202f']*)\s?(?P<{{3}}>k|m|mm|mn|mio|million|thousand)?\s?(?:{_SIGN}|dollars|euros?|"
    r"pounds))"
)


def _sum(tag: str) -> str:
    return _SUM.format(f"{tag}1", f"{tag}2", f"{tag}3", f"{tag}4")


_YEARLY = (
    r"(?:arr\b|acv\b|annual\s(?:recurring\s)?(?:revenue|contract(?:\svalue)?|value|spend|deal)|(?:a|per|/|"
    r"every|each)\s?(?:year|yr|annum)\b|p\.a\.|annually|yearly|im\sjahr|pro\sjahr|par\san|al\saño|por\sano|"
    r"/\s?(?:yr|y|a)\b)"
)
_YEARLY_BEFORE = (
    r"(?:\barr\b|\bacv\b|annual\s(?:recurring\s|purchase\s|contract\s|commitment\s|revenue\s|spend\s|"
    r"account\s|value\s){1,3}|yearly\s(?:contract|revenue|spend|value|deal)\s?|annual\srevenue)"
)
_ARR = cue(
    "$|€|£|usd|eur|gbp|chf|dollar|pound|arr|acv|year|/yr|annu|p.a.",
    rf"{_sum('a')}\s?(?:in\s|of\s|worth\sof\s|\()?(?:\w+\s)?{_YEARLY}|"
    rf"{_YEARLY_BEFORE}[\s:=]*(?:value\s)?(?:is\s|of\s|at\s|worth\s)?(?:-|~|about\s|around\s|approximately\s|"
    rf"approx\.?\s|over\s|more\sthan\s|some\s)?{_sum('b')}|"
    r"\b(?P<c1>\d[\d.,]*)\s?(?P<c2>k|m|mn)\s?(?:(?<=\s)arr\b|acv\b|(?:a|per)\s(?:year|yr|annum)\b|/\s?(?:year|yr)\b|"
    r"p\.a\.|annually)|\b(?:arr|acv)[\s:=]*(?:of\s|is\s|~)?(?P<d1>\d[\d.,]*)\s?(?P<d2>k|m|mn)?\b",
)
_REVENUE = cue(
    "$|€|£|¥|usd|eur|gbp|chf|dollar|pound",
    rf"{_sum('e')}(?:\s(?:in\s|of\s|worth\s|annual\s|monthly\s)?(?:\w+\s)?(?:arr|acv|mrr|revenue|deal|"
    r"contract|renewal|pipeline|business|account|opportunity|a\syear|per\syear|annually)\b)",
)
_A_PRICE = re.compile(
    r"(?:charged|cost|costs|price|priced|fee|bill|billed|pay\sfor|subscription\s(?:of|for|at)|plan\s(?:at|"
    r"for|of)|refund\w*(?:\sof)?|invoice\w*(?:\s(?:of|for))?)\s(?:\w+\s){0,2}$"
)
_FACTORS = {
    "k": 1_000,
    "thousand": 1_000,
    "m": 1_000_000,
    "mm": 1_000_000,
    "mn": 1_000_000,
    "mio": 1_000_000,
    "million": 1_000_000,
    "b": 10**9,
    "bn": 10**9,
}
_MOST = 10**12


# "12 packers affected": those who are told to be hit, by what they do.
_COUNT_BY_WORK = cue(
    "affected|impacted",
    rf"(?<![\w$€£.,#/-])(?P<number>{_NUMBER})\s(?:\w+\s)?(?!servers|orders|folders|numbers|errors|routers|containers|"
    rf"printers|sensors|"
    r"monitors|headers|filters|letters|vouchers|transfers|registers|parameters|centers|computers|scanners|doors|offers|"
    r"triggers|papers|clusters|drivers\sfor)[a-z]+(?:ers|ors|ists|ants|ees|ians|men|women)\s(?:are\s|were\s)"
    r"?(?:affected|impacted)\b",
)


def find_count(low: str) -> int | None:
    """How many customers, companies or users `low` (folded) says it concerns."""
    if labelled := _COUNT_LABELLED.search(low) or _COUNT_BY_WORK.search(low) or _COUNT_JAPANESE.search(low):
        return _number(labelled["number"])
    for found in _COUNT.finditer(low):
        before = low[max(0, found.start() - 24) : found.start()]
        if found["number"] in _ARTICLES or (
            _ALLOWED.search(before) and not _HIT.search(low[found.end() : found.end() + 40])
        ):
            continue
        if found["number"].strip() in {"one", "single"} and re.search(
            r"\b(?:no|than|any|each|every|the|this|if|when|unless)\s$", before
        ):
            continue
        part = _OF_ALL.search(before)
        return _number(part["number"] if part else found["number"])
    team = _TEAM_OF.search(low)
    return _number(team["number"]) if team else None


def _number(words: str) -> int | None:
    words = words.strip()
    if words in _WORDS:
        return _WORDS[words]
    thousands = words.endswith("k")
    digits = words.rstrip("k ").strip()
    if re.fullmatch(r"\d{1,3}(?:[,.\u202f]\d{3})+", digits):
        digits = re.sub(r"\D", "", digits)
    value = float(digits)
    return int(value * 1000) if thousands else int(value)


def find_money(low: str) -> tuple[int | None, tuple[int, int] | None]:
    """What the customer is worth a year, in whole units, and where `low` says what is at stake; no price, no bill."""
    for found in _ARR.finditer(low):
        if not _is_a_price(low, found.start()):
            return _yearly(found), found.span()
    other = _REVENUE.search(low)
    return None, other.span() if other and not _is_a_price(low, other.start()) else None


def _is_a_price(low: str, at: int) -> bool:
    return bool(_A_PRICE.search(low[max(0, at - 40) : at]))


def _yearly(found: re.Match[str]) -> int | None:
    parts = found.groupdict()
    for digits, factor in (("a1", "a2"), ("a3", "a4"), ("b1", "b2"), ("b3", "b4"), ("c1", "c2"), ("d1", "d2")):
        if parts[digits]:
            return _whole(parts[digits], parts[factor] or "")
    return None


def _whole(digits: str, factor: str) -> int | None:
    digits = digits.rstrip(".,'")
    if re.search(r"[.,'\u202f]\d{3}(?!\d)", digits):
        digits = re.sub(r"[.,'\u202f](?=\d{3}(?!\d))", "", digits)
    try:
        value = float(digits.replace(",", "."))
    except ValueError:
        return None
    whole = round(value * _FACTORS.get(factor, 1))
    return whole if 0 < whole < _MOST else None
