"""What a text may say of a person: recognized, so that it can be kept out of the book. Pure."""
