"""How people say what they cannot do, do not see, or wait for. Only the table; its notation is `wordings.py`'s."""

from escalation.signals import Claim
from escalation.wordings import CANT, SOON, denied, said

SYMPTOMS = (
    said(
        Claim.SLOW,
        "arriv|deliver|late|expired|immediately|instantly|right away|straight away|at once|real time|real-time|"
        "promptly",
        r"(?:arriv|deliver)\w* (?:\w+ )?(?:late\b|hours|days|after \d|\d+ (?:hours|days|minutes))|(?:too|hours|"
        rf"days|weeks) late\b|expired by then|(?:not|n't|never) (?:\w+ ){{1,2}}{SOON}",
    ),
    # What was expected and what came instead.
    said(
        Claim.SYMPTOM,
        "despite |in spite of|continues to|still includes|still shows|still displays|still appears|still says|"
        "still charged|instead of|but now|whenever|unexpected|strange|weird|odd |surprisingly|disappear",
        "@",
    ),
    # Somebody cannot do it, or does not see it; whether we broke it is open.
    said(
        Claim.SYMPTOM,
        "can't|cant |cannot|can not|couldn't|could not|unable|not able|impossible|not possible|unsuccessful|"
        "not been successful|won't let|doesn't let|not let |doesn't allow|not allow",
        rf"{CANT} (?!(?:\w+ )?(?:reproduce|replicate)\b)(?:\w+ ){{0,2}}(?!find (?:out|(?:\w+ ){{0,3}}(?:answer|"
        rf"docs|documentation|info\w*|where|how|"
        "instructions|setting|settings|option|button|anything about))|figure out|be more|be (?:disabled|changed|"
        "modified|altered|undone) by|tell|recommend|wait|stress|say|thank|log|sign|believe|afford|understand|"
        r"imagine|remember|think|see (?:how|why|where|the option|that option|any option)|"
        r"locate)\w+|(?:have |has |"
        r"been )?not been (?:successful|able)|(?:won't|doesn't|does not|will not) (?:let|allow) \w+",
    ),
    said(
        Claim.SYMPTOM,
        "not show|n't show|not appear|n't appear|not display|n't display|doesn't see|no more available|"
        "no more possible|not visible|n't visible|invisible|not found|not listed|not there|not reflect|"
        "isn't there|no longer see|not assigned|isn't assigned|missing|not enabled|blank|aren't showing|"
        "isn't showing|not showing|no longer in|nothing happens|removed itself|hidden|empty",
        r"@\w*",
    ),
    said(
        Claim.SYMPTOM,
        "not available|unavailable|not accessible|inaccessible|not usable",
        r"(?:is|are|was|were|be|been|being|seems?|appears?|shows?(?: as)?) (?:\w+ )?@(?! (?:in|on|for|via|to|yet|"
        "until|as) )",
    ),
    # A heading has no "is": "settings not respected".
    said(
        Claim.SYMPTOM,
        "not ",
        r"(?<=\w )not (?:being |getting |correctly |properly |fully |always )?(?!interested|needed|required|"
        "supported|allowed|included|related|limited|intended|expected|concerned|worried|satisfied|impressed|"
        "pleased|convinced|excited|bothered|located|involved|planned|going|asking|saying|looking|trying|being|"
        "talking|complaining|wanting|getting|used to|based|restricted|affected|impacted|documented|mentioned|"
        "answered|addressed|resolved|fixed|solved|using|having|knowing|sending you|decided|tied|opposed|"
        rf"authori[sz]ed)\w+(?:ed|ing|en|own)\b(?! {SOON})",
    ),
    denied(
        Claim.SYMPTOM,
        "issue|problem|trouble|difficult|incident",
        r"(?:issues?|problems?|trouble|difficult\w+|incidents?)\b(?! (?:an?|the|refunds?|invoices?|credit|tracker|"
        "report) )",
    ),
    # Something that should happen does not; the weakest sign, so what is not known, needed or liked is left out.
    said(
        Claim.SYMPTOM,
        "n't |not |never |no longer",
        "(?:doesn't|doesnt|does not|don't|do not|isn't|is not|aren't|are not|won't|will not|didn't|did not|never|"
        "no longer|hasn't|haven't|has not|have not|wasn't|was not|weren't|were not) (?!know|need|want|like|"
        "understand|think|mean|care|seem|matter|remember|sure|urgent|have|support|believe|wish|bother|agree|"
        r"worry|hesitate|forget|find|mind|allow|practical|actually need|really need|use |use\b|say|available|"
        "clear|see why|possible to|able|only|just|yet decided|critical|blocking|a problem|an issue|affected|"
        r"impacted|down|aware|sent you|(?:got\w*|get\w*|receiv\w+|heard|had|seen) (?:\w+ ){0,3}(?:repl|respon|"
        "answer|update|word|back from)|repl(?:y|ied)|respond|answer|fixed|resolved|solved|offer|address|help|"
        "call|honou?r|compensat|refund|acknowledg|explain|tell|told|inform|employed|with (?:us|the|our) |"
        rf"see (?:that|the|an|any|this) (?:option|setting|button))\w{{3,}}\b(?! {SOON})",
    ),
    # It says what happens when, or what came against what, and no more: how a report of a fault is told.
    said(
        Claim.CIRCUMSTANCE,
        "but |even though|although",
        "but (?:it|the|they|when|i|we|now|then|this|that|there|after|only|no|none|still|nothing) |even though|although",
    ),
    said(
        Claim.CIRCUMSTANCE,
        "when|if |after |once |upon |while |as soon as|every time|each time",
        "(?:when|whenever|if|after|once|while|as soon as|every time|each time) (?:i|you|we|they|he|she|it|the|a|"
        r"an|our|my|your|their|users?|customers?|clients?|admins?|someone|somebody|anyone|one|any|\w+ing|"
        r"select\w*|click\w*) \w+|upon (?:\w+ing|click|submission|login|save)",
    ),
    said(
        Claim.SLOW,
        "slow|latency|laggy|lagging|sluggish|performance|delay|takes|loading time|load time|forever to",
        "(?:very |really |extremely |super |so |too |is |are |being |running |became |getting )*slow(?:er|ly|"
        r"ness|down)?\b|(?:high |increased )?latency|lagg(?:y|ing)|sluggish|(?:poor|bad|degraded|"
        r"terrible) performance|performance (?:issues?|problems?|degrad\w*|drop)|delay(?:s|ed|ing)?\b|(?:takes?|"
        r"taking|took) (?:\w+ ){0,3}(?:\d+|several|many|forever|ages|(?:\w+ )?long\b|longer|a long time|minutes|"
        "hours|seconds)(?! business)|load(?:ing)? times?",
    ),
)
