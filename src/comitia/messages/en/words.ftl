# Verdicts, later life, remedies, deadlines, kinds of acts, and the words around them.

span = { $unit ->
        [minutes] { $count ->
            [0] none
            [one] one minute
           *[other] { $count } minutes
        }
        [hours] { $count ->
            [0] none
            [one] one hour
           *[other] { $count } hours
        }
        [clear-days] { $count ->
            [0] none
            [one] one clear day
           *[other] { $count } clear days
        }
        [working-days] { $count ->
            [0] none
            [one] one working day
           *[other] { $count } working days
        }
        [weeks] { $count ->
            [0] none
            [one] one week
           *[other] { $count } weeks
        }
        [months] { $count ->
            [0] none
            [one] one month
           *[other] { $count } months
        }
        [years] { $count ->
            [0] none
            [one] one year
           *[other] { $count } years
        }
       *[days] { $count ->
            [0] none
            [one] one day
           *[other] { $count } days
        }
    }
the-body = the { $body }
role-respondent = the respondent
role-complainant = the complainant
role-member = any member
role-body = any body
role-officer = any officer
role-number = enough members
role-outside = an authority outside
role-nobody = nobody
role-mover = the mover
role-author = the author
role-the-body-addressed = the body addressed
role-the-body-that-decided = the body that decided
role-whoever-took-part = whoever took part
role-everyone-entitled = everyone entitled
role-whoever-holds-it = whoever holds it
of-unit = { $what } of { $unit }
and-more = { $some } and { $more } more
acting-as = { $person } as { $office }
date = { DATETIME($day, dateStyle: "long") }
date-vague = after { DATETIME($day, dateStyle: "long") }, day not on record
date-open = { $day }, day not on record
article-of = { $text } { $number }

## Verdicts and later life

verdict-valid = Valid
verdict-irregular = Irregular
verdict-voidable = Voidable
verdict-unproven = Unproven
verdict-inchoate = Not yet in effect
verdict-void = Void
life-in-force = in force
life-stayed = stayed
life-annulled = annulled
life-confirmed = confirmed
life-cured = cured
life-lapsed = lapsed
life-superseded = superseded
life-moot = moot
life-fallen = fallen
status-shown = shown
status-presumed = presumed
status-disputed = disputed
status-unproven = Unproven
consequence-void = void
consequence-voidable = voidable
consequence-irregular = a breach that leaves the act standing
consequence-none = nothing

turns-on = { $act } turns on { $on }, which is disputed: { $if-shown } if it is shown, { $if-not } if not.

## What an effect does

effect-confer-membership = becomes a member: { $to }
effect-confer-mandate = holds a seat, { $of }: { $to }
effect-end-membership = membership ends: { $to }
effect-end-mandate = mandate ends, { $of }: { $to }
effect-suspend-membership = membership rests: { $to }
effect-other = { $do } { $what }{ $to-n ->
        [0] {""}
       *[other] : { $to }
    }
effect-as = { $as }: { $to }
effect-as-of = { $as }, { $of }: { $to }
effect-as-only = { $as }

## Ways out

remedy-nothing-needed = What is void needs no appeal. Nothing has changed.
    .title = Do nothing
remedy-appeal = { $stage ->
        [0] To { $to }, by { $by }.
       *[other] Then to { $to }, by { $by }.
    }
    .title = { $stage ->
        [0] Appeal
       *[other] Appeal further
    }
remedy-challenge = Before { $to }, by { $by }.
    .title = Challenge
remedy-cure = By { $by }: { $how }.
    .title = Mend it
remedy-outside = Before { $to }.
    .title = Go outside
