"""Where the demo plays."""

COUNTY = "610921"
