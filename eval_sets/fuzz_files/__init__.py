"""Thousands of damaged files through the door of uploads: `python -m eval_sets.fuzz_files --count 5000`."""
