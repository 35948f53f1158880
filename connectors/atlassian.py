"""How Atlassian's products are reached: the same for each of them.

In the cloud by the site's own address, with an e-mail address and an API token; a token with scopes gets in through
Atlassian's gateway only, by the site's cloud id. A Data Center of one's own takes a personal access token.
"""

import re
from collections.abc import Mapping
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, SecretStr, model_validator

from connectors.product import Address, ConnectorSettings, Means, needed, words
from connectors.tokens import Token, basic
from connectors.wire import Wire

GATEWAY = "https://api.atlassian.com"
CLOUD_SITES = ".atlassian.net"

NAMES = ("displayName", "publicName", "username", "name")
"""What an account is called. Each may be kept private, or be the other product's alone."""

_CLOUD_ID = re.compile(r"[\w-]+")


def _cloud_id(value: str) -> str:
    if not _CLOUD_ID.fullmatch(value):
        raise ValueError("write the id alone, as https://YOUR-SITE.atlassian.net/_edge/tenant_info shows it")
    return value


class AtlassianSettings(ConnectorSettings):
    """`url` is where people open it. `api_url` stands in for the gateway or, without a cloud id, for `url`."""

    url: Address
    token: SecretStr
    email: str | None = None
    cloud_id: Annotated[str, AfterValidator(_cloud_id)] | None = None
    api_url: Address | None = None

    @model_validator(mode="after")
    def _names_who_it_is(self) -> "AtlassianSettings":
        is_cloud_site = (urlsplit(self.url).hostname or "").endswith(CLOUD_SITES)
        if is_cloud_site and not self.is_cloud:
            raise ValueError("email is missing: the address of the account whose API token this is")
        return self

    @property
    def is_cloud(self) -> bool:
        return bool(self.email or self.cloud_id)

    def wire(self, means: Means, product: str) -> Wire:
        """`product` is its name at the gateway."""
        base = self.api_url or self.url
        if self.cloud_id:
            base = f"{self.api_url or GATEWAY}/ex/{product}/{self.cloud_id}"
        auth = basic(self.email, self.token) if self.email else Token(self.token)
        return means.wire(base, auth=auth)


def who(me: Mapping[str, Any]) -> str:
    """The account that lets us in: by its id where all its names are kept private."""
    return next((name for key in NAMES if (name := words(me.get(key)))), None) or needed(me, "accountId")
