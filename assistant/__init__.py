"""The conversation: what was meant, what comes next, what is said."""
