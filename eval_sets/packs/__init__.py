"""Packs of papers (预审): scenes of the published guides, drawn on demand, faults planted or none."""
