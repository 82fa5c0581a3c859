"""What the government publishes: service items, guides, QA pairs, and finding the right one."""
