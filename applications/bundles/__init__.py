"""一件事: several applications of one life event, filled in, checked and sent together."""
