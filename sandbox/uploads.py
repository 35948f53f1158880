"""Files people choose: their names only. Nothing of what is in them is read, sent or kept."""

import mimetypes
import secrets
from pathlib import PurePath
from typing import Any


def uploaded(chosen: Any, domain: str) -> dict[str, Any]:
    """A file as Slack describes one, from a name; one that is described already stays as it is."""
    if isinstance(chosen, dict):
        return chosen
    file_id, name = f"F0{secrets.token_hex(4).upper()}", str(chosen)
    address = f"https://{domain}.slack.com/files/{file_id}/{name}"
    return {
        "id": file_id,
        "name": name,
        "title": name,
        "mimetype": mimetypes.guess_type(name)[0] or "application/octet-stream",
        "filetype": PurePath(name).suffix.removeprefix(".") or "binary",
        "url_private": address,
        "permalink": address,
    }
