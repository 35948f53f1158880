"""How people wish for what is not there, in English. Only the table; its notation is `wordings.py`'s."""

from escalation.cues import Cue
from escalation.signals import Claim
from escalation.wordings import denied, opening, said

# What somebody would like, and is no new thing: to be told, to end it, to have it mended.
_NOT_NEW = (
    "(?:report|knows?|ask|inquire|enquire|understand|cancel|thank|inform|speak|talk|escalate|confirm|follow|"
    "dispute|complain|point|mention|receive|close|terminate|upgrade|downgrade|renew|buy|purchase|start|raise|"
    r"hear|learn|discuss|schedule|apologi[sz]e|say|bring|draw|get (?:this|it|my|our|the|an? \w+ (?:fix|refund|"
    r"update|answer|reply))|(?:have|see) (?:this|it|that|these|the issue|the problem) \w+|refund|help|assistance|"
    r"clarification|update|explanation|answer|reply|response|confirmation|refunded|reimbursed|compensat\w+)"
)
# A heading says what is to be done; where it also says what goes wrong, it is a complaint.
_NO_COMPLAINT = r"(?!.{0,200}(?:error|fail|crash|not |n't|wrong|broken|page\b))"
# A heading that names a feature says nothing at all of it.
_NO_FAULT = (
    "(?!.{0,200}(?:error|fail|crash|not |n't|wrong|broken|slow|empty|missing|stuck|stay|is |are |was |were |"
    r"does |has |page\b))"
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
        "feature idea|consider adding|consider supporting|consider allowing|please support|please implement|"
        "please consider adding|please allow|wishlist|it'd be|nice to have|any plans|are there plans|"
        "is there a plan|is there any plan|any plan to|any plan for|plans to|on the roadmap|roadmap|can you "
        "add|could you add|can we get|could we get|"
        "can we have|could we have|should be an option|should be a way|should be able to|should be possible|"
        "should have an option|should have the option|should allow|should support|should let|option should be|"
        "need a way|needs a way|need the ability|need an option|needs the ability|want the ability|want a way|"
        "want to be able|like to request|intention to allow|allow us to|allow users to|allow customers to|"
        "allow admins to|wishing for|wishlist item|feature would|be set up as a|desirable|request for|"
        "requesting support|request this|add support for|support for adding|requests? to add|asked for|"
        "asking for|asks for|need to add|needs to have an|needs native|had this request|requested this feature|"
        "requested feature|asked about|todo list|to-do list|your backlog|our backlog|why not |why can't we|"
        "why can't i|why is there no|why don't you|why isn't there|why do we have to|why do i have to|rfp",
        r"@(?<![?.!] asking for)(?! (?:it|them|these|those|this|that|my \w+|the \w+) again\b)(?! (?:payments?|money|"
        r"help|assistance|support|"
        "this could be fixed|this can be fixed|if (?:this|it|that|you) (?:could|can|would) (?:be )?(?:fix|resolv|"
        "solv|help|look|check)|a refund|refund|this fixed|cancel|fixed|resolved|to get this fixed|"
        r"comments?\b|an? (?:\w+ )?(?:update|refund|comment|statement|call|credit|fix|eta|answer|reply|human|meeting|"
        r"discount|timeline|date|"
        "plan|rca|explanation|decision|exception|compensation|confirmation|proof|statement|manager|reason|review|"
        r"exit)))\b",
        denied=_PROMPT,
    ),
    said(
        Claim.WISH,
        "would be|would also be|would really be|would appreciate|'d appreciate",
        "(?:would|(?:i|we|they)'d) (?:really |also |greatly |much )?appreciate (?:an? |the |some |having |being |"
        "seeing |if there )(?!help|update|answer|reply|response|refund|fix|quick|prompt|timely|callback|call|"
        r"advice|guidance|confirmation|explanation|solution|urgent)\w+|would (?:also |really )?be (?:an? |so |"
        "very |really |super |even |extremely )*(?:nice|great|good|helpful|useful|cool|awesome|amazing|handy|"
        "perfect|fantastic|lovely|beneficial|convenient|valuable|ideal|wonderful|better|"
        r"sweet)\b(?! (?:if (?:\w+ )?(?:you|someone|somebody|anyone) (?:can|could) (?:\w+ )?(?:help|fix|look|"
        r"check|confirm|explain|tell)|to (?:know|understand|hear|get (?:this|it|an? \w+) (?:fixed|resolved))))",
        denied=_HELP,
    ),
    said(
        Claim.WISH,
        "we should|you should",
        "(?:we|you(?: guys)?) should (?:also |really |at least |probably |ideally |maybe |definitely |try to |"
        "try and |either |just |perhaps )*(?:implement|add|support|offer|provide|build|introduce|consider|allow|"
        r"create|extend|improve|include|have an? (?:option|way|setting))\b",
    ),
    said(
        Claim.WISH,
        "would like|would love|would prefer|would also like|would really like|would really love|'d like|'d love|"
        "'d also like|'d really like",
        "(?:would|(?:i|we|they|he|she)'d) (?:also |really |rather |just )?(?:like|love|prefer) (?:to|for|an?|the|"
        rf"if|it|our|this|some|more) (?!{_NOT_NEW})\w+|would (?:also |really )?(?:like|love) (?!my |our |his |her |"
        r"this |it )(?:[\w-]+ ){1,4}?(?:implemented|added|supported|integrated|built|included|introduced|"
        r"available)\b",
    ),
    said(
        Claim.WISH,
        "wish |would save|would help|would make|would allow|would simplify|would improve|would reduce|"
        "would speed|would enable|pay extra|pay more|any chance|rather have|rather see|prefer|requested a|"
        "requested the|requested more|reconsider|please keep|please don't|please do not|that will|that would|"
        "which will|which would|may want to|might want to|want to |makes sense to|do you plan|are you planning|"
        "when will you|will you |do you intend|requests for|request a|request an|would buy|would pay|'d buy|"
        "'d pay|would upgrade|a pity|a shame|feature parity|let's |time saver|time-saver|feasible|want that |"
        "wants that ",
        "(?:i|we|they|users|customers|clients|people|everyone|really|just) (?:really |just )?wish (?:there|we|i|"
        "it|the|that|you|this|they|our)|would (?:really |also |greatly |certainly )?(?:save|help (?!me (?:fix|"
        "solve|understand|debug)|(?:to )?(?:know|understand|find out))|make (?:it|life|things|our|their|my)|"
        "allow|simplify|improve|reduce|speed|enable)|(?:pay|paying) (?:extra|more) for|any chance (?:of|to|for|"
        "you(?! can (?:look|check|tell|send|help|explain|confirm))|that|we)|(?:i|we|they)'d (?:rather|prefer)|"
        "(?:would|'d) (?:rather|prefer)|requested (?:an?|the|"
        "more) (?!refund|callback|call|meeting|update|copy|password|quote|fix|new password|reset|cancel|invoice|"
        r"credit|statement|report on|plan|review|explanation|rca|human)\w+|please (?:reconsider|keep the|"
        "don't remove|do not remove)|(?:that|which) (?:will|would) (?:allow|let|enable|show|help)|you (?:may|"
        "might|could) (?:also )?(?:want to|like to|consider)|we want to (?:provide|offer|introduce|integrate|"
        r"build|support|let|allow|give)\b|(?:it |would )?makes? sense to \w+|do you (?:plan|intend) (?:to|on)|"
        "are you planning (?:to|on)|(?:when )?will you (?:support|add|offer|release|have|implement|allow)|"
        "(?:multiple|many|several|had|more|got|received) requests for|(?:customers?|users?|admins?|clients?|"
        r"people|teams?) (?:\w+ )?request (?:an?|the|more) |(?:would|'d) (?:buy|pay|upgrade) |(?:a|"
        "such a) (?:pity|shame) (?:that )?|feature parity|let's (?:add|make|show|allow|support|include|hide|"
        r"move)|time[- ]saver|would it be feasible|(?:want|wants) that (?:the |our |all |an? )?\w+",
        denied=_HELP,
    ),
    said(
        Claim.WISH,
        "need |needs |need to |require",
        "(?:^|(?<=[.!?] ))(?:we |they |customers? |clients? |users? |admins? )?(?!need help|needs help)(?:would |"
        r"really |also |urgently |badly )*(?:needs?|requires?) (?:the |an? |some |more )?(?:\w+ )?(?:options?|"
        "ability|way|possibility|support for|integration|setting|feature|toggle|switch|filter|button|field|"
        r"column|report|export|api|endpoint|webhook|roles?|permissions?|per-\w+)\b(?! (?:help|fixed|resolved|"
        "to be fixed|restored|back|reset))",
    ),
    said(
        Claim.WISH,
        "want|require|expect",
        "(?:customers?|clients?|users?|prospects?|accounts?|admins?|companies|teams|people|who) (?:(?!i |"
        r"we )\w+ ){0,3}?(?:wants?|wanting|expects?|expecting|requires?|requiring) (?!to (?:know|cancel|leave|"
        f"switch|end|stop|speak|talk|be refunded))(?:to )?(?!{_NOT_NEW}|out|us|you|their|money|my|it |this |that |"
        "answers?|action|(?:the |an? )?(?:\\w+ )?(?:rca|root cause|post-?mortem|incident report|explanation|apology|"
        "summary|"
        "document|letter)|immediate|compensation|leave|switch|move|end|stop|see (?:this|it)|pay|log|sign|use|call|"
        "a (?:call|refund|credit|discount|fix|quote|quotation|demo|copy|trial|receipt|invoice|meeting|plan|"
        r"statement|date|timeline|decision|response|reply))\w+",
    ),
    said(
        Claim.WISH,
        "ability to|common request|frequent request|popular request|request is to",
        r"(?:(?<=[.!?:] )|^)(?:the )?ability to|(?:needs?|wants?|add|adding|gives?|giving|likes?|request\w*|"
        r"provid\w+|lack\w*|"
        r"missing|having|for|with|offer\w*|introduce) (?:\w+ ){0,2}?ability to|(?:common|frequent|"
        "popular) request|request is to",
    ),
    said(
        Claim.WISH,
        "would like|let |would help|it'd be|it would also help",
        r"would (?:also |really )?like (?:the |our |their |all |these )?(?:[\w-]+ ){1,4}?to (?:be|have|show|"
        r"allow|support|"
        r"work like)\b(?! (?:fixed|resolved|solved|restored|refunded))|(?:(?<=[:.] )|^)let (?:the |all |our )?[a-z]+s "
        r"(?!know|down\b)\w+|it'd (?:also |really )?be (?:\w+ )?(?:helpful|nice|great|good|useful|handy|cool|better)\b",
        denied=_HELP,
    ),
    opening(
        Claim.WISH,
        "need to |needs to |required to ",
        f"(?:need|needs|required) to (?!{_NOT_NEW}|change (?:the |my |our )?(?:[\\w-]+ ){{0,3}}(?:e-?mail|address|name|"
        f"logo|card|owner|domain|number|contact)|reset|recover|unlock|log|sign|fix|resolve|solve|look|check|"
        r"find|get|contact|call|pay|correct|restore|remove)(?!(?:\w+ ){0,4}?(?:my|our|his|her|"
        rf"their)\b){_NO_COMPLAINT}\w+",
    ),
    opening(
        Claim.WISH,
        "more |better |faster |clearer |simpler |easier |bigger |larger |smarter |nicer |remember |keep |put |"
        "use |prefill |convert |restrict |limit |enhance |extend |split |combine |translate |sort |filter |"
        "group |order |scheduled ",
        "(?:more|better|faster|clearer|simpler|easier|bigger|larger|smarter|nicer) (?!than|and more|of the|"
        r"people|users|customers|clients|information on|info)\w+ |(?:remember|keep|put|use|prefill|convert|"
        "restrict|limit|enhance|extend|split|combine|translate) (?:the|an?|all|each|every|last|our) |(?:sort|"
        r"filter|group|order) \w+ by |scheduled \w+ of ",
    ),
    # They ask politely that it be made so.
    said(
        Claim.WISH,
        "would it be possible|is it possible to add|is it possible to include|is it possible to extend|"
        "is it possible to implement|is it possible to introduce|can you|could you|would you|can we|can this|"
        "could this|can the|could the|can it|could it|can these|could these",
        "would it be possible (?:to|for) (?!help|fix|check|look|get (?:a|an|some) (?:update|refund|reply|answer)|"
        r"speak|talk)\w+|is it possible to (?:add|include|extend|implement|introduce)|(?:can|could|would) (?:you|"
        "we)(?: guys)? (?:please |kindly |maybe |perhaps |possibly |also |ever |consider )*(?:add|adding|"
        r"implement\w*|support(?:ing)?(?! team| ticket)|include|including|make (?:it|this|the)|introduce|"
        "integrate|bring back|build|offer|consider) |(?:can|could) (?:this|the|it|that|"
        r"these) (?:\w+ ){0,4}?be (?:updated|changed|made|added|extended|improved|included|moved|shown|hidden|"
        r"sorted|customi[sz]ed|configur\w+|optional|translated|renamed|displayed)\b",
    ),
    said(
        Claim.WISH,
        "could ",
        "^could (?:the|it|this|our|users|admins|customers|there|these) (?!invoice|receipt|bill|account|ticket|"
        r"charge)(?!(?:\w+ ){0,3}(?:be (?:a|an|due|caused|related|because|down)|have (?:been|caused|"
        r"something)))\w+ \w+",
    ),
    # A user story, a title that begins with what it should do, an old way that is missed.
    said(
        Claim.WISH,
        "as a|i want|feature:|[feature|idea:|proposal|bring back|allow |support |enable |provide |include |"
        "implement |introduce |improve |extend |option to |user story|make it possible|like to suggest|suggest ",
        r"as an? [\w -]{3,40},? ?(?:i|we) (?:want|would like|need|can|should)|^as [\w/ -]{3,40},? ?(?:i|we) (?:want|"
        r"would like|need|should) |(?<!\w)feature: ?\w+|\[feature|"
        r"idea:|proposal\b|bring back|(?:(?<=: )|^)(?:please )?(?:allow|support(?! (?:mails?|emails?|chat|team|"
        r"portal|page|desk|"
        "e-?mail|staff|agents?|form|line|phone|has|is|was|says|said|did|does|told|team|have|had|tickets?|agents?|"
        r"never|not|asked|keeps|ha[sd]n't|doesn't|didn't|isn't)\b)|enable|provide|include|implement|introduce|"
        "improve|extend|option to|make it possible) (?!(?:my|our|the|their) (?:trial|subscription|account|plan|"
        r"licen[cs]e|contract|deadline|session|password)\b)\w+|user story|(?:i|we)(?:'d|"
        " would) (?:like to )?suggest",
    ),
    # A title in the imperative: what the product is to do.
    said(
        Claim.WISH,
        "calculate |track |create |integrate |make |notify |let users|let admins|let us |let me |let them|"
        "let people|let customers|let agents|let everyone|predict |automate |automatically |warn |inform |tell |"
        "remind |raise |lift |build |expose |redesign |simplify |reduce |increase ",
        "^(?:calculate|track|create|integrate|make|notify|let (?:users|admins|us|me|them|people|customers|agents|"
        "everyone)|predict|automate|automatically|warn|inform|tell|remind|build (?:an?|the|in)|expose|redesign|"
        "simplify|reduce|increase|raise|lift) (?:an? |the |it |sure )?(?!.{0,200}(?:error|fail|crash|doesn't|"
        r"does not|not work))\w+",
    ),
    said(
        Claim.WISH,
        "add |make |allow |provide |introduce |implement |include |let |show |remember |extend |increase |offer |"
        "hide |display |sort ",
        r"(?:(?<=[.!?:\-\]] )|^)(?:please |pls |kindly |so )?(?:add|make (?!sure)|allow|provide (?!us|me|"
        "more info|an? (?:update|fix|refund|answer|solution))|introduce|implement|include) (?!(?:my|our|me|us|"
        r"him|her|his|their) )(?:an? |the |more |some |option|support|ability|\w+ )|(?:please|pls|"
        r"kindly) add (?!my|our|me|us|him|her|his|their)\w+|(?:please|pls|kindly) (?:let|show|include|extend|"
        "increase|offer|introduce|integrate|expose|remember|hide|display|sort|group|make (?!sure)|"
        "allow) (?!me know|us know|(?:my|our|the|their|his|her) (?:trial|subscription|account|plan|licen[cs]e|"
        r"contract|deadline|session))\w+",
    ),
    said(
        Claim.WISH,
        "we'd like to|we'd also like to|i'd like to|we want to|i want to|customers want to|users want to|"
        "clients want to|customer wants to|client wants to",
        r"@ (?!.{0,200}\b(?:is there (?:a|any) way|how (?:can|do|to|would)|is it possible)\b)(?:\w+ )?(?:be able|"
        r"manage|have|see|edit|add|download|share|use|get|send|print|export|filter|restrict|"
        r"control|customi[sz]e|choose|set|limit|automat\w+|hide|configure)",
    ),
    opening(
        Claim.WISH,
        "the |users |customers |admins ",
        r"(?:the (?:system|app|application|software|product|page|tool|user|customer|admin|platform|portal|site|"
        r"website)|users|"
        r"customers|admins) (?:shall|must (?:be able|have)|should be able) (?!\w+ (?:fixed|resolved))",
    ),
    # How it ought to be, in the first sentence; behind a report it is what was expected.
    said(
        Claim.OUGHT,
        "should |needs to |need to |ought to ",
        "(?:should|ought to) (?:also |always |only |not |never |automatically |instead |rather )*(?!be (?:fixed|"
        r"resolved|working|solved)|work\b|i\b|we\b|have been|be already)\w+|there needs? to be|needs? to (?:show|"
        "have|be able|support|contain|include|allow|display|remember|warn|notify)",
    ),
    # The product does not do it.
    said(
        Claim.FEATURE_GAP,
        "no way|missing feature|lack|don't have|doesn't have|does not have|do not have|has no|have no|"
        "doesn't support|does not support|not supported|isn't supported|no support for|unsupported|not available|"
        "isn't available|only available|missing",
        "(?:there is|there's|there was|there seems?|seem to be|have|has|with|doesn't seem to be|isn't|any|"
        r"be) (?:\w+ ){0,3}(?:no|any) way (?:to|of|for)|no way to|missing (?:\w+ ){0,4}(?:feature|functionality|"
        r"capability|support|integration|option)s?\b|lack(?:s|ing)? (?:of )?(?!internet)\w+|(?:we|you|product|it|"
        "app|which|that|there) (?:currently )?(?:don't|doesn't|do not|does not) have (?:an? |"
        r"any )(?:\w+ ){0,4}(?:control|system|feature|option|integration|api|function|way|support|setting|filter|"
        r"report|export|view|role)\w*|has no (?:\w+ ){0,2}(?:coverage|option|support|way|api|export|filter|"
        r"setting|integration)|(?:doesn't|does not|don't) (?:\w+ )?support (?!ticket|team|respond)|(?:is not|"
        r"isn't|not|un)\s?supported|no support for|only available (?:to|for|in|on)|not (?:yet )?available (?:in|"
        "on|for|via)",
    ),
    said(
        Claim.FEATURE_GAP,
        "workflow|design decision|confusing|unintuitive|ux|granular|one by one|unnecessary click|cumbersome|"
        "tedious|counterintuitive|hard to use|clunky|customi|annoying|painful|inconvenient|tiresome|"
        "time-consuming|time consuming|laborious|irritating|nuisance|hassle|a pain|burden|headache|inefficient|"
        "awkward|impractical|superfluous|redundant|unnecessary|pointless",
        r"(?:workflow|flow|design|ui|ux|layout|interface) (?:\w+ ){0,3}(?:doesn't|does not|confus\w+|unintuitive|"
        "makes no sense|is bad|needs)|design decision|(?:confusing|unintuitive|cumbersome|tedious|clunky|"
        "counterintuitive|hard to use)|more granular|has to be done one by one|one by one|(?:annoying|painful|"
        "inconvenient|tiresome|time[- ]consuming|laborious|irritating)|(?:a|big|real|huge|such a) (?:nuisance|"
        r"hassle|pain|burden|headache|chore)\b|inefficient|awkward|impractical|superfluous|redundant|unnecessary|"
        "pointless",
    ),
    said(
        Claim.FEATURE_GAP,
        "without|until|prioriti|makes no sense|click|sense to|compare us|compares us|comparing us|needs |need |"
        "requires |require ",
        r"(?:can't|cannot|won't|unable to) (?:go live|buy|adopt|roll (?:\w+ )?out|roll ?out|use it|sign|move|"
        "upgrade|migrate|launch|deploy|onboard)[^.!?]{0,60} (?:without|until)|prioriti[sz]e (?:the )?(?!this|it|"
        r"fix|an? fix|a bug)\w+|makes no sense|doesn't make sense|(?:too many|many|extra|unnecessary|several|more|"
        r"fewer|ten|five|\d+) clicks|click through|compar\w+ us (?:with|to)|(?:prospects?|leads?|"
        r"rfp)\b[^.!?]{0,40}? (?:needs?|requires?|asks?|wants?|insists?)\b|(?:the|this|your|our|app|editor|"
        r"product|portal|tool|page|dashboard|module) (?:\w+ )?needs? (?:an? |better |more |some )(?!fix|restart|"
        r"reboot|reset|update|look|review|closer|repair|patch|minute|while|lot of time|\w+ fix)\w+|(?:customers?|"
        r"clients?|users?) needs? (?!to\b|help|your|assist|it\b|this|that|access|urgent|immediate|answers?|us|our|"
        "an? (?:fix|reply|answer|update|call|refund|copy|new|solution|workaround|response|quick|password|reset|"
        r"statement|date)|their|his|her|my|support\b|more time|money|proof|confirmation|information|info)\w+",
    ),
    said(
        Claim.FEATURE_GAP,
        "no option|no possibility|no ability|no setting|no button to|no field for|no filter for|no feature|"
        "no integration|limit|maximum|quota|can't offer|cannot offer|don't offer|doesn't offer|do not offer|"
        "shortcut|before we can|before they can|before i can|extend|increase|there's no|there is no|there are no|"
        "there isn't|only allow|only support|only offer|only be |only let|fit our|fit their|meet our|meet their|"
        "match our|suit our|only gives|only exports|only shows|no overview|no visibility|no insight|no control|"
        "no means|no direct way|no easy way",
        r"no (?:\w+ )?(?:option|possibility|ability|setting|feature|integration) (?:to|for|of|in|on|with)|"
        r"no (?:button|field|filter) (?:to|for)|(?:limit|maximum|quota|cap)s? (?:\w+ ){0,6}?(?:is|"
        r"are) (?:\w+ )?(?:too (?:low|small|short|strict|restrictive)|not enough|insufficient)|(?:can't|cannot|"
        r"don't|doesn't|do not|does not) (?:currently )?offer|missing (?:\w+ )?shortcuts?|before (?:we|they|"
        "i) can (?:roll|use|go|buy|sign|adopt|move|onboard|migrate|launch|switch)|there(?:'s| is| are|"
        " isn't) (?:currently |still |also |unfortunately |an? |any )*no (?!sound|audio|data|respon|repl|"
        "connection|signal|internet|answer|error|output|image|picture|service|confirmation|e-?mail|notification|"
        "record|entr|result|longer|problem|issue|reason|rush|need|doubt|way around|workaround|update|news|access|"
        r"stock|content|item|message|sign|trace|one|evidence|information|info|time|harm|loss|impact)\w+|"
        r"only (?:allows?|supports?|offers?|lets?) \w+|(?:can|could) only be \w+ed|(?:doesn't|does not|don't|"
        r"do not) (?:fit|meet|match|suit|cover) (?:our|their|my|the) (?:\w+ )?(?:needs?|requirements?|"
        "expectations?|workflow|process|use case)|only (?:gives?|exports?|shows?) [^.!?]{1,40}, (?:we |i )?need|"
        "(?:have|has|with|get|gets|there is|there's) no (?:overview|visibility|insight|control|means|direct way|"
        r"easy way)\b",
    ),
    # What it ought to do, said without a failure.
    said(
        Claim.FEATURE_GAP,
        "no possibility|the option to|the ability|must be able|should be able|must be possible|must have|"
        "needs to|need to auto|need to have|better way|a way for|there is no|section inside|can be added|asked|"
        "for easy access|also be|should also|as a default|should be",
        "no possibility (?:to|of)|(?:doesn't|does not|don't|do not|didn't) (?:currently )?have (?:the|"
        "an?) (?:option|ability|possibility) to|(?:must|should) (?:also )?be (?:able|possible|configurable|"
        "customi[sz]able|optional|visible|editable|searchable|sortable)|(?:we|users|admins|customers|they|"
        r"it) needs? to (?:auto\w*|have|be able|support|allow|show|include)|better way|(?:asked|"
        r"request\w*) (?:\w+ ){0,5}(?:for )?a way|there is no (?:\w+ )?(?:checking|system|option|setting|filter|"
        r"function\w*|possibility|field|button|mechanism|api)|section inside|can be added|"
        r"been asked (?:\w+ ){0,3}(?:times|for)|for easy access|should also|there should be",
    ),
    opening(
        Claim.FEATURE_GAP,
        "show |display |hide |remove |move |rename |sort |filter |group |highlight |disable |change |replace |"
        "merge |better |option |integration|list |link |mode |theme |view |template|shortcut|widget|plugin|"
        "connector|support |app |search |notification|alert|automatic|custom|bulk|multiple|configurable|optional|"
        "advanced|native|additional|better|improved|per-",
        "(?:(?:show|display|move|sort|filter|group|change|merge|list) (?:the|all|an?|by|only|more|each|multiple|"
        "two|several|every|our|my|your)|(?:hide|remove|rename|highlight|replace|better|option|"
        rf"link) \w+) {_NO_COMPLAINT}\w+|(?!the |our |my |this )[\w &-]{{3,40}} integration\b{_NO_FAULT}|(?!the |"
        r"our |my |this )(?:[\w-]+ ){0,4}(?:mode|integration|theme|view|templates?|shortcuts?|widget|plugin|"
        "connector|support|app|search|notifications?|alerts?|option|filters?|export|import) (?:for|with|in|on|to|"
        rf"by|per|via|please|when)\b{_NO_FAULT}|(?:automatic|custom|bulk|multiple|configurable|optional|advanced|"
        r"native|additional|improved|automated|recurring|per-\w+) (?:[\w-]+ ){1,3}(?:of|for|in|on|with|by|per|"
        rf"from|to)\b{_NO_FAULT}",
    ),
    # Why it matters: who asks, what they cannot do, who else offers it.
    denied(
        Claim.DEMAND,
        "customers|clients|users|prospects|deal|in demand|requested|requests|asked|competitor|rfp|blocker|"
        "blocked|blocking",
        "(?:many|several|multiple|a lot of|lots of|some|our|enterprise|most|other|large|big|key|all|more|"
        r"different|\d+) (?:of )?(?:our |the )?(?:\w+ ){0,2}(?:customers|clients|users|prospects)\b|(?:highly|"
        "often|frequently|widely|commonly|most|much|long) requested|in demand|(?:requested|asked|"
        r"request) (?:\w+ ){0,4}(?:times|by (?:\w+ ){0,3}(?:customers|clients|users))|requests? (?:from|"
        r"by) (?:\w+ ){0,3}(?:customers|clients|users)|competitors? (?:have|has|offer|already|support)|rfp|"
        r"(?:blocks|blocked|blocker|blocking)|customers? (?:keep|are) ask\w*|deal\b",
    ),
)
