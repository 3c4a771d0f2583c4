"""The field door: the app's shell, its bundle, and the events that it sends home."""
