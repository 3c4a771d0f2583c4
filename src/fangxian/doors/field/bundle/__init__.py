"""What a device carries for days without a network: its duty, and no number in clear."""
