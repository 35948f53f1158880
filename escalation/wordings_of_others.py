"""How people say that it is somebody else who is down, or ahead. Only the table; its notation is `wordings.py`'s."""

from escalation.signals import Claim
from escalation.wordings import denied, said

_DOWN = (
    r"(?:\w+ ){0,2}?(?:(?:is|are|was|were|went|has been|have been|being|seems?) (?:\w+ ){0,2}?(?:down|out|offline|"
    r"unreachable|unavailable|degraded)|(?:has|have|had|having|reports?|confirmed|is having|are having|suffers?|"
    r"with) (?:an? )?(?:\w+ ){0,2}?(?:outages?|disruptions?|incidents?|downtime|trouble|network problems))\b"
)
_THEIR_PROVIDER = (
    r"(?:internet |network |cloud |hosting |identity |telecom |phone |email |mail |dns |sso )?provider|isp|"
    r"internet(?: line| "
    r"connection)?|broadband|fiber|network|wifi|wi-fi|vpn|proxy|firewall|idp|identity (?:provider|service)|cloud|"
    r"hoster|hosting|host|data ?cent(?:re|er)|aws(?: region)?|azure|gcp|google cloud|okta|entra(?: id)?|azure ad|"
    r"active directory|adfs|onelogin|auth0|ping|jumpcloud|microsoft 365|office 365|exchange"
)
# Whoever signs their people in for them; it is theirs whether that is said or not.
_SIGNS_IN = r"(?:okta|entra(?: id)?|azure ad|adfs|onelogin|jumpcloud|pingone)"

OTHERS = (
    # Down, and not with us.
    denied(
        Claim.ELSEWHERE,
        "their|its|his|her|own|customer's|client's|the customers'",
        rf"(?:@) (?:own )?(?:{_THEIR_PROVIDER}) {_DOWN}",
    ),
    denied(Claim.ELSEWHERE, "okta|entra|azure ad|adfs|onelogin|jumpcloud|pingone", rf"{_SIGNS_IN} {_DOWN}"),
    denied(
        Claim.ELSEWHERE,
        "outage|trouble|down",
        rf"(?:outage|trouble|incident|disruption) (?:at|of|with|in) (?:their|the customer's|its) (?:own )?"
        rf"(?:{_THEIR_PROVIDER})\b",
    ),
    # What has to be there before somebody buys.
    said(
        Claim.FEATURE_GAP,
        "sign|buy|go live|going live|commit|switch|closes|close|deal",
        r"(?:only |not )?(?:sign|buy|commit|switch|go live)\b[^.!?]{0,30} (?:only )?(?:if|once|when|after) (?:we|you|"
        r"it|the product) (?:can|could|do|have|has|had|offers?|supports?|adds?|gets?|builds?)\b|(?:deal|"
        r"contract)\b[^.!?]{0,20} closes? (?:only )?"
        r"(?:if|once|when) (?:we|you) (?:can|have|support|offer|add|build)\b",
    ),
    said(
        Claim.FEATURE_GAP,
        "before they|before we|before he|before she|before the",
        r"before (?:they|we|he|she|the (?:prospect|customer|client|deal|contract)) (?:can |will |would )?(?:signs?|"
        r"buys?|commits?|closes?|goe?s? live|is signed|are signed)\b",
    ),
    # What was lost for want of it.
    said(
        Claim.FEATURE_GAP,
        "lost",
        r"lost (?:\w+ ){0,3}?(?:deals?|bids?|tenders?|rfps?|prospects?)\b[^.!?]{0,40} (?:because|since|due to|over|"
        r"for lack|as)\b",
    ),
    # It was promised, or sold, and is not there.
    said(
        Claim.FEATURE_GAP,
        "we don't have it|we do not have it|we don't have that|doesn't exist yet|does not exist yet|isn't built|"
        "not built yet|not yet built|was sold as|sold them|sold as",
        r"@(?! (?:in stock|here|on file))",
    ),
    said(
        Claim.BLOCKED,
        "stop the rollout|stopped the rollout|rollout is stopped|rollout on hold|paused the rollout|hold the rollout|"
        "stop the roll-out|stopped the roll-out|put the project on hold|project is on hold",
    ),
    # Others have it.
    said(
        Claim.FEATURE_GAP,
        "competitor|competition|rival|vendor|supplier|tool|product|solution|provider",
        r"(?:(?:competitors?|competition|rivals?)|(?:other|current|previous|"
        r"old|former) (?:vendors?|suppliers?|tools?|products?|solutions?|providers?)) (?:all |both |already |do |"
        r"does |can )*"
        r"(?:have|has|had|offers?|offered|supports?|supported|do|does|can|ships?|comes? with) (?!an? (?:outage|"
        r"incident)|down)(?:it|this|that|these|one|both|all|the same|such|exactly)\b",
    ),
    said(
        Claim.FEATURE_GAP,
        "have it|has it|had it|offers it|offer it|offers this|have this|had this|offer this|has this",
        r"@ (?:at|with|in|from) (?:their|the|our|his|her|a) (?:current|previous|old|former|last|other|"
        r"competing) (?:vendor|supplier|tool|product|provider|system|solution)",
    ),
)
