"""How people say that their data is lost, missing or wrong. Only the table; its notation is `wordings.py`'s."""

from escalation.cues import Cue
from escalation.signals import Claim
from escalation.wordings import denied, said

# What customers keep with us. People they lose to others are the business's loss, no data.
_KEPT = (
    "(?:data|records?|rows?|entries|entry|files?|folders?|documents?|docs|history|histories|transactions?|"
    "messages?|e-?mails?|orders?|events?|invoices?|bills?|receipts?|contacts?|tickets?|cases?|projects?|notes?|"
    "photos?|pictures|videos?|recordings?|calls|logs?|settings|posts?|comments?|products?|listings?|"
    "appointments?|bookings?|reservations?|conversations?|chats?|attachments?|uploads?|leads?|deals?|tasks?|"
    "timesheets?|payments?|balances?|credits|points|progress|work|changes|configurations?|profiles?|databases?|"
    "inbox|mailbox|library|playlists?|bookmarks|passwords|collections?|workspaces?|boards?|cards?|templates?|"
    "dashboards?|charts?|schedules?|calendars?|content|contents|everything|stuff|backups?|repos(?:itor(?:y|"
    "ies))?|sites?|websites?|tables|articles?|lists?|subscriptions?|answers|responses|submissions?|drafts?|tags|"
    "assets|images|values|metrics|statistics|stats|accounts?|users|customers|students|patients|members|"
    "subscribers|items?)"
)
_OURS = "(?:my|our|their|his|her|your|the|all|customer|client|user|production)"
_IS = (
    "(?:(?<=is )|(?<=are )|(?<=was )|(?<=were )|(?<=has )|(?<=have )|(?<=had )|(?<=been )|(?<=got )|(?<=just )|"
    "(?<=suddenly )|(?<=all )|(?<=now )|(?<=simply )|(?<=completely )|(?<=being )|(?<=also )|(?<=then ))"
)
# What goes away on a screen is a fault of the screen, and a trouble that goes away is none.
_ON_A_SCREEN = Cue(
    (),
    r"(?:\b(?:not|no|never|without|isn't|aren't|if|when|until|prevent\w*|avoid\w*)\s(?:\w+\s){0,2}|\b(?:button|"
    "option|menu|tab|icon|link|field|column|page|logo|label|toolbar|cursor|popup|pop-up|modal|window|scrollbar|"
    "sidebar|header|footer|checkbox|dropdown|banner|tooltip|preview|formatting|functionality|feature|keyboard|"
    "screen|section|filter|arrow|box|problem|issue|error|bug|warning|glitch|symptom|pain|money|"
    r"trouble)s?\s(?:\w+\s){0,4})$",
)
# Whoever deletes their own data asks for help, and reports no fault of ours.
_BY_THEMSELVES = Cue(
    (),
    r"\b(?:(?:i|we|he|she|i've|we've|i'd|have|had|accidentally|mistakenly|inadvertently|not|please|never|want|can|"
    r"could|should|once|if|by mistake)\s(?:\w+\s){0,1}|to\s)$",
)

