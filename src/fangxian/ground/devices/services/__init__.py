"""The deeds of devices, one file a deed."""
