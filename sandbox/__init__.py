"""A small, strict Slack of our own, to try the program in and to test it with. It knows nothing of the program."""

from sandbox.clock import SandboxClock
from sandbox.errors import NotThere, Refused
from sandbox.people import Person
from sandbox.screen import Face, Shown
from sandbox.server import Sandbox, SandboxSettings
from sandbox.story import Story
from sandbox.workspace import Message

__all__ = [
    "Face",
    "Message",
    "NotThere",
    "Person",
    "Refused",
    "Sandbox",
    "SandboxClock",
    "SandboxSettings",
    "Shown",
    "Story",
]
