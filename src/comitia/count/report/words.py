"""A count in sentences. Names go in as they are; numbers as the rule prints them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from comitia.count.ballots import Treatment
from comitia.count.catalogue import RULES
from comitia.count.result import Action, Count, Note, Outcome, Stage, Tie

SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def number_word(number: int) -> str:
    """'three' for 3; figures from 13 on."""
    return SMALL[number] if 0 <= number < len(SMALL) else f"{number:,}"


def some(number: int, one: str, many: str) -> str:
    """'one paper', 'three papers', '1,200 papers'."""
    return f"{number_word(number)} {one if number == 1 else many}"


def listed(items: Sequence[str], last: str = "and") -> str:
    """'A', 'A and B', 'A, B and C'."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def names(count: Count, who: Iterable[int]) -> str:
    """Candidates' names, listed."""
    return listed([count.candidates[each] for each in who])


def title(count: Count) -> str:
    """The rule's title."""
    rule = RULES.get(count.rule)
    return rule.title if rule else count.rule


def headline(count: Count) -> str:
    """Who won, in one sentence."""
    if count.allocation and any(count.allocation):
        got = [
            f"{count.candidates[each]} {seats}"
            for each, seats in sorted(enumerate(count.allocation), key=lambda item: (-item[1], item[0]))
            if seats
        ]
        return f"Seats: {listed(got)}."
    match count.outcome:
        case Outcome.TIED:
            tie = count.ties[-1] if count.ties else None
            between = f" between {names(count, tie.among)}" if tie else ""
            so_far = f" Elected so far: {names(count, count.elected)}." if count.elected else ""
            return f"A lot is needed{between}.{so_far}"
        case Outcome.NOBODY:
            return "Nobody is elected."
        case _ if not count.elected:
            return "Nobody is elected."
        case _ if len(count.elected) == 1 and count.seats == 1:
            return f"Elected: {names(count, count.elected)}."
        case _:
            return f"Elected: {names(count, count.elected)}."


def standfirst(count: Count) -> str:
    """How it came about, in two or three sentences."""
    out = [f"{_capital(some(count.valid, 'valid paper', 'valid papers'))} for {some(count.seats, 'seat', 'seats')}."]
    first = count.stages[0].quota if count.stages else None
    if count.quota is not None and first is not None and len(count.stages) > 1 and quota_word(count) == "quota":
        word = "The quota was" if first == count.quota else "The quota, at the end, was"
        out.append(f"{word} {count.votes(count.quota)}.")
    if len(count.stages) > 1:
        out.append(f"{_capital(some(len(count.stages), 'stage', 'stages'))} decided it.")
    if count.outcome is Outcome.SHORT:
        out.append(f"{_capital(some(count.seats - len(count.elected), 'seat stays', 'seats stay'))} empty.")
    return " ".join(out)


def quota_word(count: Count) -> str:
    """What the number is called that a candidate needs: for one seat, it is a majority."""
    return "majority" if count.rule in ("irv", "two-round", "countback") else "quota"


def measure(count: Count) -> str:
    """What the numbers of a count with a single stage are."""
    if not count.stages or count.stages[0].action is not Action.COMPARISON:
        return "points" if count.rule == "borda" else "score" if count.rule == "score" else "votes"
    return {"minimax": "worst defeat", "debian": "above default"}.get(count.rule, "victories")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def stage_name(count: Count, stage: Stage) -> str:
    """'first preferences', 'surplus of Member D', 'exclusion of Member K'."""
    if not stage.of or stage.action in (Action.FIRST, Action.TALLY, Action.COMPARISON, Action.SEATS):
        return {Action.ITERATION: "new keep factors", Action.COMPARISON: "one to one", Action.SEATS: "votes"}.get(
            stage.action, "votes" if stage.action is Action.TALLY else stage.action.value
        )
    who = names(count, stage.of) if len(stage.of) < 3 else f"{number_word(len(stage.of))} candidates"
    if stage.action is Action.RUN_OFF:
        return f"run-off of {who}"
    return f"{stage.action.value} of {who}"


def stage_sentences(count: Count, stage: Stage) -> list[str]:
    """What happened at a stage."""
    out = []
    moved = [move for move in stage.transfers if move.target is not None and move.votes]
    if stage.action is Action.SURPLUS and moved:
        out.append(f"The surplus of {names(count, stage.of)} passes on: {_moves(count, stage)}.")
    elif stage.action is Action.EXCLUSION:
        verb = "is" if len(stage.of) == 1 else "are"
        passes = f", and the papers pass on: {_moves(count, stage)}" if moved else ""
        out.append(f"{names(count, stage.of)} {verb} excluded{passes}.")
    elif stage.action is Action.RUN_OFF:
        votes = [f"{count.candidates[each]} {count.votes(stage.totals[each])}" for each in stage.of]
        out.append(f"The two highest meet: {listed(votes)}.")
    fallen = [move for move in stage.transfers if move.target is None and move.votes]
    if fallen:
        total = sum(move.votes for move in fallen)
        out.append(f"{count.votes(total)} could not be passed on: the papers name nobody else who is still in.")
    if stage.elected and not count.allocation:
        verb = "is" if len(stage.elected) == 1 else "are"
        out.append(f"{names(count, stage.elected)} {verb} elected.")
    out += [tie_sentence(count, tie) for tie in count.ties if tie.stage == stage.number]
    out += [text for note in count.notes if note.stage == stage.number and (text := note_sentence(count, note))]
    return out


