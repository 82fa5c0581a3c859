"""The reviewer's desk: what lies there, one case on one screen, and decisions with their reasons."""
