"""How people say that it is broken, how far and how long, in English. Only the table; its notation is `wordings.py`'s."""

from escalation.signals import Claim
from escalation.wordings import Wording, denied, said

_CANT = r"(?:can'?t|can ?not|could(?:n't| not)|unable to|not able to|impossible to|no longer able to|(?:are|is|was|were)n't able to|unsuccessful in|not possible to|fail(?:s|ed|ing)? to|not been able to)"
_WHOLE = r"(?:site|website|web site|service|services|server|servers|system|systems|platform|app|application|api|portal|everything|production|prod|network|database|instance|product|cluster|backend|dashboard|login|store|shop|website|page|cloud|it|desk|region|gateway|internet|environment|workspace)"

BROKEN = (
    # The whole is gone for those who need it.
    denied(
        Claim.OUTAGE,
        "down",
        rf"(?:{_WHOLE}|[\w.-]+\.(?:com|io|net|org|dev)|\w+) (?:is|are|was|were|went|goes|has gone|has been|have been|being|seems? to be|appears? to be|seems|still|currently|completely|all|now|just)(?: (?:all|completely|totally|currently|still|now|fully|also|be|been|to be|partially|again|hard))* down\b(?! (?:to|the|by|from|into|on|because of))|{_WHOLE} down\b|(?<!not )(?<!slow )\b(?!not|isn|slow|shut|break|scroll|drop|count|cut|calm|settl|turn|narrow|let|sit|log|keep|go\b|come\b)\w+ down(?: since| for|\?|!|\.|$| - )|down ?time|is (?:it|the (?:\w+ )?\w+) down\b|went down|goes down|taken down by",
    ),
    denied(Claim.OUTAGE, "outage|blackout", r"(?:\w+ )?(?:outages?|blackout)"),
    denied(
        Claim.OUTAGE,
        "offline|unreachable|unavailable|unavailability|not reachable|inaccessible|unresponsive|not responding|not available|not accessible|isn't reachable|cannot be reached|can't be reached",
        rf"(?:{_WHOLE}|we|users?|customers?|everything|[\w.-]+\.(?:com|io|net)|currently)(?: \w+){{0,3}} @",
    ),
    said(
        Claim.OUTAGE,
        "503|502|504|500",
        r"(?:all|every|both|entire|any)[^.!?]{0,40} (?:return\w*|fail\w*|show\w*|get\w*|giv\w*|throw\w*)[^.!?]{0,20}50[0234]|50[0234][^.!?]{0,30} (?:on|for) (?:all|every|everything|everyone)|503 service",
    ),
    said(
        Claim.OUTAGE,
        "production|everything|nothing|entire|whole|completely|nobody|no one|all users|all customers|everyone|all our|total",
        r"(?:production|everything|entire \w+|whole \w+|all (?:our )?(?:\w+ )?(?:users|customers|clients|staff)|everyone|nobody|no one)[^.!?]{0,30} (?:is (?:completely )?(?:broken|stopped|blocked|stuck|frozen|failing)|stopped working|stopped|can'?t work|can (?:work|log|access|use)|unable to (?:work|use|access)|cannot work|(?:are|is) (?:locked out|blocked))|nothing (?:works|is working|loads|is loading)|completely (?:unusable|broken|dead)|total (?:failure|loss of service)|unusable for (?:all|everyone)|not working at all",
    ),
    denied(
        Claim.OUTAGE,
        "elevated error|major incident|p0|sev1|sev 1|sev-1|service disruption|full disruption|no network|lost connectivity|loss of connectivity|business is stopped|business stopped|cannot operate|can't operate|at a standstill|standstill",
        r"@\b",
    ),
    # Nobody gets in.
    said(
        Claim.LOGIN,
        "log in|login|log-in|log on|logon|sign in|signin|sign-in|log into|get into|sign into|connect to the server|authenticate|logging in|signing in",
        rf"{_CANT} (?:\w+ ){{0,3}}@|(?:login|log-in|sign-?in|sso|logging in|authentication) (?:\w+ ){{0,3}}(?:fail\w*|broken|not work\w*|doesn't work|does not work|loop\w*|impossible|error|issues?|problems?|is down|down)|(?:stuck|error|errors|problems?|issues?|trouble) (?:\w+ ){{0,2}}(?:logging in|signing in|(?:in|at|on|with) (?:the )?(?:login|sign-?in)(?: loop| page| screen)?)|(?:doesn't|does not|won't|don't) let (?:\w+ ){{1,2}}@|redirect\w* (?:back )?to (?:the )?login|login page (?:\w+ )?(?:not|is not|doesn't|inaccessible|blank)",
    ),
    said(
        Claim.LOGIN,
        "login loop|locked out|kicked out|logged out",
        r"login loop|(?:users?|customers?|everyone|staff|we|they|people|admins?) (?:\w+ ){0,3}(?:locked out|kicked out)|(?:keep|keeps|constantly|randomly) (?:\w+ ){0,2}(?:logged out|logging \w+ out|kicked out)",
    ),
    # Data of the customer is lost, missing or wrong after something we did.
    denied(
        Claim.DATA_LOSS,
        "lost|losing|loss",
        r"(?:lost|losing|lose|loses) (?:\w+ ){0,4}(?:data|records?|history|files?|documents?|users|entries|messages|settings|notes|projects?|orders|content|work|contacts|events|photos|emails|invoices|everything|tickets)|(?:data|records?|files?|history|messages|work|everything|content|entries)[^.!?]{0,20} (?:is|are|was|were|got|been|completely|all) (?:\w+ ){0,2}lost|(?:loss of|data) (?:\w+ )?(?:data|loss|lost)",
    ),
    denied(
        Claim.DATA_LOSS,
        "gone|disappear|vanish|wiped|erased|no longer present|deleted",
        r"(?:data|records?|files?|documents?|users?|entries|messages|settings|notes|projects?|orders|content|contacts|events|photos|emails|invoices|everything|tickets|history|items|inbox|accounts?|sites?|rows|all|customers|products|sites|tables?)[^.!?]{0,60} (?:is|are|was|were|has|have|had|been|got|just|suddenly|all|being)(?: \w+){0,2} (?:gone|disappear\w*|vanish\w*|wiped|erased|no longer present|deleted)\b|(?:wiped|erased|deleted|wipes|erases) (?:\w+ ){0,3}(?:my|our|their|all|his|her|customer|user|the) (?:\w+ )?(?:data|records|files|account|history|content|database|projects?|work)|(?:disappeared|vanished) (?:from|after|overnight|without)|(?:data|records|files|projects|orders|messages|history|tickets|everything|contacts) (?:disappear|vanish)\w*",
    ),
    said(
        Claim.DATA_LOSS,
        "missing",
        r"(?:missing|with missing) (?:\w+ ){0,2}(?:data|rows|records|entries|history|files|transactions|messages|orders|events|documents|invoices|values from)\b(?! (?:field|type|column|validation|feature))|(?:data|rows|records|entries|transactions|users?|orders|events|files|documents|history|invoices|messages|contacts|customers)(?: \w+){0,4} (?:is|are|were|was|went|gone|been|going) (?:\w+ )?missing|(?:rows|records|users|data|entries|transactions) missing|data isn't complete|data is (?:incomplete|not complete)",
    ),
    denied(
        Claim.DATA_LOSS,
        "corrupt|overwrit|data integrity|inconsistent data|data inconsisten",
        r"(?:data|database|files?|records?|backup|tables?)[^.!?]{0,30} corrupt\w*|corrupt\w* (?:\w+ ){0,2}(?:data|database|files?|records?|backups?)|(?:overwr\w+) (?:\w+ ){0,3}(?:data|records|changes|files|customer)",
    ),
    said(
        Claim.DATA_LOSS,
        "deleted|imported|recover|restore|migrat",
        r"incorrectly (?:\w+ ){0,6}(?:as )?deleted|(?:identified|marked|flagged) [^.!?]{0,40}as deleted|(?:users|records|customers|entries|accounts|items) (?:were|was|are) not (?:imported|migrated|restored)|can (?:\w+ ){0,3}data be (?:recovered|restored|recoverd)|recover (?:\w+ ){0,3}(?:lost|deleted|missing) (?:\w+ )?(?:data|files|records)|data (?:\w+ )?got lost|previously entered[^.!?]{0,40} not appear",
    ),
    # Something of ours fails, and says so.
    said(
        Claim.FAULT,
        "error",
        r"(?:\w+ )?(?:returns?|returning|returned|throws?|throwing|threw|gives?|giving|gave|gets?|getting|got|with|an|a|this|following|same|see|seeing|shows?|showing|the|internal server|\d{3}|fatal|console|application|unexpected|server|system|unknown|of|these|elevated) (?:\w+ ){0,3}errors?\b|errors? (?:\w+ ){0,2}(?:when|while|on|in|message|occur\w*|appear\w*|\d{3}|with|code|page|during|after|saying|loading|is|:)|error:|\"[^\"]{0,40}error[^\"]{0,40}\"|errors? logging|^error",
    ),
    said(
        Claim.FAULT,
        "500|501|502|503|504|403|404|429",
        r"(?:return\w*|throw\w*|give\w*|get\w*|got|shows?|http|status|error|code|fail\w*)(?: \w+){0,3} (?:http )?(?:50[0-4]|403|404|429)s?\b|(?:50[0-4]|403|404)s? (?:errors?|internal|bad gateway|service|gateway|page|not found|forbidden|response)|: 50[0-4]",
    ),
    said(
        Claim.FAULT,
        "fail",
        r"(?:\w+ )?(?:is|are|keeps?|has been|have been|were|was|started|starts|always|still|all|sometimes|often|randomly|intermittently|app|import|export|sync|payment|payments|upload|build|job|jobs|requests?|calls?|delivery|it|and|which|then|that|syncs?|webhooks?|integration|renewals?|orders?|transactions?) fail(?:s|ed|ing|ure)?\b|fail(?:s|ed|ing) (?:to|with|when|for|on|after|silently|because|at|intermittently)|failure (?:to|of|in|when)|export failed|failed (?:\w+ )?(?:to|payments?|jobs?|imports?|exports?|requests|sync|login|message)",
    ),
    denied(
        Claim.FAULT,
        "crash|freez|hangs|hung|timeout|time out|times out|timed out|timing out|time-out|stuck|loop|broken|broke |breaks|breaking|malfunction|buggy|glitch|not responding|deadlock|unstable|instability",
        r"(?:crash(?:es|ed|ing)?|freez(?:es|ing)|frozen|hangs|hung|time-?outs?|times? out|timed out|timing out|stuck|(?:infinite|endless|redirect) loop|loops?\b|(?:is|are|was|were|got|completely|still|totally|been|seems|be) (?:\w+ )?broken|broke |breaks|breaking|broken (?:since|after|for|link|page|in)|malfunction\w*|buggy|glitch\w*|not responding|deadlock|unstable|instability)",
    ),
    said(
        Claim.FAULT,
        "work",
        r"(?:not|n't|stopped|stops|no longer|never|isn't|aren't|nothing|quit|ceased) (?:\w+ )?(?:work(?:ing|s)?)\b(?! (?:for us as|with us))|(?:doesn't|does not|don't|do not|won't|didn't|did not|doesnt|dont|wont) (?:\w+ )?work\b|(?:not|isn't|aren't) (?:\w+ )?(?:functioning|functional|operational)|does not function|doesn't function",
    ),
    said(
        Claim.FAULT,
        "wrong|incorrect|mismatch|discrepan|inaccura|miscalculat|inconsisten|doesn't match|does not match|do not match|not match|don't match|don't add up|doesn't add up|duplicat|match up",
        r"(?:wrong|incorrect(?:ly)?|inaccurate)(?! (?:password|place for|place to|repo))\b|mismatch\w*|discrepanc\w+|miscalculat\w+|inconsisten\w+|(?:doesn't|does not|do not|don't|not) (?:\w+ )?match(?:es|ing)?\b|(?:don't|doesn't|do not|does not) add up|(?:creat\w+|sent|send\w*|receiv\w+|show\w*|import\w*|get\w*|charg\w+|generat\w+) (?:\w+ )?duplicat\w+|duplicat\w+ (?:entries|records|emails|orders|messages|charges|invoices)|math (?:is )?wrong",
    ),
    said(
        Claim.FAULT,
        "bug|defect|regression|malfunction|root cause",
        r"(?:(?:a|the|this|same|known|confirmed|possible|critical|serious|major|nasty|is a|as a) )?(?:bugs?|defects?|regressions?)\b(?! (?:report|tracker|bounty|fixes))|code (?:change|fix)|root cause",
    ),
    said(
        Claim.FAULT,
        "went wrong|going wrong|exception|stack trace|traceback|stacktrace|segfault|null pointer|badproxy|bad gateway|internal server error|blank page|white screen|blank screen|white page|empty page|error page|spinning|spins|keeps loading|loads forever|never loads|won't load|doesn't load|not loading|does not load|fails to load|degraded|degradation|messed up|screwed up|incident|unusable",
        r"@",
    ),
    said(
        Claim.FAULT,
        "sync|send|sent|deliver|receiv|process|sav|trigger|updat|export|import|charg|renew|print|upload|download|submit|generat|fir|arriv|appl|record|regist|creat|refresh|respond|connect|render|calculat",
        r"(?:not|n't|never|no longer|stopped|stops|nt) (?:\w+ )?(?:being |been |getting |get |be )?(?:sync(?:ing|ed|hroni[sz]\w+)?|send(?:ing)?|sent|deliver(?:ed|ing)?|process(?:ed|ing)?|sav(?:e|ed|ing)|trigger(?:ed|ing)?|updat(?:e|ed|ing)|export(?:ed|ing)?|import(?:ed|ing)?|charg(?:ing|ed)|renew(?:ed|ing)?|print(?:ing)?|upload(?:ing|ed)?|download(?:ing)?|submit(?:ted|ting)?|generat(?:e|ed|ing)|fir(?:e|ed|ing)|arriv(?:e|ed|ing)|appl(?:y|ied)|record(?:ed|ing)?|regist(?:er|ered|ering)|creat(?:e|ed|ing)|refresh(?:ed|ing)?|respond(?:ing)?|connect(?:ing)?|render(?:ed|ing)?|calculat(?:e|ed|ing)|going (?:in)?to)\b",
    ),
    denied(
        Claim.FAULT,
        "double|twice|three times|multiple times|garbled|truncated|misaligned|drops|dropped|dropping|skips|skipping|swallow",
        r"(?:emails?|messages?|notifications?|webhooks?|events?|orders?|rows|calls|files|sync|import|connections?) (?:\w+ ){0,3}(?:sent |delivered |fired |arrive |triggered |created )?(?:double|twice|three times|multiple times|garbled|truncated)|(?:sync|integration|queue|it|connection|calls?|calendar|\w+) (?:drops|dropping|dropped|skips|skipping|swallows) ",
    ),
    # Verbs of things that go wrong, whatever the thing is.
    said(Claim.FAULT, "throws|throwing|bounce|bouncing|stops |stopped|reappear|dead|dies|died|stale|out of date|outdated data|behind|declined|rejected|rejects|denied|refuses|refused|ignores|ignoring|reverts|reverted|resets itself|jumps back|cut off|flicker|disconnect|unresponsive|doubled|logs people out|logs users out|logs me out|logged out|scrambled|unreadable|wrongly|mixed up|swapped|overlap|hours later|days later|nothing happens|dropped|drops|not correct|isn't correct|aren't correct|not right|not accurate|not reliable|unreliable|erratic|sits at|hang at|stuck at|keeps asking|keeps showing|keeps coming|keeps getting", r"(?:throws|throwing|(?:emails?|mails?|messages?|addresses|it|they|all) (?:\w+ ){0,3}bounc(?:e|es|ed|ing)|(?:import|export|job|it|sync|upload|download|process|build|backup|video|recording|playback|migration|scan|call|\w+) (?:stops|stopped|dies|died)(?! by)|reappear\w*|(?:is|are|went|goes|completely) dead|stale|out of date|outdated data|(?:days|hours|minutes|weeks) behind|(?:is|are|was|were|gets?|got|being|keeps?|always|been|with) (?:\w+ )?(?:declined|rejected|denied|refused|cut off|dropped|doubled|scrambled|mixed up|swapped|disconnected|reverted|logged out)|(?:rejects|refuses|ignores|ignoring|reverts|disconnects|flickers) |resets itself|jumps back|unresponsive|logs (?:\w+ )?(?:people|users|me|us|them|customers) out|unreadable|wrongly|(?:hours|days) later|nothing happens|connection (?:\w+ )?(?:drops|dropped)|(?:not|isn't|aren't) (?:\w+ )?(?:correct|right|accurate|reliable)\b(?! (?:now|place|away))|unreliable|erratic|(?:sits|hangs|stuck) at|keeps? (?:asking|showing|coming|getting|crashing|failing))"),
    said(Claim.FAULT, "empty|blank", r"(?:come|comes|came|coming|turn|turns|is|are|page|report|reports|exports?|list|screen|shows?|arrive|arrives|goes|went|returns?|stays?) (?:\w+ ){0,3}(?:empty|blank)\b|(?:empty|blank) (?:page|screen|report|list|pdf|file|response|results?|emails?)"),
    said(Claim.FAULT, "nobody|no one|none of", r"(?:nobody|no one|none of \w+(?: \w+)?)(?: \w+){0,5} (?:can|could|is able|are able|gets?|receives?|sees?|works?)\b"),
    # Somebody cannot do it, or does not see it; whether we broke it is open.
    said(
        Claim.SYMPTOM,
        "can't|cant |cannot|can not|couldn't|could not|unable|not able|impossible|not possible|unsuccessful|not been successful|won't let|doesn't let|not let |doesn't allow|not allow",
        rf"{_CANT} (?:\w+ ){{0,2}}(?!find out|be more|tell you|recommend|wait|stress|say|thank|log|sign)\w+|(?:have |has |been )?not been (?:successful|able)|(?:won't|doesn't|does not|will not) (?:let|allow) \w+",
    ),
    said(
        Claim.SYMPTOM,
        "not show|n't show|not appear|n't appear|not display|n't display|don't see|doesn't see|not see|not visible|n't visible|invisible|not found|no option|not listed|not there|not reflect|isn't there|no longer see|not assigned|isn't assigned|missing|not enabled|blank|aren't showing|isn't showing|not showing|no longer in|nothing happens|removed itself|hidden|empty",
        r"(?:\w+ )?@(?:\w+)?",
    ),
    said(
        Claim.SYMPTOM,
        "issue|problem|trouble|difficult|incident",
        r"(?:having|have|had|has|facing|experienc\w+|encounter\w*|seeing|running into|ran into|report\w*|with|an|the|this|some|same|several|critical|there's|identified|major) (?:\w+ ){0,3}(?:issues?|problems?|trouble|difficult\w+|incidents?)\b|(?:issues?|problems?) (?:with|when|in|on|connecting)|so many problems",
    ),
    # Something that should happen does not; the weakest sign, so what is not known, needed or liked is left out.
    said(Claim.SYMPTOM, "n't |not |never |no longer", r"(?:doesn't|doesnt|does not|don't|do not|isn't|is not|aren't|are not|won't|will not|didn't|did not|never|no longer|hasn't|haven't|has not|have not|wasn't|was not|weren't|were not) (?:\w+ )?(?!know|need|want|like|understand|think|mean|care|seem|matter|remember|sure|urgent|have|support|believe|wish|bother|agree|worry|hesitate|forget|find|mind|allow|practical|actually need|really need|use |use\b|say|available|clear|see why|possible to|able|only|just|yet decided|critical|blocking|a problem|an issue|affected|impacted|down|aware|sent you)\w{3,}"),
    said(
        Claim.SLOW,
        "slow|latency|laggy|lagging|sluggish|performance|delay|takes|loading time|load time|forever to",
        r"(?:very |really |extremely |super |so |too |is |are |being |running |became |getting )*slow(?:er|ly|ness|down)?\b|(?:high |increased )?latency|lagg(?:y|ing)|sluggish|(?:poor|bad|degraded|terrible) performance|performance (?:issues?|problems?|degrad\w*|drop)|delay(?:s|ed)\b|(?:takes?|taking|took) (?:\w+ ){0,3}(?:\d+|several|many|forever|ages|too long|longer|a long time|minutes|hours|seconds)(?! business)|load(?:ing)? times?",
    ),
)

