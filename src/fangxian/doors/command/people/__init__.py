"""一人一档: who it is, who lives with them, records that may be one person."""
