"""The operations of checkpoints, one file an operation."""
