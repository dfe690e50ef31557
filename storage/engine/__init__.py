"""What SQLite and PostgreSQL need to be asked: connections, locks, the pulse, names of books, files."""
