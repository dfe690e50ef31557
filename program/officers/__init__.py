"""Officers' standing and the clocks on it."""
