"""What a lead is, and what may become of it."""