last-day-none = none
last-day = { $day }
last-day-passed = { $day }: over
last-day-not-running = { $span } after { $event }. None on record: not running.
last-day-after = { $span } after { $event }
heard-within = if brought on { $today }: by { $day }
heard-later = counted from the day it is brought
silence-later = If not heard in time, { $silence }.
silence-then = On { $day }: { $silence }.
silence-nothing = Nothing changes.
silence-unsaid = The constitution does not say.
silence-the-appeal-is-allowed = the appeal is allowed
silence-the-appeal-is-dismissed = the appeal is dismissed
silence-the-appeal-goes-to-the-next-body = the appeal goes to the next body
silence-the-requisitioners-convene-it = the requisitioners convene it
silence-the-next-higher-body-convenes-it = the next higher body convenes it
silence-it-is-overdue = it is overdue
silence-it-goes-on-the-agenda-of-the-next-higher-body = it goes on the agenda of the next higher body
silence-it-is-allowed = it is allowed
silence-it-is-refused = it is refused
silence-the-asker-may-complain = the asker may complain
silence-it-takes-effect = it takes effect
silence-it-lapses = it lapses
silence-membership-ends = membership ends
cure-step-taken-again = the step taken again, properly
cure-ratification = ratification by whoever had the power
cure-rehearing = a full rehearing by others
cure-rectification = rectification before the result
cure-dispensation = dispensation by an authority
cure-unanimous-assent = unanimous assent of those protected
event-service-of-the-reasons = service of the reasons
event-service-of-the-decision = service of the decision
event-service-of-the-charge = service of the charge
event-knowledge = knowledge of it

## What is owed

owed-hear-appeal = Hear the appeal
owed-written-reasons = Written reasons
owed-convene = Convene the meeting asked for
owed-meeting = Hold a meeting
owed-ratify = Ratify
owed-concur = Agree or object
owed-late = { $days ->
        [one] one day overdue
       *[other] { $days } days overdue
    }
owed-left = { $days ->
        [0] last day
        [one] one day left
       *[other] { $days } days left
    }

## Acts, as headings of what somebody did

act-constituted = Constituted: { $unit }
act-enacted = Adopted: { $instrument }, version { $version }
act-convened = Meeting called: { $body }, for { $on }
act-served = { $channel-kind ->
        [something] Service of { $what }
        [in-person] Handed over: { $what }
        [notice-board] Posted: { $what }
       *[other] Sent by { $channel }: { $what }
    }
act-sat = Meeting { $event }: { $sitting }
act-proposed = Proposal: { $title }
act-supported = Support for { $what }
act-withdrew = Withdrawal of { $what }
act-polled = Poll: { $what }
act-voted = Vote in { $poll }
act-declared = { $effects-n ->
        [0] Result declared
       *[other] { $effects }
    }
act-decided = { $effects-n ->
        [0] Decision
       *[other] { $effects }
    }
act-consented = Consent to { $to }
act-objected = Objection to { $to }
act-filed = { $type ->
        [charge] Charge against { $against }
        [appeal] Appeal against { $against }
        [challenge] Challenge of { $against }
        [question] Question about { $against }
        [complaint] Complaint against { $against }
        [nomination] Nomination: { $person }
        [requisition] Meeting asked for: { $body }
        [defence] Defence
       *[request] Request
    }
act-answered = { $reasons-n ->
        [0] Answer to { $to }
       *[other] Answer to { $to }: “{ $reasons }”
    }
act-heard = Hearing: { $matter }
act-ruled = Ruling
act-established = Established of { $act }: { $fact }
act-conceded = Conceded of { $act }: { $fact }
act-disputed = Disputed: { $act }
act-ordered = Order: { $effects }
act-agreed = Settlement: { $effects }
act-delegated = Power passed on: { $power }, to { $to }
act-resigned = Resignation: { $start }
act-published = Published: { $title }
act-reported = Report: { $title }
act-paid = Payment, through { $through }
act-referred = Referred: { $what }, to { $to }
act-elapsed = Time ran out: { $what } ({ $by })
act-corrected = Correction of { $act }
act-retracted = Retraction of { $act }
act-erased = Data erased: { $person }
act-nothing = something
by-whom = by { $by }

## Standing

standing-member = { $person } is a member in good standing.
standing-member-owing = { $person } is a member, not in good standing.
standing-not = { $person } is not a member.
standing-since = since { $day }
standing-ended = ended on { $day }
standing-seat = { $seat }, { $manner-n ->
        [0] {""}
       *[other] { $manner }{" "}
    }since { $since }
standing-seat-fact = held only in fact
standing-told = Told otherwise by { $act }, which has no effect.
standing-dues = { $months ->
        [0] no dues owed
        [one] dues of one month owed
       *[other] dues of { $months } months owed
    }

