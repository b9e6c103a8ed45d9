"""Models trained here by XGBoost, LightGBM and scikit-learn, explained by isonomia and by their own programs.

Usage: models.py PATH-OF-isonomia DATA.csv. Prints one line per model; exit 1 when a result or a value disagrees.
"""
import csv
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import lightgbm
import numpy as np
import shap
import xgboost
from skl2onnx import to_onnx
from sklearn.ensemble import GradientBoostingRegressor, RandomForestRegressor

FEATURES = ["age", "priors_count", "juv_fel_count", "juv_misd_count", "juv_other_count"]
ROWS = 12


def read(path):
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    x = np.array([[float(row[name]) for name in FEATURES] for row in rows])
    return x, np.array([int(row["two_year_recid"]) for row in rows])


def explained(program, model, data, row):
    command = [program, "explain", "--json", "--model", model, "--data", data, "--row", str(row + 1)]
    if model.suffix == ".onnx":
        command += ["--features", ",".join(FEATURES)]
    answer = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    score, shares = answer["measurements"][:2]
    values = [point["value"] for point in shares.get("series", [])]
    return score["value"], float(score["parameters"]["margin"]), values


def main():
    program, source = sys.argv[1], Path(sys.argv[2])
    x, y = read(source)
    x = x.copy()
    x[::9, 1] = np.nan  # some values are missing
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data.csv"
        with open(data, "w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(FEATURES)
            writer.writerows([["" if np.isnan(v) else repr(float(v)) for v in row] for row in x])

        def check(name, model, result, margin, values, last_bit, tolerance):
            nonlocal failed
            worst = 0.0
            same = True
            for row in range(ROWS):
                own_result, own_margin, own = explained(program, model, data, row)
                same = same and last_bit(own_result) == result[row] and last_bit(own_margin) == margin[row]
                if values is not None:
                    worst = max(worst, np.max(np.abs(np.array(own) - values[row])) / (1 + np.sum(np.abs(values[row]))))
            good = same and worst <= tolerance
            failed += not good
            print(f"{name}: results {'equal' if same else 'DIFFER'}, largest difference of values {worst:.1e}")

        matrix = xgboost.DMatrix(x, y, feature_names=FEATURES)
        for objective in ("binary:logistic", "reg:squarederror"):
            booster = xgboost.train({"objective": objective, "max_depth": 6, "nthread": 1}, matrix, 30)
            for suffix in (".json", ".ubj"):
                path = Path(folder) / f"xgboost{suffix}"
                booster.save_model(path)
                check(f"XGBoost {xgboost.__version__} {objective} {suffix}", path, booster.predict(matrix),
                      booster.predict(matrix, output_margin=True),
                      booster.predict(matrix, pred_contribs=True)[:, :-1], np.float32, 2e-6)
        for objective in ("binary", "regression", "poisson"):
            trained = lightgbm.train({"objective": objective, "verbose": -1, "num_threads": 1},
                                     lightgbm.Dataset(x, y, feature_name=FEATURES), 30)
            path = Path(folder) / "lightgbm.txt"
            trained.save_model(path)
            values = shap.TreeExplainer(trained, feature_perturbation="tree_path_dependent").shap_values(x[:ROWS])
            check(f"LightGBM {lightgbm.__version__} {objective}", path, trained.predict(x),
                  trained.predict(x, raw_score=True), np.asarray(values), float, 1e-12)
        whole = np.nan_to_num(x).astype(np.float32)
        with open(data, "w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(FEATURES)
            writer.writerows([[repr(float(v)) for v in row] for row in whole])
        for model in (RandomForestRegressor(10, max_depth=6, random_state=1), GradientBoostingRegressor(n_estimators=10)):
            model.fit(whole, y)
            path = Path(folder) / "model.onnx"
            path.write_bytes(to_onnx(model, whole[:1]).SerializeToString())
            own = [explained(program, path, data, row)[0] for row in range(ROWS)]
            worst = float(np.max(np.abs(np.array(own) - model.predict(whole[:ROWS]))))
            good = worst <= 1e-6
            failed += not good
            print(f"ONNX of {type(model).__name__}: largest difference of results {worst:.1e}")
    sys.exit(1 if failed else 0)


main()