def _moves(count: Count, stage: Stage) -> str:
    gained: dict[int, object] = {}
    for move in stage.transfers:
        if move.target is not None and move.votes:
            gained[move.target] = gained.get(move.target, 0) + move.votes  # type: ignore[operator]
    ordered = sorted(gained.items(), key=lambda item: (-item[1], item[0]))  # type: ignore[operator]
    return listed([f"{count.votes(votes)} to {count.candidates[each]}" for each, votes in ordered])  # type: ignore[arg-type]


_HOW = {
    "previous stage": "by the most recent stage at which they differed",
    "first difference": "by the earliest stage at which they differed",
    "order": "by the order declared beforehand",
    "seed": "by the lot drawn from the published seed",
}


def tie_sentence(count: Count, tie: Tie) -> str:
    """Who stood level, for what, and how it was decided."""
    level = f"{names(count, tie.among)} stand level ({tie.purpose})"
    if tie.chosen is None:
        return f"{level}; the rule does not decide, and a lot is needed."
    return f"{level}; {count.candidates[tie.chosen]} is taken {_HOW.get(tie.how, 'by ' + tie.how)}."


_NOTES = {
    "cannot-be-overtaken": "{who} cannot be overtaken for the last seat.",
    "doomed": "With {who} the constraints could no longer be met: excluded for that.",
    "guarded": "Without {who} the constraints could no longer be met: not excluded for that.",
    "passed-over": "{who} {are} passed over: the constraints leave no room.",
    "condorcet-winner": "{who} beats every other candidate one to one.",
    "no-condorcet-winner": "Nobody beats every other one to one; {who} beat everybody else.",
    "second-round": "Nobody has more than half: {who} go into a second round.",
    "dropped-quorum": "{who} is dropped: {for} prefer it to the default option, {required} are needed.",
    "dropped-majority": "{who} is dropped: {for} for, {against} against, {required} needed.",
    "defeat-dropped": "The defeat of {second} by {first} ({for} to {against}) is the weakest: dropped.",
    "default-option": "The default option wins: no proposal is adopted.",
    "below-threshold": "{who} {are} below the threshold.",
    "as-many-as-seats": "No more candidates are left than seats: {who} {fill} what is left.",
}


def note_sentence(count: Count, note: Note) -> str:
    """A note's code as a sentence; "" for a code that says nothing to readers."""
    many = len(note.candidates) > 1
    if note.code == "no-condorcet-winner" and len(note.candidates) == len(count.candidates) - len(count.withdrawn):
        return "Nobody beats every other one to one."
    people = [count.candidates[each] for each in note.candidates]
    values = dict(note.values) | {
        "who": listed(people),
        "are": "are" if many else "is",
        "fill": "fill" if many else "fills",
        "first": people[0] if people else "",
        "second": people[-1] if people else "",
    }
    return _NOTES.get(note.code, "").format_map(values)


def treatment_sentence(treatment: Treatment) -> str:
    """Papers that departed from 1, 2, 3, and what was done with them."""
    verb = "has" if treatment.papers == 1 else "have"
    how = {
        "pass over": "read on past it",
        "stop": "read up to it",
        "reject": "not counted",
        "equal": "read as equal",
    }[treatment.how.value]
    what = {
        "blank": "no preference at all",
        "repeated candidate": "a candidate more than once",
        "skipped rank": "an empty rank",
        "skipped rank allowed": "an empty rank that the rule allows",
        "overvoted rank": "several candidates at one rank",
        "too many marks": "more marks than allowed",
    }.get(treatment.what, treatment.what)
    return f"{_capital(some(treatment.papers, 'paper', 'papers'))} {verb} {what}: {how}."


def losses(count: Count) -> str:
    """What rounding took, in a sentence; "" where it took nothing."""
    if not count.stages or not count.stages[-1].lost:
        return ""
    lost = count.stages[-1].lost
    if lost < 0:
        return f"Rounding up made {count.votes(-lost)} votes too many."
    return f"Cutting off decimals lost {count.votes(lost)} votes."


def status(count: Count, each: int) -> tuple[str, int]:
    """('elected', stage), ('excluded', stage), ('withdrawn', 0) or ('not elected', 0)."""
    if each in count.withdrawn:
        return "withdrawn", 0
    for stage in count.stages:
        if each in stage.elected and each in count.elected:
            return "elected", stage.number
    if each in count.elected:
        return "elected", len(count.stages)
    for stage in count.stages:
        if each in stage.excluded:
            return "excluded", stage.number
    return "not elected", 0


def in_order(count: Count) -> list[int]:
    """Candidates in the order of the result: elected first, then those who went latest, then by votes."""
    last = count.stages[-1].totals if count.stages else (0,) * len(count.candidates)

    def key(each: int) -> tuple[int, int, object, int]:
        what, stage = status(count, each)
        if what == "elected":
            return 0, count.elected.index(each), 0, each
        if what == "excluded":
            before = count.stages[stage - 2].totals[each] if stage > 1 else last[each]
            return 2, -stage, -before, each
        return (3 if what == "withdrawn" else 1), 0, -last[each], each

    return sorted(range(len(count.candidates)), key=key)
