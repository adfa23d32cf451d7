"""The charter language: texts in, a `Charter` out.

`load.load` reads texts; `law` holds what was read, for the judge; `printer`, `plain`, `coverage`, `lint`, `schema` and
`reference` show it. The vocabulary is imported here so that its families are registered before anybody asks for them.
"""

from comitia.charter import vocabulary as vocabulary
