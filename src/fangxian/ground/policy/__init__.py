"""Policy (政策): what is in force on a day at a place, with the clause that says so.

Keeps the packs as they were read and who enacted them. Promises the same answer
for one person and for a whole population, and the same answer years later.
Never guesses a value that a pack does not hold, and knows no other room.
"""
