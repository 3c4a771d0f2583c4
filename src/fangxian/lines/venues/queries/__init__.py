"""The reads of the venues room."""
