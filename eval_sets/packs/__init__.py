"""Packs of papers (预审): declared as scenes of the published guides, drawn on demand, with faults planted or none."""
