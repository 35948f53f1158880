"""The stores under test, and a desk's worth of facts to keep in them."""

from tests.stores import machine, store

__all__ = ["machine", "store"]
