"""The database: a private PostgreSQL of our own in the data folder, or the one that `DATABASE_URL` names."""
