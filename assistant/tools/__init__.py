"""The acts as tools for models that others bring: what may be asked, how far a machine may handle a case."""
