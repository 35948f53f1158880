"""How the doors under `/sandbox` read what they are asked, and say no."""

from typing import Any

from aiohttp import web

BAD = 400


async def body_of(request: web.Request) -> dict[str, Any]:
    """What is not a JSON object asks for nothing."""
    try:
        asked = await request.json()
    except ValueError:
        return {}
    return asked if isinstance(asked, dict) else {}


def no(error: str, status: int = BAD) -> web.Response:
    return web.json_response({"ok": False, "error": error}, status=status)
