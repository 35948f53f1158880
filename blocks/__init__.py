"""What people see in Slack: plain data, made from facts. Nothing here decides, asks or sends."""
