"""How people say that a customer or a contract is at risk, in English.

Only the table; its notation is `wordings.py`'s.
"""

from escalation.signals import Claim
from escalation.wordings import as_promise, as_threat, denied, said

_LEAVE = (
    r"(?:leav\w+|cancel\w*|quit\w*|churn\w*|switch\w*|mov(?:e|ing)|migrat\w+|go(?:ing)? elsewhere|terminat\w+|"
    r"walk\w* away|drop\w* us|pull out)"
)
_UNHAPPY = r"(?:unhappy|dissatisf\w+|disappointed|frustrated|angry|furious|not happy|annoyed|fed up)"
_ENDS_SOON = (
    r"(?:renewal(?= (?:is|in|on|due|next|at|this|coming|soon|date)\b|[,.;]|$)|renews? (?:in|on|next|this|soon|at)\b|"
    r"contract (?:ends|expires|runs out|is up)\b)"
)
BUSINESS = (
    # They leave, or say that they may.
    as_threat(
        Claim.CHURN,
        "churn",
        r"(?:risk of|threat\w* to|likely to|about to|going to|will|may|might|could|considering|at risk (?:of|for)|"
        r"decided to|serious|imminent|full|want\w* to|potential|possible|avoid) (?:\w+ )?churn\w*(?! (?:per|by|"
        r"rates?|reports?|dates?|charts?|"
        r"columns?|cohorts?|data|figures|numbers|metrics?|dashboard|analysis|prediction|over time))|churn (?:risk|"
        r"threat|warning)|churn\w* (?:over|because|due to|if|unless|to a competitor)|at risk of (?:\w+ )?churn",
    ),
    as_threat(
        Claim.CHURN,
        "leav|cancel|quit|switch|mov|migrat|terminat|walk|churn",
        r"(?:threaten\w*|considering|contemplat\w+|thinking (?:about|of)|going to|will (?:be )?|"
        r"(?<!\bi )want\w* to|plan\w* to|planning to|decided to|intend\w* to|about to|ready to|have to|forced to|"
        r"talking about|evaluating|prefer to|seriously \w+|we(?:'ll| are| will be)|they(?:'ll| are| will be)|is|"
        rf"starting to) (?:to )?{_LEAVE}(?: (?:\w+ ){{0,4}}?(?:us|you|your|our|subscription|contract|account|"
        "service|plan|competitor|another|other|elsewhere|altogether|platform|over|if|unless|because|provider|"
        r"vendor|alternative)\b|[.!,;]|$)|(?:will|going to|about to|plan\w* to|planning to|decided to|"
        r"intend\w* to|threaten\w* to|wants? to) (?:\w+ )?(?:leav\w+|cancel|quit|churn|terminate) (?:at the "
        r"end|at year|(?:at|before|on) (?:the |their |its )?(?:next )?renewal|"
        r"in (?:january|february|march|april|may|june|july|august|september|october|november|december|q[1-4]|\d)|"
        r"by |next |this |soon\b|for good|for sure|today|tomorrow|after )",
    ),
    as_threat(
        Claim.CHURN,
        "other vendor|other option|other solution|other tool|other supplier|replacement|another tool|"
        "another solution|competitor|alternative|elsewhere|another provider|another vendor|other provider|"
        "other services|another platform|other platform|different provider|different vendor",
        r"(?:switch\w*|mov\w+(?! (?:our |the |my |all )?(?:calls?|traffic|meetings?|mails?) [^.!?]{0,40}(?:for "
        r"the day|for now|meanwhile))|migrat\w+|go\w*|"
        r"going|look\w*|evaluat\w+|transfer\w*|shopping|consider\w*|talk\w*|"
        r"taking) (?:\w+ ){0,5}@s?|take (?:our|their|my) business elsewhere",
    ),
    said(
        Claim.CHURN,
        "renew",
        r"(?:not|won't|will not|refus\w+ to|unlikely to|never|no intention (?:to|of)|hesita\w+ to|don't want to|"
        r"unsure (?:if|whether) (?:they|we) (?:will )?) ?(?:be )?renew\w*|non-?renew\w*|renewal (?:is |now |"
        "at )+(?:at )?(?:risk|jeopardy|doubt)|before they renew|(?:put|puts|putting) (?:the |"
        "their )?renewal at risk",
    ),
    said(
        Claim.CHURN,
        "unsubscrib|lose this customer|lose the customer|losing this customer|losing the customer|"
        "lose the account|losing the account|lose them|account at risk|account is at risk|at risk account|"
        "last straw|leaving for|lost their trust|lost trust|customer at risk|jump ship",
        "(?:we are|we're|i am|i'm|will be|obviously|hereby) unsubscribing|unsubscrib(?:e|ed|ing) from (?:your|the|"
        "this) "
        "(?:service|product|plan|platform|app|tool|software)|(?!unsubscrib)@",
    ),
    said(
        Claim.CHURN,
        "had to|forced to|extend|prolong|sign|contract|switching|moving to|changing to|stopped the sub|stopped our sub|"
        "stopped my sub|cancelled|canceled|migrated|moved|switched|notice|reconsider|reviewing|provider|vendor|"
        "supplier|carrier|competitor",
        r"(?:not|won't|refus\w+ to|never) (?:\w+ )?(?:extend|prolong|sign|continue) (?:\w+ ){0,3}(?:contract|"
        "agreement|subscription|deal|renewal)|(?:stopped|cancel+ed|ended|terminated) (?:my|our|the|"
        r"their) (?:\w+ )?(?:sub|subscription|contract|account|plan)\b(?![^.!?]{0,60}(?:restart|re-?subscrib|"
        "reactivat|renewed|signed up again|re-?start))|(?:migrated|moved|switched) (?:away )?(?:to|"
        r"from) (?:an)?(?:other|different|your) ?(?:\w+ )?(?:plugin|provider|platform|tool|vendor|service|"
        r"solution|product|system)|(?:gave|give|giving|given) (?:\w+ )?notice|let (?:the|their|"
        r"our) contract (?:expire|run out)|(?:back|gone|went|moved) (?:\w+ )?(?:with|to) (?:my|our|their|his|her|"
        r"a|an|another|the) (?:\w+ )?(?:provider|vendor|supplier|carrier|competitor)|"
        r"(?:had to|forced (?:us |me |them )?to) (?:change|switch|move|migrate|go) (?:over )?to (?:an)?other (?!page|"
        r"browser|computer|"
        r"device|tab|pc|laptop|phone|account|user|plan)\w+|reconsider\w* (?:\w+ ){0,3}(?:contract|relationship|"
        r"partnership|vendor|subscription)|"
        r"reviewing (?:\w+ )?(?:alternatives|vendors|options)|(?:switch\w*|moving|changing) to (?:an? )?(?:larger|"
        r"bigger|cheaper|better|different|other|new) (?:\w+ )?(?!version|plan|tab|page|view|device|phone|browser|"
        r"password|email)\w+|not continue (?:with|using) (?:us|you)",
    ),
    as_threat(
        Claim.CHURN,
        "cancel|leave|churn|quit|terminat|walk away|done with us|fed up with us|had enough of us|exit plan|"
        "lose the|losing the|lose this|lose our|lost the|whether to|or they|or we|or he|or she|asks for|"
        "asks about|asked for|asked about|asking for|asking about|stay",
        "(?:they|customers?|clients?|accounts?|he|she)(?:'ll| will| would| are going to| is going to| may| might|"
        r" could| wants? to| plans? to| intends? to| threatens? to) (?:\w+ )?(?:cancel|leave|churn|quit|terminate|"
        r"walk away|end it)\b(?! (?:an?|the|this) (?:comment|note|message|page|meeting|review|ticket|order|"
        r"appointment|booking|field))|(?:done|finished|through) with us\b|fed up with us|had enough of us|"
        r"exit plan|(?:lose|losing|lost) (?:the |this |our |a )?(?:\w+ ){0,2}?(?:customer|client|contract|"
        r"renewal)\b|(?:whether|if) (?:to|they(?:'ll| will)?|we(?:'ll| will)?) (?:stay|continue|leave|renew|"
        r"remain)\b|or (?:they|he|she)(?:'ll| will| are|'re)? (?:go|leave|gone|walk|out|cancel|switch|terminate|"
        r"quit)\b|(?:asked|asks|asking|enquir\w+|inquir\w+) (?:for|about) (?:the |their |our )?(?:termination|"
        "exit|notice period|offboarding)",
    ),
    # Unhappy, and soon to renew.
    said(
        Claim.AT_RISK,
        "unhappy|dissatisf|disappoint|frustrat|angry|furious|not happy|annoyed|renew|contract ends|contract expires|"
        "contract runs",
        rf"{_UNHAPPY}[^!?]{{0,100}} {_ENDS_SOON}|{_ENDS_SOON}[^!?]{{0,100}} {_UNHAPPY}\b",
    ),
    said(
        Claim.AT_RISK,
        "no signature|not sign|n't sign|no renewal",
        r"(?:no signature|no renewal|(?:not|n't) (?:re-?)?sign(?: \w+){0,3}) (?:without|until|unless|before)\b",
    ),
    # A way out that the contract names.
    denied(
        Claim.CHURN,
        "exit clause|exit right|break clause|termination clause|termination right|right to terminate|opt-out clause|"
        "out clause|early termination",
        "@",
    ),
    # They say so without a subject, or that they want it no more.
    said(
        Claim.CHURN,
        "will |gonna |going to |about to |might |have to ",
        r"(?:(?<=[.!?,;] )|^)(?:will|gonna|going to|about to|might|have to) (?:\w+ )?(?!move|"
        rf"migrat){_LEAVE}\b(?! (?:the|to the|this|it|a|an|my|off|on|between) )",
    ),
    said(
        Claim.CANCELLATION,
        "don't want|do not want|dont want|no longer want|no longer need|no longer wish|no longer interested|"
        "not interested|don't need|do not need|have no use",
        r"@ (?:to )?(?:\w+ ){0,4}?(?:service|product|subscription|account|plan|software|membership|app|tool|"
        r"licen[cs]e)s?\b(?! (?:to|that|which|with|for|name|type|page))",
    ),
    # Asking to end it, by whatever tone.
    said(
        Claim.CANCELLATION,
        "cancel|terminat|close|delete|end ",
        r"(?:(?:cancel|cancell?ing|terminate|terminating|close|closing|end) (?:\w+ ){0,2}(?:my|our|their|the|this|"
        r"his|her) (?:\w+ ){0,3}(?:subscription|account|contract|plan|membership|service|licen[cs]e)s?\b|"
        r"(?:cancell?ation|termination) (?:request|of (?:\w+ ){0,4}(?:subscription|account|contract|plan|"
        r"membership|service)s?)|(?:request\w*|want\w*|need\w*|confirm\w*|process\w*|regarding|about|my|our|their|"
        r"for) (?:\w+ ){0,3}?cancell?ations?\b|(?:cancel+ed|did cancel+(?:ed)?) (?:it|this|"
        r"that) (?:\w+ )?(?:before|already|yet|but|and|within|on|in)|cancel (?:subscription|account)\b|how (?:do|"
        r"can|to) (?:i |we |you )?cancel|unable to cancel|can'?t cancel|not able to cancel|want\w* to cancel)|"
        r"(?:terminate|close|end|stop|cancel) (?:\w+ )?(?:membership|subscription)\b|(?:demand\w*|"
        r"insist\w* on) (?:\w+ ){0,3}?cancell?ations?\b",
    ),
    # They paid, and want to be charged no more.
    said(
        Claim.CANCELLATION,
        "charg|billing|billed|debit|taking money|took money|taken money|take money|withdraw",
        r"(?:stop|quit|cease) (?:charging|billing|debiting|taking money|withdrawing)|(?:still|keep|keeps|kept|trying|"
        r"continue|"
        r"continues|continued|again|continuing) (?:to be |to |being |been |get |getting )?(?:charg(?:e|ed|es|ing)|"
        r"bill(?:ed|ing)|debit\w+)\b[^.!?]{0,60} (?:after|since|although|though|even|despite|cancel\w*)|(?:taken|took|"
        r"taking|withdrew|withdrawn|charged|debited) [^.!?]{0,40}without (?:\w+ )?(?:consent|permission|authori\w+|"
        "approval|notice)",
    ),
    # The promise of the contract, broken or about to be.
    as_promise(
        Claim.SLA,
        "sla",
        r"\bslas?(?: \w+){0,3} (?:breach\w*|miss\w*|violat\w*|exceed\w*|at risk|dispute\w*|not met|expire[sd]?|"
        r"overdue|is up|passed|overrun|blown|credits? (?:request|claim|dispute)\w*)|(?:breach\w*|miss\w*|"
        r"violat\w*|exceed\w*|outside|past|beyond|dispute\w*|over|blew|broke) (?:\w+ ){0,4}slas?\b|(?:hours?|hrs?|"
        r"days?|minutes|min|mins)[ ,(]+(?:\w+ ){0,4}\(?slas?:? |\d+[ -]?(?:h|hrs?|hours?|days?|min|"
        r"minutes?) slas?\b|slas? (?:is |of |was |target )+\d|\bslas? (?:penalt\w+|claims?)\b",
    ),
    as_promise(
        Claim.SLA,
        "sla",
        r"promis\w+[^.!?]{0,60}\bslas?\b[^.!?]{0,60}|\bslas?\b[^.!?]{0,40}(?:now been|been \d|hours? (?:over|late|"
        r"ago)|is over|runs out|about to|in \d+ (?:min|hour)\w*)",
    ),
    as_promise(
        Claim.SLA,
        "service level|response time|uptime",
        r"(?:service level(?: agreement)?s? (?:\w+ ){0,2}(?:breach|miss|violat|not met)\w*|(?:breach\w*|"
        r"violat\w*) (?:\w+ ){0,4}(?:service level|uptime|response time)|(?:promised|guaranteed|contractual|"
        r"agreed) (?:uptime|response time|service level)\w*)",
    ),
    as_promise(
        Claim.SLA,
        "contract|agreed|guarantee|promised",
        r"(?:contractual(?:ly agreed)?|contracted|contract|agreed|guaranteed) (?:\w+ )?(?:response|reaction|resolution|"
        r"recovery)(?: times?)? (?:is|was|of|are) \d|(?:response|reaction|resolution) times? (?:\w+ ){0,3}"
        r"(?:exceeded|missed|breached|overrun)|(?:uptime|availability)[^.!?]{0,40} (?:below|under|short of) (?:the |"
        r"our |"
        r"their )?(?:\w+ )?(?:contract\w*|guarantee\w*|agreed|promised|9\d)",
    ),
    as_promise(
        Claim.SLA,
        "sla",
        r"(?:invok\w+|claim\w*|cit(?:e|es|ed|ing)|refer\w* to|enforc\w+|point\w* (?:at|to)) (?:\w+ |\d[\d.]*\s?%? )"
        r"{0,4}"
        r"slas?\b",
    ),
    # Lawyers, regulators, courts.
    denied(
        Claim.LEGAL,
        "wants damages|want damages|claims damages|for damages|seek damages|seeking damages|to sue|will sue|"
        "suing|might sue|could sue|violation of|in breach of|authorities|the police|theft|stole|consumer court|"
        "consumer forum|take legal|lawsuit|law suit|lawyer|attorney|legal action|legal step|legal notice|"
        "legal threat|legal team|legal counsel|legal insurance|legal issue|legal department|sue you|sue us|"
        "take you to court|small claims|class action|breach of contract|litigation|cease and desist|ombudsman|"
        "trading standards|regulator|bbb complaint|better business bureau|attorney general|court order|subpoena|"
        "law firm|solicitor|legal letter|violates the|barrister|consumer protection|data protection authority|cnil|"
        "ico complaint|chargeback dispute|anwalt|"
        "rechtliche schritte|avocat|abogado|advogado|procon|demanda judicial",
        r"(?:violation|in breach) of (?:the |our |your |their )?(?:\w+ )?(?:terms|agreement|contract|law|act|"
        r"regulations?)\b|violates the (?:\w+ )?(?:act|law|gdpr|ada|regulations?|"
        r"directive|contract|agreement|terms)\b|(?!violation|in breach|violates)@(?!s? (?:dashboard|portal|profile|"
        r"page|view|app|login|directory|"
        r"search|list|role|record)s?\b)",
    ),
    said(
        Claim.LEGAL,
        "complaint|chargeback|charge back|dispute",
        "(?:will|'ll|shall|going to|have to|forced to|about to|must|may) (?:\\w+ ){0,3}?(?:file|lodge|submit|raise|"
        "make|"
        "open) (?:an? |my |our )?(?:formal |official )?complaint|"
        "(?:file|filing|filed|lodge|lodging|formal|official|escalate) (?:an? |the |my |"
        r"our )?(?:\w+ )?complaint with (?:the )?\w+|formal complaint to|(?:threat\w*|going to|will|about to|"
        r"preparing to|ready to|plan\w* to|want\w* to|forced to|have to) (?:\w+ ){0,4}?charge ?backs?\b|"
        r"dispute (?:the|this|these|all|every) (?:\w+ )?(?:charge|payment|transaction)s? with (?:my|our|the|their|"
        r"his|her) (?:\w+ )?(?:bank|card|credit)",
    ),
    # What was promised, and what was measured.
    said(
        Claim.SLA,
        "sla",
        r"sla (?:says|said|promises|promised|guarantees?|guaranteed|is|of) \d[\d.]*\s?%?[^.!?\d]{0,40}(?:measured|"
        r"got|had|reached|saw|"
        r"only|was|were)\b",
    ),
    said(
        Claim.CHURN,
        "cancelling|canceling|leaving us|i'm leaving|we're leaving|i am leaving|we are leaving",
        r"(?:i'm|i am|we're|we are) leaving(?=[.,;!]| and| as| because| over|$)|"
        r"(?:is|are|they're|be) (?:now |all )?(?:cancell?ing(?=[.,;!]| (?:on|with|at|because|over|after|next|this|"
        r"their|our|the "
        r"(?:contract|subscription|account|plan))|$)|leaving us\b)",
    ),
    # It becomes public.
    denied(
        Claim.PRESS,
        "tv station|radio station|news outlet|the media|wants a comment|journalist|reporter|press inquiry|"
        "press enquiry|the press|newspaper|media coverage|media attention|went viral|going viral|viral tweet|"
        "public statement|twitter storm|go public|going public|post about this publicly|bad publicity|reputation|"
        "trending on",
        "@(?! id| field| name)",
    ),
    said(
        Claim.PRESS,
        "twitter|linkedin|reddit|social media|hacker news|trustpilot|glassdoor|g2",
        r"(?:post\w*|complain\w*|tweet\w*|shar\w+|public\w*|review\w*|thread|blow\w* up|all over|"
        r"escalat\w+)(?: \w+){0,4} (?:on|to|over|at|via) (?:\w+ )?@",
    ),
    said(
        Claim.PRESS,
        "threat",
        r"threat\w* (?:\w+ ){0,5}?(?:social media|the press|public(?:ly)?|the media|campaign|bad reviews?)\b",
    ),
    # Their top people ask for ours.
    denied(
        Claim.EXECUTIVE,
        "ceo|cto|cio|coo|cfo|ciso|vp |president|executive|director|management|board|leadership|someone senior|"
        "supervisor|manager|boss|owner|head of",
        "(?:ceo|cto|cio|coo|cfo|ciso|vp|vice president|president|executive team|executives|board|"
        r"managing director|leadership) (?:(?:of|at|from|for) (?:\w+ ){1,4}?)?(?:\w+ ){0,3}?(?:asks?|asked|asking|"
        r"wants?|wanted|demand\w*|request\w*|insist\w*|escalat\w*|call(?:s|ed|ing)|email\w*|wrote|is involved|"
        r"got involved|furious|angry|frustrated|upset|involved)\b|(?:speak|talk|call|meeting|"
        r"escalat\w*) (?:\w+ ){0,4}(?:with|to) (?:\w+ ){0,2}(?:ceo|cto|coo|vp|executives?|management|leadership|"
        "director|vice president|someone senior|supervisor|(?:your |the |a |our )?(?:manager|boss|owner|head of \\w+)"
        ")|executive (?:escalation|involvement|sponsor|"
        "attention|call)",
    ),
    # Money back or terms beyond what support may grant.
    said(
        Claim.EXCEPTION,
        "clause|agreement|refund|compensat|credit|money back|goodwill|exception|waive|contract|payment|to pay|"
        "won't pay|free|discount",
        r"(?:demand\w*|want\w*|insist\w*|expect\w*|request\w*) (?:\w+ ){0,4}(?:full )?(?:refund\w*|compensation|"
        r"money back|service credits?|sla credits?)|compensate (?:\w+ )?(?:customers|us|them|me)|(?:policy|"
        "contract|pricing|billing) exception|exception to (?:the |our )?(?:policy|contract|pricing)|"
        "waive (?:the |our )?(?:fee|penalty|contract|term)|refund (?:of|for) (?:the |a )?(?:whole|full|entire|"
        r"last|past|all) (?:\w+ )?(?:year|months?|contract|period|amount|fee)|full refund|out of (?:the|their|our|"
        r"this) (?:\w+ )?(?:contract|clause|agreement)|with(?:hold|holds|held|holding) (?:the |their |all )"
        r"?payments?|refus\w+ to pay|"
        r"won't pay (?:the|our|this|until|unless)|demand\w* (?:\w+ ){0,4}(?:free|discounts?|credits?)\b|"
        r"(?:months?|weeks?|a year) (?:for )?free or\b|(?:want\w*|expect\w*|ask\w* for|claim\w*) (?:\w+ ){0,2}?credits "
        r"(?:for|because|back|over|under)\b",
    ),
    said(
        Claim.EXCEPTION,
        "price increase|price rise|price hike|increase in price|new pric|raised the price|raised our price",
        r"(?:over|about|because of|due to|against|reject\w*|refus\w*|dispute\w*|accept|furious|angry|upset|"
        r"complain\w*|object\w*)"
        r" (?:\w+ ){0,5}?(?:price (?:increase|rise|hike)|increase in price|new pric\w+)|raised (?:the|our|their)"
        r" prices?\b"
        r"[^.!?]{0,60} (?:without|doubl|unaccept|leav|cancel)",
    ),
    # Money at stake, by name.
    said(
        Claim.REVENUE,
        "arr|acv|revenue|$|€|£|renewal|deal|pipeline",
        r"(?<!\w)(?:arr|acv)\b|revenue (?:at risk|loss|impact)|(?:loss of|lost|losing|lose) (?:\w+ )?(?:revenue|"
        "sales|money|orders)|(?:pending|open|big|large|strategic|million) deal|deal (?:at risk|blocked|depends)|"
        "blocks? (?:the|a) (?:deal|renewal|sale)",
    ),
)
