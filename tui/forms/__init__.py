"""What is asked over a screen: forms that record, and small windows that only answer or show."""
