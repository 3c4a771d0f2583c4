"""The deeds of people."""
