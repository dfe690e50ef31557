"""Lists: long ones that read what is in sight, sheets, lines."""
