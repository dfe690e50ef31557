"""Commands: each is one user action, one transaction, one entry of the journal."""
