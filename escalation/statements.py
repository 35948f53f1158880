"""Does a text tell what a thing does? The weakest sign that something is reported, asked for when no other is found."""

import re

# What things do, as people tell it; what people do to each other (call, write, agree) is left out.
_DOES = (
    "accept|add|appear|apply|archive|arrive|assign|attach|bill|blink|block|bring|calculate|change|charge|clear|close|"
    "collapse|compute|connect|contain|convert|copy|count|cover|create|cut|deduct|delete|deliver|detach|discard|display|"
    "download|drift|drop|duplicate|empty|encode|end|erase|execute|expand|expire|export|fade|fall|fetch|fill|finish|"
    "fire|"
    "flash|flicker|format|forward|generate|go|grow|hide|hit|ignore|import|include|insert|install|interrupt|"
    "invert|jump|keep|land|last|leak|leave|link|list|load|log|loop|lose|make|map|mark|match|merge|miss|move|multiply|"
    "mute|"
    "notify|omit|open|output|overlap|overwrite|parse|pause|peak|play|point|pop|post|print|process|produce|publish|"
    "pull|push|"
    "put|reach|read|record|redirect|reduce|refer|refresh|refuse|reject|release|reload|remain|remove|render|reopen|"
    "repeat|"
    "replace|reply|report|reset|resize|resolve|respond|restart|restore|return|reverse|ring|rise|rotate|round|route|"
    "run|save|"
    "scan|schedule|scroll|send|show|shift|shrink|shut|sit|skip|sort|spam|spin|split|stack|start|stay|stop|store|stream|"
    "stretch|strip|submit|swallow|swap|switch|sync|take|time|toggle|transfer|translate|treat|trigger|truncate|turn|"
    "unlink|"
    "unsubscribe|update|upload|use|vary|wait|wipe|wrap|write"
)
_DID = (
    "became|began|broke|brought|came|cut|did|fell|gave|got|grew|kept|left|lost|made|overwrote|put|ran|rang|reset|rose|"
    "sat|"
    "sent|shrank|shut|split|spun|stood|swept|took|took|went|wrote"
)
_STATEMENT = re.compile(
    rf"(?<!\w)(?:(?!(?:we|i|they|he|she|you|to|please|can|could|would|should|will|the|a|an|customer|client|who|and|"
    rf"or)\b)"
    rf"[\w-]+ (?:now |still |only |also |just |always |sometimes |often |then |suddenly |again )?"
    rf"(?:(?:{_DOES})(?:e?s|e?d)|(?:{_DID}))|"
    rf"\w+s (?:now |still |only |also |just |always |sometimes |often |then |suddenly )?(?:{_DOES})|"
    r"(?:is|are|was|were|does|has been|have been|can be|cannot be|could be|can't be)|"
    r"(?:i|we|they|users|customers|people|agents) (?:now |still |only |also )?(?:see|get|notice|observe|experience|"
    r"hear|"
    r"receive|find|saw|got|noticed|observed|experienced|heard|received|found)) [^\W\d]\w*"
)
# A word in -s or -ed with one of these behind it is a verb: "bricked our", "eats the".
_BY_WHAT_FOLLOWS = re.compile(
    r"\w (?!(?:this|always|its|his|hers|yours|ours|theirs|yes|plus|less|unless|as|is|was|has|does|needs?|wants?|needed|"
    r"wanted|thanks|based|related|us)\b)\w{2,}(?:s|ed) (?:the|our|my|their|his|her|its|your|an?|no|any|all|every|each|"
    r"only|"
    r"half|nothing|everything|it|them|us|me|too|twice|again|back|away|off|apart|forever|itself|themselves|wrongly|"
    r"\d+)\b"
)
_FEWEST = 4


def find_statement(low: str) -> tuple[int, int] | None:
    """Where `low` (folded) tells that a thing does something: "codes apply to", "the map stays grey"."""
    if "?" in low or low.count(" ") < _FEWEST - 1:
        return None
    found = _STATEMENT.search(low) or _BY_WHAT_FOLLOWS.search(low)
    return found.span() if found else None
