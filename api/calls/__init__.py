"""Calls: sound in and out over a line, one `phone` conversation of the assistant each."""
