"""Boards: the whole county at a glance, made of what the rooms below count.

Keeps nothing: every number is asked for anew from the room that owns it.
Promises that each number comes with its definition and the door to the list that it
counts, and that an actor sees the numbers of their own area and no others.
Never writes, and never counts what a room below has not defined.
"""
