"""The closed vocabulary of the charter language: one class a clause family, in four files.

`organisation` says who there is, `meeting` how they meet and decide, `discipline` what may be done to a member and
how, `order` what binds everybody: powers, duties, rights, amendment, and what follows from a defect.
"""

from comitia.charter.vocabulary import discipline, meeting, order, organisation

__all__ = ["discipline", "meeting", "order", "organisation"]
