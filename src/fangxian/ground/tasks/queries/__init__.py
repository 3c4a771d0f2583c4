"""The reads of tasks, a file a question."""
