"""Doors are cut by audience: command, public, rest, cli. Rooms contain no web."""
