"""Keys, tokens and passwords in typed text: what is left of each is its kind and its end, so that it can be revoked.

A report of a leaked key is read by a whole channel, and kept. Masked at the door, it is in neither. Only what has a
known shape is found, so that an order number stays an order number.
"""

import re
from collections.abc import Iterable

SHORTEST = 12
"""Letters of a token without a blank below which nothing is looked for in it."""

SHOWN = 4

_TOKENS: tuple[tuple[str, str], ...] = (
    ("Stripe key", r"[sr]k_(?:live|test)_\w{10,}"),
    ("Stripe webhook secret", r"whsec_\w{16,}"),
    ("AWS key", r"A(?:KIA|SIA)[A-Z0-9]{16}"),
    ("GitHub token", r"gh[pousr]_\w{30,}|github_pat_\w{30,}"),
    ("GitLab token", r"glpat-[\w-]{18,}"),
    ("Slack token", r"xox[abeposr]-[\w-]{10,}|xapp-[\w-]{10,}"),
    ("Slack webhook", r"hooks\.slack\.com/(?:services|workflows|triggers)/[\w/]{10,}"),
    ("Google key", r"AIza[\w-]{30,}|ya29\.[\w-]{20,}|GOCSPX-[\w-]{20,}"),
    ("SendGrid key", r"SG\.[\w-]{16,}\.[\w-]{16,}"),
    ("npm token", r"npm_\w{30,}"),
    ("PyPI token", r"pypi-[\w-]{40,}"),
    ("Shopify token", r"shp(?:at|ca|pa|ss)_\w{24,}"),
    ("HubSpot token", r"pat-(?:na|eu)\d-[\w-]{30,}"),
    ("Notion token", r"(?:secret|ntn)_[A-Za-z0-9]{30,}"),
    ("Linear key", r"lin_(?:api|oauth)_\w{30,}"),
    ("Atlassian token", r"ATATT3[\w=-]{30,}"),
    ("DigitalOcean token", r"do[opr]_v1_\w{40,}"),
    ("API key", r"sk-(?=[a-z-]{0,40}[0-9A-Z])[\w-]{20,}"),
    ("signed token", r"eyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]{10,}"),
)
_SHAPES = "|".join(f"(?P<k{number}>{shape})" for number, (_, shape) in enumerate(_TOKENS))
_TOKEN = re.compile(f"(?<![A-Za-z0-9])(?:{_SHAPES})")
_LONG = re.compile(rf"[^\s<>\"'`|]{{{SHORTEST},}}")

_BLOCK = re.compile(
    r"-----BEGIN ([A-Z ]{0,40})PRIVATE KEY-----.*?(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|\Z)", re.DOTALL
)
_IN_ADDRESS = re.compile(r"(\w://[^\s/@:]{1,200}:)[^\s/@]{1,500}@")

# A name for a secret, a sign, and something that is no plain word: "password: reset" is said of one, and gives none.
_NAMES = r"pass(?:word|wd|phrase|code)|pwd|secret|(?:api|access|auth|secret|private)[ _-]?(?:key|token)|token"
_NAMED = re.compile(
    rf"(?<![^\W_])(?P<name>{_NAMES})(?P<sign>[\"']?\s{{0,3}}(?:[:=]|\bis\b)\s{{0,3}}[\"']?)"
    r"(?P<value>(?!https?://|\[)(?=[^\s\"',;]{0,200}[0-9!#$%&*+?@^])(?=[^\s\"',;]{0,200}[A-Za-z])[^\s\"',;]{6,})",
    re.IGNORECASE,
)
_TELLTALES = ("pass", "pwd", "secret", "token", "bearer", "basic", "key")
_BEARER = re.compile(
    r"\b(Authorization:\s{0,3})?(Bearer|Basic)\s{1,3}(?=[\w.~+/=-]{0,200}\d)[\w.~+/=-]{16,}", re.IGNORECASE
)


def masked(text: str) -> str:
    """`text` without its secrets: `sk_live_…` becomes `[Stripe key ending 7890]`. Masked text stays as it is."""
    if "PRIVATE KEY-----" in text:
        text = _BLOCK.sub("[private key]", text)
    text = _LONG.sub(_tokens_masked, text)
    if "://" in text:
        text = _IN_ADDRESS.sub(r"\1[password]@", text)
    low = text.casefold()
    if not any(one in low for one in _TELLTALES):
        return text
    text = _BEARER.sub(lambda found: f"{found[1] or ''}{found[2]} [token{_ending(found[0])}]", text)
    return _NAMED.sub(lambda found: f"{found['name']}{found['sign']}[hidden]", text)


def found_in(texts: Iterable[str]) -> tuple[str, ...]:
    """What was masked in `texts`, as it stands there, each once."""
    return tuple(dict.fromkeys(one[0] for text in texts for one in _MASKED.finditer(text)))


def _tokens_masked(long: re.Match[str]) -> str:
    return _TOKEN.sub(lambda found: f"[{_kind(found)}{_ending(found[0])}]", long[0])


def _kind(found: re.Match[str]) -> str:
    return _TOKENS[int((found.lastgroup or "k0")[1:])][0]


def _ending(secret: str) -> str:
    return f" ending {secret[-SHOWN:]}"


_KINDS = "|".join(re.escape(kind) for kind, _ in _TOKENS)
_MASKED = re.compile(rf"\[(?:(?:{_KINDS}|token) ending [^\]\s]{{1,8}}|private key|password|hidden)\]")
