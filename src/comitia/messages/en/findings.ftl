# What the judge finds, in sentences: one message for each code, with its title.
#
# The arguments are those that the judge passes, each as text ($found, $required, $persons, ...) and, with -n, as a number
# to choose by: how many there are in a list, the number itself, 0 where it was not passed, 1 for words.
# A span of time is said as such ("14 clear days"), and "none" where nothing was given.

## Power

finding-no-power = { $required-n ->
        [0] { $found } has no power to bring this about.
       *[other] Required: { $required }. Acted: { $found }.
    }
    .title = No power
finding-power-excluded = The power relied on ({ $found }) never covers this.
    .title = Power excluded
finding-power-resting = The power rests: { $found }.
    .title = Power resting
finding-not-delegable = This power cannot be passed on. Passed to: { $found }.
    .title = Not delegable
finding-beyond-the-delegation = Required: a power that { $found } has. It belongs to { $required }.
    .title = Beyond the delegation
finding-no-mandate = { $found } was never { $required }: no election or appointment is on record.
    .title = No mandate
finding-mandate-expired = The mandate of { $persons } ended on { $found }.
    .title = Mandate ended before
finding-defective-appointment = { $persons } held this by an appointment that has a defect of its own.
    .title = Defective appointment
finding-outsider = { $required-n ->
        [0] { $found } is not a member.
       *[other] Required: { $required }. Found: { $found }, who is not a member.
    }
    .title = Not a member
finding-condition-not-met = { $required-n ->
        [0] The condition of the power does not hold: { $found }.
       *[other] Required: at least { $required }. Found: { $found }.
    }
    .title = Condition not met

## Rules

finding-beyond-the-enabling-power = Article { $found } of the new text is about something that its makers may not regulate.
    .title = Beyond the enabling power
finding-against-a-higher-rule = Article { $found } of the new text contradicts one that stands above it, and gives way.
    .title = Against a higher rule
finding-version-never-adopted = No act on record adopts { $found }.
    .title = Version never adopted
finding-entrenched = Required for this article: { $required }{ $basis-n ->
        [0] {" "}votes
       *[other] {" "}({ $basis })
    }. In favour: { $found }.
    .title = Entrenched article

## Sittings

finding-wrong-convenor = Required: a call by { $required }. Called by: { $found }.
    .title = Wrong convenor
finding-member-not-summoned = { $persons-n ->
        [0] That everyone entitled was summoned is not shown.
       *[other] { $count-n ->
            [one] { $persons } was not summoned
           *[other] { $count } members were not summoned: { $persons }
        }{ $excuse-n ->
            [0] .
           *[other] , by { $excuse }.
        }
    }
    .title = { $persons-n ->
        [0] Summons not shown
       *[other] Not summoned
    }
finding-short-notice = Required: { $required }. Given{ $persons-n ->
        [0] {""}
       *[other] {" "}to { $count-n ->
            [one] { $persons }
           *[other] { $count } members
        }
    }: { $found }.
    .title = Short notice
finding-no-service = What is sent by { $channel } serves nothing.
    .title = No service
finding-vague-notice = The notice does not name “{ $found }”. It names: { $required }.
    .title = Not in the notice
finding-inquorate = Required: { $required } of { $size }. Present: { $found }.
    .title = No quorum
finding-quorum-lost = Required: { $required } of { $size }. Still present: { $found }.
    .title = Quorum lost
finding-sitting-closed = The meeting was on { $required }; this was decided on { $found }.
    .title = Sitting not open
finding-place-changed = The notice said: { $required }. The meeting was held at: { $found }.
    .title = Place changed
finding-stranger-sat = { $persons } sat or voted without a seat.
    .title = Stranger sat
finding-doubtful-seats = Without the votes of { $persons }, whose seats are doubtful, the decision falls.
    .title = Doubtful seats
finding-conflicted-vote = { $persons } voted and may not; the vote is struck and counted again.
    .title = Conflict of interest

## Decisions and elections

finding-majority-not-reached = Required: { $required }{ $basis-n ->
        [0] {" "}votes
       *[other] {" "}({ $basis })
    }. In favour: { $found }.
    .title = Majority not reached
