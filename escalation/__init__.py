"""What an escalation is, and every decision about it. No Slack, no database, no network, no clock of its own."""
