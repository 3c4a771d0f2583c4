"""Seeing it whole: boards and drills."""
