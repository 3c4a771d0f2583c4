"""What the pages of several subjects need."""
