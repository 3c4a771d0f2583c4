"""Settings that refuse to start wrong, and the plan of addresses."""
