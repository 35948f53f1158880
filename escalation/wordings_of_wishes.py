"""How people ask, wish, and say that it is solved, in English. Only the table; its notation is `wordings.py`'s."""

from escalation.signals import Claim
from escalation.wordings import denied, said

SOLVABLE = (
    # There is another way until it is mended.
    denied(
        Claim.WORKAROUND,
        "workaround|work-around|work around|in the meantime|for now|temporar|can still|manually|instead|helps|successfully|alternative",
        r"(?:a |the |has |have |as |using |current |known |found |with |only )?work-?\s?around(?:s|:)?(?! (?:needed|wanted|\?))|(?:customers?|users?|we|they|i|he|she|you) can (?:still|instead)|(?:have to|has to|must|can|need to|by|doing it|export\w*|enter\w*|currently|do it|are|is) (?:\w+ ){0,3}manually|(?:restart|reconnect|re-connect|refresh|reload|clear|relog)\w*(?: \w+){0,4} (?:helps|fixes it|solves it|works)|helps for a|temporary (?:fix|solution)|(?:has been|was|been) (?:\w+ )?successfully (?:submitted|processed|sent|created|completed|done)|for now (?:we|they|i) (?:\w+ )?(?:use|can|do)|still usable|usable",
    ),
    # It is over, and said so here.
    denied(
        Claim.FIXED,
        "fixed|resolved|solved|works again|working again|working now|works now|no longer an issue|sorted|back to normal|back up|restored|up again|back online",
        r"(?:is|are|was|were|been|got|it's|now|all|issue|problem|already) (?:\w+ )?(?:fixed|resolved|solved|sorted(?: out)?)(?! (?:in|by then|soon|speedily|asap|quickly|this|today|tomorrow|before|until|as soon))\b(?![^.!?]{0,60}(?:\bbut\b|\bnot\b|isn't|however|still))|(?:works|working) (?:\w+ )?(?:again|now|fine now)|no longer an issue|back (?:to normal|up|online)|(?:access|service) (?:was|is|has been) restored|(?:solved|fixed|resolved) (?:it|this|by (?:\w+ing))|up again",
    ),
    # They ask how; nothing says that it is broken.
    said(
        Claim.HOW_TO,
        "how do|how can|how to|how would|how should|how does|how is|how one|how are",
        r"@ (?:i|we|you|they|one|he|she|the customer|customers|users|a user|an? \w+|my|our|it|gets?|set|add|change|configure|use|the)\b(?! (?:resolve this|get our money|explain|compensat|this happen|this be fixed|so))|how to ",
    ),
    said(
        Claim.HOW_TO,
        "is it possible|is there a way|is there any way|is there an option|is it available|is this possible|is this supported|is this available|do you support|does it support|are we able to|would it be possible|is there documentation|is there a guide|are there any docs|are there docs|is there a setting|can someone explain|could someone explain|can you explain|could you explain|please explain|can you clarify|could you clarify|wondering if|wondering how|wondering whether|wanted to ask|want to know|want to understand|quick question|general question|trying to figure out|trying to understand|not sure how|don't know how|do not know how|unsure how|no idea how|guidance|walk me through|walk us through|instructions on|documentation on|docs on|need training|needs training|step by step|best practice|where can|where do|where is|where are|where should|which plan|what plan|what is the difference|what's the difference|what does|what are the|never explain|not explain|am i missing|am i just missing|am i doing|did i miss|what did i do|i doing wrong|is this intended|is this expected|is that expected|by any setting|caused by any setting|any settings|can i |can we |could i |could we |does this include|is included in|in the docs|in the documentation|is that possible",
        r"@(?! (?:get (?:this|it) fixed|please get|expect))",
    ),
    said(
        Claim.HOW_TO,
        "?",
        r"(?:is|are|does|do) (?:\w+ ){1,4}(?:available|supported|included|possible|allowed|compatible|work with) (?:\w+ ){0,6}\?",
    ),
    # The answer is a setting.
    denied(
        Claim.CONFIGURATION,
        "environment variable|env var|config|smtp|dns|cname|mx record|spf|dkim|webhook url|firewall|whitelist|allowlist|redirect uri|redirect url|settings page|.env|permissions set|misconfig|setup issue|set up|setting up|setup|cron",
        r"environment variables?|env vars?|(?:in|our|the|my|their|wrong|correct|check|following|added the|set) (?:\w+ ){0,2}config(?:uration|s)?\b|config(?:uration)? (?:question|issue|problem|file)|misconfig\w*|configur(?:e|ed|ing) |[A-Z_]*smtp (?:settings?|server|environment|host|config)|(?:dns|cname|mx|spf|dkim|txt) (?:record|setting|entry|config)\w*|(?:whitelist|allowlist|redirect ur[il])\w*|settings page|permissions set|setup (?:issue|question|help)|(?:help|trouble|questions?|problems?) (?:\w+ ){0,2}setting up|cron not",
    ),
    # We have written down that it is so.
    said(
        Claim.KNOWN_LIMITATION,
        "docs say|docs state|documented|documentation says|documentation states|by design|known limitation|known issue|known bug|as designed|intended behavior|intended behaviour|expected behavior|expected behaviour|works as expected|working as expected|working as intended|works as intended|rate limit|plan limit|limit of|documented limit|known restriction|help article|knowledge base|kb article|faq",
        r"(?:as |is |are |it's |the |a |this |well |according to )?@(?! (?:cancell?ation|should|:|\())",
    ),
    # One person's account: password, mail address, access that an admin gives.
    denied(
        Claim.ACCOUNT,
        "password|2fa|verification email|confirmation email|activation email|verification code|email address|my account|username|user name|invite|unlock|passcode|authenticator",
        r"(?:reset|forgot\w*|forgotten|change|lost|new|recover|retriev\w+|my|remember\w*|temporary) (?:\w+ ){0,3}passwords?|password (?:reset|recovery|change|doesn't|does not|is not|was)|(?:lost|new|reset|disable) (?:\w+ ){0,3}(?:2fa|authenticator|phone)|(?:verification|confirmation|activation|reset) (?:email|e-mail|code|mail|link)|(?:change|update|wrong|correct|mis-?spelled) (?:\w+ ){0,3}(?:email address|username|user name)|(?:get|log|sign) (?:back )?into? my account|unlock (?:\w+ ){0,2}account|resend (?:\w+ ){0,2}invit\w*",
    ),
    # A bill, small or odd.
    said(
        Claim.BILLING,
        "charg|refund|invoice|billing|billed|bill |payment|subscription|credit card|vat|tax id|receipt|overcharg|price|pricing",
        r"(?:charged|billed|charging) (?:\w+ ){0,3}(?:twice|double|again|for|me|us|incorrectly|wrong\w*|too much|monthly|annual)|(?:double|over|wrong) ?-?charg\w*|refund\w*|(?:my|our|the|their|wrong|correct|missing|need an?|copy of the|upgrade) (?:\w+ )?(?:invoice|bill|receipt)s?\b|billing (?:question|issue|problem|address|error|support|department|email|team)|payment (?:method|incomplete|failed|issue|problem|pending|for)|(?:change|update|upgrade|downgrade) (?:\w+ ){0,2}(?:subscription|credit card|plan)|credit card|vat (?:id|number)|tax id|pricing question",
    ),
)

