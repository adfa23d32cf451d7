"""What a constitution says of an election, for `comitia count`: the rule, the seats, and how a tie is broken."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from comitia.charter.law import Law
    from comitia.count.errors import CountError


def by_charter(options: dict[str, Any]) -> None:
    """Fill in what the constitution says and the command line does not; --rule may not say otherwise.

    Raises RuleError where no clause, or more than one, is meant by --election.
    """
    from comitia.charter.election import elections_in, seats_in
    from comitia.charter.law import spoken
    from comitia.cli.reading import charter_from
    from comitia.count.catalogue import find_rule
    from comitia.count.ties import BY_WORDS

    law = charter_from(options["charter"]).newest()
    name = options["election"] or _only(law)
    clauses = elections_in(law, name) if name else []
    if not any(str(clause.name) != "any election" for clause in clauses):
        raise _no_election(law, options["election"], options["charter"])
    rule = str(spoken(clauses, "rule")[0])
    if options["rule"] and rule and find_rule(options["rule"]) is not find_rule(rule):
        raise click.UsageError(f"The constitution names the rule `{rule}`: leave out --rule {options['rule']}.")
    options["rule"] = options["rule"] or rule
    options["seats"] = options["seats"] or seats_in(law, clauses[0], name)
    options["ties"] = options["ties"] or BY_WORDS.get(str(spoken(clauses, "tie")[0]), ())


def _only(law: Law) -> str:
    """The one election of a constitution that has one."""
    from comitia.charter.vocabulary.meeting import Election

    names = [str(clause.name) for clause in law.all(Election) if str(clause.name) != "any election"]
    return names[0] if len(names) == 1 else ""


def _no_election(law: Law, name: str, source: str) -> CountError:
    from difflib import get_close_matches

    from comitia.charter.vocabulary.meeting import Election
    from comitia.count.errors import Place, RuleError

    clauses = [clause for clause in law.all(Election) if str(clause.name) != "any election"]
    known = list(dict.fromkeys(each for clause in clauses for each in (str(clause.name), *clause.of)))
    near = get_close_matches(name, known, 1)
    return RuleError(
        "unknown-election",
        f"`{name}`, which no clause elects" if name else f"{len(clauses) or 'no'} elections, and none is named",
        "one of: " + ", ".join(known) if known else "an `election` clause in the constitution",
        f"did you mean `{near[0]}`?" if near else "name it with --election" if known else "name the rule with --rule",
        Place(source),
    )
