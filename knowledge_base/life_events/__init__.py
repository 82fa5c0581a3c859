"""Life events (一件事): several items handled together, with one form and one set of materials."""
