"""What a quarter's leads come to: counts, rate, tier, award."""
