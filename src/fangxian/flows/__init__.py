"""Where two rooms meet: fact → reactions. Nothing else."""
