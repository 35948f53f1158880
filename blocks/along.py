"""What comes along with the form and is not typed: messages of the thread, and files from before. Both are ticked."""

from collections.abc import Mapping
from typing import Any

from blocks import kit, limits
from blocks.detail import Said
from blocks.kit import Block
from escalation.drafts import Draft, FileRef, Source

FILES = "draft.files"
THREAD = "draft.thread"
KEPT_FILES = "draft.kept_files"


def came_along(draft: Draft) -> list[Block]:
    """What is found after the form is open stands below the inputs, so that no field jumps under a thumb."""
    blocks, source = [_kept_files(draft)] if draft.files else [], draft.source
    if source is None:
        return blocks
    if len(source.messages) > (0 if source.is_linked else 1):
        blocks.append(_thread(source, draft))
    if source.is_private:
        blocks.append(kit.context("This comes from a private conversation. It will be readable where it goes."))
    return blocks


def _thread(source: Source, draft: Draft) -> Block:
    """The thread's last messages, to be ticked and quoted in the brief. Not an input, so it costs none."""
    last = source.messages[-limits.CHECKBOXES :]
    options = [kit.option(f"{one.author}: {' '.join(one.text.split())}", one.ts) for one in last]
    named = f"the thread you link to in #{source.channel_name}" if source.is_linked else "the thread"
    return _to_tick(THREAD, f"Take along from {named}:", options, ticked={one.ts for one in draft.quotes})


def _kept_files(draft: Draft) -> Block:
    """Slack opens its field for files empty, so those of before stand here and stay unless they are unticked."""
    options = [kit.option(file.name or "a file", file.id) for file in draft.files[-limits.CHECKBOXES :]]
    return _to_tick(KEPT_FILES, "Files from before:", options, ticked={file.id for file in draft.files})


def _to_tick(block: str, text: str, options: list[Block], *, ticked: set[str]) -> Block:
    boxes_beside = boxes(options, ticked=ticked)
    return {"type": "section", "block_id": block, "text": kit.plain(text), "accessory": boxes_beside}


def boxes(options: list[Block], *, ticked: set[str]) -> Block:
    """One listener answers every tick; what is ticked is read when the form is sent."""
    made: Block = {"type": "checkboxes", "action_id": THREAD, "options": options}
    initial = [one for one in options if one["value"] in ticked]
    return made | ({"initial_options": initial} if initial else {})


def read(said: Said, draft: Draft) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if FILES in said or KEPT_FILES in said:
        found["files"] = _read_files(said, draft)
    if THREAD in said and draft.source:
        ticked = ticked_in(said, THREAD)
        found["quotes"] = tuple(one for one in draft.source.messages if one.ts in ticked)
    return found


def _read_files(said: Said, draft: Draft) -> tuple[FileRef, ...]:
    """Those of before that are still ticked, and those put in now. One put in before a redraw is among both."""
    put_in = [_file(file) for file in said.get(FILES, {}).get("files") or ()]
    if KEPT_FILES not in said:
        return tuple(put_in)
    ticked, unshown = ticked_in(said, KEPT_FILES), draft.files[: -limits.CHECKBOXES]
    before = [file for file in draft.files if file in unshown or file.id in ticked]
    return tuple({file.id: file for file in (*before, *put_in)}.values())


def ticked_in(said: Said, block: str) -> set[str]:
    return {str(one["value"]) for one in said[block].get("selected_options") or ()}


def _file(file: Mapping[str, Any]) -> FileRef:
    return FileRef(id=str(file["id"]), name=str(file.get("name", "")), permalink=str(file.get("permalink", "")))
