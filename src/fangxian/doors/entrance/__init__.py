"""What an entrance asks and is told, alike at the hot door and at the ordinary one.

Keeps nothing. Promises that the shapes, the words of a refusal and the proof of who asks are
written once, so that either door may answer in the other's place.
Never speaks HTTP: that is for the doors.
"""
