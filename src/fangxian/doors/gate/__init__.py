"""The hot door: entrances that scan hundreds a second, and codes shown by the thousand.

Keeps nothing; the ordinary doors offer the same and serve alone when this one is down.
Promises: what is acknowledged is committed; above its room it answers 429 with a time to
come back, and loses nothing of what it took.
Never decides by itself: it gathers requests and calls the rooms' verbs for many at once.
"""
