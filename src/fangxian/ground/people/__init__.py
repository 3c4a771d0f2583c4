"""People (人员): persons, their documents, households and callings.

Keeps one person a document: who they are, how to reach them, where they live.
Promises that a newer filing wins field by field, that an empty field never erases,
that numbers and phones lie sealed and are shown masked, and that a merge can be undone.
Never shows a number or a phone in clear without a purpose written into the audit.
"""
