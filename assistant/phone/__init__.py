"""A conversation by telephone: what is said when, one thing at a time. Text only; sound is `speech`."""
