# The words of pages and of the founding case: headings, the outcome in a sentence, drawings.

page-skip = To the case
page-case = Case: { $act }
page-record = The record, judged
page-head = { $charter }, version { $version }
page-acts-on-record = { $count ->
        [one] one act on record
       *[other] { $count } acts on record
    }
page-read-on = read on { $day }
law-skip = To the articles
law-coverage = { $have } of { $could } articles have a rule.
law-how = The organisation’s words bind; beside or below them stands the rule that Comitia applies. If they differ, it is a fault: tell whoever keeps the text.
law-plain = In plain words
law-also = By silence:
law-not-modelled = Not modelled
law-silent = No rule models this article, and it does not say that people judge it.
page-closing = Comitia judges form, competence, time and equal application. It never judges opinions.

ruling-throughout = { $persons } { $count ->
        [one] is a member, and was one throughout.
       *[other] are members, and were throughout.
    }
ruling-members = { $count } of { $all } are members: { $persons }.
ruling-nobody = Nobody it names is a member.
ruling-cured = { $day-n ->
        [0] It was mended later, and has effect.
       *[other] It was mended later, and has effect since { $day }.
    }
ruling-act = { $verdict ->
        [valid] It stands.
        [irregular] A rule was broken, and it stands.
        [voidable] It stands until it is challenged.
        [unproven] Whether it stands is not shown.
        [inchoate] It has no effect yet.
       *[void] It has no effect.
    }
standfirst-decided = { $by-n ->
        [0] On { $day } this was done.
       *[other] On { $day } this was decided by { $by }.
    }
standfirst-course = Before it takes effect, article { $article } requires { $stages }{ $days ->
        [0] .
        [one] : one day at the shortest.
       *[other] : { $days } days at the shortest.
    }
standfirst-missing-all = Nothing of this is on record.
standfirst-missing = Not on record: { $stages }.
standfirst-falls = It falls on this: { $titles }.
standfirst-complete = All of it is on record.

fact-respondents = { $count ->
        [one] Respondent
       *[other] Respondents
    }
fact-decided-by = Decided by
fact-power-with = Power lies with
fact-ground = Ground given
fact-judged-under = Judged under
fact-version = { $charter }, version { $version }

next-step = Next step
next-may = { $by } may appeal
next-to = to { $to }
owed-to-several = to { $to }
next-nothing = Nothing is owed, and nothing need be done.

stage-charge = Charge in writing
stage-time-to-answer = Time to answer
stage-hearing = Hearing
stage-decision = Decision
stage-written-reasons = Written reasons
stage-time-to-appeal = Time to appeal
stage-effect = It may take effect
need-charge = a charge
need-time-to-answer = { $span } to answer
need-hearing = a hearing
need-decision = a decision
need-written-reasons = written reasons
need-time-to-appeal = { $span } to appeal
done-charge = none served
done-charge-served = served { $day }
done-time-to-answer = none given
done-time-to-answer-served = given
done-hearing = not held
done-hearing-held = held { $day }
done-decision = { $day }
done-written-reasons = none served
done-written-reasons-served = served { $day }
done-time-to-appeal = no appeal on record
done-time-to-appeal-brought = brought { $day }
done-effect = claimed { $day }
done-other = –
bar-moment = { $day }
bar-between = { $first } to { $last }
bar-within = within { $span }
bar-from = from { $day }
line-title = { $days ->
        [0] No time prescribed
        [one] One day required
       *[other] { $days } days required
    }, { $taken ->
        [0] one day taken
        [one] two days taken
       *[other] { $taken } days taken
    }
line-required = What article { $article } requires, at its shortest
line-record = What is on record
line-done = What was done
line-shortest = { $days ->
        [0] at once, at the shortest
        [one] one day, at the shortest
       *[other] { $days } days, at the shortest
    }
line-taken = { $taken ->
        [0] one day
       *[other] { $taken } days
    }
line-today = read, { $day }
line-somewhere = day not on record
line-legend = Outlined: time that the constitution gives, counted from a first step on { $day }. In cells: clear days. A mark: an act on record, with its verdict. Dotted: somewhere in this time. The lists above and below say the same in words.
line-desc = Required: { $required }. On record: { $record }.

heading-acts = The acts, one by one
heading-findings = What was found, act by act
heading-standing = Where they stand
heading-ways = What they may do
heading-not-judged = What is not judged
heading-equal = Whom else would this ground catch?
heading-organisation = The organisation on { $day }
column-verdict = Verdict
column-day = Day
column-act = Act
column-found = Found
column-owed = Owed
column-owed-by = By
column-owed-to = To
text-note = On record: { $note }
text-found = What was found
text-now = What to do now
text-articles = The articles
text-fallen = Changed with it: { $act }
text-from = from { $day }
text-effect = (effect { $number })
text-makes-it = Makes it { $consequence }: { $article }
text-through = Through { $act }
text-resting = resting: { $right }
text-nothing-owed = Nothing is owed on { $day }.
text-supposed = Supposed: { $suppositions }.
text-drawn = The same, drawn: { $path } ({ $size } kB). Open it in a browser, or on a phone.
text-summary = { $acts ->
        [0] Nothing was judged.
        [one] One act judged as of { $day }: { $verdicts }.
       *[other] { $acts } acts judged as of { $day }: { $verdicts }.
    }
text-both-ways = If it is shown, { $act } is { $if-shown }; if it is not, { $if-not }.
column-route = Route
column-last-day = Last day
column-heard = Must be heard
column-silence = If nobody acts
column-person = Member
column-standing = Standing
column-since = Since
column-holds = Holds
column-unit = Unit
column-pulse = Meetings, { $first } – { $last }
column-state = State
column-members = Members
column-held-by = Who holds it
article-heading = Article { $number }
found-unproven = Unproven:
seat-kept = { $days ->
        [0] Conferred on the day of the decision, and held all the same.
        [one] Conferred one day before the decision, and held all the same.
       *[other] Conferred { $days } days before the decision, and held all the same.
    }
in-good-standing = in good standing
not-in-good-standing = a member, not in good standing
no-member = no member
nothing-held = nothing
model-note = A model constitution. Of the case the record holds what a published report states; what is around it is invented.

equal-caught = “{ $grounds }”, applied to everybody, would end the membership of { $caught } of the { $all } members of { $unit }: so many are on record at no meeting from { $since } to { $until }.
equal-spared = { $spared ->
        [all] None of the respondents is among them.
        [none] All of the respondents are among them.
       *[some] Not among them: { $persons }.
    }
equal-legend = A dot is a member; filled: at no meeting in these months. A square is a respondent.
equal-title = { $caught } of { $all } members at no meeting

state-active = active
state-fading = fading
state-frozen = frozen
state-last-met = last met { $day }
state-never-met = no meeting on record
seats-held = { $low } to { $high } seats, { $held } held
seats-held-exact = { $low } seats, { $held } held
office-held = { $office }: { $holder }
office-vacant = { $office }: vacant
pulse-title = { $months ->
        [0] No meeting in twelve months
        [one] Meetings in one of twelve months
       *[other] Meetings in { $months } of twelve months
    }
organisation-standfirst = { $all ->
        [one] One body
       *[other] { $all } bodies
    }: { $active } active, { $fading } fading, { $frozen } frozen.
organisation-legend = A bar: a month with a meeting, its height the share present. Hollow: without a quorum. A dot: no meeting. Active: met within twice the time its article sets. Frozen: no meeting in six months. Fading: in between.
record-standfirst = { $acts ->
        [one] One act was judged
       *[other] { $acts } acts were judged
    }: { $verdicts }.
record-quiet = Nothing was found against the other acts.
