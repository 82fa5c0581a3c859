"""The figures of the service (智能体): what the rooms counted, joined by day; which days are unusual."""
