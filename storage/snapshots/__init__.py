"""What is frozen: the shapes of a statement and of a claim, whatever the book says later."""
