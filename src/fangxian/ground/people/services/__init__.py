"""The operations of people."""
