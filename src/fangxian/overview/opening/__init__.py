"""Opening: a county's first day, from an empty system to its first instruction (开局).

Keeps how far the set-up has come, what was put off, and the one-time links by which it is entered.
Promises that each step can be left and taken up again, that doing it twice changes nothing, and
that the same steps are taken in a browser and by a file.
Never writes another room's tables: all it does, the room's own verbs did, each with its audit line.
"""
