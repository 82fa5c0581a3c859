"""Chat models that are scripts, good and bad, and a local service that serves them: none is a real model."""