finding-tie = { $votes-n ->
        [0] The tie was broken by { $found }{ $required-n ->
            [0] , which no rule provides.
           *[other] . Required: { $required }.
        }
       *[other] { $votes } for and { $votes } against: a tie is lost.
    }
    .title = Tie
finding-count-not-on-record = { $manner-n ->
        [0] The majority must be shown, and no count is on record.
       *[other] Required: { $manner }. How it was voted is not on record.
    }
    .title = No count on record
finding-impossible-count = { $found } votes are declared, and at most { $required } could vote.
    .title = Impossible count
finding-ballot-skipped = Required: { $required }. Voted by: { $found }.
    .title = No ballot
finding-secrecy-skipped = Required: { $required }. Voted by: { $found }.
    .title = Not secret
finding-turnout-too-low = Required: { $required } votes. Cast: { $found }.
    .title = Turnout too low
finding-not-eligible = { $persons } could not be elected or appointed. Required: { $required }.
    .title = Not eligible
finding-incompatible-office = { $persons } holds what excludes this: { $found }.
    .title = Incompatible office
finding-no-vacancy = All { $required } seats of this kind are filled.
    .title = No vacancy
finding-nominations-defective = { $unit-n ->
        [0] Required: a nomination by { $required }. Nominated by: { $found }.
       *[other] { $kind ->
            [open] Required: open for { $required }. Open for: { $found }.
           *[other] Required: posted for { $required }. Posted for: { $found }.
        }
    }
    .title = Nominations defective
finding-poll-notice-short = Required: { $required } of notice of the poll. Given: { $found }.
    .title = Short notice of the poll
finding-roll-fault = { $found-n ->
        [one] One vote was
       *[other] { $found } votes were
    } cast by people who could not vote, or kept from people who could.{ $margin-n ->
        [0] {""}
       *[other] {" "}The closest decision of the count was by { $margin-n ->
            [one] one vote
           *[other] { $margin } votes
        }.
    }
    .title = Fault in the roll
finding-closed-early = Announced to close on { $required }. Closed on { $found }.
    .title = Closed early
finding-open-too-long = Required: at most { $required-n ->
        [one] one day
       *[other] { $required } days
    }. Open for: { $found-n ->
        [one] one day
       *[other] { $found } days
    }.
    .title = Open too long
finding-result-not-as-counted = { $kind-n ->
        [0] By the votes on record { $found } was not elected.
       *[other] { $kind ->
            [rule] Required: counted by { $required }. Declared by: { $found }.
            [seats] Required: { $required-n ->
                [one] one elected
               *[other] { $required } elected
            }. Declared: { $found }.
            [lot] { $found } stands level with others. It is not on record how the tie was broken.
            [uncountable] The papers on record cannot be counted{ $required-n ->
                [0] {""}
               *[other] {" "}by the rule { $required }
            }: { $reason ->
                [no-rule-named] no rule is named
                [scores-needed] the rule wants papers that score
                [wrong-form] they are not of the form that the rule wants
                [one-seat-rule] the rule fills one seat
                [several-offices] they are of more than one office
                [lists] the rule gives seats to lists, not to persons
                [lot-open] there are too many ways for the lots to fall
                [unknown-candidate] a paper names somebody who did not stand
                [default-option-missing] it is not on record which option is the default
                [bad-paper] a paper cannot be read
                [bad-number] a paper cannot be read
                [name-twice] a paper cannot be read
                [forms-mixed] a paper cannot be read
               *[other] the count refuses them
            }. So it is not shown that { $found } was elected.
           *[winner] Counted from the papers on record, { $required-n ->
                [one] { $required } is elected, not { $found }.
               *[other] { $required } are elected, not { $found }.
            }
        }
    }
    .title = Not as counted
finding-voted-twice = { $persons } had voted before. The second vote does not count.
    .title = Voted twice
finding-not-entitled-to-vote = { $persons-n ->
        [0] Required: { $required }. Found: { $found }.
       *[other] { $kind ->
            [late] { $persons } came after the day on which the roll was frozen, { $since }, and has no vote in this poll.
            [electors] { $persons } is none of the electors of this poll.
           *[other] { $persons } has no vote in this poll.
        }
    }
    .title = No vote
