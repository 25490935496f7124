#!/usr/bin/python3
"""Measures learning on labelled tickets, beside scikit-learn's LinearSVC on the same words.

  check-tickets-learn.py LEARN-TICKETS CORPORA [SEEDS]

On the fixed split of each set, and on ten more in which groups of near-duplicates stay together: macro-F1 of both, the mean
difference and its spread, the time of training (reading the words included) and of a prediction. Fails where the mean
difference is below 0; a single split says little, its rare labels have a handful of mails."""
import csv, json, os, statistics, subprocess, sys, tempfile, time

try:
    import numpy, scipy.sparse
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.metrics import accuracy_score, f1_score
    from sklearn.model_selection import GroupShuffleSplit
    from sklearn.svm import LinearSVC
except ImportError as missing:
    print("check-tickets-learn: skipped,", missing)
    sys.exit(0)

SETS = ["amos_hand_de_priority", "amos_hand_en_priority", "amos_gpt_en_priority"]
BEST = {"amos_hand_de_priority": .419, "amos_hand_en_priority": .553, "amos_gpt_en_priority": .500}


def load(path):
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    for row in rows:
        row["subject"], row["body"] = json.loads(row["subject"]), json.loads(row["body"])
    return rows


def ours(tool, rows, train, test):
    fields = [rows[i][key].replace("\0", " ") for i in [*train, *test] for key in ("label", "group", "subject", "body")]
    with tempfile.TemporaryDirectory() as folder:
        said = subprocess.run([tool, os.path.join(folder, "model"), str(len(train))], check=True, stdout=subprocess.PIPE,
                              input="".join(field + "\0" for field in fields).encode()).stdout.decode().splitlines()
    trained, predicted = said[0].split(), said[1].split()
    confidences = [float(line.split("\t")[1]) for line in said[2:]]
    return [line.split("\t")[0] for line in said[2:]], float(trained[1]), float(predicted[1]), confidences, trained[2:]


def theirs(rows, train, test):
    texts = [row["subject"] + "\n" + row["body"] for row in rows]
    labels = [rows[i]["label"] for i in train]
    start = time.monotonic()
    words = TfidfVectorizer(ngram_range=(1, 2))
    characters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5))
    pieces = [vectorizer.fit_transform([texts[i] for i in train]) for vectorizer in (words, characters)]
    svc = LinearSVC(C=1, class_weight="balanced", random_state=0).fit(scipy.sparse.hstack(pieces).tocsr(), labels)
    taken = time.monotonic() - start
    start = time.monotonic()
    for i in test[:200]:
        svc.predict(scipy.sparse.hstack([words.transform([texts[i]]), characters.transform([texts[i]])]).tocsr())
    each = (time.monotonic() - start) / min(len(test), 200) * 1e6
    pieces = [vectorizer.transform([texts[i] for i in test]) for vectorizer in (words, characters)]
    return svc.predict(scipy.sparse.hstack(pieces).tocsr()), taken, each


def compare(tool, rows, train, test):
    truth = [rows[i]["label"] for i in test]
    said, time_ours, each_ours, confidences, figures = ours(tool, rows, train, test)
    other, time_theirs, each_theirs = theirs(rows, train, test)
    sure = [i for i, confidence in enumerate(confidences) if confidence >= .6]
    return {
        "ours": f1_score(truth, said, average="macro"), "theirs": f1_score(truth, other, average="macro"),
        "accuracy": accuracy_score(truth, said), "their_accuracy": accuracy_score(truth, other),
        "time": (time_ours, time_theirs), "each": (each_ours, each_theirs), "figures": figures,
        "confidence": statistics.mean(confidences), "sure": len(sure) / len(said),
        "sure_right": sum(truth[i] == said[i] for i in sure) / max(len(sure), 1),
    }


def tell(name, result):
    print("  %-8s macro-F1 %.3f (LinearSVC %.3f)  accuracy %.3f (%.3f)  trained in %.2f s (%.2f s)  predicted in %.0f us (%.0f us)"
          "  cost %s, says of itself %s; mean confidence %.3f; at 60 %%: %.0f %% of mails, %.0f %% right"
          % (name, result["ours"], result["theirs"], result["accuracy"], result["their_accuracy"], *result["time"],
             *result["each"], *result["figures"][:2], result["confidence"], 100 * result["sure"], 100 * result["sure_right"]),
          flush=True)


def main():
    tool, corpora = sys.argv[1:3]
    seeds = int(sys.argv[3]) if len(sys.argv) > 3 else 10
    fine = True
    for name in SETS:
        path = os.path.join(corpora, "tickets", name + ".tsv")
        if not os.path.exists(path):
            print("check-tickets-learn: no", path)
            continue
        rows = load(path)
        print(name, "(best known on the fixed split: %.3f)" % BEST[name])
        test = [i for i, row in enumerate(rows) if row["split"] == "test"]
        train = [i for i, row in enumerate(rows) if row["split"] != "test"]
        result = compare(tool, rows, train, test)
        tell("fixed", result)
        differences = []
        for seed in range(1, seeds + 1):
            splitter = GroupShuffleSplit(1, test_size=len(test) / len(rows), random_state=seed)
            train, held = next(splitter.split(rows, groups=[row["group"] for row in rows]))
            result = compare(tool, rows, list(train), list(held))
            tell("seed %d" % seed, result)
            differences.append(result["ours"] - result["theirs"])
        if differences:
            print("  mean difference of macro-F1 over %d splits: %+.4f, standard deviation %.4f"
                  % (seeds, statistics.mean(differences), statistics.pstdev(differences)))
            fine &= statistics.mean(differences) >= 0
    return 0 if fine else 1


sys.exit(main())
