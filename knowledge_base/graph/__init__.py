"""How items hang together: what comes before and after, what is issued and asked for, what rests on a law."""

from knowledge_base.graph.queries import KnowledgeGraph

__all__ = ["KnowledgeGraph"]
