"""How people ask, wish, and say that it is solved, in English. Only the table; its notation is `wordings.py`'s."""

from escalation.signals import Claim
from escalation.wordings import denied, said, settled

SOLVABLE = (
    # There is another way until it is mended.
    denied(
        Claim.WORKAROUND,
        "refresh|reload|restart|retry|reboot|workaround|work-around|work around|in the meantime|for now|"
        "temporar|can still|manually|instead|helps|"
        "successfully|alternative",
        r"(?:fixed|solved|resolved|goes away|works) (?:\w+ )?(?:with|by|after|if) (?:an? |i |we |"
        r"you )?(?:\w+ )?(?:refresh|reload|restart|retry|re-?login|reboot)\w*|"
        r"(?:a |the |has |have |as |using |current |known |found |with |only )?work-?\s?around(?:s|"
        r":)?(?! (?:needed|wanted|\?))|(?:customers?|users?|we|they|i|you) can (?:still|instead)|"
        r"(?:have to|has to|must|can|need to|by|doing it|export\w*|enter\w*|currently|do it|are|"
        r"is) (?:\w+ ){0,3}manually|(?:restart|reconnect|re-connect|refresh|reload|clear|"
        r"relog)\w*(?: \w+){0,4} (?:helps|fixes it|solves it|works)|helps for a|temporary (?:fix|solution)|"
        r"(?:has been|was|been) (?:\w+ )?successfully (?:submitted|processed|sent|created|completed|done)|"
        r"for now (?:we|they|i) (?:\w+ )?(?:use|can|do)|still usable|usable",
    ),
    # It is over, and said so here.
    settled(
        Claim.FIXED,
        "all good now|all good|all set|sent them the help|fixed|resolved|solved|works again|working again|"
        "working now|works now|no longer an issue|sorted|back to normal|back up|restored|up again|back online",
        r"(?:is|are|was|were|been|got|it's|now|all|issue|problem|already) (?:\w+ )?(?:fixed|resolved|solved|"
        "sorted(?: out)?)(?! (?:in|by then|soon|speedily|asap|quickly|this|today|tomorrow|before|until|"
        r"as soon))\b(?![^.!?]{0,120}(?:\bbut\b|\bnot\b|isn't|however|still|\?))|(?:works|"
        r"working) (?:\w+ )?(?:again|now|fine now)|no longer an issue|back (?:to normal|up|online)|(?:access|"
        r"service) (?:was|is|has been) restored|(?:solved|fixed|resolved) (?:it|by (?:\w+ing))|up again|"
        "all good now|(?:is|are|we're|they're) all (?:good|set)|sent them the help article",
    ),
    # They ask how; nothing says that it is broken.
    said(
        Claim.HOW_TO,
        "how do|how can|how to|how would|how should|how does|how is|how one|how are",
        r"@ (?:i|we|you|they|one|he|she|the customer|customers|users|a user|an? \w+|my|our|it|gets?|set|add|"
        r"change|configure|use|the)\b(?! (?:resolve this|get our money|explain|compensat|this happen|"
        "this be fixed|so))|how to ",
    ),
    said(
        Claim.HOW_TO,
        "is it possible|is there a way|is there any way|is there an option|is it available|is this possible|"
        "is this supported|is this available|do you support|does it support|are we able to|"
        "would it be possible|is there documentation|is there a guide|are there any docs|are there docs|"
        "is there a setting|can someone explain|could someone explain|can you explain|could you explain|"
        "please explain|can you clarify|could you clarify|wondering if|wondering how|wondering whether|"
        "wanted to ask|want to know|want to understand|quick question|general question|trying to figure out|"
        "trying to understand|not sure how|don't know how|do not know how|unsure how|no idea how|guidance|"
        "walk me through|walk us through|instructions on|documentation on|docs on|need help setting|"
        "needs help setting|need help with set|help setting it|help configuring|need training|needs training|"
        "step by step|best practice|where can|where do|where is|where are|where should|which plan|what plan|"
        "what is the difference|what's the difference|what does|what are the|help section|kindly add|"
        "add some details|more details in|figure out how|select which|"
        "never explain|not explain|"
        "am i missing|am i just missing|am i doing|did i miss|what did i do|i doing wrong|is this intended|"
        "is this expected|is that expected|by any setting|caused by any setting|any settings|can i |can we |"
        "could i |could we |does this include|is included in|in the docs|in the documentation|is that possible",
        "@(?! (?:get (?:this|it) fixed|please get|expect))",
    ),
    said(
        Claim.HOW_TO,
        "?",
        r"what(?:'s| is| are) (?:the|your|our) (?!matter|problem|status|eta|issue|hell|going|reason)\w+[^.!?]{0,80}\?|"
        r"(?:is|are|does|do) (?:\w+ ){1,4}(?:available|supported|included|possible|allowed|compatible|"
        r"work with) (?:\w+ ){0,6}\?",
    ),
    # It has the form of a question, and it is no call for help.
    said(
        Claim.QUESTION,
        "?|\uff1f",
        r"(?:^|[.!?:,\u2013-] ?)(?:hey,? |hi,? |hello,? |and |so |but |question: |quick (?:one|"
        r"question): )*(?:does|do|is|are|can|could|which|where|when|how|who|will|would|should|may|"
        r"kann|können|gibt|wie|wo|ist|est-ce|peut-on|comment|où|puedo|se puede|cómo|dónde|posso|é possível|"
        r"tem como|qual) "
        r"(?!(?:you|someone|somebody|anyone|we|i) (?:\w+ ){0,2}(?:help|fix|check|look|investigate|advise|"
        r"diagnose|confirm|resolve|assist|get)|"
        r"(?:it|there) (?:down|a problem|an issue|an outage)|long\b|come\b|there (?:a|an|any) (?:problem|issue|"
        r"outage))[^.!?]{3,200}\?",
    ),
    # The answer is a setting.
    denied(
        Claim.CONFIGURATION,
        "environment variable|env var|config|smtp|dns|cname|mx record|spf|dkim|webhook url|firewall|whitelist|"
        "allowlist|redirect uri|redirect url|settings page|.env|permissions set|misconfig|setup issue|set up|"
        "setting up|setup|cron",
        "environment variables?|env vars?|(?:in|our|the|my|their|wrong|correct|check|following|added the|"
        r"set) (?:\w+ ){0,2}config(?:uration|s)?\b|config(?:uration)? (?:question|issue|problem|file)|"
        r"misconfig\w*|configur(?:e|ed|ing) |[A-Z_]*smtp (?:settings?|server|environment|host|config)|(?:dns|"
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
        "rate limit|plan limit|limit of|documented limit|known restriction|help article|knowledge base|"
        r"kb article|faq",
        r"(?:as |is |are |it's |the |a |this |well |according to )?@(?! (?:cancell?ation|should|:|\())",
    ),
    # One person's account: password, mail address, access that an admin gives.
    denied(
        Claim.ACCOUNT,
        "password|2fa|verification email|confirmation email|activation email|verification code|email address|"
        "my account|username|user name|invite|unlock|passcode|authenticator",
        r"(?:reset|forgot\w*|forgotten|change|lost|new|recover|retriev\w+|my|remember\w*|"
        r"temporary) (?:\w+ ){0,3}passwords?|password (?:reset|recovery|change|doesn't|does not|is not|was)|"
        r"(?:lost|new|reset|disable) (?:\w+ ){0,3}(?:2fa|authenticator|phone)|(?:verification|confirmation|"
        "activation|reset) (?:email|e-mail|code|mail|link)|(?:change|update|wrong|correct|"
        r"mis-?spelled) (?:\w+ ){0,3}(?:email address|username|user name)|(?:get|log|"
        r"sign) (?:back )?into? my account|unlock (?:\w+ ){0,2}account|resend (?:\w+ ){0,2}invit\w*",
    ),
    denied(
        Claim.ACCOUNT,
        "account",
        r"(?:my|the|his|her|their|user) accounts? (?:\w+ ){0,3}(?:locked|suspended|disabled|deactivated)|"
        r"(?:unlock|reactivate|re-?enable) (?:\w+ ){0,3}accounts?",
    ),
    # A bill, small or odd.
    said(
        Claim.BILLING,
        "charg|refund|invoice|billing|billed|bill |payment|subscription|credit card|vat|tax id|receipt|"
        "overcharg|price|pricing",
        r"(?:charged|billed|charging) (?:\w+ ){0,3}(?:twice|double|again|for|me|us|incorrectly|wrong\w*|"
        r"too much|monthly|annual)|(?:double|over|wrong) ?-?charg\w*|refund\w*|(?:my|our|the|their|wrong|"
        r"correct|missing|need an?|copy of the|upgrade) (?:\w+ )?(?:invoice|bill|receipt)s?\b|"
        "billing (?:question|issue|problem|address|error|support|department|email|team)|payment (?:method|"
        "incomplete|failed|issue|problem|pending|for)|(?:change|update|upgrade|"
        r"downgrade) (?:\w+ ){0,2}(?:subscription|credit card|plan)|credit card|vat (?:id|number)|tax id|"
        r"pricing question",
    ),
)

