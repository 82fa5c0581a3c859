"""How good is it: case files, one evaluation a set, the simulated citizen, the benchmark.

Everything is measured through the HTTP contract, as the people who use it meet it; any other service of
the same contract can be measured by giving its address.
"""
