"""The data folder: the only layer that knows SQL (SQLAlchemy Core, Alembic, SQLCipher)."""
