"""The verbs of arrivals."""
