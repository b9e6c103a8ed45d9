"""Reads lines 'tp fp tn fn tp fp tn fn' (a group, then the reference group) and prints for each, with 17 digits, what
Fairlearn, AIF360 and Aequitas give, 'nan' where they give nothing:
  Fairlearn: false-positive, true-positive, selection rate of the group; selection difference (absolute), equalized odds
  AIF360: statistical parity difference, disparate impact, average odds difference; generalized entropy, Theil; between
          groups: generalized entropy, Theil
  Aequitas: false-positive, false-negative, false discovery, false omission rate of the group
"""
import sys
import warnings

warnings.filterwarnings("ignore")
import numpy as np
import pandas as pd
from aif360.datasets import BinaryLabelDataset
from aif360.metrics import ClassificationMetric
from aequitas.group import Group
from fairlearn.metrics import (MetricFrame, demographic_parity_difference, equalized_odds_difference,
                               false_positive_rate, selection_rate, true_positive_rate)


def rows(counts):
    kinds = [(1, 1), (0, 1), (0, 0), (1, 0)]  # outcome, prediction
    return [(1 - i // 4, *kinds[i % 4]) for i, n in enumerate(counts) for _ in range(n)]


def fairlearn(t):
    frame = MetricFrame(metrics={"f": false_positive_rate, "t": true_positive_rate, "s": selection_rate},
                        y_true=t.y, y_pred=t.p, sensitive_features=t.g)
    group = frame.by_group.loc[1]
    return [group.f, group.t, group.s,
            demographic_parity_difference(t.y, t.p, sensitive_features=t.g),
            equalized_odds_difference(t.y, t.p, sensitive_features=t.g)]


def aif360(t):
    def dataset(label):
        return BinaryLabelDataset(df=pd.DataFrame({"g": t.g, "label": t[label]}), label_names=["label"],
                                  protected_attribute_names=["g"])
    m = ClassificationMetric(dataset("y"), dataset("p"), unprivileged_groups=[{"g": 1}],
                             privileged_groups=[{"g": 0}])
    return [m.statistical_parity_difference(), m.disparate_impact(), m.average_odds_difference(),
            m.generalized_entropy_index(alpha=2), m.theil_index(),
            m.between_all_groups_generalized_entropy_index(alpha=2), m.between_all_groups_theil_index()]


def aequitas(t):
    table = pd.DataFrame({"g": t.g.astype(str), "score": t.p, "label_value": t.y})
    cross, _ = Group().get_crosstabs(table, attr_cols=["g"])
    group = cross[cross.attribute_value == "1"].iloc[0]
    return [group.get(name, np.nan) for name in ("fpr", "fnr", "fdr", "for")]


for line in sys.stdin:
    t = pd.DataFrame(rows([int(x) for x in line.split()]), columns=["g", "y", "p"])
    values = []
    for peer, size in ((fairlearn, 5), (aif360, 7), (aequitas, 4)):
        try:
            values += peer(t)
        except Exception as problem:  # a peer that fails gives nothing
            print(f"{peer.__name__}: {problem!r}", file=sys.stderr)
            values += [np.nan] * size
    print(" ".join(repr(float(v)) for v in values), flush=True)
