"""The people of the demo municipality: a new town that does not exist, the same for the same seed.

`names`, `places` and `numbers` give the building blocks, `families` makes people and what ties them, `town` streams
them, `rows` and `copying` bring them into the database, `brp` gives them out as the BRP would. Nobody in it is real:
names are combined at random, streets are invented, numbers come from ranges that are never issued.
"""

from households.demo.brp import brp_people

__all__ = ["brp_people"]
