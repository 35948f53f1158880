"""How people say that the design is in their way, though nothing fails.

Only the table; its notation is `wordings.py`'s.
"""

from escalation.signals import Claim
from escalation.wordings import said

_LOOK = (
    r"(?:re-?design|design|layout|interface|look(?: and feel)?|ui|ux|navigation|menu(?:s| structure)?|theme|appearance|"
    r"font|colou?rs?|icons?|version of the (?:page|screen|form|app))"
)
_WHO = (
    r"(?:people|users?|customers?|clients?|staff|agents|members|students|patients|everyone|everybody|they|we|i|he|she)"
)

DESIGN = (
    # How it is by design today, told before what it should do.
    said(
        Claim.FEATURE_GAP,
        "currently|at the moment|today|right now|as of now",
        r"(?:it is|it's|there is|you|we|users?|customers?|admins?|one) (?:currently|at the moment|right now)"
        r" (?:only |just |still )?"
        r"(?:possible to|have to|has to|need to|can only|no (?:way|option)|limited to)|(?:currently|at the moment|"
        r"right now),? "
        r"(?:it is|it's|there is|you|we|users?|customers?|admins?|one) (?:only |still )?(?:possible to|have to|"
        r"has to|need to|"
        r"can only|no (?:way|option)|limited to)",
    ),
    said(
        Claim.FEATURE_GAP,
        "confusion|a way to|a way for",
        r"(?:isn't|is not|wasn't|not) a way (?:to|for)\b|(?:can'?t|cannot|couldn't|can not) (?:\w+ )?(?:find|see)"
        r" a way (?:to|for)\b|"
        r"confusion (?:over|about|around|as to|between|with)",
    ),
    said(
        Claim.FEATURE_GAP,
        "no ",
        r"no (?!real |any |actual |proper |technical |basic |customer |paid |premium )(?:[\w-]+ )"
        r"{1,3}?support\b(?! (?:team|agent|"
        r"staff|ticket|reply|answer|from|person|member))",
    ),
    # It could be better, or more should be theirs to decide.
    said(
        Claim.WISH,
        "could be |need to give|need to let|need to allow|needs to give|needs to let",
        r"could be (?:a bit |a little |much |made )?(?!error)(?:bigger|smaller|larger|better|faster|easier|clearer|"
        r"simpler|nicer|more \w+|"
        r"wider|shorter|longer|higher|lower)\b|needs? to (?:give|let|allow) (?:the )?(?:organi[sz]ers?|users?|"
        r"customers?|admins?|members|"
        r"people|them|teams?|agents?|owners?)\b",
    ),
    # What they find hard, ugly, too much.
    said(
        Claim.FEATURE_GAP,
        "disorient|overwhelming|cluttered|clutter|ugly|unclear|intuitive|efficient|user-friendly|user friendly|"
        "illogical|counter-intuitive|misleading|distracting|crowded|too busy|inconvenient|eyesore|old-fashioned",
        r"disorient\w*|overwhelming|clutter(?:ed|s)?\b|ugly|(?:is|are|looks?|feels?|seems?|very|so|too|really|quite) "
        r"(?:unclear|misleading|distracting|crowded|illogical|old-fashioned)|(?:not|n't|less|isn't) (?:very |really |"
        r"that |at all |so |particularly )?(?:intuitive|efficient|user[- ]friendly)|counter-?intuitive|too busy|"
        r"eyesore",
    ),
    said(
        Claim.FEATURE_GAP,
        "confus|lost|overwhelm|frustrat|annoy|irritat",
        r"(?:are|is|get|gets|were|was) (?:\w+ )?confused (?:by|about|as to|what|which|how|where|when|why)\b|"
        rf"{_WHO} (?:are|is|am|get|gets|getting|were|was|often|always|find themselves) (?:\w+ )?(?:confused|"
        rf"overwhelmed|"
        r"annoyed|irritated|lost (?:in|on|among))\b(?! (?:access|data|connection))",
    ),
    said(
        Claim.FEATURE_GAP,
        "design|layout|interface|look|ui|ux|navigation|menu|theme|appearance|font|colo|icon|version",
        rf"(?:issues?|problems?|trouble|unhappy|struggl\w+|difficult\w*|not (?:\w+ )?(?:happy|a fan)|dislike\w*|hates?|"
        rf"hating|complain\w*) (?:\w+ )?(?:with|of|about)? ?(?:the |this |your |our )?(?:\w+ )?{_LOOK}\b(?! (?:is|are|"
        r"was|does|doesn't|not|fails?|freez|crash|disappear|broke)\w*)",
    ),
    said(
        Claim.FEATURE_GAP,
        "clicks|steps|not a fan|keep the old|bring back the old|old one|old version|old design|hard to|difficult to|"
        "takes a lot of|time walking|scatter",
        r"(?:more|extra|many|unnecessary|additional|fewer|less|three|four|\d+) (?:\w+ )?(?:clicks|steps)"
        r"\b(?! (?:fail|later|"
        r"the|and))|not a fan\b|(?:keep|prefer\w*|liked|miss|want|bring back|go back to) the (?:old|previous) (?:one|"
        rf"{_LOOK})|(?:hard|difficult) (?:to|for \w+ to) (?:read|find|navigate|understand|follow|spot|tell apart|see|"
        rf"use)\b"
        r"|(?:spend|spent|spending|takes) (?:\w+ ){0,6}?(?:time|hours) (?:walking|explaining|guiding|teaching|"
        r"training)|"
        r"scatter(?:s|ed) (?:the |over |across )",
    ),
)