WISHES = (
    # They say outright that they ask for something new.
    said(
        Claim.WISH,
        "feature request|feature-request|enhancement request|enhancement|feature suggestion|suggestion|"
        "feature idea|please add|pls add|please support|please implement|please consider adding|please allow|"
        "would like to see|would love to|would love a|would be nice|would be great|would be good|"
        "would be helpful|would be useful|would be cool|would be awesome|would be very helpful|would be really|"
        "it'd be|nice to have|any plans|are there plans|is there a plan|plans to|on the roadmap|roadmap|"
        "can you add|could you add|can we get|could we get|can we have|could we have|should be an option|"
        "should be a way|should be able to|should be possible|should have an option|should have the option|"
        "should allow|should support|should let|option should be|need a way|needs a way|need the ability|"
        "need an option|needs the ability|want the ability|want a way|want to be able|would like to be able|"
        "would like the option|would like an option|would like the ability|would like to have|like to request|"
        "intention to allow|ability to|allow us to|allow users to|allow customers to|allow admins to|"
        "wish there|wishing for|wish we could|feature would|be set up as a|desirable|request for|"
        "requesting support|request this|add support for|support for adding|requests? to add|asked for|"
        "asking for|asks for|need to add|needs to have an|needs native|had this request|requested this feature|"
        "requested feature|asked about",
        "@(?! (?:help|assistance|support|this could be fixed|this can be fixed|if (?:this|it|that|"
        "you) (?:could|can|would) (?:be )?(?:fix|resolv|solv|help|look|check)|a refund|refund|this fixed|"
        r"cancel|fixed|resolved|to get this fixed|an? (?:\w+ )?(?:update|refund|call|credit|fix|eta|answer|"
        "reply|human|meeting|discount|timeline|date|plan|rca|explanation|decision|exception|compensation|"
        r"confirmation|proof|statement|manager)))\b",
    ),
    # A user story, a title that begins with what it should do, an old way that is missed.
    said(
        Claim.WISH,
        "as a|i want|feature:|[feature|idea:|proposal|bring back|allow |support |enable |provide |include |implement |"
        "introduce |improve |extend |option to |user story|make it possible|like to suggest|suggest ",
        r"as an? [\w -]{3,40}, ?(?:i|we) (?:want|would like|need|can|should)|(?<!\w)feature: ?\w+|\[feature|idea:|"
        r"proposal\b|bring back|(?:^|: )(?:please )?(?:allow|support|enable|provide|include|implement|introduce|"
        r"improve|"
        r"extend|option to|make it possible) \w+|user story|(?:i|we)(?:'d| would) (?:like to )?suggest",
    ),
    # A title in the imperative: what the product is to do.
    said(
        Claim.WISH,
        "track |create |integrate |make |notify |let users|let admins|let us ",
        r"^(?:track|create|integrate|make|notify|let (?:users|admins|us)) (?:an? |the |it |"
        r"sure )?(?!.{0,200}(?:error|fail|crash|doesn't|does not|not work))\w+",
    ),
    said(
        Claim.WISH,
        "add ",
        r"(?:^|[.!?:\-\]] ?)(?:please |pls |kindly )?add (?:an? |the |more |some |option|support|ability|\w+ )",
    ),
    said(
        Claim.WISH,
        "we'd like to|we'd also like to|i'd like to|we want to|i want to|customers want to|users want to|"
        "clients want to|customer wants to|client wants to",
        r"@ (?:\w+ )?(?:be able|manage|have|see|edit|add|download|share|use|get|send|print|export|filter|"
        r"restrict|control|customi[sz]e|choose|set|limit|automat\w+|"
        r"hide|configure)",
    ),
    # The product does not do it.
    said(
        Claim.FEATURE_GAP,
        "no way|missing feature|lack|don't have|doesn't have|does not have|do not have|has no|have no|"
        "doesn't support|does not support|not supported|isn't supported|no support for|unsupported|"
        "not available|isn't available|only available|missing",
        "(?:there is|there's|there was|there seems?|seem to be|have|has|with|doesn't seem to be|isn't|any|"
        r"be) (?:\w+ ){0,3}(?:no|any) way (?:to|of|for)|no way to|missing (?:\w+ ){0,4}(?:feature|functionality|"
        r"capability|support|integration|option)s?\b|lack(?:s|ing)? (?:of )?(?!internet)\w+|(?:we|you|product|"
        "it|app|which|that|there) (?:currently )?(?:don't|doesn't|do not|does not) have (?:an? |"
        r"any )(?:\w+ ){0,4}(?:control|system|feature|option|integration|api|function|way|support|setting|"
        r"filter|report|export|view|role)\w*|has no (?:\w+ ){0,2}(?:coverage|option|support|way|api|export|"
        r"filter|setting|integration)|(?:doesn't|does not|don't) (?:\w+ )?support (?!ticket|team|respond)|"
        r"(?:is not|isn't|not|un)\s?supported|no support for|only available (?:to|for|in|on)|"
        "not (?:yet )?available (?:in|on|for|via)",
    ),
    said(
        Claim.FEATURE_GAP,
        "workflow|design decision|confusing|unintuitive|ux|granular|one by one|unnecessary click|cumbersome|"
        "tedious|counterintuitive|hard to use|clunky|customi",
        r"(?:workflow|flow|design|ui|ux|layout|interface) (?:\w+ ){0,3}(?:doesn't|does not|confus\w+|"
        "unintuitive|makes no sense|is bad|needs)|design decision|(?:is|are|very|too|really|so) (?:confusing|"
        "unintuitive|cumbersome|tedious|clunky|counterintuitive|hard to use)|more granular|"
        "has to be done one by one|one by one",
    ),
    said(
        Claim.FEATURE_GAP,
        "without|until|prioriti|makes no sense|click|sense to|compare us|compares us|comparing us",
        "(?:can't|cannot|won't|unable to) (?:go live|buy|adopt|roll ?out|use it|sign|move|upgrade|migrate|"
        "launch|deploy|onboard)[^.!?]{0,40} (?:without|until)|prioriti[sz]e (?:the )?(?!this|it|fix|an? fix|"
        r"a bug)\w+|makes no sense|doesn't make sense|(?:too many|\w+) clicks|click through|"
        r"compar\w+ us (?:with|to)",
    ),
    # What it ought to do, said without a failure.
    said(
        Claim.FEATURE_GAP,
        "no possibility|the option to|the ability|must be able|should be able|must be possible|must have|"
        "needs to|need to auto|need to have|better way|"
        "a way for|there is no|section inside|can be added|asked|for easy access|also be|should also|"
        "as a default|should be",
        r"no possibility (?:to|of)|(?:doesn't|does not|don't|do not|didn't) (?:currently )?have (?:the|"
        r"an?) (?:option|ability|possibility) to|(?:must|should) (?:also )?be (?:able|possible|configurable|"
        r"customi[sz]able|optional|visible|editable|"
        r"searchable|sortable)|(?:we|users|admins|customers|they|it) needs? to (?:auto\w*|have|be able|support|"
        r"allow|show|include)|"
        r"better way|(?:asked|request\w*) (?:\w+ ){0,5}(?:for )?a way|there is no (?:\w+ )?(?:checking|system|"
        r"option|setting|filter|function\w*|possibility|field|button|mechanism|api)|section inside|"
        r"can be added|been asked (?:\w+ ){0,3}(?:times|for)|for easy access|should also|there should be",
    ),
    said(
        Claim.FEATURE_GAP,
        "show |display |hide |remove |move |rename |sort |filter |group |highlight |disable |change |replace |"
        "merge |better |option |integration|list |link ",
        r"^(?:show|display|hide|remove|move|rename|sort|filter|group|highlight|change|replace|merge|better|"
        r"option|link) (?!.{0,200}(?:error|fail|crash|not |n't|wrong|broken|page))\w+ \w+|"
        r"^[\w &-]{3,40} integration\b(?!.{0,200}(?:error|fail|crash|not |n't|wrong|broken))",
    ),
    # Why it matters: who asks, what they cannot do, who else offers it.
    denied(
        Claim.DEMAND,
        "customers|clients|users|prospects|deal|requested|requests|asked|competitor|rfp|blocker|blocked|blocking",
        "(?:many|several|multiple|a lot of|lots of|some|our|enterprise|most|other|large|big|key|all|more|"
        r"different|\d+) (?:of )?(?:our |the )?(?:\w+ ){0,2}(?:customers|clients|users|prospects)\b|"
        r"(?:requested|asked|request) (?:\w+ ){0,4}(?:times|by (?:\w+ ){0,3}(?:customers|clients|users))|"
        r"requests? (?:from|by) (?:\w+ ){0,3}(?:customers|clients|users)|competitors? (?:have|has|offer|already|"
        r"support)|rfp|(?:blocks|blocked|blocker|blocking)|customers? (?:keep|are) ask\w*|deal\b",
    ),
)
