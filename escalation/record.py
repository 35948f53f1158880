"""What all our facts are made of."""

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """A fact. It never changes; a change makes a new one."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Record(Value):
    """A fact that is stored. A row written by newer code keeps the fields this code does not know."""

    model_config = ConfigDict(frozen=True, extra="allow")