WISHES = (
    # They say outright that they ask for something new.
    said(
        Claim.WISH,
        "feature request|feature-request|enhancement request|enhancement|feature suggestion|suggestion|feature idea|please add|pls add|please support|please implement|please consider adding|please allow|would like to see|would love to|would love a|would be nice|would be great|would be good|would be helpful|would be useful|would be cool|would be awesome|would be very helpful|would be really|it'd be|nice to have|any plans|are there plans|is there a plan|plans to|on the roadmap|roadmap|can you add|could you add|can we get|could we get|can we have|could we have|should be an option|should be a way|should be able to|should be possible|should have an option|should have the option|should allow|should support|should let|option should be|need a way|needs a way|need the ability|need an option|needs the ability|want the ability|want a way|want to be able|would like to be able|would like the option|would like an option|would like the ability|would like to have|like to request|intention to allow|ability to|allow us to|allow users to|allow customers to|allow admins to|wish there|wishing for|wish we could|feature would|be set up as a|desirable|request for|requesting support|request this|add support for|support for adding|requests? to add|asked for an|asked for a|asking for a|asking for the|asks for a|needs native|had this request|requested this feature|requested feature|asked about",
        r"@(?! (?:this could be fixed|this can be fixed|if (?:this|it|that|you) (?:could|can|would) (?:be )?(?:fix|resolv|solv|help|look|check)|a refund|refund|this fixed|cancel|fixed|resolved|to get this fixed|an? (?:\w+ )?(?:update|refund|call|credit|fix|eta|answer|reply|human|meeting|discount|timeline|date|plan|rca|explanation|decision|exception|compensation|statement|manager)))\b",
    ),
    said(
        Claim.WISH,
        "add ",
        r"(?:^|[.!?:\-\]] ?)(?:please |pls |kindly )?add (?:an? |the |more |some |option|support|ability|\w+ )",
    ),
    said(
        Claim.WISH,
        "we want to|i want to|customers want|users want|customer wants to|client wants to",
        r"@ (?:be able|manage|have|see|export|filter|restrict|control|customi[sz]e|choose|set|limit|automat\w+|hide|configure)",
    ),
    # The product does not do it.
    said(
        Claim.FEATURE_GAP,
        "no way|missing feature|lack|don't have|doesn't have|does not have|do not have|has no|have no|doesn't support|does not support|not supported|isn't supported|no support for|unsupported|not available|isn't available|only available|missing",
        r"(?:there is|there's|there was|there seems?|seem to be|have|has|with|doesn't seem to be|isn't|any|be) (?:\w+ ){0,3}(?:no|any) way (?:to|of|for)|no way to|missing (?:\w+ ){0,4}(?:feature|functionality|capability|support|integration|option)s?\b|lack(?:s|ing)? (?:of )?(?!internet)\w+|(?:we|you|product|it|app|which|that|there) (?:currently )?(?:don't|doesn't|do not|does not) have (?:an? |any )(?:\w+ ){0,4}(?:control|system|feature|option|integration|api|function|way|support|setting|filter|report|export|view|role)\w*|has no (?:\w+ ){0,2}(?:coverage|option|support|way|api|export|filter|setting|integration)|(?:doesn't|does not|don't) (?:\w+ )?support (?!ticket|team|respond)|(?:is not|isn't|not|un)\s?supported|no support for|only available (?:to|for|in|on)|not (?:yet )?available (?:in|on|for|via)",
    ),
    said(
        Claim.FEATURE_GAP,
        "workflow|design decision|confusing|unintuitive|ux|granular|one by one|unnecessary click|cumbersome|tedious|counterintuitive|hard to use|clunky|customi",
        r"(?:workflow|flow|design|ui|ux|layout|interface) (?:\w+ ){0,3}(?:doesn't|does not|confus\w+|unintuitive|makes no sense|is bad|needs)|design decision|(?:is|are|very|too|really|so) (?:confusing|unintuitive|cumbersome|tedious|clunky|counterintuitive|hard to use)|more granular|has to be done one by one|one by one",
    ),
    # Why it matters: who asks, what they cannot do, who else offers it.
    denied(
        Claim.DEMAND,
        "customers|clients|users|prospects|deal|requested|requests|asked|competitor|rfp|blocker|blocked|blocking",
        r"(?:many|several|multiple|a lot of|lots of|some|our|enterprise|most|other|large|big|key|all|more|different|\d+) (?:of )?(?:our |the )?(?:\w+ ){0,2}(?:customers|clients|users|prospects)\b|(?:requested|asked|request) (?:\w+ ){0,4}(?:times|by (?:\w+ ){0,3}(?:customers|clients|users))|requests? (?:from|by) (?:\w+ ){0,3}(?:customers|clients|users)|competitors? (?:have|has|offer|already|support)|rfp|(?:blocks|blocked|blocker|blocking)|customers? (?:keep|are) ask\w*|deal\b",
    ),
)
