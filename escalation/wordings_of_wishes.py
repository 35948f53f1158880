"""How people wish for what is not there, in English. Only the table; its notation is `wordings.py`'s."""

from escalation.cues import Cue
from escalation.signals import Claim
from escalation.wordings import denied, opening, said

# What somebody would like, and is no new thing: to be told, to end it, to have it mended.
_NOT_NEW = (
    r"(?:report|knows?|ask|inquire|enquire|understand|cancel|thank|inform|speak|talk|escalate|confirm|follow|dispute|"
    r"complain|point|mention|receive|close|terminate|upgrade|downgrade|renew|buy|purchase|start|raise|hear|learn|"
    r"discuss|"
    r"schedule|apologi[sz]e|say|bring|draw|get (?:this|it|my|our|the|an? \\w+ (?:fix|refund|update|answer|reply))|"
    r"(?:have|see) (?:this|it|that|these|the issue|the problem) \\w+|refund|help|assistance|clarification|update|"
    r"explanation|answer|reply|response|confirmation|refunded|reimbursed|compensat\\w+)"
)
# A heading that names a feature says nothing of what goes wrong with it.
_NO_FAULT = (
    r"(?!.{0,200}(?:error|fail|crash|not |n't|wrong|broken|slow|empty|missing|stuck|stay|is |are |was |were |does |"
    r"has |"
    r"page\b))"
)
# What asks is a screen, not a customer.
_PROMPT = Cue(
    (), r"\b(?:it|that|system|page|form|app|screen|prompt|popup|window|login|dialog|browser|which)\s(?:\w+\s)?$"
)
# "Any help would be great" asks for help.
_HELP = Cue(
    (), r"\b(?:help|assistance|support|advice|guidance|feedback|insights?|answer|reply|response|suggestions?|fix)\s$"
)

