"""The deeds of the venues room."""
