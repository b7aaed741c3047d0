"""The data side: contract, checks, simulation, build, and the one door to scores at run time."""
