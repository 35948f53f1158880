"""How people say that data or a way in is open to others, in English.

Only the table; its notation is `wordings.py`'s.
"""

from escalation.cues import Cue
from escalation.signals import Claim
from escalation.wordings import denied, said

_OTHERS = r"(?:other|another|different|someone else's|somebody else's|each other's|one another's|wrong|unrelated|all)"
_OWNERS = (
    "(?:users?|customers?|clients?|compan(?:y|ies)|tenants?|accounts?|org(?:anization|anisation)?s?|persons?|"
    "people|members?|patients?|employees?|workspaces?|merchants?|individuals?|visitors?|students?|guests?|"
    "candidates?|applicants?|subscribers?|colleagues?|classmates|residents?|players?|participants?|parents?)"
)

# What somebody wishes for, or sets up so, is no leak.
_ON_PURPOSE = Cue(
    (),
    r"\b(?:make|making|option|allow|allowing|let|add|want\w*|like|ability|feature|wish|please|permission|should|"
    r"would|need\w*|not|isn't|aren't|if|admins?|owners?|managers?|way)\s(?:[\w']+\s){0,6}$",
)

SECURITY = (
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
        denied=_ON_PURPOSE,
    ),
    denied(
        Claim.EXPOSURE,
        "breach",
        r"(?:data|security|privacy|account) breach\w*|breach of (?:\w+ )?(?:data|privacy|security)|(?:been|were|"
        r"was|got) breached|breached (?:our|the|their|your) (?:\w+ )?(?:systems?|data\w*|accounts?|servers?)|"
        r"(?:recent|reported|possible|suspected|potential|this|that|your) breach\b(?! of)|the breach (?:in|at|"
        r"affect\w*|notif\w*|was|is|has)",
    ),
    denied(
        Claim.EXPOSURE,
        "unauthori|without permission|without authori",
        r"unauthori[sz]ed (?:\w+ )?(?:access|login|log-in|transactions?|charges?|users?|changes?|person)|"
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
        "still |ex-|former |fired|has |have |had |deleted|removed|disabled|former",
        "(?:removed|deleted|deactivated|revoked|former|fired|ex-|left|suspended|disabled|"
        r"offboarded)[^.!?]{0,60} can still (?:\w+ ){0,2}(?:download|reach|see|access|log ?in|sign ?in|view|read|"
        "open|edit|use)|still (?:has|have|having|had) access|(?:former|fired|terminated|departed|"
        r"ex-\w+)[^.!?]{0,60} (?:still (?:can|gets?|logs?|signs?|reads?|sees?|opens?)|(?:can|could|"
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
        r"names?|id|ids|contacts?|invoices?) (?:\w+ ){0,3}(?:of|from|about|belonging to|"
        rf"owned by) {_OTHERS} (?:\w+ )?{_OWNERS}\b",
        denied=_ON_PURPOSE,
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
        denied=_ON_PURPOSE,
    ),
    said(
        Claim.EXPOSURE,
        "visible|accessible|viewable|readable|editable|downloadable|exposed|returned|shown",
        r"@ (?:and \w+ )?(?:\w+ )?(?:to|by|across|for|between) (?:(?:all|any|every|other|different|non-\w+|"
        rf"unauthori[sz]ed|unauthenticated|anonymous) (?:\w+ )?)?(?:{_OWNERS}|visitors|anyone|everyone|everybody|"
        r"outsiders|strangers|admins)\b",
        denied=_ON_PURPOSE,
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
        denied=_ON_PURPOSE,
    ),
    # Passwords, keys and tokens where they can be read: ours to revoke, seen by nobody yet.
    said(
        Claim.CREDENTIALS,
        "key|secret|password|token|credential|hash|plain text|plaintext|plain-text|clear text|cleartext|"
        "unencrypted|unhashed|card number|card data|social security|ssn|passport",
        "(?:api[ -]?keys?|access keys?|secret keys?|(?:s3 |aws )?secrets?|passwords?|(?:access |auth |"
        r"bearer )?tokens?|credentials?|private keys?)[^.!?]{0,40} (?:leak\w*|expos\w*|visible|logged|(?:written|"
        r"saved|stored|printed|included|appear\w*|shows? up|end up) (?:\w+ )?(?:to|in|into) (?:\w+ ){0,3}(?:logs?|"
        r"url|response|email|repo\w*)|in (?:the |our )?(?:plain|clear|error|url|logs?\b|response|git|html|source|"
        r"repo|code|browser|e-?mails?\b|screenshots?)|plain ?text|clear ?text)|(?:leak\w*|expos\w*|logs|logged|"
        r"logging|print\w*|show\w*|send\w*|sent|stor\w+) (?:\w+ ){0,4}(?:api[ -]?keys?|access key|secret key|"
        "secrets|(?<!reset )passwords?|tokens?|credentials)(?! (?:reset|e-?mails?|mails?|links?|recovery|change|"
        "reminders?|instructions?|notifications?|page|form|field|prompt|to reset))(?: (?:in|to) (?:plain|clear|"
        r"the|log|url)\w*)?|(?:return\w*|expos\w*|show\w*|leak\w*|contain\w*|includ\w*|"
        r"list\w*) (?:\w+ ){0,3}(?:password hashes|hashed passwords|hashes)|(?:in|as) (?:plain|clear)(?: |"
        "-)?text(?! (?:e-?mail|format|version|mode|editor|message))|unencrypted|unhashed|(?:credit card|card|"
        r"social security|passport|account) (?:numbers?|data|details) (?:\w+ ){0,3}(?:in|to|"
        r"into) (?:\w+ )?(?:logs?|url|e-?mails?|screenshots?|exports?|responses?)|logs? (?:\w+ )?(?:contains?|"
        r"show|shows|include\w*|store\w*|hold\w*) (?:\w+ ){0,3}(?:card|passwords?|social security|ssn|passport|"
        "personal|tokens?|secrets?)|(?:shared?|posted|pasted|published|committed|pushed|checked in|sent|emailed|"
        r"left) (?:\w+ ){0,3}?(?:api[ -]?keys?|access keys?|secrets?|passwords?|tokens?|credentials|"
        r"private keys?) (?:\w+ ){0,2}?(?:in|to|on|into|with) (?:an? |the |our |their )?(?:\w+ )?(?:public|open|"
        r"shared|slack|git\w*|repo\w*|channel|group|forum|chat|wiki|everyone|everybody)",
    ),
    # A way in that somebody could use.
    denied(
        Claim.VULNERABILITY,
        "any password|empty password|blank password|vulnerab|exploit|xss|csrf|cross-site|cross site|"
        "sql injection|injection|cve-|rce|remote code|idor|privilege escalation|security hole|security flaw|"
        "security issue|security bug|security risk|security problem|security concern|pentest|penetration test|"
        "bug bounty|clickjack|open redirect|path traversal|brute force|brute-force|responsible disclosure|"
        "security researcher|data privacy|account takeover|takeover any account|take over any account|"
        "found a flaw",
    ),
    # A guard that is missing: the key that stays good, the input nobody checks; "if an attacker" is how it is told.
    said(
        Claim.VULNERABILITY,
        "attacker|malicious user|malicious actor|hacker",
        r"(?:attackers?|malicious (?:users?|actors?)|hackers?)\b(?! news)",
    ),
    said(
        Claim.VULNERABILITY,
        "token|link|code|cookie|session|password|input|signature|certificate|otp|pin|url",
        r"(?:reset|session|access|auth\w*|login|invit\w+|magic|verification|api|jwt|refresh|password|"
        r"activation) (?:\w+ )?(?:tokens?|links?|codes?|cookies?) (?:[\w,]+ ){0,5}?(?:predictable|reusable|reused|"
        "guessable|long-lived|forever|remains? valid|still (?:valid|works?|usable)|stays? valid|valid after|"
        r"never expires?|not expire\w*|n't expire\w*|not invalidated|n't invalidated|not revoked|n't revoked|"
        r"multiple times|more than once)|(?:not|n't|never|without|fails? to|no) (?:\w+ )?(?:invalidat|revok|rotat|"
        r"hash|encrypt|saniti[sz]|escap|validat)\w* (?:\w+ ){0,5}?(?:tokens?|sessions?|cookies?|passwords?|"
        r"(?:user )?inputs?|signatures?|certificates?|html|urls?|parameters?)\b|(?:signed|shared?|download|public|"
        r"reset|invite) (?:urls?|links?) (?:\w+ ){0,3}?(?:never expires?|never expire|not expire|n't expire|"
        r"remain\w* valid)|(?:tokens?|links?|codes?|cookies?|otps?|requests?|"
        r"signatures?) (?:\w+ ){0,3}?(?:replayable|replayed|re-?usable|never (?:invalidated|expired?|expires|"
        r"revoked))|(?:never|not|n't) (?:\w+ )?(?:invalidated|revoked|expired?) (?:\w+ )?(?:after|on|upon|when|"
        r"once)\b",
    ),
    said(
        Claim.VULNERABILITY,
        "any |another |other |arbitrary |every |all |anyone|anybody|someone else",
        r"(?:can|could|able to|possible to|allow\w* (?:\w+ ){0,3}to|lets? (?:\w+ ){0,2}) (?:\w+ )?(?:modif\w*|"
        "edit|change|delete|impersonate|reset|take over|log ?in (?:as|to)|act as|dump|steal|get|retrieve|"
        r"enumerate|read|access) (?:\w+ ){0,2}?(?:any|another|other|arbitrary|every|all|anyone|anybody|"
        r"someone else)(?:'s|s'|s)? (?:\w+ ){0,2}?(?:users?'?|accounts?|customers?'?|passwords?|credentials?|"
        r"keys?|tokens?|organi[sz]ations?'?|tenants?'?)\b",
        denied=_ON_PURPOSE,
    ),
    said(
        Claim.VULNERABILITY,
        "without",
        r"(?:access\w*|see|seen|view\w*|open\w*|reach\w*|read|readable|available|usable|download\w*|visible|"
        r"call\w*|works?|creat\w+|chang\w+|delet\w+|post\w*|upload\w*|"
        r"do) (?:[\w/.-]+ ){0,6}without (?:\w+ ){0,2}(?:log\w+ in|logged in|login|sign\w+ in|authenticat\w+|"
        "authori[sz]ation|password|permissions?|credentials|token|access rights)",
        denied=_ON_PURPOSE,
    ),
    said(
        Claim.VULNERABILITY,
        "unauthenticated|unauthenticate|ssrf|privilege|mitm|man in the middle|man-in-the-middle|"
        "directory listing|enumeration|session hijack|session fixation|access control|rate limit|log4j|log4shell|"
        "insecure|weak cipher|security headers|self-signed",
        r"unauthenticated (?:\w+ )?(?:users?|access|requests?|visitors?|attackers?|endpoints?|api|calls?)|ssrf|"
        r"mitm|man(?: |-)in(?: |-)the(?: |-)middle|directory listing|enumeration|session (?:hijack|fixation)\w*|"
        r"(?:broken|missing|no|improper|incorrect|lack of) (?:\w+ )?access controls?|(?:no|missing|lack of|"
        r"without) rate limit\w*|log4j|log4shell|(?:privileges?) (?:escalat|elevat)\w+|(?:escalat|"
        r"elevat)\w* (?:\w+ )?privileges?|insecure (?:\w+ )?(?:direct|endpoint|default|config\w*|storage|"
        r"connection|transport|cookie\w*)|weak ciphers?|(?:missing|no) (?:\w+ )?security headers",
    ),
    said(
        Claim.VULNERABILITY,
        "session|2fa|mfa|two-factor|two factor|authentication|login|permission check|password check",
        r"(?:session|token)s? (?:\w+ ){0,3}(?:not|never|n't) (?:\w+ )?(?:invalidat|expir|revok|terminat)\w*|"
        r"(?:invalidat|expir|revok)\w* (?:\w+ )?session|bypass\w* (?:\w+ ){0,3}@|@ (?:\w+ ){0,3}bypass\w*|"
        "without (?:any )?(?:authentication|permission check|password check)",
    ),
    # Somebody does what their role, or the price, does not allow.
    said(
        Claim.VULNERABILITY,
        "viewer|read-only|read only|guest|non-admin|without the|without admin|regular user|normal user|"
        "ordinary user|price|request|sql|search box|input",
        r"(?:viewers?\W?|read[- ]only (?:\w+ )?|guests?|non-admins?|(?:regular|normal|ordinary) users?|(?:users?|"
        r"people|anyone|someone|agents?|members?) without (?:the |an? |any )?(?:\w+ ){1,3}?(?:role|rights?|"
        r"permissions?|access|licen[cs]e))\W? (?:\w+ )?(?:can|could|are able to|is able to) (?:\w+ )?(?:delete|"
        "edit|read|see|export|download|change|create|access|open|modify|view|approve|invite)|(?:chang|alter|edit|"
        r"manipulat|tamper)\w* (?:\w+ ){0,2}(?:price|amount|total|quantity) (?:in|of|via) (?:\w+ )?(?:request|url|"
        r"payload|browser)|(?:run|execute|inject)\w* (?:\w+ )?(?:sql|code|scripts?|commands?) (?:through|via|in|"
        "from|using)",
    ),
    # Rules about data: whoever asks, Security answers.
    said(
        Claim.COMPLIANCE,
        "subprocessor|sub-processor|dpia|data protection officer|privacy officer|security questionnaire|auditor|"
        "audit finding|without mfa|gdpr|dsgvo|hipaa|ccpa|soc 2|soc2|iso 27001|pci|lgpd|rgpd|data protection|"
        "right to be forgotten|right to erasure|subject access request|dsar|data processing agreement|"
        "privacy law|compliance concern|compliance violation|compliance issue|non-compliance",
        r"@(?![\w-]*\.\w)\b",
    ),
    # It looks as if somebody were at it.
    said(
        Claim.ABUSE,
        "suspicious|unknown device|unknown ip|unrecogni|unknown",
        r"suspicious (?:\w+ )?(?:log-?ins?|sign-?ins?|activit\w+|access\w*|e-?mails?|requests?|transactions?|"
        "charges?|accounts?|attempts?|messages?|traffic|link)|(?:log-?ins?|sign-?ins?) from (?:an? )?(?:unknown|"
        "unrecogni[sz]ed|foreign|another)|(?:unknown|unrecogni[sz]ed) (?:device|ip|login|sign-?in|session|charge|"
        "user)",
    ),
    # Our product used against others.
    denied(
        Claim.ABUSE,
        "ransom|phish|malware|scam|fraudulent|spoof|impersonat|botnet|ddos",
        r"(?:phish\w*|malware|scams?|scammers?|ransom\w*|fraudulent (?:\w+ )?(?:site|website|page|account|login|"
        r"email|domain|activity)|spoof\w*|impersonat\w+|botnet|ddos\w*)",
    ),
    said(
        Claim.ABUSE,
        "fake|pretend|in our name|in your name|looks like our",
        r"(?:fake|bogus|fraudulent) (?:\w+ )?(?:invoices?|emails?|sites?|websites?|logins?|support|accounts?|"
        r"pages?|domains?|orders)|pretend\w* to be|in (?:our|your) name|looks like ours?",
    ),
    said(
        Claim.ABUSE,
        "abuse|malicious|spam",
        r"(?:report(?:ing)? (?:\w+ )?abuse|abuse (?:of (?:your|our|the)|report)|abus\w+ (?:your|"
        r"our) (?:\w+ )?(?:platform|service|hosting|domain)|malicious (?:\w+ )?(?:url|link|file|site|page|content|"
        r"actor|user|account)|send\w* spam|spam (?:from|via|through) (?:your|our))",
    ),
)
