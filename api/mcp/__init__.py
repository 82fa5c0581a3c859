"""Our tools for other assistants, by the Model Context Protocol. Only `server.py` touches the SDK."""
