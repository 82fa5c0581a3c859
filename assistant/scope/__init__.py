"""What kind of message it is: a service matter, or what has its own answer. A small trained model."""

from assistant.scope.boundary import boundary
from assistant.scope.model import Kind, ScopeModel, Verdict

__all__ = ["Kind", "ScopeModel", "Verdict", "boundary"]
