"""Learns, from the published content, what finding uses: the encoder's vectors and the ranking's weights.

Run by hand (`python -m knowledge_base.training`), never by the service; needs the `[train]` extra.
"""
