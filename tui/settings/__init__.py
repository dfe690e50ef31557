"""What is kept beside the book on this machine: the config file, folders, what was typed into filters."""
