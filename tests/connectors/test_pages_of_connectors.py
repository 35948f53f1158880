"""Each connector has a page, and the page has each of its settings."""

import re
from pathlib import Path

import pytest

from connectors.register import KINDS, _loaded

PAGES = Path(__file__).parents[2] / "docs" / "connectors"


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_its_page_names_each_setting_and_its_variable(kind: str) -> None:
    page = (PAGES / f"{kind}.md").read_text(encoding="utf-8")
    settings = _loaded(kind).Settings.model_fields
    for field in settings:
        assert f"`{field}`" in page
        assert f"`{kind}_{field}".upper() in page
    assert f"[connectors.{kind}]" in page


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_its_page_writes_no_secret_into_the_policy(kind: str) -> None:
    page = (PAGES / f"{kind}.md").read_text(encoding="utf-8")
    secrets = re.findall(r'^(\w*(?:token|key|secret|password)\w*) = "([^"]*)"', page, re.MULTILINE)
    assert secrets
    assert [value for _, value in secrets if not value.startswith("env:")] == []
