"""Motions as real rule books word them; each numeric example that a source itself gives."""

from __future__ import annotations

from fractions import Fraction

import pytest

from comitia.count import Ballots, RuleError, count
from comitia.count.consent import Consented, ConsentRule, consent
from comitia.count.margin import could_change, margin, motion_could_change, recount
from comitia.count.motion import (
    Band,
    Body,
    Decided,
    Majority,
    MotionRule,
    Of,
    Quorum,
    Sitting,
    Tally,
    Vacant,
    decide,
    sitting_quorum,
    votes_needed,
)
from comitia.count.rules.party_list import list_ballots

HALF = MotionRule(Majority.more_than_half())
PHP = MotionRule(Majority.times(2))
TWO_THIRDS_OF_ALL = MotionRule(Majority(Fraction(2, 3), Of.MEMBERS))
W3C = MotionRule(
    Majority.more_than_half(),
    bands=(
        Band(Fraction(5, 100), None),
        Band(Fraction(15, 100), Majority.times(3, strict=True), including=True),
        Band(Fraction(20, 100), Majority.times(2, strict=True)),
    ),
)
ARCH = MotionRule(
    Majority.more_than_half(),
    quorum=Quorum(Fraction(66, 100), without=Decided.NEITHER, rounds=2),
    outright=Majority.more_than_half(Of.MEMBERS),
    lost_outright=Majority(Fraction(1, 2), Of.MEMBERS),
)


def test_php_yes_must_be_twice_no_and_abstentions_do_not_count() -> None:
    assert decide(PHP, Tally(8, 4, 9)).decided is Decided.CARRIED
    assert decide(PHP, Tally(5, 3, 4)).decided is Decided.LOST


def test_php_secondary_vote_by_plurality() -> None:
    votes = list_ballots({"Foo": 5, "Bar": 4, "Baz": 8, "Abstain": 9})
    assert count("plurality", votes, withdrawn=["Abstain"]).winners == ("Baz",)


@pytest.mark.parametrize(("yes", "no", "decided"), [(3, 2, Decided.LOST), (4, 1, Decided.CARRIED)])
def test_pep_13_two_thirds_of_five(yes: int, no: int, decided: Decided) -> None:
    assert decide(TWO_THIRDS_OF_ALL, Tally(yes, no), Body(5)).decided is decided


def test_kubernetes_three_quarters_of_seven_is_six() -> None:
    rule = Majority(Fraction(3, 4), Of.FULL_SIZE)
    assert votes_needed(rule, Tally(0, 0), Body(7, full_size=7)) == (6, 7)


def test_debian_three_to_one() -> None:
    three = MotionRule(Majority.times(3, strict=True))
    assert decide(three, Tally(224, 129)).decided is Decided.LOST  # 2008/003
    passed = [decide(three, Tally(*pair)).decided is Decided.CARRIED for pair in [(198, 36), (164, 60), (158, 68)]]
    assert passed == [True, False, False]  # 2003/0003


@pytest.mark.parametrize(
    ("turnout", "yes", "no", "decided"),
    [
        (4, 4, 0, Decided.LOST),
        (15, 12, 3, Decided.CARRIED),  # more than three times
        (15, 11, 4, Decided.LOST),
        (19, 13, 6, Decided.CARRIED),  # more than twice
        (19, 12, 7, Decided.LOST),
        (20, 11, 9, Decided.CARRIED),  # more than
        (20, 10, 10, Decided.LOST),
    ],
)
def test_w3c_turnout_bands(turnout: int, yes: int, no: int, decided: Decided) -> None:
    assert yes + no == turnout
    assert decide(W3C, Tally(yes, no), Body(100)).decided is decided


def test_arch_without_quorum_is_neither_and_the_second_time_lost() -> None:
    few = Tally(20, 5, 5)
    assert decide(ARCH, few, Body(60)).decided is Decided.NEITHER
    assert decide(ARCH, few, Body(60), round_number=2).decided is Decided.LOST
    assert decide(ARCH, Tally(31, 0), Body(60)).reasons == ("outright",)
    assert decide(ARCH, Tally(0, 30), Body(60)).reasons == ("lost-outright",)
    assert decide(ARCH, Tally(25, 10, 5), Body(60)).decided is Decided.CARRIED


def test_psf_electronic_vote_without_a_third_is_void() -> None:
    psf = MotionRule(Majority.more_than_half(), quorum=Quorum(Fraction(1, 3), without=Decided.VOID))
    assert decide(psf, Tally(20, 5), Body(90)).decided is Decided.VOID
    assert decide(psf, Tally(20, 5, 5), Body(90)).decided is Decided.CARRIED


def test_quorum_that_persists_and_quorum_that_lapses() -> None:
    assert sitting_quorum(10, 12, 6, persists=True) is Sitting.QUORATE  # PSF 3.9
    assert sitting_quorum(10, 12, 6, persists=False) is Sitting.LAPSED  # co-op articles: the chair must adjourn
    assert sitting_quorum(10, 9, 12, persists=True) is Sitting.NEVER