WISHES = (
    # They say outright that they ask for something new.
    said(
        Claim.WISH,
        "feature request|feature-request|enhancement request|enhancement|feature suggestion|suggestion|"
        "feature idea|consider adding|consider supporting|consider allowing|please support|"
        "please implement|please consider adding|please allow|"
        "wishlist|"
        "it'd be|nice to have|any plans|are there plans|is there a plan|plans to|on the roadmap|roadmap|"
        "can you add|could you add|can we get|could we get|can we have|could we have|should be an option|"
        "should be a way|should be able to|should be possible|should have an option|should have the option|"
        "should allow|should support|should let|option should be|need a way|needs a way|need the ability|"
        "need an option|needs the ability|want the ability|want a way|want to be able|like to request|"
        "intention to allow|allow us to|allow users to|allow customers to|allow admins to|"
        "wishing for|wishlist item|feature would|be set up as a|desirable|request for|"
        "requesting support|request this|add support for|support for adding|requests? to add|asked for|"
        "asking for|asks for|need to add|needs to have an|needs native|had this request|requested this feature|"
        "requested feature|asked about"
        "|todo list|to-do list|your backlog|our backlog"
        "|why not |why can't we|why can't i|why is there no|why don't you|why isn't there|why do we have to|"
        "why do i have to|rfp",
        "@(?! (?:help|assistance|support|this could be fixed|this can be fixed|if (?:this|it|that|"
        "you) (?:could|can|would) (?:be )?(?:fix|resolv|solv|help|look|check)|a refund|refund|this fixed|"
        r"cancel|fixed|resolved|to get this fixed|an? (?:\w+ )?(?:update|refund|call|credit|fix|eta|answer|"
        "reply|human|meeting|discount|timeline|date|plan|rca|explanation|decision|exception|compensation|"
        r"confirmation|proof|statement|manager|reason|review|exit)))\b",
        denied=_PROMPT,
    ),
    said(
        Claim.WISH,
        "would be|would also be|would really be|would appreciate|'d appreciate",
        r"(?:would|(?:i|we|they)'d) (?:really |also |greatly |much )?appreciate (?:an? |the |some |having |being |"
        r"seeing |if there )"
        r"(?!help|update|answer|reply|response|refund|fix|quick|prompt|timely|callback|call|advice|guidance|"
        r"confirmation|"
        r"explanation|solution|urgent)\w+|"
        r"would (?:also |really )?be (?:an? |so |very |really |super |even |extremely )*(?:nice|great|good|helpful|"
        r"useful|"
        r"cool|awesome|amazing|handy|perfect|fantastic|lovely|beneficial|convenient|valuable|ideal|wonderful|better|"
        r"sweet)\b(?! (?:if (?:\w+ )?(?:you|someone|somebody|anyone) (?:can|could) (?:\w+ )?(?:help|fix|look|check|"
        r"confirm|explain|tell)|to (?:know|understand|hear|get (?:this|it|an? \w+) (?:fixed|resolved))))",
        denied=_HELP,
    ),
    said(
        Claim.WISH,
        "we should|you should",
        r"(?:we|you(?: guys)?) should (?:also |really |at least |probably |ideally |maybe |definitely |try to |"
        r"try and |"
        r"either |just |perhaps )*(?:implement|add|support|offer|provide|build|introduce|consider|allow|create|extend|"
        r"improve|"
        r"include|have an? (?:option|way|setting))\b",
    ),
    said(
        Claim.WISH,
        "would like|would love|would prefer|would also like|would really like|would really love|'d like|'d love|"
        "'d also like|'d really like",
        rf"(?:would|(?:i|we|they|he|she)'d) (?:also |really |rather |just )?(?:like|love|prefer) (?:to|for|an?|the|if|"
        rf"it|"
        rf"our|this|some|more) (?!{_NOT_NEW})\w+",
    ),
    said(
        Claim.WISH,
        "wish |would save|would help|would make|would allow|would simplify|would improve|would reduce|would speed|"
        "would enable|"
        "pay extra|pay more"
        "|any chance|rather have|rather see|prefer|requested a|requested the|requested more|reconsider|please keep|"
        "please don't|please do not"
        "|that will|that would|which will|which would|may want to|might want to|want to ",
        r"(?:i|we|they|users|customers|clients|people|everyone|really|just) (?:really |just )?wish (?:there|we|i|it|"
        r"the|that|you|this|"
        r"they|our)|would (?:really |also |greatly |certainly )?(?:save|help (?!me (?:fix|solve|understand|debug)|"
        r"(?:to )?(?:know|"
        r"understand|find out))|make (?:it|life|things|our|their|my)|allow|simplify|improve|reduce|speed|enable)|"
        r"(?:pay|paying) "
        r"(?:extra|more) for"
        r"|any chance (?:of|to|for|you|that|we)|(?:i|we|they)'d (?:rather|prefer)|(?:would|'d) (?:rather|prefer)|"
        r"requested (?:an?|the|more) (?!refund|callback|call|meeting|update|copy|password|quote|fix|new password|"
        r"reset|cancel|invoice|credit|statement|report on|plan|review|explanation|rca|human)\w+|please (?:reconsider|"
        r"keep the|don't remove|do not remove)"
        r"|(?:that|which) (?:will|would) (?:allow|let|enable|show|help)|you (?:may|might|could) (?:also )?(?:want to|"
        r"like to|consider)|we want to (?:provide|offer|introduce|integrate|build|support|let|allow|give)\b",
        denied=_HELP,
    ),
    said(
        Claim.WISH,
        "need |needs |need to |require",
        r"(?:^|(?<=[.!?] ))(?:we |they |customers? |clients? |users? |admins? )?(?!need help|needs help)(?:would |"
        r"really |also |urgently |badly )*(?:needs?|"
        r"requires?) (?:the |an? |some |more )?(?:\w+ )?(?:options?|ability|way|possibility|support for|integration|"
        r"setting|"
        r"feature|toggle|switch|filter|button|field|column|report|export|api|endpoint|webhook|roles?|permissions?|"
        r"per-\w+)\b(?! (?:help|fixed|resolved|to be fixed|restored|back|reset))",
    ),
    said(
        Claim.WISH,
        "want|require|expect",
        rf"(?:customers?|clients?|users?|prospects?|accounts?|admins?|companies|teams|people|"
        rf"who) (?:(?!i |we )\w+ ){{0,3}}?(?:wants?|wanting|expects?|expecting|"
        rf"requires?|requiring) (?!to (?:know|cancel|leave|switch|end|stop|speak|talk|"
        rf"be refunded))(?:to )?(?!{_NOT_NEW}|out|us|you|their|money|my|it |this |that |answers?|action|immediate|"
        rf"compensation|"
        rf"leave|switch|move|end|stop|see (?:this|it)|pay|log|sign|use|call|a (?:call|refund|credit|discount|fix|"
        rf"meeting|plan|"
        rf"statement|date|timeline|decision|response|reply))\w+",
    ),
    said(
        Claim.WISH,
        "ability to|common request|frequent request|popular request|request is to",
        r"^(?:the )?ability to|(?:needs?|wants?|add|adding|gives?|giving|likes?|request\w*|provid\w+|lack\w*|missing|"
        r"having|for|"
        r"with|offer\w*|introduce) (?:\w+ ){0,2}?ability to|(?:common|frequent|popular) request|request is to",
    ),
    # They ask politely that it be made so.
    said(
        Claim.WISH,
        "would it be possible|is it possible to add|is it possible to include|is it possible to extend|"
        "is it possible to implement|is it possible to introduce|can you|could you|would you|can we|can this|"
        "could this|"
        "can the|could the|can it|could it|can these|could these",
        r"would it be possible (?:to|for) (?!help|fix|check|look|get (?:a|an|some) (?:update|refund|reply|answer)|"
        r"speak|talk)"
        r"\w+|is it possible to (?:add|include|extend|implement|introduce)|(?:can|could|would) (?:you|we)(?: guys)? "
        r"(?:please |kindly |maybe |perhaps |possibly |also |ever |consider )*(?:add|adding|implement\w*|"
        r"support(?:ing)?(?! team| "
        r"ticket)|include|including|make (?:it|this|the)|introduce|integrate|bring back|build|offer|consider) |(?:can|"
        r"could) (?:this|"
        r"the|it|that|these) (?:\w+ ){0,4}?be (?:updated|changed|made|added|extended|improved|included|moved|shown|"
        r"hidden|"
        r"sorted|customi[sz]ed|configur\w+|optional|translated|renamed|displayed)\b",
    ),
    said(
        Claim.WISH,
        "could ",
        r"^could (?:the|it|this|our|users|admins|customers|there|these) (?!invoice|receipt|bill|account|ticket|"
        r"charge)(?!(?:\w+ ){0,3}(?:be (?:a|an|due|caused|"
        r"related|because|"
        r"down)|have (?:been|caused|something)))\w+ \w+",
    ),
    # A user story, a title that begins with what it should do, an old way that is missed.
    said(
        Claim.WISH,
        "as a|i want|feature:|[feature|idea:|proposal|bring back|allow |support |enable |provide |include |implement |"
        "introduce |improve |extend |option to |user story|make it possible|like to suggest|suggest ",
        r"as an? [\w -]{3,40}, ?(?:i|we) (?:want|would like|need|can|should)|(?<!\w)feature: ?\w+|\[feature|idea:|"
        r"proposal\b|bring back|(?:(?<=: )|^)(?:please )?(?:allow|support(?! (?:chat|team|portal|page|desk|e-?mail|"
        r"staff|agents?|form|line|phone|has|is|was|says|said|did|does|told|"
        r"team|have|had|tickets?|agents?|"
        r"never|not|asked|keeps|ha[sd]n't|doesn't|didn't|isn't)\b)|enable|provide|include|implement|introduce|"
        r"improve|"
        r"extend|option to|make it possible) \w+|user story|(?:i|we)(?:'d| would) (?:like to )?suggest",
    ),
    # A title in the imperative: what the product is to do.
    said(
        Claim.WISH,
        "calculate |track |create |integrate |make |notify |let users|let admins|let us |let me |let them|let people|"
        "let customers|let agents|let everyone|predict |automate |"
        "automatically |warn |"
        "inform |tell |remind |raise |lift |build |expose |redesign |simplify |reduce |increase ",
        r"^(?:calculate|track|create|integrate|make|notify|let (?:users|admins|us|me|them|people|customers|agents|"
        r"everyone)|predict|automate|automatically|"
        r"warn|inform|"
        r"tell|"
        r"remind|build (?:an?|the|in)|expose|redesign|simplify|reduce|increase|raise|lift) (?:an? |the |it |"
        r"sure )?(?!.{0,200}(?:error|fail|crash|doesn't|does not|not work))\w+",
    ),
    said(
        Claim.WISH,
        "add |make |allow |provide |introduce |implement |include "
        "|let |show |remember |extend |increase |offer |hide |display |sort ",
        r"(?:(?<=[.!?:\-\]] )|^)(?:please |pls |kindly |so )?(?:add|make (?!sure)|allow|provide (?!us|me|more info|"
        r"an? (?:update|"
        r"fix|refund|answer|solution))|introduce|implement|include) (?!(?:my|our|me|us|him|her|his|their) )(?:an? |"
        r"the |more |some |option|support|"
        r"ability|\w+ )|(?:please|pls|kindly) add (?!my|our|me|us|him|her|his|their)\w+"
        r"|(?:please|pls|kindly) (?:let|show|include|extend|increase|offer|introduce|integrate|expose|remember|hide|"
        r"display|sort|group|make (?!sure)|allow) (?!me know|us know|(?:my|our|the|their|his|her) (?:trial|"
        r"subscription|account|plan|licen[cs]e|contract|deadline|session))\w+",
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
        "tedious|counterintuitive|hard to use|clunky|customi"
        "|annoying|painful|inconvenient|tiresome|time-consuming|time consuming|laborious|irritating"
        "|nuisance|hassle|a pain|burden|headache|inefficient|awkward|impractical",
        r"(?:workflow|flow|design|ui|ux|layout|interface) (?:\w+ ){0,3}(?:doesn't|does not|confus\w+|"
        "unintuitive|makes no sense|is bad|needs)|design decision|(?:confusing|"
        "unintuitive|cumbersome|tedious|clunky|counterintuitive|hard to use)|more granular|"
        "has to be done one by one|one by one"
        r"|(?:annoying|painful|inconvenient|tiresome|"
        r"time[- ]consuming|laborious|irritating)"
        r"|(?:a|big|real|huge|such a) (?:nuisance|hassle|pain|burden|headache|chore)\b|inefficient|awkward|impractical",
    ),
    said(
        Claim.FEATURE_GAP,
        "without|until|prioriti|makes no sense|click|sense to|compare us|compares us|comparing us"
        "|needs |need |requires |require ",
        "(?:can't|cannot|won't|unable to) (?:go live|buy|adopt|roll ?out|use it|sign|move|upgrade|migrate|"
        "launch|deploy|onboard)[^.!?]{0,40} (?:without|until)|prioriti[sz]e (?:the )?(?!this|it|fix|an? fix|"
        r"a bug)\w+|makes no sense|doesn't make sense|(?:too many|many|extra|unnecessary|several|more|fewer|ten|five|"
        r"\d+) clicks|click through|"
        r"compar\w+ us (?:with|to)"
        r"|(?:prospects?|leads?|rfp)\b[^.!?]{0,40}? (?:needs?|requires?|asks?|wants?|insists?)\b|(?:the|this|your|our|"
        r"app|editor|product|portal|tool|page|dashboard|module) (?:\w+ )?needs? (?:an? |better |more |some )(?!fix|"
        r"restart|reboot|reset|update|look|review|closer|repair|patch|minute|while|lot of time|\w+ fix)\w+|"
        r"(?:customers?|clients?|users?) needs? (?!to\b|help|your|assist|it\b|this|that|access|urgent|immediate|"
        r"answers?|us|our|an? (?:fix|reply|answer|update|call|refund|copy|new|solution|workaround|response|quick|"
        r"password|reset|statement|date)|their|his|her|my|support\b|more time|money|proof|confirmation|information|"
        r"info)\w+",
    ),
    said(
        Claim.FEATURE_GAP,
        "no option|no possibility|no ability|no setting|no button to|no field for|no filter for|no feature|"
        "no integration|"
        "limit|maximum|quota|can't offer|cannot offer|don't offer|doesn't offer|do not offer|shortcut|before we can|"
        "before they can|before i can|extend|increase"
        "|there's no|there is no|there are no|there isn't|only allow|only support|only offer|only be |only let|"
        "fit our|fit their|meet our|meet their|match our|suit our"
        "|only gives|only exports|only shows",
        r"no (?:\w+ )?(?:option|possibility|ability|setting|feature|integration) (?:to|for|of|in|on|with)|"
        r"no (?:button|field|filter) "
        r"(?:to|for)|(?:limit|maximum|quota|cap)s? (?:\w+ ){0,6}?(?:is|are) (?:\w+ )?(?:too (?:low|small|short|strict|"
        r"restrictive)|"
        r"not enough|insufficient)|(?:can't|cannot|don't|doesn't|do not|does not) (?:currently )?offer|"
        r"missing (?:\w+ )?"
        r"shortcuts?|before (?:we|they|i) can (?:roll|use|go|buy|sign|adopt|move|onboard|migrate|launch|switch)"
        r"|there(?:'s| is| are| isn't) (?:currently |still |also |unfortunately |an? |any )*no (?!sound|audio|data|"
        r"respon|repl|connection|signal|internet|answer|error|output|image|picture|service|confirmation|e-?mail|"
        r"notification|record|entr|result|longer|problem|issue|reason|rush|need|doubt|way around|workaround|update|"
        r"news|access|stock|content|item|message|sign|trace|one|evidence|information|info|time|harm|loss|impact)\w+|"
        r"only (?:allows?|supports?|offers?|lets?) \w+|(?:can|could) only be \w+ed|(?:doesn't|does not|don't|"
        r"do not) (?:fit|meet|match|suit|cover) (?:our|their|my|the) (?:\w+ )?(?:needs?|requirements?|expectations?|"
        r"workflow|process|use case)"
        r"|only (?:gives?|exports?|shows?) [^.!?]{1,40}, (?:we |i )?need",
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
    opening(
        Claim.FEATURE_GAP,
        "show |display |hide |remove |move |rename |sort |filter |group |highlight |disable |change |replace |"
        "merge |better |option |integration|list |link "
        "|mode |theme |view |template|shortcut|widget|plugin|connector|support |app |search |notification|alert"
        "|automatic|custom|bulk|multiple|configurable|optional|advanced|native|additional|better|improved|per-",
        r"(?:(?:show|display|move|sort|filter|group|change|merge|list) (?:the|all|an?|by|only|more|each|multiple|two|"
        r"several|"
        r"every|our|my|your)|(?:hide|remove|rename|highlight|replace|better|option|link) \w+) " + _NO_FAULT + r"\w+|"
        r"(?!the |our |my |this )[\w &-]{3,40} integration\b"
        + _NO_FAULT
        + r"|(?!the |our |my |this )(?:[\w-]+ ){0,4}(?:mode|integration|theme|view|templates?|shortcuts?|"
        r"widget|plugin|connector|support|app|search|notifications?|alerts?|option|filters?|export|import) (?:for|"
        r"with|in|on|"
        r"to|by|per|via|please|when)\b"
        + _NO_FAULT
        + r"|(?:automatic|custom|bulk|multiple|configurable|optional|advanced|"
        r"native|additional|improved|automated|recurring|per-\w+) (?:[\w-]+ ){1,3}(?:of|for|in|on|with|by|per|from|"
        r"to)\b" + _NO_FAULT,
    ),
    # Why it matters: who asks, what they cannot do, who else offers it.
    denied(
        Claim.DEMAND,
        "customers|clients|users|prospects|deal|in demand|requested|requests|asked|competitor|rfp|blocker|blocked|"
        "blocking",
        "(?:many|several|multiple|a lot of|lots of|some|our|enterprise|most|other|large|big|key|all|more|"
        r"different|\d+) (?:of )?(?:our |the )?(?:\w+ ){0,2}(?:customers|clients|users|prospects)\b|"
        r"(?:highly|often|frequently|widely|commonly|most|much|long) requested|in demand|"
        r"(?:requested|asked|request) (?:\w+ ){0,4}(?:times|by (?:\w+ ){0,3}(?:customers|clients|users))|"
        r"requests? (?:from|by) (?:\w+ ){0,3}(?:customers|clients|users)|competitors? (?:have|has|offer|already|"
        r"support)|rfp|(?:blocks|blocked|blocker|blocking)|customers? (?:keep|are) ask\w*|deal\b",
    ),
)
