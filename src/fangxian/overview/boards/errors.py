"""Boards decline nothing of their own: who may not see a part is not shown it."""
