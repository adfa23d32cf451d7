"""The closed vocabulary of the charter language: one class a clause family, in five files.

`organisation` says who there is, `meeting` how they meet and decide, `discipline` what may be done to a member and
how, `order` what binds everybody: powers, duties, rights, amendment; `nullity` what follows when something is wrong.
"""

# In the order of documentation, which is the order in which the families are registered.
from comitia.charter.vocabulary import organisation  # isort: skip
from comitia.charter.vocabulary import meeting  # isort: skip
from comitia.charter.vocabulary import discipline  # isort: skip
from comitia.charter.vocabulary import order  # isort: skip
from comitia.charter.vocabulary import nullity  # isort: skip

__all__ = ["discipline", "meeting", "nullity", "order", "organisation"]
