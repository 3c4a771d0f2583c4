"""The operations of devices, one file an operation."""
