"""What products tell as HTML is read as words."""

import pytest

from connectors.product import plain


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Any <b>news</b>?</p><p>Thanks</p>", "Any news? Thanks"),
        ("one<br>two<br/>three", "one two three"),
        ("<ul><li>Coffee</li><li>Tea</li></ul>", "Coffee Tea"),
        ("<script>alert(1)</script><style>p {}</style>a &lt; b &amp; c", "a < b & c"),
        ("<p>unclosed <b>", "unclosed"),
        (None, ""),
    ],
)
def test_marks_part_words_only_where_they_part_lines(html: str | None, text: str) -> None:
    assert plain(html) == text
