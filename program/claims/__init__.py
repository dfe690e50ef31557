"""What may be claimed of what officers are paid, line by line."""
