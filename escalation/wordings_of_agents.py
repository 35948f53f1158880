"""How a support agent says it on a customer's behalf: what they ask for, were told, cannot do, and will do otherwise.

Only the table; its notation is `wordings.py`'s.
"""

from escalation.signals import Claim
from escalation.wordings import as_promise, denied, opening, said

_MENDED = r"(?:be (?:fixed|restored|back|solved|resolved|repaired)|work again|stop|come back|start working)"

AGENTS = (
    # Money or months back, as a favour that somebody has to grant.
    said(
        Claim.EXCEPTION,
        "credit|compensat|goodwill|discount|refund|penalt|money back",
        r"(?:ask\w*|want\w*|expect\w*|demand\w*|request\w*|claim\w*|grant|offer|approve|give) (?:\w+ "
        r"){0,4}?(?:(?:\d+|\w+) "
        r"(?:months?|weeks?|years?) (?:of |in )?(?:credits?|discount|refund)|refund (?:of|for) (?:\d+|\w+) (?:months?|"
        r"weeks?|years?)|(?:service |account )?credits? (?:for|because|over|after|due)|goodwill|compensation|"
        r"(?:the |a |their )?(?:contractual )?penalt(?:y|ies)\b)",
    ),
    as_promise(
        Claim.SLA,
        "sla",
        r"\bslas? (?:\w+ ){0,6}?(?:says?|promises?|guarantees?|gives?|allows?|states?) (?:us )?\d+ ?(?:h|hrs?|"
        r"hours?|min|"
        r"minutes?|days?)\b",
    ),
    # What they were told would come.
    said(
        Claim.FEATURE_GAP,
        "would |promis|roadmap",
        r"(?:told|promised|assured|said|announced) [^.!?]{0,60}?would (?:ship|come|arrive|land|launch|follow|"
        r"be (?:released|"
        r"available|there|out|live|delivered|added|supported|possible))\b|(?:was|is|were|been) (?:on the "
        r"roadmap|promised "
        r"for)\b",
    ),
    # What they want it to do that it does not.
    said(
        Claim.WISH,
        "want",
        rf"wants? (?:the|our|your|an?) (?:\w+ ){{1,3}}to (?!{_MENDED})(?:\w+ )?\w+|wants? to (?:see|have|add|"
        rf"get|filter|"
        r"sort|group|schedule|customi[sz]e|embed|automate|combine|compare|share|hide|pin|tag|label|colou?r)\b"
        r"(?! (?:a |the |their |our |any )?(?:\w+ )?(?:explanation|answer|update|progress|plan|refund|call|fix|"
        r"date|eta|"
        r"why|how|when|what|whether|if|rca|report on|statement))",
    ),
    said(
        Claim.WISH,
        "wants a|want a|wishes for|wish for",
        r"(?:wants?|wish(?:es)? for) an? (?!(?:\w+ )?(?:refund|answer|reply|response|call|explanation|update|"
        r"statement|meeting|credit|discount|fix|solution|workaround|date|deadline|plan|copy|manager|human|corrected|"
        r"correct|new invoice|invoice|replacement|backup|restore|timeline|report on|status|eta|rca|postmortem|penalty|"
        r"compensation|exception|root cause|quote|offer|demo|trial))\w+",
    ),
    # Nobody there gets in; everybody sees nothing.
    said(
        Claim.OUTAGE,
        "nobody |no one |none of |noone ",
        r"(?:nobody|no one|noone|none of (?:the|their) \w+) (?:at|in|from|on|of) (?:[\w&'-]+ ){1,4}(?:can|"
        r"could|is able to) "
        r"(?:(?:open|use|reach|access|load|connect to) (?:it|us|anything|(?:the|our|your) (?:app|site|website|"
        r"page|system|"
        r"platform|service|product|portal|tool))|connect|work)\b",
    ),
    denied(
        Claim.OUTAGE,
        "blank|white|empty",
        r"(?:all|every|most|many) (?:[\w-]+ ){0,3}?(?:customers?|users?|clients?|accounts?|tenants?|agents)(?: "
        r"\w+)? (?:see|"
        r"sees|seeing|get|gets|getting|have|has|face) (?:only )?(?:an? )?(?:completely )?(?:blank|white|empty) "
        r"(?:page|screen)",
    ),
    said(
        Claim.OUTAGE,
        "500|502|503|504",
        r"(?:answers?|answering|returns?|returning|gives?|giving|throws?|throwing|serv(?:es|ing)|with) (?:an? |"
        r"only |http )?"
        r"50[0234](?: errors?)? (?:to|for|on) (?:all|every|each)\b(?! (?:\w+ )?(?:export|import|upload|report|"
        r"file|invoice))",
    ),
    # Others' things are seen, or somebody asks for what opens an account.
    said(
        Claim.EXPOSURE,
        " of another | of other | of a different | of somebody else",
        r"(?:sees?|seeing|saw|can (?:see|view|open|read|access)|shows?|gets?|got|found) (?:the |all |some "
        r")?(?:[\w'-]+ ){0,3}?"
        r"(?:names?|data|records?|details|invoices?|files?|documents?|orders?|messages?|e-?mails?|addresses|"
        r"numbers|profiles|"
        r"photos|contracts?) of (?:another|other|a different|somebody else)(?:'s)? (?!page|tab|team|project|"
        r"browser|kind|"
        r"type|month|year|language|currency|version|column|row|field|own)\w+",
    ),
    said(
        Claim.EXPOSURE,
        "wrong profile|wrong account|another profile|someone else's|somebody else's|with a link|with the link|"
        "share link|"
        "shared link|two countries|unknown device|unknown ip|unknown location",
        r"(?:logged|signed|switched|land(?:s|ed)?) (?:in ?)?(?:to|into|in|on) (?:the wrong|another|someone "
        r"else's|somebody "
        r"else's) (?:\w+ )?(?:profile|account)\b|(?:anyone|anybody|everyone|everybody) with (?:an?|the) (?:\w+ "
        r")?link (?:can|"
        r"could) (?:\w+ )?(?:edit|change|delete|see|read|open|access)\b|(?:logged|signed) (?:in|into|"
        r"on)[^.!?]{0,60} from (?:two|"
        r"three|several|different|an unknown|unknown) (?:countries|continents|devices?|ips?|ip addresses|"
        r"locations?|address)",
    ),
    said(
        Claim.ABUSE,
        "password|card number|credentials|login code",
        r"(?:mails?|e-?mails?|messages?|sms|texts?|calls?|callers?|somebody|someone|letters?)\b[^.!?]{0,80}? "
        r"(?:asking|asks|asked) (?:them |her |him |people |users |customers |us |me )?(?:for|to (?:send|enter|"
        r"confirm|give)) "
        r"(?:their|your|his|her|the) (?:\w+ )?(?:password|card number|credentials|login codes?)s?\b[^.!?]{0,60}",
    ),
    said(
        Claim.CHURN,
        "no signature|no renewal|not sign|won't sign|sign nothing",
        r"(?:no (?:signature|renewal)|(?:won't|will not|not going to) sign|sign nothing) (?:before|until|"
        r"unless|without|if)\b",
    ),
    # They leave, in what others speak.
    said(
        Claim.CHURN,
        "als kund|amena|menace|minacci|ameaç|résili|baja|springt ab|abspringen|dreig|ga",
        r"verlier\w+ [^.!?]{1,60} als kund\w*|(?:springt|springen) (?:uns )?ab\b|abspringen|amena(?:za|zan|"
        r"zando|zó) con "
        r"(?:cancelar|irse|dejar|cambiar|rescindir)|menac\w* de (?:partir|quitter|résilier|nous quitter|"
        r"changer)|minacci\w* di "
        r"(?:disdire|andarsene|cambiare|lasciare)|ameaça\w* (?:de )?(?:cancelar|sair|deixar|rescindir|trocar|"
        r"encerrar)|dreig\w* "
        r"(?:op te zeggen|te vertrekken|weg te gaan)",
    ),
    # A way around it, in what others speak.
    denied(
        Claim.WORKAROUND,
        "contorn|contourn|umgeh|behelf|mientras tanto|entretanto|en attendant|in der zwischenzeit|solange",
        r"contorn(?:am|amos|ar|ou|aram|ando)\b|contourn(?:e|ent|ons|é)\b|(?:umgehen|umgeht) (?:es|das|ihn|sie)\b|"
        r"behelf\w* (?:sich|uns)|(?:mientras tanto|entretanto|en attendant|in der zwischenzeit|solange) (?:\w+ "
        r"){0,2}?(?:usan|"
        r"usamos|utilizan|usam|utilizam|export\w+|ils|nous|nutzen|machen)",
    ),
    # They only do not know where or how.
    said(
        Claim.HOW_TO,
        "know where|know how|sure where|sure how|find where|find how|figure out",
        r"(?:don't|doesn't|do not|does not|didn't|not|can't|cannot|couldn't) (?:\w+ )?(?:know|sure|find|figure "
        r"out) (?:where|"
        r"how) (?:to|they can|he can|she can|it is)\b",
    ),
    opening(
        Claim.HOW_TO,
        "how can|how do|how does|how could|how should",
        r"(?:[\w&' -]{2,40}[:,] )?how (?:can|do|does|could|should) (?!(?:this|that|it) (?:be (?:fixed|solved)|"
        r"happen))(?![^?]{0,60}"
        r"(?:resolve|explain|compensat|fixed))[^.!?]{3,160}\?",
    ),
    said(
        Claim.ACCOUNT,
        "merge",
        r"(?:accounts?|workspaces?|tenants?) (?:to be )?merged|merg(?:e|ing) (?:their|two|both|the|his|her) (?:\w+ )?"
        r"(?:accounts|workspaces|tenants)\b",
    ),
    denied(
        Claim.WORKAROUND, "that works|this works|which works|that helps|which helps", r"@(?! (?:only|fine in|like|as))"
    ),
    said(
        Claim.COMPLIANCE,
        "dpa|data is stored|data is hosted|data are stored|pen test|pentest|penetration test",
        r"(?:sign|signed|send|countersign|need\w*|want\w*|ask\w*) (?:\w+ ){0,3}?dpa\b|where "
        r"(?:the |our |their "
        r"|its )?(?:\w+ )?data (?:is|are) (?:stored|hosted|kept)|pen(?:etration)?[- ]?test (?:report|results?)",
    ),
)
