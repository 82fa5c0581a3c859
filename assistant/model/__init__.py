"""A language model beside the rules: it may propose and word, never act; what it writes is checked."""
