"""The Textual app: screens over the book's views, commands on its keys. No SQL, no rules, no file formats."""
