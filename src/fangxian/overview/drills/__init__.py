"""Drills: synthetic counties and demo days, played through the rooms' own doors.

Keeps the makers of lifelike ledgers and the script of the Hanyin demo.
Promises that the same seed gives the same county, that nothing made here is a real
person's, and that a demo loads once however often it is asked for.
Never writes a table itself: all it does, a room's api did.
"""
