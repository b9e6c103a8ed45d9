"""Times other programs on the work of fairness_bench and fairness_peers_bench: peers.py COMPAS.csv [TABLE.csv]
  Fairlearn's bootstrap: 6 groups, 4 rates; 20 replicates, to be multiplied by 500 for 10,000.
  Polars, PyArrow, DuckDB and pandas, with all threads they take, three times each: read TABLE (race,sex,score,outcome), and
  count by race, sex, score >= 0.5 and outcome. COMPAS.csv may be '-': without Fairlearn.
What is not installed is said so."""
import sys
import time


def fairlearn(path):
    import pandas as pd
    from fairlearn.metrics import (MetricFrame, false_positive_rate, selection_rate, true_positive_rate)
    from sklearn.metrics import accuracy_score
    table = pd.read_csv(path)
    y = (table.two_year_recid == 1).astype(int)
    p = (table.score_text != "Low").astype(int)
    rates = {"s": selection_rate, "t": true_positive_rate, "f": false_positive_rate, "a": accuracy_score}
    start = time.process_time()
    MetricFrame(metrics=rates, y_true=y, y_pred=p, sensitive_features=table.race, n_boot=20,
                ci_quantiles=[0.025, 0.975], random_state=1)
    took = time.process_time() - start
    print(f"Fairlearn: 20 replicates {took:.2f} s, 10,000 at that pace {took * 500:.0f} s")


def polars(path):
    import polars as pl
    table = pl.read_csv(path)  # POLARS_MAX_THREADS=1 for one thread
    yield
    yield table.group_by(["race", "sex", pl.col("score") >= 0.5, "outcome"]).len().height


def pyarrow(path):
    from pyarrow import compute, csv
    table = csv.read_csv(path)
    yield
    table = table.append_column("flagged", compute.greater_equal(table["score"], 0.5))
    yield table.group_by(["race", "sex", "flagged", "outcome"]).aggregate([([], "count_all")]).num_rows


def duckdb(path):
    import duckdb as db
    connection = db.connect()
    connection.execute("create table t as select * from read_csv(?)", [path])
    yield
    yield len(connection.execute("select count(*) from t group by race, sex, score >= 0.5, outcome").fetchall())


def pandas(path):
    import pandas as pd
    table = pd.read_csv(path)
    yield
    yield len(table.groupby(["race", "sex", table.score >= 0.5, "outcome"]).size())


def timed(name, work, path):
    """A generator's first step is reading, its second counting; what it imports is not counted."""
    try:
        __import__(name)
        start, processor = time.perf_counter(), time.process_time()
        steps = work(path)
        next(steps)
        read = time.perf_counter() - start
        cells = next(steps)
        print(f"{name}: read {read:.2f} s, read and counted {time.perf_counter() - start:.2f} s, "
              f"{time.process_time() - processor:.2f} s of the processor, {cells} cells")
    except ImportError as problem:
        print(f"{name}: not run: {problem}")


try:
    if sys.argv[1] != "-":
        fairlearn(sys.argv[1])
except ImportError as problem:
    print(f"Fairlearn: not run: {problem}")
if len(sys.argv) > 2:
    for work in (polars, pyarrow, duckdb, pandas):
        for again in range(3):
            timed(work.__name__, work, sys.argv[2])
