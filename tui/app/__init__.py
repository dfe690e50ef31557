"""The app: the shell that the screens live in, what can be done from everywhere, and how work is handed on."""
