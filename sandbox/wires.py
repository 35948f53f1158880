"""What joins a person to the app: the workspace they stand in, and the ways a word gets from one to the other."""

from dataclasses import dataclass

from sandbox.dispatch import Dispatcher
from sandbox.response_urls import ResponseUrls
from sandbox.triggers import Triggers
from sandbox.workspace import Workspace


@dataclass(frozen=True)
class Wires:
    workspace: Workspace
    dispatcher: Dispatcher
    triggers: Triggers
    urls: ResponseUrls