REACH = (
    # Work stands still.
    denied(
        Claim.BLOCKED,
        "block|stuck|prevent|stops us|standstill|unable to work|can't work|cannot work|show-stopper|showstopper|halt|dead in the water|hold up|held up|holding up|key customer|go-live",
        r"(?:is |are |being |been |completely |totally |us |customers? |currently )?block(?:ed|ing|s|er)\b(?! (?:list|user|editor|spam|ip|the sender|ads))|prevent(?:s|ing|ed)? (?:\w+ ){0,3}(?:from|us|customers|users|them)|stops us|(?:unable to|can'?t|cannot) work\b|show-?stopper|(?:came|come|ground|brought) to a (?:halt|standstill)|halted|dead in the water|(?:held|holding|hold) up (?:\w+ ){0,3}(?:go-live|launch|rollout|payroll|production|work)",
    ),
    denied(
        Claim.MANY,
        "customers|users|clients|people|everyone|companies|tenants|merchants|accounts|members|colleagues|organi|teams|others|all of|us all|staff|patients|sites|stores|subscribers|reports",
        r"(?:several|multiple|many|numerous|all|all our|all of our|all the|some of our|a lot of|lots of|most|various|a number of|dozens of|hundreds of|thousands of|other|more|different|a bunch of|more and more|a few|our|every|both) (?:of )?(?:our |the |your |their )?(?:\w+ ){0,2}(?:customers|users|clients|people|companies|tenants|merchants|accounts|members|colleagues|organi[sz]ations|teams|staff|patients|sites|stores|subscribers|reports|locations|offices)\b(?! (?:list|report|tab|page|menu|field|table|analytics))|everyone\b|(?:customers|users|clients|people|user\(s\)|patients) (?:\w+ )?(?:are|have|were|report|reported|reporting|complain\w*|cannot|can't|keep|getting|unable)\b|affected users|affecting (?:\w+ ){0,2}(?:customers|users|clients)|(?:widespread|company-wide|org-wide|globally|worldwide)",
    ),
    said(
        Claim.MANY,
        "user can|customer can|client can|in production|in prod",
        r"(?<![a-z] )(?:user|customer|client) (?:cannot|can't|can not)\b|(?:cannot|can't|unable to) (?:\w+ ){1,3}in prod(?:uction)?",
    ),
    said(
        Claim.ONE_USER,
        "nr |order |invoice |booking |transaction |payment |record ",
        r"(?<!\w )(?:nr|order|invoice|booking|transaction|payment|record) (?:no\.? |number |id |#)?\d{3,}",
    ),
    said(
        Claim.ONE_USER,
        "one user|single user|one customer|a single|only one|one of our|one of their|only me|just me|one person|one client|1 user|only for me|one account|one particular",
        r"@(?! (?:of the|reason|thing))\b",
    ),
    denied(
        Claim.RECURRING,
        "again|second time|third time|fourth time|fifth time|nth time|recurr|reoccur|re-occur|keeps happening|keep happening|happens again|still present|still not fixed|still happening|still exists|still broken|supposedly|should be fixed|was fixed|marked as resolved|marked as fixed|listed as resolved|reported before|last time|times this|repeated|continu|ongoing|came back|is back|returned after|reopen|re-open|regression|every month|every week|not the first time|same issue as|as before|supposed to be fixed|not resolved|isn't fixed|not been fixed|has not been fixed|even after",
        r"(?:happen\w*|broke\w*|down|fail\w*|back|occurr?\w*|issue|error|problem|once|yet|open|it's|is|out|wrong|gone|lost) (?:\w+ ){0,3}again\b|(?:the|for the)? ?(?:second|third|fourth|fifth|sixth|nth|\d+(?:nd|rd|th)) time|recurr(?:ing|ent|ed|s)\b|re-?occur\w*|keeps? happening|happens again|still (?:present|not fixed|happening|exists|broken)|supposedly (?:been )?(?:fixed|resolved)|(?:should|supposed to) be fixed|(?:was|been|listed as|marked as) (?:\w+ )?(?:fixed|resolved)[^.!?]{0,30} (?:but|however|isn't|is not|still|yet|not)|reported (?:\w+ )?before|(?:\w+|\d+) times (?:this|in the|now)|repeated(?:ly)? (?:discrepanc|issue|error|problem|fail|outage|incident|crash)\w*|(?:issues?|problem|error|bug) (?:came|is|are) back|came back|re-?opened|regression|not the first time|even after (?:your|the|it|being|it was) [^.!?]{0,40}(?:fixed|resolved)|for the past \w+ consecutive",
    ),
    denied(
        Claim.LONG_WAIT,
        "weeks|months|years|long time|too long|no response|no reply|never received|not received a|heard nothing|no answer|unanswered|nobody answered|no one answered|nobody replied|still waiting|waiting for|nothing has happened|no update|no news|ignored|unresponsive|never replied|never responded|not responding to|never heard|without a response|without response|not once|going on for|past year|last year|overdue|promised|respond to emails|received a response|got an answer|got no",
        r"(?:for|past|last|over|after|waiting|open|took|since) (?:\w+ ){0,4}(?:weeks|months|years)\b|(?:for|been) (?:a|quite a|such a|too|very|way too) (?:very )?long (?:time|now)?|too long|no (?:response|reply|answer|update|news)\b|never (?:\w+ )?(?:received|got|heard|replied|responded|answered)|(?:not|haven't|hasn't|none of) [^.!?]{0,30}(?:received|got|gotten|heard|had) (?:an? |any )?(?:response|reply|answer|word|update)|heard nothing|unanswered|nobody (?:answered|replied)|no one (?:answered|replied)|still waiting|nothing has happened|ignored|unresponsive support|without (?:a )?(?:response|reply)|past year|last year|won't respond|not once did|(?:fix|fixes|solution) (?:\w+ ){0,3}(?:promised|on (?:their|its|the) way) but|past (?:the |its |our )?(?:sla|due)",
    ),
    denied(
        Claim.NEEDS_ACCESS,
        "database access|backend|server-side|server side|log access|custom implementation|custom integration|custom code|migration script|manually in the db|manual database|infrastructure",
        r"(?:need\w*|requir\w*|no|check the|look at the|don't have) (?:\w+ ){0,3}@|custom (?:implementation|integration|code)",
    ),
)
