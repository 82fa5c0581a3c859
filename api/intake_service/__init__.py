"""The reference intake: the other side of the hand-off, as a city would run it, with its own database."""
