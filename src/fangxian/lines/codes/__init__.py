"""Codes (健康码): why a person has the colour that they have, and until when.

Keeps the ledger of standings, proposals by hand, appeals, alarms, paper cards and keys.
Promises that the colour is the worst standing that holds and nothing else, that each
standing names its clause, source and end, that raising or lowering twice is harmless,
and that a code verifies without a network.
Never sets a colour: a standing by hand takes two people, a listed reason and an end.
"""
