"""How the schema came to be, step by step: Alembic's folder. `storage/migrate.py` runs it.

A file's name begins with its revision, four digits, counting up.
"""
