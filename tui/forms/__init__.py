"""Dialogs: small questions over a screen. Each returns a command, or None when it was left."""
