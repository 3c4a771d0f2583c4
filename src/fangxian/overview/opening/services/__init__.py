"""The verbs of the set-up."""