def test_ties() -> None:
    level = Tally(7, 7)
    assert decide(HALF, level).decided is Decided.LOST  # co-op articles: no casting vote, lost
    chair = MotionRule(Majority.more_than_half(), tie="casting vote")
    assert decide(chair, level).reasons == ("casting-vote-needed",)
    assert decide(chair, level, casting_vote="for").decided is Decided.CARRIED
    assert decide(chair, level, casting_vote="against").decided is Decided.LOST
    assert decide(chair, Tally(8, 7), casting_vote="against").decided is Decided.CARRIED
    assert decide(MotionRule(Majority.more_than_half(), tie="tied"), level).decided is Decided.TIED


@pytest.mark.parametrize(
    ("vacant", "decided"),
    [
        (Vacant.AGAINST, Decided.LOST),  # 4 of 7 is not two thirds
        (Vacant.ABSTAIN, Decided.LOST),
        (Vacant.FOR, Decided.CARRIED),  # 4 and 2 vacant of 7
        (Vacant.ABSENT, Decided.CARRIED),  # 4 of 5
    ],
)
def test_vacant_seats(vacant: Vacant, decided: Decided) -> None:
    rule = MotionRule(Majority(Fraction(2, 3), Of.FULL_SIZE, vacant=vacant))
    assert decide(rule, Tally(4, 1), Body(5, full_size=7, vacant=2)).decided is decided


def test_denominators_and_the_subject_left_out() -> None:
    body = Body(members=12, present=9, excluded=1)
    assert votes_needed(Majority.more_than_half(Of.PRESENT), Tally(4, 3, 1), body) == (5, 9)
    assert votes_needed(Majority.more_than_half(Of.MEMBERS), Tally(4, 3, 1), body) == (6, 11)
    assert votes_needed(Majority.more_than_half(Of.VOTING), Tally(4, 3, 1), body) == (5, 8)
    assert votes_needed(Majority(Fraction(1, 2), Of.CAST), Tally(4, 3, 1), body) == (3, 7)
    assert votes_needed(Majority(Fraction(1, 2), Of.CAST, strict=True, least=9), Tally(4, 3), body)[0] == 9
    unanimous = MotionRule(Majority(Fraction(1), Of.MEMBERS))
    assert decide(unanimous, Tally(11, 0), body).decided is Decided.CARRIED


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(RuleError, match="more-votes-than-members"):
        decide(HALF, Tally(8, 5), Body(12))
    with pytest.raises(RuleError, match="denominator-missing"):
        decide(MotionRule(Majority.more_than_half(Of.PRESENT)), Tally(1, 0), Body(5))
    with pytest.raises(RuleError, match="bad-number"):
        decide(HALF, Tally(-1, 0))


def test_consent_and_lazy_consensus() -> None:
    rust = ConsentRule(all_but=2, wait=10)
    assert consent(rust, entitled=8, agreed=6, objected=0, waited=10) is Consented.ADOPTED
    assert consent(rust, entitled=8, agreed=6, objected=0, waited=9) is Consented.WAITING
    assert consent(rust, entitled=8, agreed=5, objected=0, waited=30) is Consented.WAITING
    assert consent(rust, entitled=8, agreed=7, objected=1, waited=30) is Consented.BLOCKED
    lazy = ConsentRule(wait=72)
    assert consent(lazy, entitled=50, agreed=0, objected=0, waited=72) is Consented.ADOPTED
    with pytest.raises(RuleError, match="more-votes-than-members"):
        consent(lazy, entitled=1, agreed=1, objected=1, waited=0)


def test_a_margin_and_the_votes_a_defect_affects() -> None:
    counted = count("plurality", Ballots.of("ABC", [("A", 10), ("B", 7), ("C", 1)]))
    assert (margin(counted).votes, margin(counted).holds) == (3, "exact")
    assert not could_change(2, margin(counted).votes)
    assert could_change(3, margin(counted).votes)
    irv = count("irv", Ballots.of("ABC", [("A", 10), ("B", 7), ("CB", 4)]))
    assert (margin(irv).votes, margin(irv).stage, margin(irv).holds) == (1, 2, "bound")
    tied = count("irv", Ballots.of("AB", [("A", 1), ("B", 1)]))
    assert margin(tied).votes == 0
    with pytest.raises(RuleError, match="bad-number"):
        could_change(-1, 1)


def test_recount_without_the_papers_that_should_not_count() -> None:
    ballots = Ballots.of("AB", [("A", 5), ("B", 4)])
    assert recount("plurality", ballots, removed={(0,): 2}).winners == ("B",)
    assert recount("plurality", ballots, added={(1,): 2}).winners == ("B",)
    with pytest.raises(RuleError, match="paper-not-there"):
        recount("plurality", ballots, removed={(0,): 6})


def test_could_unlawful_or_missing_votes_have_changed_a_motion() -> None:
    assert motion_could_change(HALF, Tally(10, 7), unlawful=2)[0] is False
    assert motion_could_change(HALF, Tally(10, 7), unlawful=3)[0] is True
    assert motion_could_change(HALF, Tally(10, 7), missing=3)[0] is True
    # not the majority but the quorum hangs on them
    psf = MotionRule(Majority.more_than_half(), quorum=Quorum(Fraction(1, 3), without=Decided.VOID))
    assert motion_could_change(psf, Tally(29, 1), Body(90), unlawful=1)[0] is True
