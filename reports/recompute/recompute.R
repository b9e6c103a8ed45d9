#!/usr/bin/env Rscript
# Recomputes the rates of a bundle with R alone: Rscript recompute.R [BUNDLE]
#
# Reads figures.csv and columns.csv beside it and counts the rows in
# the folder 'exhibits' again. Intervals and tests are those of R's own package stats: binom.test for
# Clopper-Pearson, prop.test for Wilson, fisher.test; Newcombe (1998, method 10) and Katz (1978) are
# written out. Whether the bundle is the one that was signed, recompute.py and README.txt check.
#
# Exit: 0 nothing differs, 2 something could not be recomputed, 3 something differs.

tolerance <- 1e-7  # relative, on values and intervals; counts must be equal

given <- commandArgs(trailingOnly = TRUE)
own <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
folder <- if (length(given)) given[1] else file.path(dirname(own), "..")

utf8 <- function(text) {
  Encoding(text) <- "UTF-8"  # whatever the locale is
  text
}
read_plain <- function(path, separator = ",") {
  table <- read.table(path, header = TRUE, sep = separator, quote = "\"", colClasses = "character",
                      na.strings = character(), comment.char = "", check.names = FALSE,
                      encoding = "UTF-8", stringsAsFactors = FALSE)
  names(table) <- utf8(sub("^\xef\xbb\xbf", "", names(table), useBytes = TRUE))  # byte order mark
  table
}
figures <- read_plain(file.path(folder, "recompute", "figures.csv"))
columns <- read_plain(file.path(folder, "recompute", "columns.csv"))

cells_of <- list(
  accuracy = list(c("tp", "tn"), c("tp", "fp", "tn", "fn")),
  false_discovery_rate = list("fp", c("tp", "fp")),
  false_negative_rate = list("fn", c("tp", "fn")),
  false_omission_rate = list("fn", c("tn", "fn")),
  false_positive_rate = list("fp", c("fp", "tn")),
  negative_predictive_value = list("tn", c("tn", "fn")),
  positive_predictive_value = list("tp", c("tp", "fp")),
  prevalence = list(c("tp", "fn"), c("tp", "fp", "tn", "fn")),
  selection_rate = list(c("tp", "fp"), c("tp", "fp", "tn", "fn")),
  true_negative_rate = list("tn", c("fp", "tn")),
  true_positive_rate = list("tp", c("tp", "fn")))

# ---- rows ------------------------------------------------------------------------------------------

# A data set's columns as labels: "" where the label is missing.
load_table <- function(dataset) {
  about <- columns[columns$dataset == dataset, ]
  if (!nrow(about) || any(about$item == "role" & about$value == "weight")) return(NULL)
  path <- file.path(folder, "exhibits", about$exhibit[1])
  if (about$exhibit[1] == "" || !file.exists(path)) return(NULL)
  first <- readLines(path, n = 1, warn = FALSE)
  rows <- read_plain(path, if (grepl("\t", first)) "\t" else ",")
  with_role <- function(role) about$column[about$item == "role" & about$value == role]
  values <- function(column, item) about$value[about$column == column & about$item == item]
  label <- function(column) {
    x <- rows[[column]]
    ifelse(x %in% values(column, "missing"), "", x)
  }
  outcome <- with_role("outcome")
  prediction <- with_role("prediction")
  if (length(outcome) != 1 || length(prediction) != 1) return(NULL)
  truth <- label(outcome)
  flag <- label(prediction)
  known <- truth != "" & flag != ""
  list(known = known, truth = truth %in% values(outcome, "positive"),
       flag = flag %in% values(prediction, "positive"),
       groups = sapply(with_role("group"), label, simplify = FALSE))
}

count <- function(table, group) {
  inside <- table$known
  for (part in strsplit(group, "&", fixed = TRUE)[[1]]) {
    pair <- strsplit(part, "=", fixed = TRUE)[[1]]
    value <- if (length(pair) > 1) utf8(URLdecode(pair[2])) else ""
    inside <- inside & table$groups[[utf8(URLdecode(pair[1]))]] == value
  }
  c(tp = sum(inside & table$flag & table$truth), fp = sum(inside & table$flag & !table$truth),
    tn = sum(inside & !table$flag & !table$truth), fn = sum(inside & !table$flag & table$truth))
}