finding-no-such-motion = The motion is no longer before the meeting: { $found }.
    .title = No such motion
finding-not-enough-support = Required: { $required } supporters. Found: { $found }.
    .title = Not enough support
finding-too-early = { $unit-n ->
        [0] Required: from { $required } on. Done on { $found }.
       *[other] Required: { $required } before it. Given: { $found }.
    }
    .title = Too early
finding-too-late = Last day: { $required }. Done on { $found }.
    .title = Too late
finding-again-too-soon = Required: { $required } after it was last decided. Given: { $found }.
    .title = Again too soon

## Measures against members

finding-sanction-without-procedure = A right of a member is taken only by its procedure. Relied on: { $found }.
    .title = Sanction without procedure
finding-charge-missing = { $persons-n ->
        [0] Required: a charge in writing. None is on record.
       *[other] Required: a charge against { $persons }. None is on record.
    }
    .title = No charge
finding-charge-not-served = Required: service of the charge on the respondent. None is on record.
    .title = Charge not served
finding-particulars-missing = The charge must state: { $required }. It does not, as far as the record shows.
    .title = No particulars
finding-ground-not-listed = Ground given: { $found }. The closed list holds only: { $required }.
    .title = No such ground
finding-outside-the-charge = Charged: { $required }. Decided: { $found }.
    .title = Outside the charge
finding-too-little-time-to-answer = Required: { $required }. Given: { $found }.
    .title = Too little time to answer
finding-hearing-missing = The respondent was not heard.
    .title = No hearing
finding-shut-out = { $required-n ->
        [0] The respondent was kept from being heard.
       *[other] Denied to the respondent: { $required }.
    }
    .title = Shut out
finding-judge-in-own-cause = { $persons } brought or prompted the charge, or is party to it, and sat in judgment.
    .title = Judge in own cause
finding-decided-by-others-than-heard = { $persons } decided without having heard the case.
    .title = Decided unheard
finding-decision-late = Last day: { $required }. Decided on { $found }.
    .title = Decided late
finding-reasons-missing = { $required-day ->
        [0] Required: { $required }.
       *[other] Owed by { $required }. None is on record.
    }
    .title = No written reasons
finding-step-skipped = Required: { $step }. None is on record.
    .title = Step skipped
finding-matter-closed = The matter had been closed: { $found }.
    .title = Matter closed
finding-interim-limits = { $unit-n ->
        [0] { $found-n ->
            [0] Required: { $required }.
           *[other] It may last until { $required }. It was ordered until { $found }.
        }
       *[other] It may last { $required } at most. It was ordered without an end.
    }
    .title = Beyond interim limits
finding-more-than-allowed = { $unit-n ->
        [0] It may last until { $required }. It was ordered until { $found }.
       *[other] It may last { $required } at most. It was ordered without an end.
    }
    .title = More than allowed
finding-own-wrong = The organisation relies on its own wrong against { $persons }: { $found }.
    .title = Own wrong
finding-retaliation = Begun { $found-n ->
        [one] one day
       *[other] { $found } days
    } after the use of a protected right; within { $required } days this is looked at with care.
    .title = After use of a right
finding-way-not-listed = Membership ends only by: { $required }. Relied on: { $found }.
    .title = Way not listed

## Appeals and cures

finding-appeal-late = Last day: { $required }. Brought on { $found }.
    .title = Appeal late
finding-wrong-forum = Required: { $required }. Found: { $found }.
    .title = Wrong forum
finding-sat-below = { $persons } took part in the decision appealed from.
    .title = Sat below
finding-confirmed-without-rehearing = A { $found } that hears nothing afresh cures nothing. Still there: { $required }.
    .title = Confirmed without rehearing
finding-cure-without-power = { $required-n ->
        [0] { $found } could not have done what is to be confirmed.
       *[other] { $found-cure ->
            [0] Required: { $required }. Acted: { $found }.
           *[other] A { $found } does not cure: { $required }.
        }
    }
    .title = No power to cure
