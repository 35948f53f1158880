"""Chance that can be had again: the same seed makes the same storm."""

from random import Random


def chance_of(seed: str) -> Random:
    """It decides what people and faults do in a test."""
    return Random(seed)  # noqa: S311 - it plays faults and guards nothing
