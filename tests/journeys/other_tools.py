"""Other tools for journeys, over real HTTP: each answers, hangs until it is let go, or fails, as the test says."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiohttp import web
from pydantic import SecretStr

from sandbox import Person, Sandbox
from sandbox.screen import Face
from tests.connectors.example_github import EXAMPLE

TITLE = "<!channel> & *Checkout* answers 500"
FIRST, LATER = "draft.known.0", "draft.known.1"
OTHERS = {"GH": SecretStr("s3cret")}


@dataclass
class Tool:
    """A tracker's search. It waits while `is_held`, and answers with `status` and these titles."""

    titles: tuple[str, ...] = (TITLE,)
    status: int = 200
    is_held: bool = False
    asked: list[str] = field(default_factory=list)
    let_go: asyncio.Event = field(default_factory=asyncio.Event)

    async def search(self, request: web.Request) -> web.Response:
        self.asked.append(request.query["q"])
        if self.is_held:
            await self.let_go.wait()
        if self.status != web.HTTPOk.status_code:
            return web.Response(status=self.status)
        answer: dict[str, Any] = dict(EXAMPLE.answers["GET", "/search/issues"])
        issue = {**answer["items"][0], "html_url": "https://github.com/acme/shop/issues/81"}
        items = [{**issue, "title": title, "number": 81 + at} for at, title in enumerate(self.titles)]
        return web.json_response({**answer, "items": items})


@asynccontextmanager
async def answering(products: Mapping[str, Tool]) -> AsyncIterator[str]:
    """Where they are."""

    async def search(request: web.Request) -> web.Response:
        return await products[request.match_info["name"]].search(request)

    served = web.Application()
    served.add_routes([web.get("/{name}/search/issues", search)])
    runner = web.AppRunner(served, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    try:
        yield f"http://{host}:{port}"
    finally:
        for one in products.values():
            one.let_go.set()
        await runner.cleanup()


def policy(place: Path, url: str, names: tuple[str, ...], *, crm: Sandbox | None = None, deadline: str = "10s") -> Path:
    """A file with these trackers, the sandbox's CRM, which knows Acme Corp, and its handbook, which knows logins."""
    lines = [f'[gathering]\ndeadline = "{deadline}"\n']
    for name in names:
        lines.append(f'[connectors.{name}]\nkind = "github"\ntoken = "env:GH"\nrepos = "acme/{name}"\n')
        lines.append(f'api_url = "{url}/{name}"\n')
    if crm:
        lines.append(f'[connectors.hubspot]\ntoken = "env:GH"\napi_url = "{crm.url}/tools/crm"\ncurrency = "USD"\n')
        lines.append(f'[connectors.confluence]\ntoken = "env:GH"\nurl = "{crm.url}/tools/handbook"\n')
    file = place / "escalation.toml"
    file.write_text("".join(lines), encoding="utf-8")
    return file


async def shows(sandbox: Sandbox, person: Person, words: str) -> Face:
    """The form, once it says so."""
    found = await sandbox.until(lambda: person.modal if person.modal and words in person.modal.words else None)
    assert found is not None
    return found