finding-annuls-its-own-ground = It would undo what it rests on: { $found }.
    .title = Annuls its own ground

## The life of acts

finding-void-basis = { $found-n ->
        [0] What it rests on has no effect, and it falls with it.
       *[other] It rests on { $found }, which has no effect, and falls with it.
    }
    .title = Void basis
finding-not-in-force = { $found-n ->
        [0] What it is about is not there.
       *[other] It is about { $found }, which is not there.
    }
    .title = Not in force
finding-contradictory-orders = Ordered before: { $required }. Ordered now: { $found }.
    .title = Contradictory orders

## Emergencies and duties

finding-not-ratified = Owed by { $by } until { $due }. None is on record, and the measure has lapsed.
    .title = Not ratified
finding-duty-overdue = { $duty }: owed by { $by } until { $due }.{ $silence-n ->
        [0] {""}
       *[other] {" "}What follows: { $silence }.
    }
    .title = Overdue
finding-other-breach = { $required-n ->
        [0] A rule was broken for which nothing more special is said.
       *[other] Required: { $required }. Not on record.
    }
    .title = Breach of a rule

## Notes: they explain, and take nothing away

note-presumed-regular = Nothing on record puts the sitting in issue.
    .title = Presumed regular
note-awaiting = It takes effect later. It waits for: { $what }.
    .title = Waiting
note-stayed = The decision rests while the appeal runs.
    .title = Stayed
note-de-facto = Done by somebody whose appointment was defective; it stands all the same.
    .title = Officer in fact
note-waived = { $defect }: those whom the rule protects gave it up.
    .title = Waived
note-cured = Cured by { $kind }, { $since }.
    .title = Cured
note-excused = { $defect }: excused by this article.
    .title = Excused
note-immaterial = { $defect }: it could not have changed the result.
    .title = Immaterial
note-late-record = Put on record after silence had already had its effect; that stands until this is proved.
    .title = Recorded late
note-standard-of-review = { $fact }: a matter for the body’s own judgment, looked at only by this standard: { $standard }.
    .title = Left to the body
note-gap-filled = The rules are silent; this article fills the gap.
    .title = Gap filled
note-by-default = { $silence-n ->
        [0] Nobody acted in time, and this follows by itself.
       *[other] Nobody acted in time: { $silence }.
    }
    .title = By silence
note-notice-of-a-void-act = It tells of a decision that has no effect, and is no notice of a charge.
    .title = Tells of a void decision
note-no-right-lost = No right of a member rests on this.
    .title = No right lost

## Faults of the entry itself

fault-unknown-act = It refers to “{ $name }”, and no act with this id stands on the record before it.
    .title = Unknown act
    .advice = Correct the id, or put the act it means on the record before it.
fault-unknown-body = It names “{ $name }”, which the constitution does not know.
    .title = Unknown body
    .advice = Write the body or office as the constitution names it, with its unit after a slash where each unit has one.
fault-unknown-unit = It names “{ $name }”, and no unit or tier of that name is on the record.
    .title = Unknown unit
    .advice = Correct the name, or record first that the unit was constituted.
fault-unknown-person = It names “{ $name }”, who is not on the record.
    .title = Unknown person
    .advice = Correct the id, or record first how this person became a member.
fault-before-the-founding = It happened before the organisation was founded.
    .title = Before the founding
    .advice = Correct the day, or record the founding (kind: constituted) before it.
fault-same-id = { $name-n ->
        [0] An earlier act has this id.
       *[other] “{ $name }” is on the record already.
    }
    .title = Same id
    .advice = Give one of the two another id; if it is the same act recorded twice, take one out.
fault-circular-reference = It refers to itself: “{ $name }”.
    .title = Circular reference
    .advice = Correct the id that leads back to it.
fault-rule-failed = A rule could not be applied ({ $what }).
    .title = Rule failed
    .advice = Look at the article; if it says what it should, this is a fault of the program, worth reporting with the two files.
fault-not-yours-to-correct = Only whoever made the entry “{ $name }” may correct or retract it.
    .title = Not yours to correct
    .advice = Dispute the act instead (kind: disputed), or have whoever recorded it correct it.
