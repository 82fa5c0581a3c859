"""What the applications of a day come to in figures; nothing here names anybody."""
