"""How people say what it does to those who use it: who cannot do what, in English. Only the table.

Its notation is `wordings.py`'s; that something is "down" stands in `wordings_of_outages.py`.
"""

from escalation.cues import Cue
from escalation.signals import Claim
from escalation.wordings import CANT, ON_PURPOSE, as_promise, as_threat, denied, said

_WHOLE = (
    r"(?:sites?|websites?|web site|services?|servers?|systems?|platform|app|apps|application|api|portal|software|"
    r"product|database|workspace|tool)"
)
_ALL_OF_US = (
    r"(?:customers|clients|users|shoppers|buyers|visitors|members|patients|students|teachers|parents|players|donors|"
    r"merchants|sellers|agents|employees|staff|drivers|people|guests|subscribers|surgeries|practices|clinics|"
    r"hospitals|schools|stores|branches|everyone|everybody|nobody)"
)
# What a customer lives by.
_TRADE = (
    r"(?:purchases?|orders?|check-?outs?|payments?|bookings?|transactions?|sales?|donations?|log-?ins?|sign-?ins?|"
    r"reservations?|appointments?|calls?)"
)
# Of some of them, or of nobody, it is no outage.
_OF_SOME = Cue((), r"\b(?:no|some|few|test|single|certain|which|if|when|whether|not|never)\s(?:\w+\s)?$")
# What is private even among those who work together.
_PRIVATE = (
    r"(?:salar(?:y|ies)|payslips?|payroll|wages|bonus(?:es)?|grades?|diagnos\w+|(?:patient|medical|personal|private|"
    r"customers?'?s?|client) (?:\w+ )?(?:records?|documents?|files|names|addresses|data|notes|messages|"
    r"invoices|contracts?))"
)
_BY_DESIGN = r"(?![^.!?]{0,60}(?:by design|as (?:intended|planned|agreed|wanted)|on purpose))"