rate <- function(table, metric, group) {
  cells <- count(table, group)
  c(sum(cells[cells_of[[metric]][[1]]]), sum(cells[cells_of[[metric]][[2]]]))
}

# ---- intervals -------------------------------------------------------------------------------------

wilson <- function(x, n, level)
  as.numeric(suppressWarnings(prop.test(x, n, conf.level = level, correct = FALSE)$conf.int))

interval <- function(method, a, b, level) {
  switch(method,
    "clopper-pearson" = as.numeric(binom.test(a[1], a[2], conf.level = level)$conf.int),
    "wilson" = wilson(a[1], a[2], level),
    "newcombe" = {
      p <- a[1] / a[2]; q <- b[1] / b[2]
      one <- wilson(a[1], a[2], level); two <- wilson(b[1], b[2], level)
      c(p - q - sqrt((p - one[1])^2 + (two[2] - q)^2), p - q + sqrt((one[2] - p)^2 + (q - two[1])^2))
    },
    "katz" = {
      if (a[1] == 0 || b[1] == 0) return(NULL)
      half <- qnorm((1 + level) / 2) * sqrt(1 / a[1] - 1 / a[2] + 1 / b[1] - 1 / b[2])
      exp(log((a[1] / a[2]) / (b[1] / b[2])) + c(-half, half))
    },
    NULL)
}

# ---- comparison ------------------------------------------------------------------------------------

same <- 0
wrong <- 0
left <- character()
differs <- function(id, what, theirs, ours) {
  if (theirs == "" && (is.null(ours) || is.na(ours))) return(FALSE)
  recorded <- suppressWarnings(as.numeric(theirs))
  if (!is.na(recorded) && !is.null(ours) && !is.na(ours) &&
      abs(recorded - ours) <= tolerance * max(abs(recorded), abs(ours))) return(FALSE)
  cat(sprintf("DIFFERS    %s: %s %s on record, %s recomputed\n", id, what, theirs,
              if (is.null(ours)) "none" else format(ours, digits = 17)))
  TRUE
}

tables <- list()
for (i in seq_len(nrow(figures))) {
  figure <- figures[i, ]
  kind <- sub("^.*_(difference|ratio)$", "\\1", figure$metric)
  metric <- if (figure$comparator == "") figure$metric else sub("_(difference|ratio)$", "", figure$metric)
  if (!figure$dataset %in% names(tables)) tables[figure$dataset] <- list(load_table(figure$dataset))
  table <- tables[[figure$dataset]]
  if (is.null(table) || !metric %in% names(cells_of) || figure$basis != "computed") {
    left <- c(left, figure$id)
    next
  }
  a <- rate(table, metric, figure$group)
  b <- c(1, 1)
  if (figure$comparator == "") {
    value <- if (a[2] > 0) a[1] / a[2] else NA
  } else {
    b <- rate(table, metric, figure$comparator)
    value <- if (a[2] == 0 || b[2] == 0) NA else if (kind == "difference") a[1] / a[2] - b[1] / b[2]
             else if (b[1] == 0) NA else (a[1] / a[2]) / (b[1] / b[2])
  }
  bad <- differs(figure$id, "value", figure$value, value)
  if (figure$comparator == "" && a[2] > 0) {
    bad <- differs(figure$id, "numerator", figure$numerator, a[1]) || bad
    bad <- differs(figure$id, "denominator", figure$denominator, a[2]) || bad
  }
  if (!is.na(value) && figure$method != "") {
    ends <- interval(figure$method, a, b, as.numeric(figure$level))
    if (!is.null(ends)) {
      bad <- differs(figure$id, "low", figure$low, ends[1]) || bad
      bad <- differs(figure$id, "high", figure$high, ends[2]) || bad
    }
  }
  if (!is.na(value) && figure$test == "fisher-exact-two-sided" && figure$p != "")
    bad <- differs(figure$id, "p", figure$p, fisher.test(
      matrix(c(a[1], a[2] - a[1], b[1], b[2] - b[1]), 2))$p.value) || bad
  if (bad) wrong <- wrong + 1 else same <- same + 1
}

cat(sprintf("figures    %d recomputed and the same, %d differ\n", same, wrong))
if (length(left))
  cat(sprintf("           %d not recomputed: no rows here, or no formula in this script (%s%s)\n",
              length(left), paste(head(left, 3), collapse = ", "), if (length(left) > 3) " ..." else ""))
quit(status = if (wrong) 3 else if (length(left)) 2 else 0)
