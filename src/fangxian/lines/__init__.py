"""The lines of defence (防线): zones and arrivals so far."""
