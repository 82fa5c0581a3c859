"""Governance of guides: drafts, the five gates, publication, withdrawal and roll-back."""
