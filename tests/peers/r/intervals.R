# Reads lines 'x1 n1 x2 n2 level' from standard input and prints, for each, what R itself gives, with 17
# digits, NA where it gives nothing:
#   exact low, high; Wilson low, high; Newcombe low, high; ratio, Katz low, high;
#   Fisher p; conditional odds ratio, low, high; chi-square; its p
# binom.test, prop.test, fisher.test (p) and chisq.test are R's own. Newcombe and Katz are their formulas.
# fisher.test finds its odds ratio to about 1e-4 only, so its equations are solved here with the root
# finder's tolerance at 1e-15.
options(warn = -1)

wilson <- function(x, n, level) as.numeric(prop.test(x, n, conf.level = level, correct = FALSE)$conf.int)

newcombe <- function(x1, n1, x2, n2, level) {
  a <- wilson(x1, n1, level)
  b <- wilson(x2, n2, level)
  p1 <- x1 / n1
  p2 <- x2 / n2
  c(p1 - p2 - sqrt((p1 - a[1])^2 + (b[2] - p2)^2), p1 - p2 + sqrt((a[2] - p1)^2 + (p2 - b[1])^2))
}

katz <- function(x1, n1, x2, n2, level) {
  ratio <- (x1 / n1) / (x2 / n2)
  if (x2 == 0) return(c(NA, NA, NA))
  if (x1 == 0 || (x1 == n1 && x2 == n2)) return(c(ratio, NA, NA))
  half <- qnorm(1 - (1 - level) / 2) * sqrt(1 / x1 - 1 / n1 + 1 / x2 - 1 / n2)
  c(ratio, ratio * exp(-half), ratio * exp(half))
}

odds_ratio <- function(x1, n1, x2, n2, level) {
  k <- x1 + x2
  low <- max(0, k - n2)
  high <- min(k, n1)
  if (low == high) return(c(NA, NA, NA))
  support <- low:high
  log_density <- dhyper(support, n1, n2, k, log = TRUE)
  density <- function(log_odds) {
    d <- log_density + log_odds * support
    d <- exp(d - max(d))
    d / sum(d)
  }
  solve <- function(f) exp(uniroot(f, c(-60, 60), tol = 1e-15, maxiter = 10000)$root)
  tail <- (1 - level) / 2
  estimate <- if (x1 == low) 0 else if (x1 == high) NA else
    solve(function(w) sum((support - x1) * density(w)))
  c(estimate,
    if (x1 == low) 0 else solve(function(w) sum(density(w)[support >= x1]) - tail),
    if (x1 == high) NA else solve(function(w) sum(density(w)[support <= x1]) - tail))
}

for (line in readLines(file("stdin"))) {
  v <- as.numeric(strsplit(line, " ")[[1]])
  x1 <- v[1]; n1 <- v[2]; x2 <- v[3]; n2 <- v[4]; level <- v[5]
  table <- matrix(c(x1, n1 - x1, x2, n2 - x2), 2)
  one_table <- x1 + x2 == 0 || x1 + x2 == n1 + n2
  square <- chisq.test(table, correct = FALSE)
  numbers <- c(as.numeric(binom.test(x1, n1, conf.level = level)$conf.int), wilson(x1, n1, level),
               newcombe(x1, n1, x2, n2, level), katz(x1, n1, x2, n2, level),
               if (one_table) NA else fisher.test(table)$p.value, odds_ratio(x1, n1, x2, n2, level),
               if (one_table) c(NA, NA) else c(square$statistic, square$p.value))
  cat(ifelse(is.na(numbers), "NA", sprintf("%.17g", numbers)), "\n")
}
