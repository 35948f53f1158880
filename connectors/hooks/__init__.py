"""Webhooks: how each product signs what it tells us, and what it tells. Who listens at the door is `running/`."""
