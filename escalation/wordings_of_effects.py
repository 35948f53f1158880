"""How people say what it does to those who use it: who cannot do what, in English. Only the table.

Its notation is `wordings.py`'s; that something is "down" stands in `wordings_of_outages.py`.
"""

from escalation.signals import Claim
from escalation.wordings import CANT, ON_PURPOSE, as_promise, as_threat, denied, said

_WHOLE = (
    r"(?:sites?|websites?|web site|services?|servers?|systems?|platform|app|apps|application|api|portal|software|"
    r"product|database|records|workspace|tool)"
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

EFFECTS = (
    # The whole stands still, said without "down".
    denied(
        Claim.OUTAGE,
        "sign-on|sign on|sso|sign-in|login|phones|phone system|email|e-mail|checkout|payments|search|internet|is out|"
        "are out|was out|were out",
        r"(?:single sign-?\s?on|sso|sign-?ins?|log-?ins?|phones?|phone system|e-?mail|checkout|payments?|"
        rf"{_WHOLE}) (?:is|are|was|were) (?:\w+ )?out\b(?! (?:of|for|now|in)\b)",
    ),
    denied(
        Claim.OUTAGE,
        "stopped accepting|stopped responding|stopped answering|stopped processing|stopped serving|stops accepting|"
        "stops responding|stopped taking|does not accept|not accepting|refusing",
        rf"(?:{_WHOLE}|gateway|cluster|queue|broker|terminals?|registers?|tills?) (?:\w+ )?(?:stop(?:s|ped)|does not|"
        r"doesn't|is not|are not|isn't|aren't|is|are) ?(?:accept(?:ing)?|respond(?:ing)?|answer(?:ing)?|"
        r"processing|serving|taking|refusing) (?:\w+ )?(?:connections?|requests?|payments?|orders?|traffic|"
        r"calls?|cards?)",
    ),
    said(
        Claim.OUTAGE,
        "experienc|issue|problem|error|trouble|fail",
        rf"{_ALL_OF_US} (?:\w+ )?(?:experienced?|experiencing|had|have|having|saw|see|face[sd]?|facing|got|"
        rf"get) (?:\w+ )?"
        rf"(?:issues?|problems?|errors?|trouble|difficult\w+|failures?) (?:when |while |with |during |in )?(?:\w+ing )?"
        rf"(?:an? |the |their )?{_TRADE}\b",
    ),
    denied(
        Claim.OUTAGE,
        "flow|availab",
        rf"(?:sales|purchase|order|checkout|payment|booking) flow (?:\w+ )?(?:was|is|has been|were) (?:\w+ "
        rf")?(?:affected|"
        r"impacted|interrupted|broken)|(?:affect|impact|impair|reduc|degrad)\w* (?:the )?(?:\w+ "
        r")?(?:availability|access) "
        rf"(?:of|to)\b|availability (?:of|to access) (?:the |our )?(?:\w+ ){{0,2}}{_WHOLE}\b",
    ),
    said(
        Claim.OUTAGE,
        "unable to|not able to|can't|cannot|could not|couldn't|can not|impossible",
        rf"{_ALL_OF_US} (?:\w+ ){{0,4}}?(?:{CANT}) (?:\w+ )?(?:access|reach|use|open|get (?:to|into|onto|on)) "
        rf"(?:\w+ ){{0,3}}?{_WHOLE}\b",
    ),
    # They do not get in.
    said(
        Claim.LOGIN,
        "get on|get onto|connect|access|reach",
        rf"(?:{CANT}|have(?:n't| not) been able to|has(?:n't| not) been able to|been unable to) (?:even "
        rf")?(?:get on|get "
        rf"onto|get into|connect to|access|reach) (?:to )?(?:the|our|your|their|his|her|my|any) (?:[\w-]+ ){{0,2}}?"
        rf"{_WHOLE}\b|unable to find a server",
    ),
    # It is there for whom it is not meant.
    said(
        Claim.EXPOSURE,
        "permission|not supposed|should not|shouldn't|no right|not entitled|not allowed",
        r"(?:shows?|showing|shown|visible|sees?|seeing|seen|access|reads?|view|views|list|lists|open|opens|"
        r"download\w*) "
        r"(?:[\w'-]+ ){0,8}?(?:(?:who|that|which|they|he|she|and) (?:\w+ )?(?:have|has|had|having)? ?(?:no|not|never|"
        r"don't have|doesn't have|without) (?:\w+ )?(?:permissions?|rights?|access|authori[sz]ation)|(?:who|"
        r"they|he|she|"
        r"which) (?:are|is|were|was) not (?:supposed|allowed|entitled|meant|authori[sz]ed) to)\b",
        denied=ON_PURPOSE,
    ),
    said(
        Claim.EXPOSURE,
        "seen by|visible to|shown to|readable by|readable for|visible for|accessible to|accessible by|open to",
        r"(?:salar(?:y|ies)|payslips?|payroll|wages|bonus(?:es)?|grades?|results?|reviews?|diagnos\w+|records?|"
        r"documents?|"
        r"files|names|addresses|data|notes|messages|invoices|contracts?|reports?)\b[^.!?]{0,40} (?:seen by|"
        r"visible (?:to|"
        r"for)|shown to|readable (?:by|for)|accessible (?:to|by)|open to) (?:any|all|every|other|everyone|"
        r"everybody|anyone|"
        r"anybody)\b",
        denied=ON_PURPOSE,
    ),
    said(
        Claim.EXPOSURE,
        "anybody can|anyone can|everyone can|everybody can|search engine|google index|indexed",
        r"(?:any(?:body|one)|every(?:body|one)) can (?:\w+ )?(?:list|read|download|access)\b(?! (?:it|this|"
        r"them) (?:in|on) "
        r"our (?:docs|help))|(?:search engines?|google|bing) (?:can |do |does |has |have |already "
        r")*(?:index\w*|list\w*|"
        r"find\w*)\b|indexed by (?:google|bing|search)",
        denied=ON_PURPOSE,
    ),
    said(
        Claim.EXPOSURE,
        "can still|could still|still get|hackers|hacker|meant for|intended for|destined for",
        r"(?:employees|users|staff|people|members|contractors|accounts|agents|admins) (?:who|that|which) "
        r"(?:are|is|have|has|"
        r"were|was) (?:\w+ )?(?:past|left|no longer|gone|terminated|expired|offboarded|"
        r"deactivated)\b[^.!?]{0,80} (?:can|"
        r"could|are able to|is able to) still\b|hackers? (?:\w+ )?(?:got|broke|came|gained|hacked|entered) "
        r"(?:\w+ )?(?:in|"
        r"into|access)\b|(?:letters?|e-?mails?|invoices?|messages?|statements?|documents?|parcels?|results?|"
        r"data) (?:\w+ )?"
        r"(?:meant|intended|destined) for (?:other|another|different|someone else|somebody else)\b",
        denied=ON_PURPOSE,
    ),
    said(
        Claim.COMPLIANCE,
        "able to view|able to see|able to read|able to open|can view|can see|can read",
        r"(?:able to|can) (?:view|see|read|open) (?:all |the |their |any |other |an? )?(?:\w+ )?(?:sensitive|"
        r"confidential|"
        r"personal|private) (?:\w+ )?(?:documents?|data|information|records?|files?|details|notes)\b",
        denied=ON_PURPOSE,
    ),
    # They would come, or stay, for something that is not there.
    said(
        Claim.FEATURE_GAP,
        "if you had|if it had|if there was|if there were|won't be supported|not be supported|not be available|"
        "no fix in sight|not planned|can't adopt|cannot adopt|regret",
        r"if (?:you|it|there) (?:had|offered|supported|was|were) (?:this|that|such|an? )|(?:won't|will not|not) be "
        r"(?:supported|available|added|released|possible) (?:until|before|this year|any time)|no fix (?:is )?in sight|"
        r"(?:can't|cannot|can not|unable to) adopt\b|regret (?:the|our|that|having|buying|choosing)",
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
        r"(?:logs|signs)"
        r" (?:itself )?out (?:every|after|randomly|again|at random|by itself|all the time|constantly)\b",
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
    # They are gone.
    said(
        Claim.CHURN,
        "cancellation|lost",
        r"(?:sent|send|sends|received|got|have|has|wrote) (?:us |me )?(?:an? |the |their )?(?:formal |written "
        r")?cancell?ation"
        r" (?:e-?mail|letter|notice|request)\b|(?:we|have|has) (?:just |now )?lost (?:an? |the |another |our "
        r")?(?:\w+ ){1,3}?"
        r"(?:account|customer|client|deal|mrr|arr|[.,] ?\$)",
    ),
    said(
        Claim.SLA,
        "breach",
        r"breach of (?:your |the |our |their |its )?(?:service|uptime|availability|support|response)\b",
    ),
    as_promise(
        Claim.SLA,
        "sla|service level agreement",
        r"(?:\bslas?|service level agreements?)\b[^.!?]{0,60} (?:penalt\w+|compensat\w+|credits?)\b",
    ),
    as_threat(
        Claim.CHURN,
        "want out|wants out|wanted out|relationship is over|buy-out|buyout|consider|swap|chang|switch|replac",
        r"wants? out\b(?! of (?:the|our) (?:box|list))|(?:relationship|partnership) (?:is|will be|would be) over\b|"
        r"consider\w* (?:to )?(?:chang|switch|replac|mov|leav)\w* (?:[\w/-]+ ){0,4}?(?:solution|provider|"
        r"vendor|supplier|"
        r"system|tool|software|platform|host)s?\b|(?:swap|switch|chang)\w* (?:our |their )?(?:suppliers?|"
        r"vendors?|providers?)\b",
    ),
    said(
        Claim.AT_RISK,
        "honour|honor",
        r"hono(?:u)?r(?:s|ed|ing)? (?:the|our|their|my|this|his|her|your|its) (?:\w+ )?(?:contract|agreement|"
        r"deal|terms|"
        r"commitment|promise|price|offer)",
    ),
    said(
        Claim.LEGAL,
        "report us|report you|report this|report them|complain to",
        r"(?:report|complain about) (?:us|you|this|them|it) to (?:the )?(?:[\w-]+ ){0,4}?(?:bureau|sec|ftc|fca|"
        r"authorit\w+|"
        r"regulators?|ombudsman|commission|ministry|police|agency|court)\b",
    ),
)
