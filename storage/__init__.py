"""What we remember: tables, transactions, letters on their way. The only room with SQL; it decides nothing."""
