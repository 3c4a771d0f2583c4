"""Zones (风险区): which place was named at which risk level, from which day to which.

Keeps every listing as it was published, with its source, and the division it is taken
to be. Promises the same listings whatever the order in which lists are imported, and
drops no name that it cannot place. Never changes a published text, and knows no person.
"""
