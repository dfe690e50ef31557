"""The book: tables, the journal, commands (writes) and views (reads). ``storage.book.Book`` is the only door."""
