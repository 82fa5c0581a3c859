"""Codes of what is said of a certificate photo; apart from its checks, which alone need OpenCV."""

PORTRAIT = "portrait_photo"
"""Code of the first problem of a picture that shows a person and no document; what follows are its faults."""

FAULT = "photo_"
"""How the codes of a portrait's faults begin. They matter only where a portrait was asked for."""
