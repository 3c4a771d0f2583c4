"""The deeds of checkpoints, one file a deed."""
