"""好差评 of a case: five levels, voluntary; the two lowest open a ticket that somebody has to answer."""
