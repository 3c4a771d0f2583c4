"""Duty (值守与包保): which units there are, who holds which post, and who answers for whom.

Keeps units, posts, holders with their dates, and responsibility edges (grid → households,
五包一) whose roles are data. Promises that every gap can be listed: a grid without a
person, a household without anyone, a person lacking one of the roles.
Never gives a power (that is access) and never hands out work (that is tasks).
"""
