"""The journal and its only writer: every change with what stood before, in a chain of hashes."""
