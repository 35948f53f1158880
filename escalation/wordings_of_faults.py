"""How people say that something of ours fails. Only the table; its notation is `wordings.py`'s."""

from escalation.signals import Claim
from escalation.wordings import SOON, denied, said

FAULTS = (
    # Something of ours fails, and says so.
    said(
        Claim.FAULT,
        "error",
        "(?:returns?|returning|returned|throws?|throwing|threw|gives?|giving|gave|gets?|getting|got|see|seeing|"
        r"shows?|showing|internal server|\d{3}|fatal|console|unexpected|unknown|"
        r"elevated) (?:\w+ ){0,3}errors?\b(?: \d{3})?|errors?\b(?: \d{3})?(?!-free| handling| budget| free)",
    ),
    said(
        Claim.FAULT,
        "500|501|502|503|504|403|404|429",
        r"(?:return\w*|throw\w*|give\w*|get\w*|got|shows?|http|status|error|code|"
        r"fail\w*)(?: \w+){0,3} (?:http )?(?:50[0-4]|403|404|429)s?\b|(?:50[0-4]|403|404)s? (?:errors?|internal|"
        "bad gateway|service|gateway|page|not found|forbidden|response)|: 50[0-4]|50[2-4] (?:at|on|in|for|when|"
        r"since|after|during|again|errors?)\b|(?:an?|the) 50[0-4]\b",
    ),
    denied(
        Claim.FAULT,
        "fail",
        r"(?:(?<!\ba )(?<!\bany )failed|fail(?:s|ing|ure|ures)?)\b(?! (?:over|safe|fast|login attempts|log-in "
        r"attempts))",
    ),
    denied(
        Claim.FAULT,
        "disconnect|lag|echo|grey|gray|upside down|does nothing|do nothing|did nothing|by itself|by themselves|"
        "itself|crash|freez|froze|hang|hung|timeout|time out|times out|timed out|timing out|time-out|stuck|stall|"
        "loop|broken|broke |breaks|breaking|malfunction|buggy|glitch|not responding|deadlock|unstable|"
        "instability|inoperable|non-functional|nonfunctional|defunct|faulty|erroneous|garbled|distorted|choppy|"
        "stutter|undeliver|spurious|phantom|misalign|misplaced|mislabel|misrout|misreport|unexpectedly|jumbled|"
        "scrambled|mangled|blurry|pixelated|out of order|chok|brick|abort|no effect|battery|flicker|offline",
        r"(?:crash(?:es|ed|ing)?\b|disconnect(?:s|ed|ing)\b|lags?\b|lagging|echo(?:es|ing)?\b|gr[ea]y(?:s|"
        r"ed)? out|upside down|fr(?:eez|oz)\w+|hang(?:s|ing)?\b(?! on (?:this|that|it)\b)|hung|time-?outs?|"
        r"times? out|timed out|timing out|"
        r"stuck|stall(?:s|ed|ing)|(?:infinite|endless|redirect|login|reload|boot|sso|restart) loop|loops\b|"
        r"(?:in|into) an? (?:\w+ )?loop\b|(?:is|are|was|were|got|completely|"
        r"still|totally|been|seems|be) (?:\w+ )?broken|broke |breaks|breaking|broken (?:since|after|for|link|page|"
        r"in)|malfunction\w*|buggy|glitch\w*|not responding|deadlock\w*|unstable|instability|inoperable|"
        r"non-?functional|defunct|faulty|erroneous\w*|garbled|distorted|choppy|stutter\w*|undeliver\w+|spurious|"
        r"phantom|misalign\w*|misplaced|mislabel\w*|misrout\w+|misreport\w*|unexpectedly|jumbled|scrambled|"
        r"mangled|blurry|pixelated|out of order)|chok(?:es|ed|ing)\b|brick(?:s|ed|ing)\b|abort(?:s|ed|ing)\b|"
        r"(?:no|without) effect|(?:drain|eat)\w* (?:the |my |their )?battery|flicker\w*|"
        r"(?<=\w )(?<!work )(?<!working )(?<!use )(?<!run )(?<!runs )(?<!running )(?<!an )(?<!the "
        r")offline\b(?! mode| use| access| support|"
        " for maintenance| work)",
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
        "do not match|not match|don't match|don't add up|doesn't add up|duplicat|match up|different |higher than|"
        "lower than|more than|less than|fewer than|too high|too low|twice as|instead of",
        r"(?:wrong|incorrect(?:ly)?|inaccurate)(?! (?:password|place for|place to|repo))\b|mismatch\w*|"
        r"discrepanc\w+|miscalculat\w+|inconsisten\w+|(?:doesn't|does not|do not|don't|not) (?:\w+ )?match(?:es|"
        r"ing)?\b|(?:don't|doesn't|do not|does not) add up|(?:creat\w+|sent|send\w*|receiv\w+|show\w*|import\w*|"
        r"get\w*|charg\w+|generat\w+) (?:\w+ )?duplicat\w+|duplicat\w+ (?:entries|records|emails|orders|messages|"
        r"charges|invoices)|math (?:is )?wrong|(?:show\w*|display\w*|return\w*|report\w*|see|get\w*|got|give\w*|"
        r"count\w*|is|are) (?:\w+ ){0,2}?(?:different|another) (?:number|value|amount|total|result|price|figure|"
        r"date|sum|count|quantit)\w*|(?:numbers?|values?|amounts?|totals?|counts?|figures?|sums?|sessions|prices?|"
        r"balances?|dates?|results?) (?:\w+ ){0,6}?(?:is|are|was|were|shows?|seems?|"
        r"comes? out) (?:\w+ ){0,2}?(?:(?:higher|lower|more|less|fewer|greater|smaller|bigger) than|too (?:high|"
        r"low)|twice as|(?:massively |way |completely |totally )?off)\b|\d+ ?% (?:\w+ )?(?:higher|lower|less|"
        r"fewer|more) (?:\w+ )?than",
    ),
    said(
        Claim.FAULT,
        "bug|defect|regression|malfunction|root cause",
        "(?:(?:a|the|this|same|known|confirmed|possible|critical|serious|major|nasty|is a|as a) )?(?:bugs?|"
        r"defects?|regressions?)\b(?! (?:report|tracker|bounty|fixes))|code (?:change|fix)|root cause",
    ),
    said(
        Claim.FAULT,
        "went wrong|going wrong|exception|stack trace|traceback|stacktrace|segfault|null pointer|bad gateway|"
        "internal server error|blank page|white screen|blank screen|white page|empty page|error page|spinning|"
        "spins|keeps loading|loads forever|never loads|won't load|doesn't load|not loading|does not load|"
        "fails to load|degraded|degradation|messed up|screwed up|incident|unusable",
        "@(?! (?:reports?|management|response plan|policy)\\b)",
    ),
    said(
        Claim.FAULT,
        "sync|send|sent|deliver|receiv|process|sav|trigger|updat|export|import|charg|renew|print|upload|download|"
        "submit|generat|fir|arriv|appl|record|regist|creat|refresh|respond|connect|render|calculat|load|display|"
        "open|start|run|return|detect|recogni|accept|populat|map|attach|play|link|show",
        "(?:not|n't|never|no longer|stopped|stops|nt) (?:seem to |appear to |seem to be |appear to be |"
        r"\w+ )?(?:being |been |getting |get |be )?(?:load(?:ed|ing)?|display(?:ed|ing)?|open(?:ed|ing)?|"
        "start(?:ed|ing)?|running|return(?:ed|ing)?|detect(?:ed|ing)?|recogni[sz](?:ed|ing)|accept(?:ed|ing)?|"
        "populat(?:ed|ing)|mapped|attach(?:ed|ing)?|play(?:ing|ed)?|linked|shown|showing|sync(?:ing|ed|"
        r"hroni[sz]\w+)?|send(?:ing)?|sent|deliver(?:ed|ing)?|process(?:ed|ing)?|sav(?:e|ed|ing)|trigger(?:ed|"
        "ing)?|updat(?:e|ed|ing)|export(?:ed|ing)?|import(?:ed|ing)?|charg(?:ing|ed)|renew(?:ed|ing)?|"
        "print(?:ing)?|upload(?:ing|ed)?|download(?:ing)?|submit(?:ted|ting)?|generat(?:e|ed|ing)|fir(?:e|ed|"
        "ing)|arriv(?:e|ed|ing)|appl(?:y|ied)|record(?:ed|ing)?|regist(?:er|ered|ering)|creat(?:e|ed|ing)|"
        "refresh(?:ed|ing)?|respond(?:ing)?|connect(?:ing)?|render(?:ed|ing)?|calculat(?:e|ed|ing)|"
        rf"going (?:in)?to)\b(?! {SOON})",
    ),
    denied(
        Claim.FAULT,
        "double|twice|three times|multiple times|garbled|truncated|misaligned|drops|dropped|dropping|skips|"
        "skipping|swallow",
        "(?:emails?|messages?|notifications?|webhooks?|events?|orders?|rows|calls|files|sync|import|"
        r"connections?) (?:\w+ ){0,3}(?:sent |delivered |fired |arrive |triggered |created )?(?:double|twice|"
        "three times|multiple times|garbled|truncated)|(?:sync|integration|queue|it|connection|calls?|calendar|"
        "tracking|requests?|packets?|events?) (?:drops|dropping|dropped|skips|skipping|swallows) ",
    ),
    # Verbs of things that go wrong, whatever the thing is.
    said(
        Claim.FAULT,
        "doubles|excludes|omits|misses|miscounts|skips|leaves out|cuts off|truncates|overwrites|mangles|garbles|"
        "strips|swaps|shifts|rounds|off by|always off|throws|throwing|bounce|bouncing|stops |stopped|reappear|"
        "dead|dies|died|stale|out of date|outdated data|behind|declined|rejected|rejects|denied|refuses|refused|"
        "ignores|ignoring|reverts|reverted|resets itself|jumps back|cut off|flicker|disconnect|unresponsive|"
        "doubled|logs people out|out every|out after|log people out|logs users out|logs everyone out|logs me out|"
        "logs us out|logs them out|logged out|scrambled|unreadable|wrongly|mixed up|swapped|overlap|hours later|"
        "days later|nothing happens|dropped|drops|not correct|isn't correct|aren't correct|not right|"
        "not accurate|not reliable|unreliable|erratic|sits at|hang at|stuck at|keeps asking|keeps showing|"
        "keeps coming|keeps getting",
        r"(?:throws|throwing|bounc(?:e|es|ed|ing)\b(?! (?:rate|back to))|(?:import|export|job|it|sync|upload|"
        "download|process|build|backup|video|recording|playback|migration|scan|call|server|worker|service|"
        r"connection|session) (?:\w+ )?(?:dies|died)|(?<=\w )(?:stops|stopped)(?! by)|(?<=\w )(?:doubles|excludes|"
        "omits|misses|miscounts|skips|leaves out|cuts off|truncates|overwrites|mangles|garbles|strips|swaps|"
        r"shifts|rounds) (?!us|you|me)\w+|off by|always off|reappear\w*|(?:is|are|went|goes|completely) dead|"
        "stale|out of date|outdated data|(?:days|hours|minutes|weeks) behind|(?:is|are|was|were|gets?|got|being|"
        r"keeps?|always|been|with) (?:\w+ )?(?:declined|rejected|denied|refused|cut off|dropped|doubled|scrambled|"
        "mixed up|swapped|disconnected|reverted|logged out)|(?:rejects|refuses|ignores|ignoring|reverts|"
        r"disconnects|flickers) |resets itself|jumps back|unresponsive|logs? (?:\w+ )?(?:people|users?|me|us|them|"
        "customers|everyone|everybody|agents|staff|him|her|you) out|unreadable|wrongly|(?:hours|days) later|"
        r"nothing happens|connection (?:\w+ )?(?:drops|dropped)|(?:not|isn't|aren't) (?:\w+ )?(?:correct|right|"
        r"accurate|reliable)\b(?! (?:now|place|away))|unreliable|erratic|(?:sits|hangs|stuck) at|keeps? (?:asking|"
        "showing|coming|getting|crashing|failing))",
    ),
    said(
        Claim.FAULT,
        "empty|blank",
        "(?:come|comes|came|coming|turn|turns|is|are|page|report|reports|exports?|list|screen|shows?|arrive|"
        r"arrives|goes|went|returns?|stays?) (?:\w+ ){0,3}(?:empty|blank)\b|(?:empty|blank) (?:page|screen|report|"
        "list|pdf|file|response|results?|emails?)",
    ),
    said(
        Claim.FAULT,
        "nobody|no one|none of",
        r"(?:nobody|no one|none of \w+(?: \w+)?)(?: \w+){0,5} (?:can|could|is able|are able|gets?|receives?|sees?|"
        r"works?)\b",
    ),
    # A heading that names what is not there; "no way to" asks for something new.
    said(
        Claim.FAULT,
        "no ",
        r"^no (?!(?:[\w-]+ ){1,3}support\b)(?!way|option|support|possib|ability|idea|plans?|need|longer|one\b|access|"
        r"feature|setting|filter|"
        r"workaround|rush|such|more|problem|issue|response|reply|answer|update)(?:[\w-]+ ){1,3}(?:on|in|when|"
        r"after|for|from|received|sent|shown|displayed|at|during|via|coming|is|are|was|were|generated|created)\b",
    ),
    # At the wrong hour, in the wrong measure, of its own accord.
    said(
        Claim.FAULT,
        "early|off by|a day off|hour off|hours off|days off|only half|only part|only the first|rather than|"
        "by themselves|on its own|on their own|itself|endless|never-ending|never ending|infinite|expired|"
        "connection lost|half of|mixed|negative|too many|same |twice|two times",
        r"(?:hours?|days?|minutes?|weeks?|too|one|two) (?:too )?early\b|(?:an?|one|two|\d+) (?:days?|hours?|"
        r"cents?|pixels?|rows?|lines?) off\b|only (?:half|part of|the first|the last|some of)|rather than|"
        "(?:by themselves|on (?:its|their) own|(?:resets?|restarts?|closes?|deletes?|changes?|turns?|reverts?|"
        "logs?|merges?|disables?|reboots?|duplicates?) itself)(?! (?:to|is|are))|(?:endless|never[- ]ending|"
        r"infinite) (?:\w+ )?(?:refresh\w*|loop\w*|load\w*|redirect\w*|spin\w*|scroll|reload\w*)|(?:cert\w*|ssl|"
        r"tls|domain|licen[cs]e|token|dns) (?:\w+ ){0,3}expired|expired (?:\w+ )?(?:cert\w*|ssl|tls|domain|"
        "licen[cs]e)|connection lost|mixed up|got mixed|negative (?:stock|balance|numbers?|values?|amounts?|"
        r"totals?|quantit\w+|inventory)|(?:the )?same (?:\w+ ){1,3}(?:twice|two times|three times|multiple times|"
        r"again and again|over and over)|can be (?:\w+ )?(?:\w+ed|paid|used|sent) (?:twice|two times|"
        "multiple times|more than once)",
    ),
    # Two of our numbers say two things.
    said(
        Claim.FAULT,
        "disagree|incoherent|diverg|out of sync|out-of-sync|not in sync|don't line up|doesn't line up|"
        "do not line up|don't tally|doesn't tally|don't agree|doesn't agree|differ|higher than|lower than|"
        "less than|more than",
        r"disagree\w*|incoherent|diverg\w+|out(?: |-)of(?: |-)sync|not in sync|(?:don't|doesn't|do not|"
        "does not) (?:line up|tally|agree)|(?:numbers?|figures?|counts?|totals?|stats|statistics|values?|"
        r"amounts?|balances?|reports?|data|results?|sums?) (?:\w+ ){0,6}?(?:differs?|(?:is|are|was|were|shows?|"
        r"showing) (?:\w+ )?different|different from|(?:higher|lower|less|more) than (?:in|on|the|what|it|"
        "expected|actual))",
    ),
    # Something that was asked for is not in the result, or comes late, or out of order.
    said(
        Claim.FAULT,
        'with no |shows no|is no |are no |there is no|without any|but no |no data|"no data|no results|no records|'
        "s no |d no ",
        r"(?:with|shows?|is|are|but|gets?|got|has|there is|there are|without) (?:no|any) (?:\w+ )?(?:information|"
        "data|results?|emails?|e-mails?|confirmation|notifications?|output|records?|entries|items|content|image|"
        r"images|sound|audio|access|signal|tickets?|prices?|totals?|subtotals?)\b|shows? \W?no (?:data|results|"
        "records|entries|items)|(?:triggers?|triggered|sends?|sent|gives?|gave|produces?|produced|creates?|"
        r"created|returns?|returned|receives?|received|sees?|saw) no (?!longer|one|more)\w+",
    ),
    said(
        Claim.FAULT,
        "getting lost|gets lost|get lost|never makes it|never make it|never arrive|has gone|have gone|is lost",
        r"@\w*",
    ),
    # What should be is not.
    said(
        Claim.FAULT,
        "should ",
        r"should (?:be |\w+ )?[^.!?]{0,80}? but (?:it|they|this|that|these|nothing|none) (?:\w+ )?(?:(?:is|are|does|"
        r"do|did|was|were|has|"
        r"have|will)(?: not|n't)|never|isn't|aren't|doesn't|don't|didn't|won't)\b",
    ),
    # So late that it is of no use, warned of, or gone without.
    said(
        Claim.FAULT,
        "delay|latency|late|taking|takes|took|arriv|warning|without working|glitch|misbehav|acting up|plays up|"
        "not usable|out of order|wrong order",
        r"(?:delay\w*|latency|late|taking|takes|took|arriv\w+)\b[^.!?]{0,40}\d+\+? ?(?:hours|hrs|days|h)\b|"
        r"(?:php |shows |showing |throws? |get |gets )(?:\w+ )?warnings?\b|without (?:a )?working|glitch\w*|"
        r"misbehav\w+|acting up|plays up|not usable|(?:out of|in the wrong|wrong) order",
    ),
)
