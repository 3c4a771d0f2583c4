"""Signed codes as bytes: seal one, open one, read a foreign one, draw one.

Keeps nothing. Time, keys and terms are arguments; no Django, no clock, no files.

Promises: `fx1.open` and `hc1.open` answer any text whatever with a verdict and a reason and
never raise; work and memory are bounded before anything is decoded; what is accepted here is
accepted by the field app too (contracts/vectors/codes.json proves both ends alike).

Never: decides a colour, knows a person, or remembers what it has seen.
"""
