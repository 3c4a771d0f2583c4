"""What notices does: writing for residents, telling staff, delivering."""
