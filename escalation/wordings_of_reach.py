"""How people say how far it goes and how long, in English. Only the table; its notation is `wordings.py`'s."""

from escalation.signals import Claim
from escalation.wordings import denied, said

REACH = (
    # Work stands still.
    denied(
        Claim.BLOCKED,
        "won't sign|won't buy|won't go live|lose bookings|lose sales|losing sales|losing money|lose money|"
        "lose orders|losing orders|losing customers|block|stuck|prevent|stops us|standstill|unable to work|"
        "can't work|cannot work|show-stopper|showstopper|halt|dead in the water|hold up|held up|holding up|"
        "key customer|go-live",
        "(?:(?:is |are |being |been |completely |totally |us |customers? |currently )|(?<!is )(?<!are )(?<!ad )"
        "(?<!ads )"
        "(?<!popup )(?<!pop-up )(?<!my )(?<!his )(?<!her ))block(?:ed|ing|s|"
        r"er)\b(?! (?:list|user|editor|spam|ip|the sender|ads|account|patron|number|sender|contact))|prevent(?:s|ing|"
        r"ed)? (?:\w+ ){0,3}(?:from|us|"
        r"customers|users|them)|stops us|(?:unable to|can'?t|cannot) work\b|won't (?:sign|buy|go live)|(?:lose|"
        "losing) (?:bookings|sales|money|orders|customers)|show-?stopper|(?:came|come|ground|"
        "brought) to a (?:halt|standstill)|halted|dead in the water|(?:held|holding|"
        r"hold) up (?:\w+ ){0,3}(?:go-live|launch|rollout|payroll|production|work)",
    ),
    denied(
        Claim.MANY,
        "customers|users|clients|people|everyone|companies|tenants|merchants|accounts|members|colleagues|organi|"
        "teams|others|all of|us all|staff|patients|sites|stores|subscribers|reports",
        "(?:several|multiple|many|numerous|all|all our|all of our|all the|some of our|a lot of|lots of|most|"
        "various|a number of|dozens of|hundreds of|thousands of|other|more|different|a bunch of|more and more|"
        r"a few|our|every|both) (?:of )?(?:our |the |your |their )?(?:\w+ ){0,2}(?:customers|users|clients|people|"
        "companies|tenants|merchants|accounts|members|colleagues|organi[sz]ations|teams|staff|patients|sites|"
        r"stores|subscribers|reports|locations|offices)\b(?! (?:list|report|tab|page|menu|field|table|analytics))|"
        r"everyone\b|(?:customers|users|clients|people|user\(s\)|patients) (?:\w+ )?(?:are|have|were|report|"
        r"reported|reporting|complain\w*|cannot|can't|keep|getting|unable)\b|affected users|"
        r"affecting (?:\w+ ){0,2}(?:customers|users|clients)|(?:widespread|company-wide|org-wide|globally|"
        "worldwide)",
    ),
    said(
        Claim.MANY,
        "in production|in prod|same for others|others too|others as well|same here|so do others|other people",
        r"(?:cannot|can't|unable to) (?:\w+ ){1,3}in prod(?:uction)?|(?:same (?:for|with) (?:the )?others|"
        r"others (?:too|"
        r"as well|also)|so do others|same for everyone)\b",
    ),
    said(
        Claim.ONE_USER,
        "nr |order |invoice |booking |transaction |payment |record ",
        r"(?<!\w )(?:nr|order|invoice|booking|transaction|payment|record) (?:no\.? |number |id |#)?\d{3,}",
    ),
    said(
        Claim.ONE_USER,
        "one user|single user|one customer|a single|only one|one of our|one of their|only me|just me|one person|"
        "one client|1 user|only for me|one account|one particular",
        r"(?:only one|a single|one particular|one of (?:our|their)) (?:\w+ )?(?:users?|customers?|clients?|"
        r"persons?|people|accounts?|employees?|members?|colleagues?|staff|agents?|merchants?|tenants?)\b|(?:one|"
        r"single|1) (?:user|customer|person|client|account)\b(?<![.!?] one user)(?<![.!?] one "
        r"customer)(?<![.!?] one client)|(?:only|just) (?:for )?me\b",
    ),
    # They say themselves that it is small, or not of today.
    said(
        Claim.CAN_WAIT,
        "not urgent|no rush|low priority|not critical|cosmetic|not a blocker|not blocking|minor|no hurry|"
        "not super urgent|not that urgent|not very urgent|not so urgent|isn't urgent|not a big deal|"
        "whenever you have time|typo|small thing",
        r"@(?! (?:version|release|upgrade|incident|outage))\b",
    ),
    denied(
        Claim.RECURRING,
        "again|second time|third time|fourth time|fifth time|nth time|recurr|reoccur|re-occur|keeps happening|"
        "keep happening|happens again|still present|still not fixed|still happening|still exists|still broken|"
        "supposedly|should be fixed|was fixed|marked as resolved|marked as fixed|listed as resolved|"
        "reported before|last time|times this|repeated|continu|ongoing|came back|is back|returned after|reopen|"
        "re-open|regression|every month|every week|not the first time|same issue as|as before|"
        "supposed to be fixed|not resolved|isn't fixed|not been fixed|has not been fixed|even after",
        r"(?:happen\w*|broke\w*|down|fail\w*|back|occurr?\w*|issue|error|problem|once|yet|open|it's|is|out|wrong|"
        r"gone|lost) (?:(?!happy|fine|good|ok|okay|works?|working|able|up|run|running|satisfied)\w+ ){0,3}again\b|"
        r"(?:second|third|fourth|fifth|sixth|nth|\d+(?:nd|rd|th)) time|"
        r"(?<!annual )(?<!monthly )recurr(?:ing|ent|ed|s)\b(?! (?:\w+ )?(?:revenue|donations?|payments?|invoices?|"
        r"orders?|tasks?|events?|meetings?|appointments?|bookings?|charges?|subscriptions?|billing|jobs?|schedules?|"
        r"transfers?))|re-?occur\w*|keeps? happening|happens again|still (?:present|not fixed|"
        "happening|exists|broken)|supposedly (?:been )?(?:fixed|resolved)|(?:should|supposed to) be fixed|(?:was|"
        r"been|listed as|marked as) (?:\w+ )?(?:fixed|resolved)[^.!?]{0,30} (?:but|however|isn't|is not|still|yet|"
        r"not)|reported (?:\w+ )?before|times (?:this|in the|now)|repeated(?:ly)? (?:discrepanc|issue|error|"
        r"problem|fail|outage|incident|crash)\w*|(?:issues?|problem|error|bug) (?:came|is|are) back|"
        "came back(?! (?:up|online|by|on its|to normal|without|with))|re-?opened|regression|not the first time|"
        r"even after (?:your|the|it|being|it was) [^.!?]{0,40}(?:fixed|resolved)|for the past \w+ consecutive",
    ),
    denied(
        Claim.LONG_WAIT,
        "week |month |calls back|weeks|months|years|long time|too long|no response|no reply|never received|"
        "not received a|heard nothing|no answer|unanswered|nobody answered|no one answered|nobody replied|"
        "still waiting|waiting for|nothing has happened|no update|no news|ignored|unresponsive|never replied|"
        "never responded|not responding to|never heard|without a response|without response|going on for|"
        "past year|last year|overdue|promised|respond to emails|received a response|got an answer|got no|"
        "ignoring|ignores|not responding|not replying|not answering|respond|repl|answer|hear back|got back|"
        "getting back|"
        "get back to|radio silence|silence",
        r"(?:for|past|last|over|after|waiting|open|took|since|been) (?:\w+ ){0,4}(?:weeks|months|"
        r"years)\b(?! of (?:data|history))|(?:weeks|months) (?:now|waiting|already|later|without|ago and)|"
        r"(?:second|third|fourth|\d+(?:nd|rd|th)) (?:week|month) (?:without|in a row|now|of)|"
        r"nobody (?:\w+ ){0,3}(?:calls|writes|comes) back|(?:for|been) (?:a|quite a|such a|too|very|"
        r"way too) (?:very )?long (?:time|now)?|too long|no (?:response|reply|answer|update|news)\b|"
        r"never (?:\w+ )?(?:received|got|heard|replied|responded|answered)|(?:not|haven't|hasn't|"
        "none of) [^.!?]{0,30}(?:received|got|gotten|heard|had) (?:an? |any )?(?:response|reply|answer|word|"
        "update)|heard nothing|unanswered|nobody (?:answered|replied)|no one (?:answered|replied)|still waiting|"
        "nothing has happened|(?:e-?mails?|tickets?|messages?|requests?|calls?|complaints?|questions?|we|i|"
        r"customers?|clients?|they|he|she|being|feel) (?:\w+ ){0,2}?ignored\b(?! by (?:the|our) (?:filter|system|"
        "api|parser|server|app))|ignor(?:ed|es|ing) (?:me|us|him|her|my (?:e-?mail|ticket|message|request|call)|"
        "our (?:e-?mail|ticket|message|request|call)|their|every (?:e-?mail|ticket|message|request))|"
        "unresponsive support|without (?:a )?(?:response|reply)|(?:since|for|over|in|during) (?:the )?(?:past|"
        r"last) year\b|won't respond|(?:fix|fixes|solution) (?:\w+ ){0,3}(?:promised|on (?:their|its|"
        "the) way) but|past (?:the |its |our )?(?:sla|due)|(?:not|n't|stopped) (?:been )?(?:responding|replying|"
        r"answering) (?:to (?:\w+ ){1,3})?(?:for|since|in) |(?:refus\w+|fail\w*|declin\w+) to (?:respond|reply|"
        r"answer)\b|"
        r"(?:wasn't|was not|weren't|were not|not been|never been|never|not) (?:responded|replied|answered) (?:to|"
        r"at all)|"
        r"without (?:any|even an?|so much as an?) (?:\w+ )?(?:response|reply|answer|reaction|acknowledg\w+)|"
        r"(?:radio |total |complete |only )silence (?:since|for|from)|(?:never|nobody|no one|not|n't) (?:\w+ )?"
        r"(?:heard|hear|got|get|getting|gotten|came|come) back (?:from|to)\b",
    ),
    # It is our answers they miss, whatever else.
    said(
        Claim.UNHEARD,
        "nobody|no one|promised|support|helpdesk|help desk|customer service|customer care|your team|anyone from|"
        "anybody from|contact you|"
        "reach you",
        r"(?:no|zero|without|lack of|any) (?:real |any |actual |proper |technical |basic |customer |paid |premium )"
        r"?support\b(?! "
        r"(?:for|of|in|to|ticket|yet)\b)|(?:nobody|no one) (?:\w+ ){0,2}?(?:has |have |ever )?(?:called|replied|"
        r"responded|answered|"
        r"contacted|got back|called back|wrote back)\b|promised (?:\w+ ){0,3}?(?:call ?back|call|reply|answer)\b|"
        r"(?:terrible|horrible|awful|poor|bad|slow|useless|"
        r"unresponsive|hopeless|worst|non-?existent|disappointed (?:with|by)|unhappy with|upset about|fed up with)"
        r" (?:\w+ ){0,6}?"
        r"(?:support|helpdesk|help desk|customer (?:service|care)|answers? from (?:you|your))\b(?! (?:for|of|in|this|"
        r"multiple|"
        r"dark|more|custom|utf|\w+ (?:format|mode|files?))\b)(?!ed\b)|(?:support|helpdesk|help desk|"
        r"customer (?:service|care)|"
        r"your team) (?:\w+ ){0,3}?(?:unresponsive|useless|does not exist|doesn't exist|non-?existent|silent|"
        r"never (?:\w+ )?"
        r"(?:answers?|repl\w+|responds?|called)|(?:does|do|is|are|has|have|did)(?: not|n't) (?:\w+ )?(?:answer\w*|"
        r"repl\w+|respond\w*|"
        r"react\w*|care|call\w*)|ignores?)|(?:can'?t|cannot|can not|unable to|no way to|impossible to|trying to|"
        r"tried to) (?:\w+ ){0,2}?"
        r"(?:contact|reach|get (?:a )?(?:hold|in touch)|get through|talk to|speak to) (?:\w+ ){0,4}?(?:you|support|"
        r"anyone|anybody|"
        r"helpdesk|your team|customer service)\b|nobody (?:\w+ )?(?:solved|helps?|helped|cares?|listens?) ",
    ),
    denied(
        Claim.NEEDS_ACCESS,
        "database access|backend|server-side|server side|log access|custom implementation|custom integration|"
        "custom code|migration script|manually in the db|manual database|infrastructure",
        r"(?:need\w*|requir\w*|no|check the|look at the|don't have) (?:\w+ ){0,3}@|custom (?:implementation|"
        "integration|code)",
    ),
)
