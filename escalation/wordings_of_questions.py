"""How people ask, and say that it is solved, in English. Only the table; its notation is `wordings.py`'s."""

from escalation.cues import Cue
from escalation.signals import Claim
from escalation.wordings import denied, opening, said, settled

# What asks is a screen, not a customer.
_PROMPT = Cue(
    (),
    r"\b(?:it|that|system|page|form|app|screen|prompt|popup|window|login|dialog|browser|which|keeps?|"
    r"\w\.\w+)\s(?:\w+\s)?$",
)

SOLVABLE = (
    # There is another way until it is mended.
    denied(
        Claim.WORKAROUND,
        "by hand|do work|does work|helps|works|fine|but |until |still work|otherwise|apart from|resolves|fixes|"
        "solves|cures|"
        "avoids|keep|carry|"
        "go |refresh|"
        "reload|restart|retry|reboot|"
        "workaround|work-around|work around|in the meantime|for now|"
        "temporar|"
        "can still|manually|instead|helps|successfully|alternative",
        r"(?:fixed|solved|resolved) (?:it|this) by \w+ing [^.!?]{0,100}\bbut\b|(?:setting|switching|using|turning|"
        r"removing|"
        r"disabling|changing|adding|deleting|re-?\w+ing|manually) [^.!?]{0,60} (?:resolves|fixes|solves|cures|avoids)"
        r" (?:it|this|"
        r"that|the (?:problem|issue|error))|to (?:keep|carry|go) (?:on )?(?:working|going)\b|"
        r"\w+ing (?:it )?helps\b|by hand (?:\w+ )?(?:still )?(?:works|helps|is fine)|(?<=, )(?:the )?(?:\w+ "
        r")?\w+ (?<!android )(?<!ios )(?:works|works fine|is fine|are fine|fine|do work|does work)(?=[.,;]|$)|"
        r"still works?,? (?:though|anyway|otherwise|fine|as "
        r"usual)|(?:otherwise|apart from that)[^.!?]{0,20} (?:works?|fine|usable|ok)\b|"
        r"(?:fixed|solved|resolved|goes away|works) (?:\w+ )?(?:with|by|after|if) (?:an? |i |we |"
        r"you )?(?:\w+ )?(?:refresh|reload|restart|retry|re-?login|reboot)\w*|work-?\s?around(?:s|"
        r":)?(?! (?:needed|wanted|\?))|can (?:still|instead)\b|(?:have to|has to|must|can|need to|by|doing it|"
        r"export\w*|enter\w*|currently|do it|are|is|added|get it|gets it|done) (?:\w+ ){0,3}manually|until (?:he|she|"
        r"they|we|"
        r"i|you|the user|the customer|users?|customers?) (?:\w+ )?(?:reloads?|refresh(?:es)?|restarts?|logs? (?:out|"
        r"in)|relogs?|"
        "reopens?|clears?|reconnects?)|(?:restart|reconnect|re-connect|"
        r"refresh|reload|clear|relog)\w*(?: \w+){0,4} (?:helps|fixes it|solves it|works)|helps for a|"
        r"temporary (?:fix|solution)|(?:has been|was|been) (?:\w+ )?successfully (?:submitted|processed|sent|"
        r"created|completed|done)|for now (?:we|they|i) (?:\w+ )?(?:use|can|do)|still usable|usable",
    ),
    # It is over, and said so here.
    settled(
        Claim.FIXED,
        "all good now|all good|all set|sent them the help|fixed|resolved|solved|works again|working again|"
        "working now|works now|no longer an issue|sorted|back to normal|back up|restored|up again|back online|"
        "rebooted|restarted|reinstalled|cleared|reset|got it|false alarm|never mind|nevermind|sorry for the noise|"
        "all green|all clear|close|happy|closing|gone|"
        "disappeared|vanished|came back|is back|are back|went back|my fault|my mistake|my bad|it works|not an issue",
        r"(?:^|[.!?:] |update[:,] )(?:it was )?my (?:own )?(?:fault|mistake|bad)\b|(?:set|did|changed|added|enabled|"
        r"fixed|found) (?:that|this|it) and (?:now )?it works(?=\s*(?:[.,!]|$))|(?:then|so|ok) (?:it'?s|it is|this is|"
        r"that is|that's) not an issue(?=\s*(?:[.,!]|$))|update: (?:it works|works|all good)(?=\s*(?:[.,!]|$))|"
        r"(?:is|are|was|were|been|got|it's|now|all|"
        r"issue|problem|already) (?:\w+ )?(?:fixed|resolved|solved|"
        "sorted(?: out)?)(?! (?:in|by then|soon|speedily|asap|quickly|this|today|tomorrow|before|until|"
        r"as soon))\b(?![^.!?]{0,120}(?:\bbut\b|\bnot\b|isn't|however|still|\?))|(?:works|"
        r"working) (?:\w+ )?(?:again|now|fine now)|no longer an issue|back (?:to normal|up|online)|(?:access|"
        r"service) (?:was|is|has been) restored|(?:solved|fixed|resolved) (?:it|by (?:\w+ing))"
        r"(?![^.!?]{0,120}\bbut\b)|up again|"
        r"all good now|all (?:good|set)\b(?! of| up| to)|sent them the help article|^(?:solved|fixed|resolved|"
        r"sorted|update: (?:solved|fixed))\b(?! by | in )|closing (?:this|it|the ticket)|(?:error|warning|problem|"
        r"issue|bug|glitch|message)s? (?:is|are|has|have|was|were) (?:\w+ )?(?:gone|disappeared|vanished)|(?:came|"
        "is|are|went) back (?:up |online )?(?:again )?(?:by itself|by themselves|on its own|on their own|"
        "without us)|back to life|(?:rebooted|restarted|reinstalled|cleared|reset)[^.!?]{0,30}, (?:now )?(?:it )"
        "?works\b|got it (?:working|to work|sorted|fixed)|false alarm|"
        r"never ?mind|sorry for the noise|all (?:green|clear)(?: again| now)?\b|(?:happy|satisfied|fine) (?:again|"
        r"now)\b|(?:please|can be|to be|you can|you may)"
        " closed?"
        r"(?: (?:it|this|the (?:ticket|case)))?(?=\s*(?:[.,;!]|$))",
    ),
    # They ask how; nothing says that it is broken.
    said(
        Claim.HOW_TO,
        "how do|how can|how to|how would|how should|how does|how is|how one|how are",
        r"@ (?:i|we|you|they|one|he|she|the customer|customers|users|a user|an? \w+|my|our|it|gets?|set|add|"
        r"change|configure|use|the)\b(?! (?:resolve|solve|fix|mend|repair|get our money|explain|compensat|this happen|"
        "this be fixed|so))|how to (?!(?:fix|resolve|solve|mend|repair|debug|reproduce|replicate|mitigate|"
        r"prevent|stop)\b)",
    ),
    said(
        Claim.HOW_TO,
        "how i |how we |how one |what do |what should |what must ",
        "(?<!is )how (?:i|we|one) (?:can|could|should) (?!reproduc|replicat|trigger|expect|get (?:this|"
        r"it) fixed)\w+|what (?:do|should|must) (?:i|we) (?:need to |have to )?(?:configure|set|change|enable|"
        r"install|use|select|enter)\b",
    ),
    # What it should be, which one it is, how it is reckoned.
    said(
        Claim.HOW_TO,
        "what should|which |how are|how is|am i |did i |have i | way to|be configured",
        r"what should (?:the|my|our|it) (?:[\w-]+ ){1,6}(?:be|look|contain|say)\b|which (?:\w+ )?(?:calls?|endpoints?|"
        r"settings?|options?|fields?|methods?|menus?|pages?|parameters?|permissions?|roles?|plans?|formats?) (?!(?:is|"
        r"are|was|were) (?:not|broken|wrong|missing|empty|gone|affected))[^.!?]{3,120}\?|how (?:are|is) (?:these|those|"
        r"the|this|that|\w+) (?:\w+ ){0,3}?(?:calculated|counted|computed|determined|measured|decided|defined|reckoned)"
        r"\b|(?:am|did|have) i (?:\w+ )?(?:making a mistake|doing (?:it|this|something)|using (?:it|this)|"
        r"misunderst\w+|"
        r"overlook\w*|forg\w+|configured?|set (?:it|this|something)|missed|miss)\b|(?:what is|what's|what "
        r"would be|is there|"
        r"which is) (?:the |an? )?(?:best|right|correct|recommended|proper|easiest|preferred) way to\b|can "
        r"(?:it|this|that|"
        r"the \w+) (?:\w+ )?be configured\b",
    ),
    said(
        Claim.HOW_TO,
        "question|query|enquiry|inquiry|what happens|how much|how many|how long|how often",
        r"^(?:general |quick |a )?(?:questions?|query|enquiry|inquiry) (?:about|on|regarding|re|from|for)\b|"
        r"what happens (?:to|if|when|with)\b[^.!?]{0,80}\?|how (?:much|many|long|often) (?:(?!customers|users|people)"
        r"\w+ )"
        r"{0,2}?(?:do|does|can|will|is|"
        r"are|would|should) (?!(?:\w+ ){0,4}(?:wait|affected|take to fix))",
    ),
    said(
        Claim.HOW_TO,
        "is it possible|is there a way|is there any way|is there an option|is it available|is this possible|"
        "is this supported|is this available|do you support|does it support|are we able to|"
        "is there documentation|is there a guide|are there any docs|are there docs|is there a setting|"
        "can someone explain|could someone explain|can you explain|could you explain|please explain|"
        "can you clarify|could you clarify|wondering if|wondering how|wondering whether|wanted to ask|"
        "want to know|want to understand|quick question|general question|trying to figure out|"
        "trying to understand|not sure how|don't know how|do not know how|unsure how|no idea how|guidance|"
        "walk me through|walk us through|instructions on|documentation on|docs on|need help setting|"
        "needs help setting|need help with set|help setting it|help configuring|need training|needs training|"
        "step by step|best practice|where can|where do|where is|where are|where should|which plan|what plan|"
        "what is the difference|what's the difference|the difference between|differences between|is that intended|"
        "is it intended|is that normal|is it normal|is that by design|is it by design|is that correct|"
        "what does|"
        "what are the|help section|kindly add|"
        "add some details|more details in|figure out how|select which|never explain|not explain|am i missing|"
        "am i just missing|am i doing|did i miss|what did i do|i doing wrong|is this intended|is this expected|"
        "is that expected|by any setting|caused by any setting|any settings|can i |can we |could i |could we |"
        "does this include|is included in|in the docs|in the documentation|is that possible",
        "@(?! ?(?:get (?:an? |the )?(?:eta|update|status)|resolve|fix|solve|mend|repair|prevent|stop) )"
        "(?! (?:get (?:this|it) fixed|please get|expect|"
        "to (?:fix|resolve|solve|mend|repair|reproduce|prevent|stop)))",
    ),
    said(
        Claim.HOW_TO,
        "?",
        "what(?:'s| is| are) (?:the|your|our) (?!matter|problem|status|eta|issue|hell|going|"
        r"reason)\w+[^.!?]{0,80}\?|(?:is|are|does|do) (?:\w+ ){1,4}(?:available|supported|included|possible|"
        r"allowed|compatible|work with) (?:\w+ ){0,6}\?",
    ),
    # They look for what is there: a setting, a page, a word about it.
    said(
        Claim.HOW_TO,
        "find|looking for|locate|don't see|do not see|dont see|can't see|cannot see|where",
        "(?:can'?t|cannot|can not|could(?:n't| not)|unable to|not able to|don'?t|didn'?t|trying to|tried to|"
        r"where (?:can|do) (?:i|we)) (?:\w+ )?(?:find|locate|see) (?:\w+ ){0,3}?(?:answers?|docs|documentation|"
        r"info\w*|where|how|instructions|settings?|options?|guide|tutorial|anything about|buttons?|pages?|menu|"
        r"tab|place|section|screen)\b|looking for (?:\w+ ){0,2}(?:documentation|docs|guidance|instructions|"
        "information (?:on|about|regarding)|a guide|a way to|advice)",
    ),
    said(
        Claim.HOW_TO,
        "im missing|i'm missing|i am missing|we are missing|we're missing|struggling|example|document|know|asks|asked|"
        "asking|wondering|curious|unclear|unsure|not sure|confirm",
        r"(?:something|anything|what) (?:i'm|im|i am|we are|we're|they are) missing\b|struggling to (?:get|set|"
        r"configure|connect|"
        r"integrate|understand|find)|is there an? (?:example|sample|guide)|(?:please|kindly) (?:document|explain|"
        r"describe) (?:it|this|"
        r"that|how|what|the)\b|(?:want\w*|like\w*|need\w*|love) to know (?:how|what|which|where|whether|if|when|"
        r"about|the)|(?:asks|"
        r"asked|asking|wonder\w*|curious|unclear|unsure|not sure) (?:us |me |about )?(?:how|what|which|where|"
        r"whether|if) (?!(?:\w+ ){0,3}(?:caus\w+|wrong|going on|happen\w*)\b)(?!(?:\w+ ){0,6}(?:fixed|resolved|"
        r"solved|down|outage|compensat\w+|refund\w*))",
        denied=_PROMPT,
    ),
    said(
        Claim.HOW_TO,
        "understand|help |assistance|guidance|by mistake|accidentally|by accident",
        r"(?:doesn't|does not|don't|do not|didn't|did not) understand (?:the|how|what|our|their|his|her|my)\b|"
        r"(?:asks?|asked|asking|needs?|needed|want\w*|request\w*|looking) (?:for )?(?:some )?(?:help|assistance|"
        r"guidance) (?:with|on|in|to set|setting|using)\b|(?:i|we) (?:\w+ ){0,4}?(?:by mistake|accidentally|"
        "by accident)|accidental(?:ly)? (?:deleted|removed|disabled|archived|double|changed|cancel+ed)",
    ),
    # It has the form of a question, and it is no call for help.
    opening(
        Claim.QUESTION,
        "?|\uff1f",
        "(?:hey,? |hi,? |hello,? |and |so |but |question: |quick (?:one|question): )*(?:does|do|is|are|can|could|"
        "which|where|when|how|who|will|would|should|may|kann|können|gibt|wie|wo|ist|est-ce|peut-on|comment|où|"
        "puedo|se puede|cómo|dónde|posso|é possível|tem como|qual) (?!(?:you|someone|somebody|anyone|we|"
        r"i) (?:\w+ ){0,2}(?:help|fix|check|look|investigate|advise|diagnose|confirm|resolve|assist|get)|(?:it|"
        r"there) (?:down|a problem|an issue|an outage)|long\b|come\b|there (?:a|an|any) (?:problem|issue|"
        r"outage))[^.!?]{3,200}\?",
    ),
    # Asked at the end, after what they know; where something is reported too, it is a report.
    said(
        Claim.QUESTION,
        "?",
        r"(?:(?<=[.!;:] )|(?<=\) ))(?:does|do|is|are|can|could|will|would|should|may) (?:it|this|that|the|there|"
        r"they|users?|we|i|our|my|an?)\b (?!(?:\w+ ){0,3}(?:down|known|problem|issue|outage|bug|fix|fixed|"
        r"resolved|look|help|investigate|check|broken|normal|expected|happening|refund\w*|"
        r"credit\w*)\b)[^.!?]{3,200}\?$",
    ),
    said(
        Claim.QUESTION,
        "confirm|clarify|advise",
        r"(?:can|could|would) (?:you|someone|somebody|anyone) (?:please |kindly )?(?:confirm|clarify|advise)"
        r"\b(?! (?:receipt|"
        r"when (?:this|it)|(?:that )?(?:this|it) (?:is|has|will)))",
    ),
    opening(
        Claim.QUESTION,
        "is |are |does |do |can |could |will |which |what |how |where |when ",
        r"(?:is|are|does|do|can|could|will|which|what|how|where|when) (?:(?!not |n't|fail|error|crash|down|broken|"
        r"wrong|refund|"
        r"lost|i |we |user cannot|cannot )[^.!?,:;]){3,90}$",
    ),
    opening(
        Claim.QUESTION, "?|\uff1f", r"(?:(?!not |n't|fail|error|crash|down|broken|wrong|refund|lost)[^.!?]){3,90}\?\s*$"
    ),
    # The answer is a setting.
    denied(
        Claim.CONFIGURATION,
        "environment variable|env var|config|smtp|dns|cname|mx record|spf|dkim|webhook url|firewall|whitelist|"
        "allowlist|redirect uri|redirect url|settings page|.env|permissions set|misconfig|setup issue|set up|"
        "setting up|setup|cron",
        r"environment variables?|env vars?|(?<!\w-)config(?:uration|s)?\b(?! (?:screen|page|is lost|was lost|"
        r"reset))|misconfig\w*|configur(?:e|ed|ing) |smtp (?:settings?|server|environment|host|config)|(?:dns|"
        r"cname|mx|spf|dkim|txt) (?:record|setting|entry|config)\w*|(?:whitelist|allowlist|redirect ur[il])\w*|"
        "settings page|permissions set|setup (?:issue|question|help)|(?:help|trouble|questions?|"
        r"problems?) (?:\w+ ){0,2}setting up|cron not",
    ),
    # We have written down that it is so.
    said(
        Claim.KNOWN_LIMITATION,
        "docs say|docs state|documented|documentation says|documentation states|by design|known limitation|"
        "known issue|known bug|as designed|intended behavior|intended behaviour|expected behavior|"
        "expected behaviour|works as expected|working as expected|working as intended|works as intended|"
        "plan limit|limit of|documented limit|known restriction|help article|knowledge base|kb article|faq",
        r"(?:as |is |are |it's |the |a |this |well |according to )?@(?! (?:\w+ ){0,2}(?:days?|weeks?|months?|hours?)"
        r" ago\b)"
        r"(?! (?:cancell?ation|should|:|\()|"
        r"[^.!?]{0,40} too |[^.!?]{0,30}\?)",
    ),
    said(
        Claim.KNOWN_LIMITATION,
        "rate limit|limit",
        r"(?:hit|hits|hitting|exceed\w*|reach\w*|because of|due to|over) (?:the |our |your |"
        r"their )?(?:\w+ )?rate limits?\b|(?:reached|exceeded|over) (?:the |your |my |our )?(?:maximum |"
        r"max )?(?:\w+ ){0,2}limit (?:for|of|on) (?:the |your |my |our )?(?:\w+ )?(?:subscription|plan|licen[cs]e|"
        r"tier|trial)\b",
    ),
    # One person's account: password, mail address, access that an admin gives.
    denied(
        Claim.ACCOUNT,
        "password|2fa|verification|confirmation|activation|reset|email address|my account|our account|"
        "his account|her account|their account|this account|username|user name|invite|unlock|passcode|"
        "authenticator",
        r"(?:forgot\w*|lost|recover|retriev\w+|my|remember\w*|temporary) (?:\w+ ){0,3}passwords?|(?:reset|change|"
        "need|new) (?:my|his|her|their|our|this user's|the user's|a|the customer's|user|admin|new|"
        r"temporary) (?:\w+ ){0,2}?password|(?:need\w*|want\w*|requir\w*|request\w*|please|send\w*|for|ask\w*|"
        r"trying|tried|try|attempt\w*) (?:\w+ ){0,4}?(?:password reset|reset (?:the |of )?password)|(?:reset|"
        "change) (?:the )?password (?:for|of) |password (?:reset|change|recovery)(?: is)? (?:needed|required|"
        r"requested|request|please)|(?:lost|new|reset|disable) (?:\w+ ){0,3}(?:2fa|authenticator|phone)|(?:i|i'm|"
        r"i am|i've|he|she|he's|she's|my|not|n't|never) (?:\w+ ){0,3}(?:get|getting|got|receiv\w+|"
        r"see) (?:\w+ ){0,4}?(?:verification|confirmation|activation|reset) (?:e-?mails?|codes?|mails?|links?)|"
        r"(?:change|update|wrong|correct|mis-?spelled) (?:my|his|her|their|our) (?:\w+ ){0,2}(?:email address|"
        r"username|user name)|(?:get|log|sign) (?:back )?into? my account|unlock (?:\w+ ){0,2}account|"
        r"resend (?:\w+ ){0,2}invit\w*|(?:delete|remove|erase|deactivate) (?:my|our|his|her|their|"
        r"this) (?:\w+ )?account\b",
    ),
    denied(
        Claim.ACCOUNT,
        "account",
        r"(?:my|the|his|her|their|user) accounts? (?:\w+ ){0,3}(?:locked|suspended|disabled|deactivated)|"
        "(?:unlock|reactivate|re-?enable|locked|blocked|suspended|disabled|deactivated) (?:out of |"
        r"out from )?(?:\w+ ){0,2}(?:my|our|his|her|their|the|an?|user) (?:\w+ )?accounts?\b",
    ),
    said(
        Claim.ACCOUNT,
        "blocked|banned|suspended|restricted|ban|appeal|unban|unblocked|make an account|create an account",
        r"(?:my|our|his|her|their|the) (?:blocked|banned|suspended|locked|disabled|restricted) (?:\w+ )?account|"
        r"(?:i|he|she|"
        r"i'm|he's|she's|we|they) (?:\w+ )?(?:am |is |was |are |were |been |got )?(?:blocked|banned|suspended|"
        r"restricted) "
        r"(?:from (?:the|using|your|my|all)|for (?:no|life|nothing|spam)|by mistake|since|without)|ban (?:id|appeal|"
        r"request)|"
        r"(?:submit|file|make|send|my|an?|new) (?:\w+ )?appeal\b|(?:get|be|please|been) (?:unblocked|unbanned)|"
        r"unban (?:me|my|him|"
        r"her|us)|(?:unable to|can'?t|cannot|not able to) (?:make|create|open|register) an account",
    ),
    # What support does on request: hand over, prolong, send again.
    said(
        Claim.ACCOUNT,
        "please |pls |could you |can you |kindly |reset mfa|reset 2fa|reset otp|reset the mfa|reset the 2fa|"
        "grant |access to|permission|rights|user role|reissue|resend|re-send|copy of|send the invoice|send me|"
        "unlock|unblock|release|reopen|void|requeue|rerun|add |invite |check my|account suspended|"
        "account disabled|account deactivated|flag|beta|add-on|addon",
        "(?:please|pls|could you|can you|kindly) (?:please |kindly )?(?:change|extend|reset|resend|re-send|"
        "update|transfer|delete|remove|enable|activate|deactivate|send|add|move|unlock|merge|rename|switch|"
        r"correct) (?:me |us )?(?:my|our|the|his|her|their|this|an?) (?:\w+ ){0,2}?(?:trial|account|owner|"
        "ownership|workspace|subscription|plan|e-?mail|address|name|card|licen[cs]es?|seats?|password|domain|"
        r"user|quota|invitation|invite|contract period|phone number|admin)\b|reset (?:the )?(?:mfa|2fa|otp)\b|"
        r"account locked\b|grant (?:\w+ ){0,4}?(?:access|permissions?|rights|roles?)\b|(?:i|we|he|she|they|user|"
        r"please|kindly|also) needs? (?:\w+ )?(?:access|permissions?|rights|a licen[cs]e|an account|"
        r"a login) (?:to|for|in|on)\b|(?:upgrade|change|update|set|assign|add) (?:the |a )?(?:user )?(?:role|"
        r"permissions?|access|rights) (?:for|of|to)\b|(?:send|resend|re-send|reissue|re-issue|provide|forward|"
        r"email) (?:me |us )?(?:\w+ )?(?:the |this |that |an? |my |our |a copy of )+(?:\w+ )?(?:invoices?|"
        r"receipts?|copy|statement)\b|invoices? (?:\w+ )?be (?:reissued|re-issued|resent|corrected|sent)|"
        "(?:please|pls|kindly|can you|could you) (?:please )?(?:unlock|unblock|release|reopen|void|merge|approve|"
        "requeue|rerun|resync) (?:the |this |these |following |all |our |my )?(?:following )?(?:orders?|"
        r"shipments?|invoices?|accounts?|jobs?|records?|users?|entries|payments?|tickets?|cases?)\b|(?:add|"
        r"invite) (?:me|us|him|her|them|\S+@\S+) (?:to|as)\b|(?:check|look at|look into) my account|"
        r"accounts? (?:was |is |got |has been |been )?(?:suspended|disabled|deactivated)\b|(?:resend|"
        r"re-send) (?:the |an? |my |our |his |her |their )?(?:\w+ )?(?:links?|codes?|e-?mails?|mails?|"
        r"invitations?|invites?|confirmations?|letters?|messages?)\b|(?:needs?|wants?|requires?|please|have|get|"
        r"having) (?:to have )?(?:the |our |their |an? )?(?:[\w.-]+ ){1,5}?(?:flag|beta|add-?on) (?:turned |"
        r"switched |to be )?(?:on|off|enabled|disabled|activated)\b|(?:enable|turn on|switch on|activate) (?:the |"
        r"this )?(?:[\w.-]+ ){0,4}?(?:feature flag|beta|add-?on)\b",
    ),
    said(
        Claim.ACCOUNT,
        "need|requires|require|wants|raise|increase|lift|bump|extend|lower|please|could you|can you|kindly",
        r"(?:needs?|requires?) (?:the |an? |to have )?"
        r"\W?(?:[\w-]+\W? ){0,3}?(?:role|rights|permissions?|licen[cs]es?|seats?)\b(?! (?:system|model|management|"
        r"matrix|"
        r"that|which|to be split|per|based))|(?:please|pls|kindly|could you|can you) (?:please )?(?:raise|increase|"
        r"lift|bump|"
        r"extend|lower|adjust) (?:the |our |my |their |his |her |this )?(?:[\w-]+ ){0,3}?(?:limits?|quotas?|"
        r"allowance|seats?|"
        r"storage|trial|retention|credit line)\b",
    ),
    said(
        Claim.ACCOUNT,
        "could you|can you|please|would you|give |grant |get ",
        r"(?:give|grant|get) (?:us|me|them|him|her|my \w+|our \w+) (?:the |an? |full )?(?:\w+ "
        r")?(?:permissions?|access|rights?"
        r"|role) (?:to|for|on)\b|(?:could|can|would) you (?:please |kindly )?(?:do|set|change|switch|turn|make|"
        r"adjust|correct) (?:it|this|that|"
        r"them) (?:\w+ )?(?:in|from|on|at) (?:your|the) (?:\w+ )?(?:backend|back-end|side|end|system|admin|database)\b",
    ),
    # A bill, small or odd.
    said(
        Claim.BILLING,
        "charg|refund|invoice|billing|billed|bill |payment|subscription|credit card|vat|tax id|receipt|overcharg|"
        "price|pricing|quote|quotation",
        r"(?:charged|billed|charging) (?:\w+ ){0,3}(?:twice|double|again|for|me|us|incorrectly|wrong\w*|too much|"
        r"monthly|annual)\b|(?:double|over|wrong) ?-?charg\w*|refund\w*|(?:my|our|wrong|correct|missing|need an?|"
        r"copy of the|upgrade) (?:\w+ )?(?:invoice|bill|receipt)s?\b(?! (?:\w+ )?(?:go|goes|get|gets|show|shows|"
        r"print|prints|come|comes|look|looks|do|does|do not|have|has|display|contain|leave|no longer)\b)|"
        "billing (?:question|issue|problem|address|error|support|department|email|team)|payment (?:method|"
        "incomplete|failed|issue|problem|pending|for)|(?:change|update|upgrade|"
        r"downgrade) (?:\w+ ){0,2}(?:subscription|credit card|plan)|credit card|vat (?:id|number)|tax id|"
        r"pricing question|(?:an? )?(?:quote|quotation) for\b",
    ),
)
