"""What the screening room does: decide subjects, decide them again when the day or the law turns."""
