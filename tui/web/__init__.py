"""The app in a window of a browser: the server, and who may come in."""
