"""Where somebody comes in: the first page, the language."""
