"""How people say that it is broken. Only the table; its notation is `wordings.py`'s."""

from escalation.signals import Claim
from escalation.wordings import denied, said

_CANT = (
    "(?:can'?t|can ?not|could(?:n't| not)|unable to|not able to|impossible to|no longer able to|(?:are|is|"
    "was|were)n't able to|unsuccessful in|not possible to|fail(?:s|ed|ing)? to|not been able to)"
)
_WHOLE = (
    "(?:site|website|web site|service|services|server|servers|system|systems|platform|app|application|api|"
    "portal|everything|production|prod|network|database|instance|product|cluster|backend|dashboard|login|"
    "store|shop|website|page|cloud|it|desk|region|gateway|internet|environment|workspace)"
)

BROKEN = (
    # The whole is gone for those who need it.
    denied(
        Claim.OUTAGE,
        "down",
        rf"(?:{_WHOLE}|[\w.-]+\.(?:com|io|net|org|dev)|\w+) (?:is|are|was|were|went|goes|has gone|has been|"
        "have been|being|seems? to be|appears? to be|seems|still|currently|completely|all|now|just)(?: (?:all|"
        "completely|totally|currently|still|now|fully|also|be|been|to be|partially|again|"
        rf"hard))* down\b(?! (?:to|the|by|from|into|on|because of))|{_WHOLE} down\b|(?<!not )(?<!slow )\b(?!not|"
        r"isn|slow|shut|break|scroll|drop|count|cut|calm|settl|turn|narrow|let|sit|log|keep|go\b|"
        r"come\b)\w+ down(?: since| for|\?|!|\.|$| - )|down ?time|is (?:it|the (?:\w+ )?\w+) down\b|went down|"
        "goes down|taken down by",
    ),
    denied(Claim.OUTAGE, "outage|blackout", r"(?:outages?|blackout)"),
    denied(
        Claim.OUTAGE,
        "offline|unreachable|unavailable|unavailability|not reachable|inaccessible|unresponsive|not responding|"
        "not available|not accessible|isn't reachable|cannot be reached|can't be reached",
        rf"(?:{_WHOLE}|we|users?|customers?|everything|[\w.-]+\.(?:com|io|net)|currently)(?: \w+){{0,3}} @",
    ),
    said(
        Claim.OUTAGE,
        "503|502|504|500",
        r"(?:all|every|both|entire|any)[^.!?]{0,40} (?:return\w*|fail\w*|show\w*|get\w*|giv\w*|"
        r"throw\w*)[^.!?]{0,20}50[0234]|50[0234][^.!?]{0,30} (?:on|for) (?:all|every|everything|everyone)|"
        r"503 (?:service|temporar)",
    ),
    said(
        Claim.OUTAGE,
        "production|everything|nothing|entire|whole|completely|nobody|no one|all users|all customers|everyone|"
        r"all our|total",
        r"(?:production|everything|entire \w+|whole \w+|all (?:our )?(?:\w+ )?(?:users|customers|clients|staff)|"
        "everyone|nobody|no one)[^.!?]{0,30} (?:is (?:completely )?(?:broken|stopped|blocked|stuck|frozen|"
        "failing)|stopped working|stopped|can'?t work|can (?:work|log|access|use)|unable to (?:work|use|"
        "access)|cannot work|(?:are|is) (?:locked out|blocked))|nothing (?:works|is working|loads|is loading)|"
        "completely (?:unusable|broken|dead)|total (?:failure|loss of service)|unusable for (?:all|everyone)|"
        r"not working at all",
    ),
    denied(
        Claim.OUTAGE,
        "elevated error|major incident|p0|sev1|sev 1|sev-1|service disruption|full disruption|no network|"
        "lost connectivity|loss of connectivity|business is stopped|business stopped|cannot operate|"
        "can't operate|at a standstill|standstill",
        r"@\b",
    ),
    said(
        Claim.OUTAGE,
        "site|server|platform|portal",
        r"(?:site|website|web site|servers?|platform|portal) (?:\w+ ){0,4}(?:not|n't|never|won't|doesn't|isn't|"
        r"cannot|can't|fails to) "
        r"(?:\w+ ){0,4}(?:load|loading|open|opening|respond|responding|up|come up|be reached|be accessed)\b",
    ),
    # Nobody gets in.
    said(
        Claim.LOGIN,
        "log in|login|log-in|log on|logon|sign in|signin|sign-in|log into|get into|sign into|"
        "connect to the server|authenticate|logging in|signing in",
        rf"{_CANT} (?:\w+ ){{0,3}}@|(?:login|log-in|sign-?in|sso|logging in|"
        rf"authentication) (?:\w+ ){{0,3}}(?:fail\w*|broken|not work\w*|doesn't work|does not work|loop\w*|"
        "impossible|error|issues?|problems?|is down|down)|(?:stuck|error|errors|problems?|issues?|"
        rf"trouble) (?:\w+ ){{0,2}}(?:logging in|signing in|(?:in|at|on|with) (?:the )?(?:login|"
        rf"sign-?in)(?: loop| page| screen)?)|(?:doesn't|does not|won't|don't) let (?:\w+ ){{1,2}}@|"
        r"redirect\w* (?:back )?to (?:the )?login|login page (?:\w+ )?(?:not|is not|doesn't|inaccessible|blank)",
    ),
    said(
        Claim.LOGIN,
        "login loop|locked out|kicked out|logged out",
        r"login loop|(?:users?|customers?|everyone|staff|we|they|people|admins?) (?:\w+ ){0,3}(?:locked out|"
        r"kicked out)|(?:keep|keeps|constantly|randomly) (?:\w+ ){0,2}(?:logged out|logging \w+ out|kicked out)",
    ),
    # Data of the customer is lost, missing or wrong after something we did.
    denied(
        Claim.DATA_LOSS,
        "lost|losing|loss",
        r"(?:lost|losing|lose|loses) (?:\w+ ){0,4}(?:data|records?|history|files?|documents?|users|entries|"
        "messages|settings|notes|projects?|orders|content|work|contacts|events|photos|emails|invoices|"
        "everything|tickets)|(?:data|records?|files?|history|messages|work|everything|content|"
        r"entries)[^.!?]{0,20} (?:is|are|was|were|got|been|completely|all) (?:\w+ ){0,2}lost|(?:loss of|"
        r"data) (?:\w+ )?(?:data|loss|lost)",
    ),
    denied(
        Claim.DATA_LOSS,
        "gone|disappear|vanish|wiped|erased|no longer present|deleted",
        "(?:data|records?|files?|documents?|users?|entries|messages|settings|notes|projects?|orders|content|"
        "contacts|events|photos|emails|invoices|everything|tickets|history|items|inbox|accounts?|sites?|rows|"
        "all|customers|products|sites|tables?)[^.!?]{0,60} (?:is|are|was|were|has|have|had|been|got|just|"
        r"suddenly|all|being)(?: \w+){0,2} (?:gone|disappear\w*|vanish\w*|wiped|erased|no longer present|"
        r"deleted)\b|(?:wiped|erased|deleted|wipes|erases) (?:\w+ ){0,3}(?:my|our|their|all|his|her|customer|"
        r"user|the) (?:\w+ )?(?:data|records|files|account|history|content|database|projects?|work)|"
        "(?:disappeared|vanished) (?:from|after|overnight|without)|(?:data|records|files|projects|orders|"
        r"messages|history|tickets|everything|contacts) (?:disappear|vanish)\w*",
    ),
    said(
        Claim.DATA_LOSS,
        "missing",
        r"(?:missing|with missing) (?:\w+ ){0,2}(?:data|rows|records|entries|history|files|transactions|"
        r"messages|orders|events|documents|invoices|values from)\b(?! (?:field|type|column|validation|feature))|"
        "(?:data|rows|records|entries|transactions|users?|orders|events|files|documents|history|invoices|"
        r"messages|contacts|customers)(?: \w+){0,4} (?:is|are|were|was|went|gone|been|going) (?:\w+ )?missing|"
        "(?:rows|records|users|data|entries|transactions|tickets?) (?:is |are )?missing|data isn't complete|"
        "data is (?:incomplete|"
        r"not complete)",
    ),
    denied(
        Claim.DATA_LOSS,
        "corrupt|overwrit|data integrity|inconsistent data|data inconsisten",
        r"(?:data|database|files?|records?|backup|tables?)[^.!?]{0,30} corrupt\w*|"
        r"corrupt\w* (?:\w+ ){0,2}(?:data|database|files?|records?|backups?)|(?:overwr\w+) (?:\w+ ){0,3}(?:data|"
        "records|changes|files|customer)",
    ),
    said(
        Claim.DATA_LOSS,
        "deleted|imported|recover|restore|migrat",
        r"incorrectly (?:\w+ ){0,6}(?:as )?deleted|(?:identified|marked|flagged) [^.!?]{0,40}as deleted|"
        "(?:users|records|customers|entries|accounts|items) (?:were|was|are) not (?:imported|migrated|"
        r"restored)|can (?:\w+ ){0,3}data be (?:recovered|restored|recoverd)|recover (?:\w+ ){0,3}(?:lost|"
        r"deleted|missing) (?:\w+ )?(?:data|files|records)|data (?:\w+ )?got lost|"
        "previously entered[^.!?]{0,40} not appear",
    ),
    # Something of ours fails, and says so.
    said(
        Claim.FAULT,
        "error",
        r"(?:returns?|returning|returned|throws?|throwing|threw|gives?|giving|gave|gets?|getting|got|"
        r"with|an|a|this|following|same|see|seeing|shows?|showing|the|internal server|\d{3}|fatal|console|"
        r"application|unexpected|server|system|unknown|of|these|elevated) (?:\w+ ){0,3}errors?\b(?: \d{3})?|"
        r"errors? (?:\w+ ){0,2}(?:when|while|on|in|message|occur\w*|appear\w*|\d{3}|with|code|page|during|after|"
        r"saying|loading|is|:)|error:|\"[^\"]{0,40}error[^\"]{0,40}\"|errors? logging|^error",
    ),
    said(
        Claim.FAULT,
        "500|501|502|503|504|403|404|429",
        r"(?:return\w*|throw\w*|give\w*|get\w*|got|shows?|http|status|error|code|"
        r"fail\w*)(?: \w+){0,3} (?:http )?(?:50[0-4]|403|404|429)s?\b|(?:50[0-4]|403|404)s? (?:errors?|internal|"
        "bad gateway|service|gateway|page|not found|forbidden|response)|: 50[0-4]",
    ),
    said(
        Claim.FAULT,
        "fail",
        r"(?:is|are|keeps?|has been|have been|were|was|started|starts|always|still|all|sometimes|often|"
        "randomly|intermittently|app|import|export|sync|payment|payments|upload|build|job|jobs|requests?|"
        "calls?|delivery|it|and|which|then|that|syncs?|webhooks?|integration|renewals?|orders?|"
        r"transactions?) fail(?:s|ed|ing|ure)?\b|fail(?:s|ed|ing) (?:to|with|when|for|on|after|silently|because|"
        r"at|intermittently)|failure (?:to|of|in|when)|export failed|failed (?:\w+ )?(?:to|payments?|jobs?|"
        "imports?|exports?|requests|sync|login|message)",
    ),
    denied(
        Claim.FAULT,
        "crash|freez|hangs|hung|timeout|time out|times out|timed out|timing out|time-out|stuck|loop|broken|"
        "broke |breaks|breaking|malfunction|buggy|glitch|not responding|deadlock|unstable|instability",
        "(?:crash(?:es|ed|ing)?|freez(?:es|ing)|frozen|hangs|hung|time-?outs?|times? out|timed out|timing out|"
        r"stuck|(?:infinite|endless|redirect) loop|loops?\b|(?:is|are|was|were|got|completely|still|totally|"
        r"been|seems|be) (?:\w+ )?broken|broke |breaks|breaking|broken (?:since|after|for|link|page|in)|"
        r"malfunction\w*|buggy|glitch\w*|not responding|deadlock|unstable|instability)",
    ),
    said(
        Claim.FAULT,
        "work",
        r"(?:not|n't|stopped|stops|no longer|never|isn't|aren't|nothing|quit|ceased) (?:\w+ )?(?:work(?:ing|"
        r"s)?)\b(?! (?:for us as|with us))|(?:doesn't|does not|don't|do not|won't|didn't|did not|doesnt|dont|"
        r"wont) (?:\w+ )?work\b|(?:not|isn't|aren't) (?:\w+ )?(?:functioning|functional|operational)|"
        "does not function|doesn't function",
    ),
    said(
        Claim.FAULT,
        "wrong|incorrect|mismatch|discrepan|inaccura|miscalculat|inconsisten|doesn't match|does not match|"
        "do not match|not match|don't match|don't add up|doesn't add up|duplicat|match up",
        r"(?:wrong|incorrect(?:ly)?|inaccurate)(?! (?:password|place for|place to|repo))\b|mismatch\w*|"
        r"discrepanc\w+|miscalculat\w+|inconsisten\w+|(?:doesn't|does not|do not|don't|not) (?:\w+ )?match(?:es|"
        r"ing)?\b|(?:don't|doesn't|do not|does not) add up|(?:creat\w+|sent|send\w*|receiv\w+|show\w*|import\w*|"
        r"get\w*|charg\w+|generat\w+) (?:\w+ )?duplicat\w+|duplicat\w+ (?:entries|records|emails|orders|"
        "messages|charges|invoices)|math (?:is )?wrong",
    ),
    said(
        Claim.FAULT,
        "bug|defect|regression|malfunction|root cause",
        "(?:(?:a|the|this|same|known|confirmed|possible|critical|serious|major|nasty|is a|as a) )?(?:bugs?|"
        r"defects?|regressions?)\b(?! (?:report|tracker|bounty|fixes))|code (?:change|fix)|root cause",
    ),
    said(
        Claim.FAULT,
        "went wrong|going wrong|exception|stack trace|traceback|stacktrace|segfault|null pointer|"
        "bad gateway|internal server error|blank page|white screen|blank screen|white page|empty page|"
        "error page|spinning|spins|keeps loading|loads forever|never loads|won't load|doesn't load|not loading|"
        "does not load|fails to load|degraded|degradation|messed up|screwed up|incident|unusable",
        r"@",
    ),
    said(
        Claim.FAULT,
        "sync|send|sent|deliver|receiv|process|sav|trigger|updat|export|import|charg|renew|print|upload|"
        "download|submit|generat|fir|arriv|appl|record|regist|creat|refresh|respond|connect|render|calculat|load|"
        "display|open|start|run|return|detect|recogni|accept|populat|map|attach|play|link|show",
        r"(?:not|n't|never|no longer|stopped|stops|nt) (?:seem to |appear to |seem to be |appear to be |\w+ )?"
        r"(?:being |been |getting |get |be )?(?:load(?:ed|ing)?|display(?:ed|ing)?|open(?:ed|ing)?|start(?:ed|ing)?|"
        r"running|return(?:ed|ing)?|detect(?:ed|ing)?|recogni[sz](?:ed|ing)|accept(?:ed|ing)?|populat(?:ed|ing)|"
        r"mapped|attach(?:ed|ing)?|play(?:ing|ed)?|linked|shown|showing|sync(?:ing|ed|hroni[sz]\w+)?|"
        r"send(?:ing)?|sent|deliver(?:ed|ing)?|process(?:ed|ing)?|sav(?:e|"
        "ed|ing)|trigger(?:ed|ing)?|updat(?:e|ed|ing)|export(?:ed|ing)?|import(?:ed|ing)?|charg(?:ing|ed)|"
        "renew(?:ed|ing)?|print(?:ing)?|upload(?:ing|ed)?|download(?:ing)?|submit(?:ted|ting)?|generat(?:e|ed|"
        "ing)|fir(?:e|ed|ing)|arriv(?:e|ed|ing)|appl(?:y|ied)|record(?:ed|ing)?|regist(?:er|ered|ering)|"
        "creat(?:e|ed|ing)|refresh(?:ed|ing)?|respond(?:ing)?|connect(?:ing)?|render(?:ed|ing)?|calculat(?:e|"
        r"ed|ing)|going (?:in)?to)\b",
    ),
    denied(
        Claim.FAULT,
        "double|twice|three times|multiple times|garbled|truncated|misaligned|drops|dropped|dropping|skips|"
        r"skipping|swallow",
        "(?:emails?|messages?|notifications?|webhooks?|events?|orders?|rows|calls|files|sync|import|"
        r"connections?) (?:\w+ ){0,3}(?:sent |delivered |fired |arrive |triggered |created )?(?:double|twice|"
        "three times|multiple times|garbled|truncated)|(?:sync|integration|queue|it|connection|calls?|calendar|"
        r"\w+) (?:drops|dropping|dropped|skips|skipping|swallows) ",
    ),
    # Verbs of things that go wrong, whatever the thing is.
    said(
        Claim.FAULT,
        "throws|throwing|bounce|bouncing|stops |stopped|reappear|dead|dies|died|stale|out of date|"
        "outdated data|behind|declined|rejected|rejects|denied|refuses|refused|ignores|ignoring|reverts|"
        "reverted|resets itself|jumps back|cut off|flicker|disconnect|unresponsive|doubled|logs people out|"
        "logs users out|logs me out|logged out|scrambled|unreadable|wrongly|mixed up|swapped|overlap|"
        "hours later|days later|nothing happens|dropped|drops|not correct|isn't correct|aren't correct|"
        "not right|not accurate|not reliable|unreliable|erratic|sits at|hang at|stuck at|keeps asking|"
        "keeps showing|keeps coming|keeps getting",
        r"(?:throws|throwing|(?:emails?|mails?|messages?|addresses|it|they|all) (?:\w+ ){0,3}bounc(?:e|es|ed|"
        "ing)|(?:import|export|job|it|sync|upload|download|process|build|backup|video|recording|playback|"
        r"migration|scan|call|\w+) (?:stops|stopped|dies|died)(?! by)|reappear\w*|(?:is|are|went|goes|"
        "completely) dead|stale|out of date|outdated data|(?:days|hours|minutes|weeks) behind|(?:is|are|was|"
        r"were|gets?|got|being|keeps?|always|been|with) (?:\w+ )?(?:declined|rejected|denied|refused|cut off|"
        "dropped|doubled|scrambled|mixed up|swapped|disconnected|reverted|logged out)|(?:rejects|refuses|"
        "ignores|ignoring|reverts|disconnects|flickers) |resets itself|jumps back|unresponsive|"
        r"logs (?:\w+ )?(?:people|users|me|us|them|customers) out|unreadable|wrongly|(?:hours|days) later|"
        r"nothing happens|connection (?:\w+ )?(?:drops|dropped)|(?:not|isn't|aren't) (?:\w+ )?(?:correct|right|"
        r"accurate|reliable)\b(?! (?:now|place|away))|unreliable|erratic|(?:sits|hangs|stuck) at|"
        "keeps? (?:asking|showing|coming|getting|crashing|failing))",
    ),
    said(
        Claim.FAULT,
        "empty|blank",
        "(?:come|comes|came|coming|turn|turns|is|are|page|report|reports|exports?|list|screen|shows?|arrive|"
        r"arrives|goes|went|returns?|stays?) (?:\w+ ){0,3}(?:empty|blank)\b|(?:empty|blank) (?:page|screen|"
        "report|list|pdf|file|response|results?|emails?)",
    ),
    said(
        Claim.FAULT,
        "nobody|no one|none of",
        r"(?:nobody|no one|none of \w+(?: \w+)?)(?: \w+){0,5} (?:can|could|is able|are able|gets?|receives?|"
        r"sees?|works?)\b",
    ),
    # Something that was asked for is not in the result, or comes late, or out of order.
    said(
        Claim.FAULT,
        "with no |shows no|is no |are no |there is no|without any|but no |no data",
        r"(?:with|shows?|is|are|but|gets?|got|has|there is|there are|without) (?:no|"
        r"any) (?:\w+ )?(?:information|data|results?|"
        r"emails?|e-mails?|confirmation|notifications?|output|records?|entries|items|content|image|images|sound|audio|"
        r"access|signal|tickets?|prices?|totals?|subtotals?)\b",
    ),
    said(
        Claim.SLOW,
        "arriv|deliver|late|expired",
        r"(?:arriv|deliver)\w* (?:\w+ )?(?:late\b|hours|days|after \d|\d+ (?:hours|days|minutes))|(?:too|hours|"
        r"days|weeks) late\b|"
        r"expired by then",
    ),
    said(
        Claim.FAULT,
        "getting lost|gets lost|get lost|never makes it|never make it|never arrive|has gone|have gone|is lost|"
        "duplicate",
        r"@\w*",
    ),
    # So late that it is of no use, warned of, or gone without.
    said(
        Claim.FAULT,
        "delay|latency|late|taking|takes|took|arriv|warning|without working|glitch|misbehav|acting up|plays up|"
        "not usable|out of order|wrong order",
        r"(?:delay\w*|latency|late|taking|takes|took|arriv\w+)\b[^.!?]{0,40}\d+\+? ?(?:hours|hrs|days|h)\b|"
        r"(?:php |shows? |throws? |get |gets )(?:\w+ )?"
        r"warnings?\b|without (?:a )?working|glitch\w*|misbehav\w+|acting up|plays up|not usable|(?:out of|"
        r"in the wrong|wrong) order",
    ),
    # What was expected and what came instead; the weakest sign but one.
    said(
        Claim.SYMPTOM,
        "instead of|even though|although|but it |but the |but they |but when |but i |but now|whenever|"
        "unexpected|strange|weird|odd |surprisingly|disappear",
        r"@",
    ),
    # Somebody cannot do it, or does not see it; whether we broke it is open.
    said(
        Claim.SYMPTOM,
        "can't|cant |cannot|can not|couldn't|could not|unable|not able|impossible|not possible|unsuccessful|"
        "not been successful|won't let|doesn't let|not let |doesn't allow|not allow",
        rf"{_CANT} (?:\w+ ){{0,2}}(?!find out|be more|tell you|recommend|wait|stress|say|thank|log|sign)\w+|"
        "(?:have |has |been )?not been (?:successful|able)|(?:won't|doesn't|does not|will not) (?:let|"
        r"allow) \w+",
    ),
    said(
        Claim.SYMPTOM,
        "not show|n't show|not appear|n't appear|not display|n't display|don't see|doesn't see|not see|"
        "not visible|n't visible|invisible|not found|no option|not listed|not there|not reflect|isn't there|"
        "no longer see|not assigned|isn't assigned|missing|not enabled|blank|aren't showing|isn't showing|"
        "not showing|no longer in|nothing happens|removed itself|hidden|empty",
        r"@\w*",
    ),
    said(
        Claim.SYMPTOM,
        "issue|problem|trouble|difficult|incident",
        r"(?:having|have|had|has|facing|experienc\w+|encounter\w*|seeing|running into|ran into|report\w*|with|"
        r"an|the|this|some|same|several|critical|there's|identified|major) (?:\w+ ){0,3}(?:issues?|problems?|"
        r"trouble|difficult\w+|incidents?)\b|(?:issues?|problems?) (?:with|when|in|on|connecting)|"
        r"so many problems",
    ),
    # Something that should happen does not; the weakest sign, so what is not known, needed or liked is left out.
    said(
        Claim.SYMPTOM,
        "n't |not |never |no longer",
        "(?:doesn't|doesnt|does not|don't|do not|isn't|is not|aren't|are not|won't|will not|didn't|did not|"
        "never|no longer|hasn't|haven't|has not|have not|wasn't|was not|weren't|were not) (?!know|need|want|"
        "like|understand|think|mean|care|seem|matter|remember|sure|urgent|have|support|believe|wish|bother|"
        r"agree|worry|hesitate|forget|find|mind|allow|practical|actually need|really need|use |use\b|say|"
        "available|clear|see why|possible to|able|only|just|yet decided|critical|blocking|a problem|an issue|"
        r"affected|impacted|down|aware|sent you)\w{3,}",
    ),
    said(
        Claim.SLOW,
        "slow|latency|laggy|lagging|sluggish|performance|delay|takes|loading time|load time|forever to",
        "(?:very |really |extremely |super |so |too |is |are |being |running |became |getting )*slow(?:er|ly|"
        r"ness|down)?\b|(?:high |increased )?latency|lagg(?:y|ing)|sluggish|(?:poor|bad|degraded|"
        r"terrible) performance|performance (?:issues?|problems?|degrad\w*|drop)|delay(?:s|ed|ing)?\b|(?:takes?|"
        r"taking|took) (?:\w+ ){0,3}(?:\d+|several|many|forever|ages|too long|longer|a long time|minutes|hours|"
        "seconds)(?! business)|load(?:ing)? times?",
    ),
)
