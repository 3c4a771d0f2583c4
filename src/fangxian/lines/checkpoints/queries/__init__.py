"""What can be asked of checkpoints."""
