"""Specimens: invented people, documents stamped 样本, distortions, and how well they are read."""
