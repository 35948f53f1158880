"""Plain lines as Atlassian's document format: paragraphs of text, which hold no markup and call nobody."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any


def adf(lines: Iterable[str]) -> Mapping[str, Any]:
    """Lines that stand together are one paragraph, with breaks between them."""
    blocks = (list(block) for is_text, block in groupby(lines, key=lambda line: bool(line.strip())) if is_text)
    return {"type": "doc", "version": 1, "content": [_paragraph(block) for block in blocks]}


def _paragraph(lines: list[str]) -> Mapping[str, Any]:
    leaves: list[Mapping[str, Any]] = []
    for line in lines:
        leaves += [{"type": "hardBreak"}] if leaves else []
        leaves.append({"type": "text", "text": line})
    return {"type": "paragraph", "content": leaves}
