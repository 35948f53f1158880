"""How people say that their data is lost, missing or wrong. Only the table; its notation is `wordings.py`'s."""

from escalation.signals import Claim
from escalation.wordings import denied, said

LOST_DATA = (
    # Data of the customer is lost, missing or wrong after something we did.
    denied(
        Claim.DATA_LOSS,
        "lost|losing|loss",
        r"(?:lost|losing|lose|loses) (?:\w+ ){0,4}(?:data|records?|history|files?|documents?|users|entries|"
        "messages|settings|notes|projects?|orders|content|work|contacts|events|photos|emails|invoices|"
        "everything|tickets)|(?:data|records?|files?|history|messages|work|everything|content|"
        r"entries)[^.!?]{0,20} (?:is|are|was|were|got|been|completely|all) (?:\w+ ){0,2}lost|(?:loss of|"
        r"data) (?:\w+ )?(?:data|loss|lost)",
    ),
    denied(
        Claim.DATA_LOSS,
        "gone|disappear|vanish|wiped|erased|no longer present|deleted",
        "(?:data|records?|files?|documents?|users?|entries|messages|settings|notes|projects?|orders|content|"
        "contacts|events|photos|emails|invoices|everything|tickets|history|items|inbox|accounts?|sites?|rows|"
        "all|customers|products|sites|tables?)[^.!?]{0,60} (?:is|are|was|were|has|have|had|been|got|just|"
        r"suddenly|all|being)(?: \w+){0,2} (?:gone|disappear\w*|vanish\w*|wiped|erased|no longer present|"
        r"deleted)\b|(?:wiped|erased|deleted|wipes|erases) (?:\w+ ){0,3}(?:my|our|their|all|his|her|customer|"
        r"user|the) (?:\w+ )?(?:data|records|files|account|history|content|database|projects?|work)|"
        "(?:disappeared|vanished) (?:from|after|overnight|without)|(?:data|records|files|projects|orders|"
        r"messages|history|tickets|everything|contacts) (?:disappear|vanish)\w*",
    ),
    said(
        Claim.DATA_LOSS,
        "missing",
        r"(?:missing|with missing) (?:\w+ ){0,2}(?:data|rows|records|entries|history|files|transactions|"
        r"messages|orders|events|documents|invoices|values from)\b(?! (?:field|type|column|validation|feature))|"
        "(?:data|rows|records|entries|transactions|users?|orders|events|files|documents|history|invoices|"
        r"messages|contacts|customers)(?: \w+){0,4} (?:is|are|were|was|went|gone|been|going) (?:\w+ )?missing|"
        "(?:rows|records|users|data|entries|transactions|tickets?) (?:is |are )?missing|data isn't complete|"
        "data is (?:incomplete|"
        r"not complete)",
    ),
    denied(
        Claim.DATA_LOSS,
        "corrupt|overwrit|data integrity|inconsistent data|data inconsisten",
        r"(?:data|database|files?|records?|backup|tables?)[^.!?]{0,30} corrupt\w*|"
        r"corrupt\w* (?:\w+ ){0,2}(?:data|database|files?|records?|backups?)|(?:overwr\w+) (?:\w+ ){0,3}(?:data|"
        "records|changes|files|customer)",
    ),
    said(
        Claim.DATA_LOSS,
        "deleted|imported|recover|restore|migrat",
        r"incorrectly (?:\w+ ){0,6}(?:as )?deleted|(?:identified|marked|flagged) [^.!?]{0,40}as deleted|"
        "(?:users|records|customers|entries|accounts|items) (?:were|was|are) not (?:imported|migrated|"
        r"restored)|can (?:\w+ ){0,3}data be (?:recovered|restored|recoverd)|recover (?:\w+ ){0,3}(?:lost|"
        r"deleted|missing) (?:\w+ )?(?:data|files|records)|data (?:\w+ )?got lost|"
        "previously entered[^.!?]{0,40} not appear",
    ),
)
