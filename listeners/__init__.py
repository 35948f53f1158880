"""What people do in Slack. A listener acknowledges, reads, asks the desk, and shows; it decides nothing."""
