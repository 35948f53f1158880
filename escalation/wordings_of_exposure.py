"""How people say that they saw, or can see, what is not theirs, in English. Only the table.

Its notation is `wordings.py`'s.
"""

from escalation.signals import Claim
from escalation.wordings import ON_PURPOSE, denied, said

_OTHERS = r"(?:other|another|different|someone else's|somebody else's|each other's|one another's|wrong|unrelated|all)"
_OWNERS = (
    "(?:users?|customers?|clients?|compan(?:y|ies)|tenants?|accounts?|org(?:anization|anisation)?s?|persons?|"
    "people|members?|patients?|employees?|workspaces?|merchants?|individuals?|visitors?|students?|guests?|"
    "candidates?|applicants?|subscribers?|colleagues?|classmates|residents?|players?|participants?|parents?)"
)

EXPOSURE = (
    # Somebody saw, or can see, what is not theirs.
    denied(
        Claim.EXPOSURE,
        "other |another |different |someone else|somebody else|each other|wrong |all ",
        "(?:see|sees|seeing|saw|view|views|viewing|access|accessed|accessing|read|shown|shows|showing|displays|"
        rf"received|receiving|gets?|download\w*|open) (?:\w+ ){{0,3}}{_OTHERS} (?:\w+ )?{_OWNERS}(?:'s?|"
        r"s')? ?(?:'s )?(?:\w+ ){0,2}(?:data|info\w*|records?|details|invoices?|accounts?|files|documents|"
        "messages|emails|orders|tickets|profiles?|projects|reports?|history|names?|files|content)",
    ),
    denied(
        Claim.EXPOSURE,
        "leak",
        "(?:data|information|details|records|pii|phi|emails?|e-mails?|names|files|documents|personal data|"
        r"customer data) (?:\w+ ){0,3}leak\w*|leak\w* (?:\w+ ){0,3}(?:data|information|details|records|pii|phi|"
        "emails|documents|tenants?|customers?|accounts?)|data leak",
    ),
    denied(
        Claim.EXPOSURE,
        "expos|disclos",
        r"(?:expos(?:ed|es|ing|ure)|disclos(?:ed|es|ing|ure)) (?:\w+ ){0,3}(?:data|information|details|records|"
        "pii|phi|emails?|e-mails?|names|personal|private|customers?|users?|documents|to the public|publicly|"
        "online|on the web)|(?:data|information|details|records|pii|phi|documents|files|messages|emails|"
        r"locations|patients?) (?:\w+ ){0,3}(?:exposed|disclosed)|(?:data|privacy|information) exposure",
    ),
    denied(
        Claim.EXPOSURE,
        "cross tenant|cross-tenant|cross account|cross-account|across tenants|between tenants",
        "@(?:s)?",
    ),
    said(
        Claim.EXPOSURE,
        "tenant|organi|workspace",
        r"(?:not|n't|never|without) (?:\w+ ){0,2}?(?:filter|scop|restrict|separat|isolat|"
        r"segregat)\w* (?:\w+ ){0,2}?(?:by|to|per|between) (?:the |their |its |own |each |current )*(?:tenant|"
        r"organi[sz]ation|workspace)s?\b",
        denied=ON_PURPOSE,
    ),
    denied(
        Claim.EXPOSURE,
        "breach",
        r"(?:data|security|privacy|account) breach\w*|breach of (?:\w+ )?(?:data|privacy|security)|(?:been|were|"
        r"was|got) breached|breached (?:our|the|their|your) (?:\w+ )?(?:systems?|data\w*|accounts?|servers?)|"
        r"(?:recent|reported|possible|suspected|potential|this|that|your) breach\b(?! of)|the breach (?:in|at|"
        r"affect\w*|notif\w*|was|is|has)",
    ),
    said(
        Claim.EXPOSURE,
        "still ",
        r"still (?:be )?(?:accessible|reachable|visible|downloadable|open|works?|readable|loads?) "
        r"(?:through|via|with|by|under|to) (?:\w+ ){0,3}(?:link|url|address|token|anyone|everyone|everybody|others)\b",
    ),
    said(
        Claim.EXPOSURE,
        "without ",
        r"without (?:an?y? )?(?:auth\w*|login|log-in|password|token|credentials?|signing in|being "
        r"(?:signed|logged) in)\b"
        r"(?: \w+){0,4} (?:got|gets?|returns?|returned|see|saw|opens?|download\w*|read|reach\w*|access\w*)\b",
    ),
    denied(
        Claim.EXPOSURE,
        "unauthori|without permission|without authori",
        r"unauthori[sz]ed (?:\w+ )?(?:access|login|log-in|users?|changes?|person|transactions|charges on "
        r"(?:our|their|the|customers)\b)|"
        r"access\w* (?:\w+ ){0,3}without (?:permission|authori\w+)",
    ),
    denied(
        Claim.EXPOSURE,
        "cyber|data theft|intrusion|threat actor|hacked|hijacked|compromised|taken over|stolen|someone|somebody|"
        "stranger|hackers|another person|logged in|signed in|logged into|signed into|logs in as|log in as|"
        "by everyone|by anyone|by anybody|by any |by all |by other|to the wrong|to wrong|we don't know|"
        "we do not know|previous user|previous customer|previous guest|'s contract|'s data|'s file|'s invoice|"
        "'s record|'s document|classmates|colleagues|neighbo|coworkers|competitors",
        r"(?:hacked|hijacked|compromised|taken over)\b|(?:(?<=is )|(?<=are )|(?<=was )|(?<=were )|(?<=been )|"
        r"(?<=got ))stolen\b|account takeover|cyber-?\s?(?:attack|incident|intrusion|criminal)\w*|data theft|"
        "threat actors?|(?:network|system|server) intrusion|(?:someone|somebody|a stranger|hackers?|"
        r"another person) (?:else )?(?:\w+ )?(?:logged|log|got|gotten|gained|signed|broke|hacked|"
        r"has) (?:\w+ )?(?:in|into|access) (?:\w+ )?(?:my|our|their|his|her)|(?:logged|"
        r"signed) in(?:to)? (?:\w+ )?(?:as|under) (?:an?other|a different|someone|somebody)|(?:can|could|"
        r"may) be (?:\w+ )?(?:downloaded|read|seen|opened|accessed|viewed|edited|deleted|listed|"
        "retrieved) by (?:everyone|everybody|anyone|anybody|all|other|any|strangers)|(?:records?|data|invoices?|"
        "statements?|reports?|documents?|payslips?|details|letters?|files?|information|results?|contracts?|"
        r"emails?)\b[^.!?]{0,30} (?:mailed|emailed|e-mailed|sent|delivered|faxed|forwarded|disclosed|shown|given|"
        r"released) to (?:the |a )?wrong \w+|(?:see|sees|saw|seeing|open\w*|view\w*|got|received|"
        r"download\w*) [^.!?]{0,50}(?:we|i|they) (?:don't|do not|didn't) know|(?:of|as|from) the previous (?:user|"
        "customer|guest|person|patient)|previous (?:user|customer|guest)'s|(?:received|got|sees?|saw|opened|"
        r"downloaded|viewed) (?:\w+ ){0,3}(?:customer|client|user|company|tenant|patient) \w+'s \w+|(?:see|view|"
        r"read|open|access)s? (?:\w+ ){0,4}of (?:their|other|his|her) (?:classmates|colleagues|coworkers|"
        r"neighbo\w+|competitors)",
    ),
    denied(
        Claim.EXPOSURE,
        "still |ex-|ex |former |fired|has |have |had |deleted|removed|disabled|former",
        "(?:removed|deleted|deactivated|revoked|former|fired|ex-|left|suspended|disabled|"
        r"offboarded)[^.!?]{0,60} can still (?:\w+ ){0,2}(?:download|reach|see|access|log ?in|sign ?in|view|read|"
        "open|edit|use)|still (?:has|have|having|had) access|(?:former|fired|terminated|departed|"
        r"ex[- ](?:employees?|users?|staff|members?|customers?|colleagues?)|ex-\w+)[^.!?]{0,60} (?:still (?:can|"
        r"gets?|logs?|signs?|reads?|sees?|opens?)|(?:can|could|"
        r"is able to) (?:log|sign|access|see|read))|still (?:has|have|had) (?:an? )?(?:\w+ ){0,2}?(?:access|"
        r"tokens?|keys?|login|account|session|permissions?|rights)\b|(?:deleted|removed|disabled|deactivated|"
        r"former|blocked)[^.!?]{0,40} can still (?:\w+ ){0,2}(?:call|query|post|send|invite|approve|work|export|"
        "edit)",
    ),
    # What one customer has can be reached from another's account, or by anybody.
    said(
        Claim.EXPOSURE,
        "another|other|different|someone else|somebody else",
        r"(?:data|info\w*|records?|details|accounts?|files|documents|messages|emails|orders|tickets|profiles?|"
        r"numbers?|address(?:es)?|names?|id|ids|contacts?|invoices?) (?:\w+ ){0,3}(?:of|from|about|belonging to|"
        rf"owned by) {_OTHERS} (?:\w+ )?{_OWNERS}\b",
        denied=ON_PURPOSE,
    ),
    # What is private is found, or opened by whoever is not signed in.
    said(
        Claim.EXPOSURE,
        "publicly|logged out|signed out|private |hidden |restricted |confidential ",
        r"(?:accessible|visible|available|viewable|readable|downloadable) (?:publicly\b|(?:when|while) (?:logged|"
        r"signed) out)|(?:access|see|view|open|download|read)\w* [^.!?]{0,90} (?:when|while|after being|"
        r"even) (?:logged|signed) out|(?:private|hidden|restricted|confidential) (?:\w+ )?(?:documents?|files?|"
        "pages?|posts?|records?|photos?|messages?|reports?|notes?|projects?|tickets?|profiles?|"
        r"groups?)(?: \([^)]*\))? (?:\w+ ){0,2}?(?:appear|appears|shows? up|come up|can be (?:found|seen|accessed|"
        r"opened)|(?:is|are) (?:\w+ )?(?:visible|accessible|public|returned|listed|indexed))\b",
        denied=ON_PURPOSE,
    ),
    said(
        Claim.EXPOSURE,
        "visible|accessible|viewable|readable|editable|downloadable|exposed|returned|shown",
        r"@ (?:and \w+ )?(?:\w+ )?(?:to|by|across|for|between) (?:(?:all|any|every|other|different|non-\w+|"
        rf"unauthori[sz]ed|unauthenticated|anonymous) (?:\w+ )?)?(?:{_OWNERS}|visitors|anyone|everyone|everybody|"
        r"outsiders|strangers|admins)\b",
        denied=ON_PURPOSE,
    ),
    denied(
        Claim.EXPOSURE,
        "belong|personal|private|confidential|sensitive",
        r"(?:belong\w* to (?:an)?other|(?:shows?|showing|sharing|shared|public\w*|sends?|sent|"
        r"emailed) (?:\w+ ){0,3}(?:personal|private|confidential|sensitive) (?:\w+ )?(?:data|info\w*|details|"
        "documents))",
    ),
    denied(
        Claim.EXPOSURE,
        "public",
        r"(?:data|files?|documents|information|bucket|records|invoices) (?:\w+ ){0,4}(?:is|are|was|were|been|"
        r"became) (?:\w+ )?public(?:ly)?\b|publicly (?:accessible|visible|available|exposed)|"
        "visible to (?:the )?(?:public|everyone|anyone|other)",
    ),
    denied(
        Claim.EXPOSURE,
        "id in the|id inside the|the url",
        r"(?:chang\w+|modif\w+|edit\w*|guess\w*|increment\w*) (?:\w+ ){0,3}(?:id|number|parameter|"
        "url)[^.!?]{0,50} (?:access|see|view|get|download|open)",
    ),
    denied(
        Claim.EXPOSURE,
        "can see",
        "(?:can|could) see (?:all|everyone|everybody|other)[^.!?]{0,70}(?:names|e-?mails?|addresses|data|"
        "invoices|messages|details|records)",
    ),
    denied(
        Claim.EXPOSURE,
        "others' |each others'|each other's|someone else's|somebody else's|another customer's|another user's|"
        "another client's|another company's|another tenant's|another person's|other customers'|other users'|"
        "other people's|other person's|stranger's|strangers",
        r"@ ?(?:\w+ )?(?!fault|problem|job|turn|computer|pc|browser|plugin|work|needs|expense|opinion|"
        r"comments)\w{3,}",
    ),
    said(
        Claim.EXPOSURE,
        "of a different|of another|of other|from a different|from another|from other|to another|to a different|"
        "to other",
        r"(?:see|sees|seeing|saw|view\w*|access\w*|read|download\w*|open\w*|receiv\w+|got|get|gets|export\w*|"
        r"show\w*|return\w*|display\w*|email\w*|sent|send|attached|assigned|linked)\b[^.!?]{0,60}? (?:of|from|"
        rf"to|belonging to) (?:an? )?(?:other|another|different|unrelated) (?:\w+ )?{_OWNERS}\b(?! (?:list|type|"
        "role|name|group))",
        denied=ON_PURPOSE,
    ),
    # The same with what is seen in front: "the client of another account is displayed".
    said(
        Claim.EXPOSURE,
        "another|other|different|someone else|somebody else",
        rf"(?:from|of|belonging to) (?:an? )?(?:other|another|different|someone else|somebody else) (?:\w+ )?{_OWNERS} "
        r"(?:(?:is|are|was|were|being|been|gets?|got|suddenly|also|now|still) ){0,2}(?:displayed|shown|shows?|showing|"
        r"visible|listed|returned|appears?|appeared|appearing|exported|downloaded|printed|sent|emailed|included|"
        r"accessible|pops? up|come up|comes up|turn up|turns up)\b",
        denied=ON_PURPOSE,
    ),
    # More is seen than is theirs: "the data of all companies instead of their own".
    said(
        Claim.EXPOSURE,
        "instead of|not only|not just|rather than",
        rf"(?:all|every|everyone's|everybody's|the whole|the entire)\b (?:\w+ ){{0,3}}?(?:{_OWNERS}|everyone|everybody)"
        r"\W{0,3}(?: \w+){0,3} (?:instead of|not only|not just|rather than) (?:only |just )?(?:his|her|their|my|our|"
        r"its|"
        r"the (?:client|customer|user|tenant|company)['\u2019]?s?|those of)\b(?! name)",
        denied=ON_PURPOSE,
    ),
    said(
        Claim.EXPOSURE,
        "everybody can|everyone can|anyone can|anybody can|everybody could|anyone could|everyone could",
        r"@ (?:now |still |also )?(?:open|see|read|download|access|view|look at|copy)\b",
        denied=ON_PURPOSE,
    ),
    # Sent to whom it is not for.
    said(
        Claim.EXPOSURE,
        "wrong|incorrect|mistaken|other|different|another|someone else|strangers",
        r"(?:sent|sends?|mailed|mails?|emailed|e-mailed|emails|faxed|faxes|delivered|disclosed|released|"
        r"forwarded|"
        r"shared|addressed|went|goes|posted|printed|texted)\b[^.!?]{0,60}? to (?:the |an? |some )?(?:wrong|"
        r"incorrect|mistaken|"
        r"other|different|another|strangers|someone else)(?: \w+)? ?(?:patients?|persons?|people|recipients?|"
        r"individuals?|"
        r"customers?|clients?|parents?|students?|famil(?:y|ies)|employees?|(?:e-?mail |postal |mail |home )"
        r"?address(?:es)?|"
        r"(?:fax |phone )?numbers?|inbox(?:es)?|mailbox(?:es)?|insur\w+|(?:health |insurance )plans?|members?|"
        r"households?|"
        r"strangers|else)\b(?![^.!?]{0,40}(?:warehouse|shelf|depot))",
        denied=ON_PURPOSE,
    ),
    # Put where everybody reads it.
    said(
        Claim.EXPOSURE,
        "posted|published|sold|for sale|dumped|uploaded|offered|circulat|found",
        r"(?:posted|published|sold|dumped|uploaded|offer\w+|circulat\w+|found|sells|selling) (?:[\w']+ )"
        r"{0,5}?(?:data\w*|"
        r"invoices?|records?|names|emails?|passwords|files|documents|photos|list|accounts?|addresses|numbers)"
        r" (?:[\w']+ ){0,4}?"
        r"(?:in|on|at|to) (?:an? |the |some )?(?:\w+ )?(?:telegram|darknet|dark ?web|forum|pastebin|reddit|twitter|"
        r"facebook|"
        r"public|internet|web|google|torrent|breach|hacker)\w*",
        denied=ON_PURPOSE,
    ),
    # Opened, and found to be of somebody nobody knows.
    said(
        Claim.EXPOSURE,
        "never heard of|do not know|don't know|not ours|not theirs|is not our|strangers?",
        r"(?:account|workspace|tenant|folder|invoices?|documents?|files?|data|records|orders|tickets) (?:of|from|"
        r"belonging to) "
        r"(?:an? |some |the )?(?:company|customer|client|person|firm|organi[sz]ation|people|someone|somebody|"
        r"stranger|strangers)\b[^.!?]{0,30} (?:never heard of|(?:do not|don't|doesn't|does not) know)\b",
    ),
)
