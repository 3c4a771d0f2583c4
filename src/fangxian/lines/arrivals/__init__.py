"""Arrivals (来返): who comes to the county, from where, and what the policy in force says.

Keeps every filing and the declaration merged from them, and supplies declarations as subjects
to the screening room. Promises that nothing filed is lost and that an import repeated changes
nothing. Never decides by itself: what stands of a declaration is told by screening.
"""
