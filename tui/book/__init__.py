"""The app's side of the book: the one way to it, threads, backups by themselves, the watched folder."""