LOST_DATA = (
    denied(
        Claim.DATA_LOSS,
        "lost|losing|loss|lose",
        r"(?:lost|losing(?! (?:orders|sales|bookings)\b)|lose|loses) (?!(?:access|sight|track|interest|time|"
        r"money|patience|"
        r"trust|connection|contact)\b(?! (?:data|records?|entries|transfers?)))(?:\w+ ){0,4}(?!users|customers|"
        r"clients|members|subscribers|leads?|"
        rf"deals?){_KEPT}\b|{_KEPT}[^.!?]{{0,20}} (?:is|are|was|were|got|get|gets|been|completely|"
        r"all) (?:\w+ ){0,2}lost|(?:loss of|data) (?:\w+ )?(?:data|loss|lost)",
    ),
    said(
        Claim.DATA_LOSS,
        "gone|disappear|vanish|wiped|erased|no longer present|no longer there|no longer exist|nowhere to be",
        rf"{_IS}gone(?! (?:\w+ )?(?:through|live|wrong|to|up|down|back|into|on|over|well|un\w+|bad|quiet|silent|"
        rf"ahead|by|beyond|out|off))|{_IS}(?:wiped|erased)|(?:disappear|vanish)\w*(?!.{{0,100}}\b(?:com(?:e|es|ing)"
        rf" back|reappear|"
        rf"show(?:s|ing)? up again|are back|is back|return again))|no longer (?:present|there|"
        r"exists?)|nowhere to be \w+",
        denied=_ON_A_SCREEN,
    ),
    said(
        Claim.DATA_LOSS,
        "gone missing|went missing|going missing|go missing",
        denied=_ON_A_SCREEN,
    ),
    denied(
        Claim.DATA_LOSS,
        "deleted",
        rf"{_KEPT}[^.!?]{{0,40}} (?:is|are|was|were|been|got|get|gets|being|suddenly|all) (?:\w+ ){{0,2}}deleted\b",
    ),
    said(
        Claim.DATA_LOSS,
        "wiped|erased|deleted|wipes|erases|deletes|purged|removed",
        rf"@ (?:out )?(?:\w+ ){{0,3}}?{_OURS} (?:\w+ ){{0,2}}{_KEPT}\b(?![^.!?]{{0,40}}(?:by (?:accident|mistake)|"
        "accidentally))",
        denied=_BY_THEMSELVES,
    ),
    said(
        Claim.DATA_LOSS,
        "wiped|erased|deleted|wipes|erases|deletes|lost|loses",
        r"@ (?:out )?(?:everything|all (?:of )?(?:it|them|that|those|these))\b(?! (?:by (?:accident|mistake)|"
        "and (?:reinstalled|re-?installed|started|start)))",
        denied=_BY_THEMSELVES,
    ),
    # It is there no more, or never was, though it was put in.
    said(
        Claim.DATA_LOSS,
        "none of",
        rf"none of (?:my|our|the|their|his|her) (?:\w+ )?{_KEPT} (?:\w+ )?(?:was|were|is|are|came|remain\w*|"
        r"got) (?:\w+ )?(?:there|left|saved|kept|present|visible|here|over|back|restored|found)",
    ),
    said(
        Claim.DATA_LOSS,
        "empty",
        "(?:completely |totally |now |an? )+empty (?:database|account|library|inbox|workspace|project|"
        r"catalog\w*)|(?:database|account|library|inbox|workspace|catalog\w*) (?:is|was) (?:\w+ )?empty",
    ),
    said(
        Claim.DATA_LOSS,
        "reset|reverted|rolled back|emptied|purged|overwrit|set to zero|set back",
        rf"{_KEPT}(?: \w+){{0,5}} (?:was|were|got|been|is|are|gets?) (?:\w+ )?(?:reset|reverted|rolled back|"
        r"emptied|purged|overwritten|set (?:back )?to (?:zero|0|default))|overwr\w+ (?:\w+ ){0,3}(?:data|"
        "records|changes|files|customer)",
        denied=_ON_A_SCREEN,
    ),
    said(
        Claim.DATA_LOSS,
        "missing",
        r"(?:missing|with missing) (?:\w+ ){0,2}(?:data|rows|records|entries|history|files|transactions|"
        "messages|orders|events|documents|invoices|values from|payments|contacts|tickets|emails|notes|photos|"
        rf"recordings)\b(?! (?:field|type|column|validation|feature))|{_KEPT}(?: \w+){{0,4}} (?:is|are|were|was|"
        r"went|gone|been|going) (?:\w+ )?missing\b(?! (?:a|an|the|from the (?:docs|menu)|features?|options?|"
        "support|fields?|translations?))|(?:rows|records|users|data|entries|transactions|tickets?) missing|"
        "data isn't complete|data is (?:incomplete|not complete)",
        denied=_ON_A_SCREEN,
    ),
    said(
        Claim.DATA_LOSS,
        "restored from|miss|lack|short of|thrown back|rolled back|not exist|n't exist",
        rf"{_KEPT}[^.!?]{{0,40}} (?:do|does|did)(?: not|n't) exist (?:\w+ ){{0,4}}(?:any ?more|any longer|now)\b|"
        r"(?:thrown|rolled) back (?:by )?(?:a|one|two|three|several|\d+) (?:\w+ )?(?:hours?|days?|weeks?|months?)\b|"
        r"restored from (?:an? |the )?(?:wrong|old|older|outdated|stale)\b|(?:miss|misses|missing|lack|lacks|lacking|"
        r"short of) "
        rf"(?:about |around |over )?(?:a|one|two|three|several|\d+) (?:whole |full )?(?:days?|hours?|weeks?|months?|"
        rf"years?) of (?:\w+ ){{0,2}}?{_KEPT}\b",
    ),
    denied(
        Claim.DATA_LOSS,
        "corrupt|data integrity|inconsistent data|data inconsisten",
        r"(?:data|database|files?|records?|backup|tables?|index|repository)[^.!?]{0,30} corrupt\w*|"
        r"corrupt\w* (?:\w+ ){0,2}(?:data|database|files?|records?|backups?|tables?|index)",
    ),
    said(
        Claim.DATA_LOSS,
        "deleted|imported|recover|restore|migrat|import|copied|transfer|backed up|moved",
        r"incorrectly (?:\w+ ){0,6}(?:as )?deleted|(?:identified|marked|flagged) [^.!?]{0,40}as deleted|(?:users|"
        "records|customers|entries|accounts|items) (?:were|was|are) not (?:imported|migrated|restored)|"
        r"can (?:\w+ ){0,3}data be (?:recovered|restored|recoverd)|recover (?:\w+ ){0,3}(?:lost|deleted|"
        r"missing) (?:\w+ )?(?:data|files|records)|data (?:\w+ )?got lost|"
        r"previously entered[^.!?]{0,40} not appear|(?:migrat\w+|import\w*|copied|transferred|moved|restored|"
        r"backed up)[^.!?]{0,40} but (?:\w+ ){1,4}?(?:were|was|did|are|is|have|has)(?: not|n't)(?=[ .,;!?]|$)",
    ),
)
