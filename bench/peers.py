"""Times other programs on the work of fairness_bench and fairness_peers_bench: peers.py COMPAS.csv [TABLE.csv]
  Fairlearn's bootstrap: 6 groups, 4 rates; 20 replicates, to be multiplied by 500 for 10,000.
  Polars, PyArrow and pandas: read TABLE (race,sex,score,outcome) and count by race, sex, score >= 0.5 and outcome.
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
    return table.group_by(["race", "sex", pl.col("score") >= 0.5, "outcome"]).len().height


def pyarrow(path):
    from pyarrow import compute, csv
    table = csv.read_csv(path, read_options=csv.ReadOptions(use_threads=False))
    table = table.append_column("flagged", compute.greater_equal(table["score"], 0.5))
    return table.group_by(["race", "sex", "flagged", "outcome"]).aggregate([([], "count_all")]).num_rows


def pandas(path):
    import pandas as pd
    table = pd.read_csv(path)
    return len(table.groupby(["race", "sex", table.score >= 0.5, "outcome"]).size())


def timed(name, work, path):
    try:
        start = time.perf_counter()
        processor = time.process_time()
        cells = work(path)
        print(f"{name}: {time.perf_counter() - start:.2f} s, {time.process_time() - processor:.2f} s of the processor"
              + (f", {cells} cells" if cells else ""))
    except ImportError as problem:
        print(f"{name}: not run: {problem}")


timed("Fairlearn", fairlearn, sys.argv[1])
if len(sys.argv) > 2:
    for name, work in (("Polars", polars), ("PyArrow", pyarrow), ("pandas", pandas)):
        timed(name, work, sys.argv[2])
