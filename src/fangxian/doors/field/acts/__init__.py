"""Each kind of event: how its body reads, and by which verb it takes effect."""