EFFECTS = (
    # The whole stands still, said without "down".
    said(
        Claim.OUTAGE,
        "sign-on is out|sign on is out|sso is out|sign-in is out|sign-ins are out|login is out|logins are out|"
        "phones are out|phone system is out|email is out|e-mail is out|checkout is out|payments are out|search is out|"
        "internet is out|server is out|servers are out|site is out|system is out|service is out",
        r"@(?=[.,;!]|$| since| again| at| for (?:all|every|us|the)| in (?:all|every))",
    ),
    denied(
        Claim.OUTAGE,
        "stopped accepting|stopped responding|stopped answering|stopped processing|stopped serving|stops accepting|"
        "stops responding|stopped taking|not accepting|refusing",
        rf"(?:{_WHOLE}|gateway|cluster|queue|broker|terminals?|registers?|tills?) (?:\w+ )?@ (?:\w+ )?(?:connections?|"
        r"requests?|payments?|orders?|traffic|calls?|cards?)",
    ),
    said(
        Claim.OUTAGE,
        "experienc|issue|problem|error|trouble|fail|difficult",
        rf"{_ALL_OF_US} (?:\w+ )?(?:experienced?|experiencing|had|have|having|saw|see|faced?|facing|got|get) (?:\w+ )?"
        r"(?:issues?|problems?|errors?|trouble|difficult\w+|failures?) (?:when |while |with |during |in )?(?:\w+ing )?"
        rf"(?:an? |the |their )?{_TRADE}\b(?! (?:when|if|because|that|on|in|with|through|via) )",
        denied=_OF_SOME,
    ),
    denied(
        Claim.OUTAGE,
        "flow|availab",
        r"(?:sales|purchase|order|checkout|payment|booking) flow (?:\w+ )?(?:was|is|has been|were) (?:\w+ "
        r")?(?:affected|"
        r"impacted|interrupted|broken)|(?:affected|affects|impacted|impacts|impaired|reduced|degraded) (?:the "
        r")?(?:\w+ )?"
        r"availability (?:of|to)\b",
    ),
    said(
        Claim.OUTAGE,
        "unable to|not able to|can't|cannot|could not|couldn't|can not|impossible",
        rf"{_ALL_OF_US} (?:\w+ ){{0,3}}?(?:{CANT}) (?:\w+ )?(?:access|reach|use|open|get (?:to|into|onto|on)) "
        rf"(?:the|our|"
        rf"your) (?:[\w-]+ ){{0,2}}?(?:{_WHOLE}|patient records|customer records)\b",
        denied=_OF_SOME,
    ),
    # They do not get in.
    said(
        Claim.LOGIN,
        "get on|get onto|connect|access|reach|find a server",
        rf"(?:{CANT}|have(?:n't| not) been able to|has(?:n't| not) been able to|been unable to) (?:even "
        rf")?(?:get on|get "
        r"onto|get into|connect to|access|reach) (?:to )?(?:the|our|your|their|his|her|my|any) (?:[\w-]+ ){0,2}?"
        rf"{_WHOLE}\b|unable to find a server",
    ),
    # It is there for whom it is not meant.
    said(
        Claim.EXPOSURE,
        "no permission|without permission|not supposed|no right|not entitled|not allowed|not authorised|not authorized|"
        "no access to",
        rf"(?:shows?|showing|shown|visible|sees?|seeing|seen|reads?|views?|lists?|opens?|downloads?) "
        rf"(?:[\w'-]+ ){{0,6}}?(?:to|"
        rf"by|for) (?:[\w-]+ )?{_ALL_OF_US} (?:who|that) (?:have no|are not|had no|were not|do not have|don't "
        rf"have) (?:\w+ )?"
        r"(?:permissions?|rights?|access|supposed|entitled|allowed|authori[sz]ed|authori[sz]ation)\b",
        denied=ON_PURPOSE,
    ),
    said(
        Claim.EXPOSURE,
        "seen by|visible to|shown to|readable by|readable for|visible for|accessible to|accessible by|open to",
        rf"{_PRIVATE}\b[^.!?]{{0,30}} (?:seen by|visible (?:to|for)|shown to|readable (?:by|for)|accessible "
        rf"(?:to|by)|open to)"
        rf" (?:any|all|every|other|everyone|everybody|anyone|anybody)\b{_BY_DESIGN}",
        denied=ON_PURPOSE,
    ),
    said(
        Claim.EXPOSURE,
        "anybody can|anyone can|everyone can|everybody can|search engine|google index|indexed",
        r"(?:any(?:body|one)|every(?:body|one)) can (?:\w+ )?(?:list|read|download|access)\b(?! (?:it|this|"
        r"them) (?:in|on) "
        r"our (?:docs|help))|(?:search engines?|google|bing) (?:can |do |does |has |have |already "
        r")*index\w*(?! our (?:help|"
        rf"docs|shop|site|public|blog))[^.!?]{{0,40}} {_PRIVATE}",
        denied=ON_PURPOSE,
    ),
    said(
        Claim.EXPOSURE,
        "can still|could still|able to still|hackers|hacker|meant for|intended for|destined for",
        r"(?:employees|users|staff|people|members|contractors|accounts|agents|admins) (?:who|that|which) "
        r"(?:are|is|have|has|"
        r"were|was) (?:\w+ )?(?:past|left|no longer|gone|terminated|expired|offboarded|"
        r"deactivated)\b[^.!?]{0,80} (?:can|"
        r"could|able to) still\b|hackers? (?:\w+ )?(?:got|broke|came|gained|hacked|entered) (?:\w+ )?(?:in|"
        r"into|access)\b|"
        r"(?:letters?|e-?mails?|invoices?|messages?|statements?|documents?|parcels?|results?|data) (?:\w+ )?(?:meant|"
        r"intended|destined) for (?:other|another|different|someone else|somebody else)\b",
        denied=ON_PURPOSE,
    ),
    said(
        Claim.COMPLIANCE,
        "able to view|able to see|able to read|able to open|can view|can see|can read",
        r"(?:able to|can) (?:view|see|read|open) (?:all |the |their |any |other |an? )?(?:sensitive|"
        r"confidential|personal|"
        r"private) (?:\w+ )?(?:documents?|data|information|records?|files?|details|notes)\b(?! (?:in|on|of) "
        r"(?:my|their|his|"
        r"her|our) (?:own )?(?:profile|account|page))",
        denied=ON_PURPOSE,
    ),
    # They would come, or stay, for something that is not there.
    said(
        Claim.FEATURE_GAP,
        "if you had|if it had|if you offered|if you supported|if there was|if there were|won't be supported|"
        "not be supported|not be available|can't adopt|cannot adopt|unable to adopt|no fix in sight|no fix is in sight|"
        "regret choosing|regret buying|regret the choice|regret our choice",
        r"if (?:you|it|there) (?:had|offered|supported|was|were) (?:this|that|such|an? )|(?:won't|will not|not) be "
        r"(?:supported|available|added|released) (?:until|before|this year|any time)|no fix (?:is )?in sight|"
        r"(?:can't|cannot|can not|unable to) adopt\b|regret (?:choosing|buying|(?:the|our) choice)",
    ),
    said(
        Claim.FEATURE_GAP,
        "decided not to|decided against|chose not to|decide against",
        r"(?:decided|chose|chosen|decide) (?:not to|against) (?:adopt\w*|buy\w*|us(?:e|ing)|go(?:ing)? with|"
        r"sign\w*|roll\w*|"
        r"tak(?:e|ing)|our|your|it)\b",
    ),
    said(
        Claim.BLOCKED,
        "decided not to|decided against|deal-breaker|dealbreaker|deal breaker",
        r"(?:decided|chose) (?:not to|against) (?:adopt\w*|buy\w*|us(?:e|ing)|go(?:ing)? with|sign\w*|our|your|it)\b|"
        r"deal-?\s?breaker",
    ),
    # It goes wrong without a word, or throws them out.
    said(
        Claim.FAULT,
        "silently|logs out|logs itself out|signs out",
        r"silently (?:drop|skip|ignor|los|discard|fail|delet|overwrit|truncat|swallow|stop|break|chang)\w*|"
        r"(?:logs|signs) "
        r"(?:itself )?out (?:every|after|randomly|again|at random|by itself|all the time|constantly)\b",
    ),
    # Something of ours did it twice.
    said(
        Claim.FAULT,
        "double|twice|triple|duplicated|identical|successful",
        r"(?:charg\w+|bill\w+|debit\w+) (?:them|customers|clients|buyers|people|everyone|donors|users|members) "
        r"(?:\w+ )?"
        r"(?:double|twice|two times|triple|three times)|(?:were|was|are|is|been|got|get|gets|being) "
        r"duplicated\b|identical "
        r"(?:\w+ )?(?:subscriptions|orders|charges|entries|records|payments|invoices|bookings|messages)|"
        r"(?:several|two|three|"
        r"multiple|double|duplicate) \W?successful\W? (?:payments|charges|orders|transactions)|billed "
        r"(?:double|twice) or",
    ),
    # They are gone, or as good as.
    said(
        Claim.CHURN,
        "cancellation|cancelation|lost",
        r"(?:(?:they|customer|client|he|she|it) sent (?:us )?|sent us )(?:an? |the |their )?(?:formal |written )?"
        r"cancell?ation (?:e-?mail|letter|notice|request)\b|we (?:just |now )?lost (?:an? |the |another |our "
        r")?(?:\w+ ){1,3}?"
        r"(?:account|customer|client|deal)\b(?! (?:manager|number|name|list|data|page|record|settings?)|'s)",
    ),
    said(
        Claim.SLA,
        "breach",
        r"breach of (?:your |the |our |their |its )?(?:service|uptime|availability|support|response)\b",
    ),
    as_promise(
        Claim.SLA,
        "sla|service level agreement",
        r"(?:\bslas?|service level agreements?)\b[^.!?]{0,60} (?:penalty clauses?|(?:asked|asks|want\w*|"
        r"demand\w*|claim\w*) "
        r"(?:\w+ ){0,3}?(?:compensat\w+|credits?|penalt\w+))\b",
    ),
    as_threat(
        Claim.CHURN,
        "want out|wants out|wanted out|relationship is over|buy-out|buyout|consider|swap|chang|switch|replac",
        r"wants? out(?=[.,:;!]| of (?:the|their|our) (?:\w+ )?(?:contract|deal|agreement|subscription)|$)|"
        r"(?:relationship|"
        r"partnership) (?:is|will be|would be) over\b|considering (?:to )?(?:chang|switch|replac|mov|leav)\w* "
        r"(?:our|the|their|"
        r"to another) (?:[\w/-]+ ){0,3}?(?:solution|provider|vendor|supplier|platform|host)s?\b|(?:swap|switch|"
        r"chang)\w* "
        r"(?:our |their )?(?:suppliers?|vendors?|providers?)\b",
    ),
    said(
        Claim.AT_RISK,
        "honour|honor",
        r"(?:not|n't|never|refus\w+ to|fail\w* to|will you be) (?:\w+ )?hono(?:u)?r(?:s|ed|ing)? (?:the|our|"
        r"their|my|this|his|"
        r"her|your|its) (?:\w+ )?(?:contract|agreement|deal|terms|commitment|promise|price|offer)",
    ),
    said(
        Claim.LEGAL,
        "report us|report you|report this",
        r"(?:will|going to|shall|'ll|or|and) report (?:us|you|this) to (?:the )?(?:[\w-]+ ){0,4}?(?:bureau|sec|ftc|fca|"
        r"authorit\w+|regulators?|ombudsman|commission|ministry|police|court)\b",
    ),
)
