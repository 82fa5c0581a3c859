"""The published model, after the elements of GB/T 39554.2."""
