"""How people say that a way in is open, or that somebody is at it, in English. Only the table.

Its notation is `wordings.py`'s; what was seen already stands in `wordings_of_exposure.py`.
"""

from escalation.signals import Claim
from escalation.wordings import ON_PURPOSE, denied, said

SECURITY = (
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
    said(
        Claim.CREDENTIALS,
        "key|secret|password|token|credential",
        r"(?:api[ -]?keys?|access keys?|secret keys?|secrets?|passwords?|tokens?|credentials?|"
        r"private keys?)(?: (?:of|for|from) "
        r"(?:\w+ ){1,3}?| )(?:was|were|is|are|has been|have been|got|ended up) (?:\w+ )?(?:committed|pushed|posted|"
        r"pasted|published|"
        r"checked in|uploaded|found)?\s?(?:to|in|into|on) (?:an? |the |our |their )?(?:public|open|github|gitlab|"
        r"git\b|repo\w*|forum|chat\b|gist|pastebin)",
    ),
    # A way in that somebody could use.
    denied(
        Claim.VULNERABILITY,
        "cve|any password|empty password|blank password|vulnerab|exploit|xss|csrf|cross-site|cross site|"
        "sql injection|injection|cve-|rce|remote code|idor|privilege escalation|security hole|security flaw|"
        "security issue|security bug|security risk|security problem|security concern|pentest|penetration test|"
        "a privacy concern|a privacy issue|a privacy problem|a privacy risk|privacy breach|bug bounty|"
        "clickjack|open redirect|path "
        "traversal|brute force|brute-force|responsible disclosure|"
        "security researcher|data privacy|account takeover|takeover any account|take over any account|found a flaw",
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
        r"never expires?|not expir\w+|n't expir\w+|not invalidated|n't invalidated|not revoked|n't revoked|"
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
        denied=ON_PURPOSE,
    ),
    said(
        Claim.VULNERABILITY,
        "without|take|taking|gain|obtain|get",
        r"(?:access\w*|see|seen|view\w*|open\w*|reach\w*|read|readable|available|usable|download\w*|visible|"
        r"call\w*|works?|creat\w+|chang\w+|delet\w+|post\w*|upload\w*|"
        r"do) (?:[\w/.-]+ ){0,6}without (?:\w+ ){0,2}(?:log\w+ in|logged in|login|sign\w+ in|authenticat\w+|"
        r"authori[sz]ation|auth\b|password|permissions?|credentials|token|access rights)|(?:tak(?:e|ing)|gain\w*|"
        r"get\w*|obtain\w*) "
        r"(?:full |complete |total |over |unauthori[sz]ed )?(?:control (?:of|over)|access to|over) (?:an?y? |the |"
        r"our |your |all |"
        r"some |someone's |other )?(?:\w+ )?(?:accounts?|stores?|sites?|servers?|panels?|systems?|instances?|"
        r"databases?)\b",
        denied=ON_PURPOSE,
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
    said(
        Claim.VULNERABILITY,
        "link|token|session|code",
        r"(?:reset|login|sign-?in|magic|invit\w+|verification|activation) (?:\w+ ){0,2}?(?:links?|tokens?|codes?)"
        r" (?:\w+ ){0,3}?"
        r"(?:still works?|works? again|can (?:still )?be (?:re-?used|used again)|should (?:\w+ )?(?:expire|"
        r"be invalidated|"
        r"be revoked))|(?:token|session|reset link) (?:\w+ ){0,2}?did (?:not|n't) (?:\w+ )?expire\w*",
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
        "the dpa|dpa signed|dpa countersigned|subprocessor|sub-processor|dpia|data protection officer|"
        "privacy officer|security questionnaire|auditor|"
        "audit finding|without mfa|gdpr|dsgvo|hipaa|ccpa|soc 2|soc2|iso 27001|pci|lgpd|rgpd|data protection|"
        "right to be forgotten|right to erasure|subject access request|dsar|data processing agreement|"
        "privacy law|compliance concern|compliance violation|compliance issue|non-compliance",
        r"@(?![\w-]*\.\w)\b",
    ),
    said(
        Claim.COMPLIANCE,
        "erasure|deletion|delete|erase|destroy",
        r"(?:request\w*|demand\w*|ask\w*|want\w*|insist\w*|require\w*|please|immediate) (?:[\w,]+ ){0,5}?(?:erasure|"
        r"deletion|"
        r"destruction|erase|delete|destroy)\b (?:of )?(?:\w+ ){0,3}?(?:personal|private) (?:data|information|details|"
        r"records)|"
        r"(?:article|art\.) ?(?:6|7|12|13|15|16|17|18|20|21|28|32|33|34)\b(?! of the (?:contract|agreement|terms))",
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
        r"(?:phish\w*|malware|(?<!are )(?<!these )(?<!such )(?<!like )(?<!is a )(?<!total )(?<!you )scam(?:s|mers?)"
        r"?\b|ransom\w*|fraudulent (?:\w+ )?(?:site|website|page|account|login|"
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
        "malicious|illegal|infected|trojan|virus",
        r"(?:files?|sites?|websites?|pages?|links?|urls?|apps?|attachments?|downloads?|accounts?|domains?|content)\b"
        r"[^.!?]{0,60} (?:malicious|illegal|infected|(?:a |the )?(?:trojan|virus))\b(?! (?:scan|check|found nothing))",
    ),
    said(
        Claim.ABUSE,
        "abuse|malicious|spam",
        r"(?:report(?:ing)? (?:\w+ )?abuse|abuse (?:of (?:your|our|the)|report)|abus\w+ (?:your|"
        r"our) (?:\w+ )?(?:platform|service|hosting|domain)|malicious (?:\w+ )?(?:url|link|file|site|page|content|"
        r"actor|user|account)|send\w* spam|spam (?:from|via|through) (?:your|our))",
    ),
)
