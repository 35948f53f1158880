"""What keeps the program running: who we are, the ways in, the rounds, what is served, what is logged, the trial."""
