"""Publication checks: one small function a rule, a module a kind of rule, their sentences in lint.yaml."""

from knowledge_base.lint.run import RULES, LintFinding, Rule, check, dead_links, finding

__all__ = ["RULES", "LintFinding", "Rule", "check", "dead_links", "finding"]
