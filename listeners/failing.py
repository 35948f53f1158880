"""What a person sees when something of ours fails under their hands: a sentence, and the words they typed."""

import logging

from slack_bolt.async_app import AsyncApp
from slack_bolt.response import BoltResponse

from blocks import private
from escalation.errors import StorageError
from listeners.room import Payload

log = logging.getLogger(__name__)


def register(app: AsyncApp) -> None:
    app.error(failed)


async def failed(error: Exception, body: Payload) -> BoltResponse:
    """A form stays open with what stands in it, and a button says that it did not work: Slack does that for a 500."""
    if isinstance(error, StorageError):
        log.error("a listener found no database", extra={"why": str(error)})
    else:
        log.error("a listener failed", exc_info=error)
    if "command" not in body:
        return BoltResponse(status=500)
    return BoltResponse(status=200, body=private.went_wrong(str(body.get("text") or "")))
