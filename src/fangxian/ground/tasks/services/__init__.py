"""The verbs of tasks, a file a concern."""
