"""The door for programs (/api/): the same verbs as every other door, in JSON.

Keeps nothing. Promises that a refusal is always {code, sentence, way_out} in two languages.
"""
