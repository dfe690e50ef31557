"""What the program pays for: rule sets of the award, and rules of pay."""
