"""Times tree attributions of other programs on the work of explain_bench, all processors:
explain_peers.py FOLDER [ROWS [PATH-OF-explain_bench]]
  Trains 200 trees of depth 8 with XGBoost on 20,000 rows of 20 features, writes FOLDER/model.json and FOLDER/x.csv for
  'explain_bench trees', then times XGBoost's pred_contribs and shap's TreeExplainer (path-dependent); then FOLDER/others.csv,
  100 of the rows, and interventional values against them, by 'explain_bench others' and by shap's TreeExplainer.
What is not installed is said so."""
import csv
import os
import subprocess
import sys
import time

import numpy as np

folder = sys.argv[1]
rows = int(sys.argv[2]) if len(sys.argv) > 2 else 2000
NAMES = [f"x{i}" for i in range(20)]


def data():
    random = np.random.default_rng(1)
    x = random.normal(size=(20_000, len(NAMES))).astype(np.float32)
    return x, x[:, 0] + x[:, 1] * x[:, 2] + np.sin(x[:, 3]) + random.normal(size=len(x)) * 0.5


def trained(x, y):
    import xgboost
    matrix = xgboost.DMatrix(x, y, feature_names=NAMES)
    return xgboost.train({"objective": "reg:squarederror", "max_depth": 8, "eta": 0.1}, matrix, 200)


def timed(name, work, rows=rows):
    try:
        work(16)  # what is made ready once is not counted
        start, used = time.perf_counter(), time.process_time()
        work(rows)
        took, used = time.perf_counter() - start, time.process_time() - used
        print(f"{name}: {rows} rows {took:.3f} s, {rows / took:.0f} rows/s, {used:.1f} s of the processor")
    except ImportError as problem:
        print(f"{name}: not run: {problem}")


def written(name, table):
    with open(os.path.join(folder, name), "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(NAMES)
        writer.writerows([[repr(float(value)) for value in row] for row in table])


x, y = data()
model = trained(x, y)
model.save_model(os.path.join(folder, "model.json"))
written("x.csv", x)
written("others.csv", x[-100:])


def contribs(count):
    import xgboost
    model.predict(xgboost.DMatrix(x[:count], feature_names=NAMES), pred_contribs=True)


def explainer(count):
    import shap
    shap.TreeExplainer(model, feature_perturbation="tree_path_dependent").shap_values(x[:count])


def own_explainer(count):
    """shap's own code instead of XGBoost's, which it calls for whole models of XGBoost."""
    import shap
    own = shap.TreeExplainer(model, feature_perturbation="tree_path_dependent")
    own.model.original_model = None
    own.model.model_type = "internal"
    own.shap_values(x[:count], check_additivity=False)


def against_others(count):
    import shap
    explained = shap.TreeExplainer(model, x[-100:], feature_perturbation="interventional")
    explained.shap_values(x[:count], check_additivity=False)


if len(sys.argv) > 3:
    for count in (rows, 4 * rows):
        subprocess.run([sys.argv[3], "trees", os.path.join(folder, "model.json"), os.path.join(folder, "x.csv"), str(count)],
                       check=True)
timed("XGBoost pred_contribs", contribs)
timed("shap TreeExplainer", explainer)
timed("shap TreeExplainer, its own code", own_explainer)
few = max(1, rows // 10)  # shap takes time for rows times others
if len(sys.argv) > 3:
    subprocess.run([sys.argv[3], "others", *(os.path.join(folder, name) for name in ("model.json", "x.csv", "others.csv")),
                    str(few)], check=True)
timed("shap TreeExplainer, interventional, 100 others", against_others, few)
