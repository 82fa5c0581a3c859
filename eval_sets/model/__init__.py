"""Chat models that are scripts, good and bad, and a local service that serves them: nothing here is a real model."""
