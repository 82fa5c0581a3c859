"""How well callers are served: what is heard, what becomes of it, how soon the answer begins."""
