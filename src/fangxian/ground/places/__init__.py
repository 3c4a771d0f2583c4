"""Places (区划): the divisions of the country and what lies below the village.

Keeps divisions by their significant digits, with names, kinds and populations, and
sites. Promises that a name at any level, full or short, becomes a code the same way
everywhere, and that reading a code needs no query. Never guesses between two places
of one name, and knows no person.
"""
