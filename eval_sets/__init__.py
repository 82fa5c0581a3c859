"""How good is it: case files, the runner of each set, and the simulated citizen."""
