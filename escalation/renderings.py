"""The brief as Markdown and as JSON. Slack's blocks are made in `blocks/brief.py`."""

import re
from collections.abc import Sequence
from functools import cache

import jinja2

from escalation.brief_model import Brief


def to_json(brief: Brief) -> str:
    return brief.model_dump_json(indent=2)


def to_markdown(brief: Brief) -> str:
    """The seed's template, filled in. What people typed is escaped, so that it cannot become a heading or a link."""
    return _template().render(brief=brief)


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("escalation", "templates"),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 - Markdown, escaped by the filter below
    )
    environment.filters["line"] = lambda text: _escaped(" ".join(text.split()))
    environment.filters["paragraphs"] = lambda text: "\n".join(_escaped(line.strip()) for line in text.splitlines())
    environment.filters["items"] = _items
    return environment.get_template("brief.md.j2")


def _items(said: Sequence[str]) -> str:
    """One stands beside its label, several below it."""
    lines = [_escaped(" ".join(one.split())) for one in said]
    return f" {lines[0]}" if len(lines) == 1 else "".join(f"\n  - {line}" for line in lines)


# Inside a line: whatever could be a style, a link, a tag or an entity. A "_" within a word is only that.
_INLINE = re.compile(r"([\\`*\[\]<>|]|~(?=~)|(?<!\w)_|_(?!\w)|&(?=#?\w+;))")
# At its beginning: headings, lists, rules, fences. "#4711" and "-5" are none, and read better as they are.
_BLOCK = re.compile(r"^(#{1,6}(?=\s|$)|[+-](?=\s|$)|-{2,}|={1,}|~{3,}|\d+(?=[.)](?:\s|$)))")


def _escaped(line: str) -> str:
    """A number needs its dot escaped, not itself."""
    inline = _INLINE.sub(r"\\\1", line)
    return _BLOCK.sub(lambda found: f"{found[1]}\\" if found[1].isdigit() else f"\\{found[1]}", inline)
