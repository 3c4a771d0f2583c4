"""Intake (收表): every table that comes in, opened and understood.

Keeps what columns were said to mean and nothing else: it turns a file into sheets, titles and
rows, for a kind of table that a room declares. Promises that merged cells mean all their rows, that no visible sheet is passed over
in silence, that what is left aside is named, and that two columns of one title stay two.
Never reads a hidden sheet without being asked, and knows no room above it.
"""
