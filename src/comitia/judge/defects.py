"""The closed list of defects: every finding's code, in the words by which a charter names it.

What follows from a defect (void, voidable, irregular, none), whom the rule protects and what cures it is not said
here but in a `defect` clause: of the charter, or else of the *Implied terms of associations*, which has one for each.
"""

from __future__ import annotations

DEFECTS: dict[str, str] = {
    # power
    "no power": "the body or officer that acted has no power to bring about this effect",
    "power excluded": "the power relied on is said never to cover this effect",
    "power resting": "the power rests while something else runs",
    "not delegable": "the power was passed on although it may not be",
    "beyond the delegation": "the delegate did more than the delegator could, or than was delegated",
    "no mandate": "whoever acted held no office or seat at all: a usurper",
    "mandate expired": "whoever acted did so after the mandate had ended",
    "defective appointment": "whoever acted held the office by a defective appointment",
    "outsider": "whoever acted is not a member",
    "condition not met": "the condition of the power or rule was not met",
    # rules
    "beyond the enabling power": "a rule was made on something its makers may not regulate",
    "against a higher rule": "a rule contradicts an instrument above it",
    "version never adopted": "the act relies on a version that was never adopted",
    "entrenched": "an entrenched article was changed without what its entrenchment asks",
    # sittings
    "wrong convenor": "the sitting was called by somebody who may not call it",
    "member not summoned": "somebody entitled to notice was not summoned",
    "short notice": "the notice was shorter than required",
    "no service": "the channel used does not count as service",
    "vague notice": "the notice does not name the business decided",
    "inquorate": "too few were present",
    "quorum lost": "the quorum was lost before this business",
    "sitting closed": "the sitting had been closed, or was not open, when this was decided",
    "place changed": "the meeting was held elsewhere than the notice said",
    "stranger sat": "somebody without a seat sat or voted",
    "doubtful seats": "the decision does not stand without the votes of doubtful seats",
    "conflicted vote": "somebody voted who may not for a conflict of interest",
    # decisions and elections
    "majority not reached": "fewer voted for it than are needed",
    "tie": "as many voted against as for",
    "count not on record": "no count is on record, and a special majority must be shown",
    "impossible count": "more votes are declared than there were voters",
    "ballot skipped": "a ballot was required and another manner of voting was used",
    "secrecy skipped": "a secret ballot was required and the vote was not secret",
    "turnout too low": "too few voted",
    "not eligible": "the person elected or appointed could not be",
    "incompatible office": "the person holds an office that excludes this one",
    "no vacancy": "there is no vacant seat for this mandate",
    "nominations defective": "nominations were not open or posted as required",
    "poll notice short": "the notice of the poll was shorter than required",
    "roll fault": "people voted who could not, or could not who should have",
    "closed early": "the poll was closed before the announced time",
    "open too long": "the poll was open longer than the rule allows",
    "result not as counted": "the result declared is not the one counted by the rule",
    "voted twice": "the same person voted twice; the second vote does not count",
    "not entitled to vote": "the person has no vote in this poll",
    "no such motion": "what is decided was never moved, has lapsed or was withdrawn",
    "not enough support": "the motion lacks the supporters it needs",
    "too early": "the act was done before the earliest lawful time",
    "too late": "the act was done after the last lawful time",
    "again too soon": "the same was decided against too recently",
    # measures against members
    "sanction without procedure": "a right of a member was taken by something other than its procedure",
    "charge missing": "nothing was charged",
    "charge not served": "the charge was not served on the respondent",
    "particulars missing": "the charge does not state what it must",
    "ground not listed": "the ground is not one the rules know",
    "outside the charge": "what was decided is not what was charged",
    "too little time to answer": "the respondent had less time to answer than required",
    "hearing missing": "the respondent was not heard",
    "shut out": "the respondent was kept from being heard",
    "judge in own cause": "somebody who brought or prompted the charge, or is party to it, sat in judgment",
    "decided by others than heard": "somebody decided who had not heard the case",
    "decision late": "the decision came after the last day for it",
    "reasons missing": "no written reasons were given",
    "step skipped": "a step of the procedure was skipped",
    "matter closed": "the matter had been closed by a decision, a dismissal or a settlement",
    "interim limits": "an interim measure was taken without its ground or beyond its limits",
    "more than allowed": "the measure goes beyond the longest or heaviest allowed",
    "own wrong": "the organisation relies on its own wrong",
    "retaliation": "discipline was begun against the user of a protected right soon after its use",
    "way not listed": "membership was ended in a way that the rules do not know",
    # appeals and cures
    "appeal late": "the appeal was brought after its time",
    "wrong forum": "the matter was brought before a body that is not competent for it",
    "sat below": "somebody heard the appeal who took part in the decision",
    "confirmed without rehearing": "a confirmation that hears nothing afresh cures nothing",
    "cure without power": "whoever confirmed could not have done the act",
    "annuls its own ground": "the act would undo what it rests on",
    # life of acts
    "void basis": "the act rests on one that has no effect",
    "not in force": "the act concerns something that is not there (any more)",
    "contradictory orders": "two orders contradict each other",
    # emergencies and duties
    "not ratified": "what had to be ratified was not, and has lapsed",
    "duty overdue": "what was owed was not done in time",
    # everything else
    "other breach": "a rule was broken for which nothing more special is said",
}
"""Code -> what is found, in one clause. The order is the order of the reference."""

NOTES: dict[str, str] = {
    "presumed regular": "the sitting is presumed regular: nothing on record puts it in issue",
    "awaiting": "the effect waits for a confirmation, a date or a joint act",
    "stayed": "the effect is stayed while an appeal runs",
    "de facto": "done by somebody whose appointment was defective; it stands under the de facto clause",
    "waived": "a defect was waived by those it protects",
    "cured": "a defect was cured",
    "excused": "a defect is excused",
    "immaterial": "the defect could not have changed the result",
    "late record": "put on record after a default had already followed from silence",
    "standard of review": "a matter for the body's judgment, reviewed only by the stated standard",
    "gap filled": "the rules are silent; a fallback code or an implied term fills the gap",
    "by default": "happened by silence",
    "notice of a void act": "tells of a decision that has no effect",
    "no right lost": "no right of a member rests on this",
}
"""Findings that are no defects: they explain a verdict and take nothing away."""

FAULTS: dict[str, str] = {
    "unknown act": "refers to an act that is not on the record before it",
    "unknown body": "names a body or office that the constitution does not know",
    "unknown unit": "names a unit that is not on the record",
    "unknown person": "names a person who is not on the record",
    "before the founding": "happened before the organisation was founded",
    "same id": "has the id of an earlier act",
    "circular reference": "refers, directly or through others, to itself",
    "rule failed": "a rule could not be applied; this is a fault of the constitution's text or of the judge",
    "not yours to correct": "was corrected or retracted by somebody who may not",
}
"""What is wrong with the entry itself, not with the act: the act is not judged further, and nothing is lost."""
