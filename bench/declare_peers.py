"""The peers of `bench.declare`: each counts the deviations from the same constraints in the same events.

Run by `bench.declare` in an environment that holds the peer (see `bench.peers`); without Comitia. It reads the events
from a CSV file (case, activity) in the order of happening, and the constraints as JSON; reading them is not timed.
Prints one line of JSON: seconds of processor time, the deviations from each constraint, and the peer's version.
"""

from __future__ import annotations

import csv
import json
import sys
import time
import warnings
from collections import Counter
from pathlib import Path

warnings.filterwarnings("ignore")
clock = time.process_time
FAR = 1 << 60


def rows_of(path):
    with Path(path).open(newline="") as file:
        return [(int(case), activity) for case, activity in csv.reader(file)]


def frame_of(rows):
    """The events as pm4py wants them: the rows of a case together, in order."""
    import pandas

    start = pandas.Timestamp("2015-01-01", tz="UTC")
    frame = pandas.DataFrame(
        {
            "case:concept:name": [f"c{case}" for case, _ in rows],
            "concept:name": [activity for _, activity in rows],
        }
    )
    frame["time:timestamp"] = start + pandas.to_timedelta(range(len(rows)), unit="s")
    return frame.sort_values(["case:concept:name", "time:timestamp"], ignore_index=True)


def model_of(constraints):
    model = {}
    for template, first, second in constraints:
        model.setdefault(template, {})[first, second] = {"support": 1.0, "confidence": 1.0}
    return model


def counted(results, constraints):
    """Deviations by number of constraint, as pm4py tells them: [template, (first, second)] for each trace."""
    number = {(template, first, second): n for n, (template, first, second) in enumerate(constraints)}
    found = Counter()
    for trace in results:
        for template, pair in trace["deviations"]:
            found[number[template, *pair]] += 1
    return [found[n] for n in range(len(constraints))]


def with_pm4py(rows, constraints):
    """The public function, fed a DataFrame."""
    import pm4py

    frame, model = frame_of(rows), model_of(constraints)
    started = clock()
    results = pm4py.conformance_declare(frame, model)
    return clock() - started, counted(results, constraints), f"pm4py {pm4py.__version__}"


def with_projected(rows, constraints):
    """The function inside, fed the lists of activities that it works on, made beforehand."""
    import pm4py
    from pm4py.algo.conformance.declare.variants import classic

    traces = {}
    for case, activity in rows:
        traces.setdefault(case, []).append(activity)
    projected, model = list(traces.values()), model_of(constraints)
    started = clock()
    results = classic.apply_list(projected, model)
    return clock() - started, counted(results, constraints), f"pm4py {pm4py.__version__}, pre-projected"


def with_declare4py(rows, constraints):
    """Declare4Py's analyser, fed the log object that it works on, made beforehand."""
    from importlib.metadata import version

    import pm4py
    from Declare4Py.D4PyEventLog import D4PyEventLog
    from Declare4Py.ProcessMiningTasks.ConformanceChecking.MPDeclareAnalyzer import MPDeclareAnalyzer
    from Declare4Py.ProcessModels.DeclareModel import DeclareModel

    # `Not Co-Existence` has no checker in 2.2.0; where both activities occur, `Not Responded Existence` says the same
    names = {"precedence": "Precedence", "response": "Response", "noncoexistence": "Not Responded Existence"}
    text = [f"activity {name}" for name in sorted({name for _, *pair in constraints for name in pair})]
    text += [f"{names[template]}[{first}, {second}] | | |" for template, first, second in constraints]
    model = DeclareModel().parse_from_string("\n".join(text))
    log = D4PyEventLog()
    log.log = pm4py.convert_to_event_log(frame_of(rows))
    log.log_length, log.timestamp_key, log.activity_key = len(log.log), "time:timestamp", "concept:name"
    started = clock()
    results = MPDeclareAnalyzer(log=log, declare_model=model, consider_vacuity=True).run()
    took = clock() - started
    states = [[checked.state.value == "Violated" for checked in trace] for trace in results.model_check_res]
    return took, [sum(column) for column in zip(*states, strict=True)], f"Declare4Py {version('declare4py')}"


def with_fold(rows, constraints):
    """A hand-written pass in plain Python: the first place of each activity in each case, then the nine questions."""
    started = clock()
    first = {}
    for place, (case, activity) in enumerate(rows):
        seen = first.get(case)
        if seen is None:
            seen = first[case] = {}
        if activity not in seen:
            seen[activity] = place
    found = [0] * len(constraints)
    for seen in first.values():
        for number, (template, one, other) in enumerate(constraints):
            a, b = seen.get(one), seen.get(other)
            if template == "precedence":
                found[number] += b is not None and (a is None or a > b)
            elif template == "response":
                found[number] += a is not None and (b is None or a > b)
            else:
                found[number] += a is not None and b is not None
    return clock() - started, found, f"hand-written, CPython {sys.version.split()[0]}"


def with_duckdb(rows, constraints):
    """One group-by over all cases, on one thread: what is needed at the very least, without saying where or why."""
    import duckdb
    import pandas

    frame = pandas.DataFrame(rows, columns=["c", "a"])
    frame["n"] = range(len(rows))
    names = sorted({name for _, *pair in constraints for name in pair})
    columns = ", ".join(f"min(n) filter (a = '{name}') as x{k}" for k, name in enumerate(names))
    at = {name: f"x{k}" for k, name in enumerate(names)}
    tests = {
        "precedence": "{b} is not null and ({a} is null or {a} > {b})",
        "response": "{a} is not null and ({b} is null or {a} > {b})",
        "noncoexistence": "{a} is not null and {b} is not null",
    }
    sums = ", ".join(f"count(*) filter ({tests[t].format(a=at[a], b=at[b])})" for t, a, b in constraints)
    base = duckdb.connect(config={"threads": 1})
    base.execute("create table events as select * from frame")
    started = clock()
    found = base.execute(f"select {sums} from (select c, {columns} from events group by c)").fetchone()
    return clock() - started, list(found), f"DuckDB {duckdb.__version__}, group-by"


def with_polars(rows, constraints):
    """The same group-by in Polars."""
    import polars
    from polars import col

    frame = polars.DataFrame(rows, schema=["c", "a"], orient="row").with_row_index("n")
    names = sorted({name for _, *pair in constraints for name in pair})

    def test(template, one, other):
        a, b = col(one), col(other)
        if template == "precedence":
            return b.is_not_null() & (a.is_null() | (a > b))
        return a.is_not_null() & ((b.is_null() | (a > b)) if template == "response" else b.is_not_null())

    started = clock()
    cases = frame.lazy().group_by("c").agg(col("n").filter(col("a") == name).min().alias(name) for name in names)
    sums = [test(*constraint).sum().alias(str(number)) for number, constraint in enumerate(constraints)]
    found = cases.select(sums).collect().row(0)
    return clock() - started, list(found), f"Polars {polars.__version__}, group-by"


WITH = {
    "pm4py": with_pm4py,
    "projected": with_projected,
    "declare4py": with_declare4py,
    "fold": with_fold,
    "duckdb": with_duckdb,
    "polars": with_polars,
}


def main():
    name, events, constraints = sys.argv[1:]
    seconds, deviations, label = WITH[name](rows_of(events), json.loads(constraints))
    print(json.dumps({"seconds": seconds, "deviations": [int(n) for n in deviations], "label": label}))


if __name__ == "__main__":
    main()
