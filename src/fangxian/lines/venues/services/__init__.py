"""The operations of the venues room."""
