"""Who may do what, decided in one place and enforced twice: in queries and in PostgreSQL."""
