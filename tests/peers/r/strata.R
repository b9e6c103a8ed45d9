# Reads lines 'level, then x1 n1 x2 n2 of each stratum' and prints for each, with 17 digits, NA where there is
# nothing to give:
#   score interval of the difference in the first stratum (low, high), of the ratio (low, high);
#   common odds ratio (estimate, low, high); test without correction (statistic, p);
#   common difference (estimate, low, high; Sato's variance); Breslow-Day, Tarone, degrees, p of Tarone's;
#   power of Fisher's test with the first stratum's sizes (at most 60 each) and shrunken rates, by enumeration of all tables
# mantelhaen.test is R's own. The score intervals use the closed cubic and quadratic of Miettinen and Nurminen, another
# route than the product's; Breslow and Day's expected counts come from a root finder.
options(warn = -1)

rates_given_difference <- function(x1, n1, x2, n2, d) {
  n <- n1 + n2; x <- x1 + x2
  l3 <- n; l2 <- (n1 + 2 * n2) * d - n - x; l1 <- (n2 * d - n - 2 * x2) * d + x; l0 <- x2 * d * (1 - d)
  q <- l2^3 / (3 * l3)^3 - l1 * l2 / (6 * l3^2) + l0 / (2 * l3)
  p <- ifelse(q >= 0, 1, -1) * sqrt(max(0, l2^2 / (3 * l3)^2 - l1 / (3 * l3)))
  a <- if (p == 0) 0 else (pi + acos(max(-1, min(1, q / p^3)))) / 3
  r2 <- min(1, max(0, 2 * p * cos(a) - l2 / (3 * l3)))
  c(min(1, max(0, r2 + d)), r2)
}
rates_given_ratio <- function(x1, n1, x2, n2, r) {
  a <- (n1 + n2) * r; b <- -(n1 * r + x1 + n2 + x2 * r); x <- x1 + x2
  r2 <- 2 * x / (-b + sqrt(max(0, b^2 - 4 * a * x)))  # the smaller root, without cancellation
  c(min(1, r * r2), min(1, r2))
}
distance <- function(excess, variance) if (excess == 0) 0 else if (variance <= 0) sign(excess) * 1e6 else excess / sqrt(variance)
root <- function(f, low, high) uniroot(f, c(low, high), tol = 1e-15, maxiter = 10000)$root

score_difference <- function(x1, n1, x2, n2, level) {
  z <- qnorm(1 - (1 - level) / 2); n <- n1 + n2; centre <- x1 / n1 - x2 / n2
  f <- function(d) {
    r <- rates_given_difference(x1, n1, x2, n2, d)
    distance(centre - d, (r[1] * (1 - r[1]) / n1 + r[2] * (1 - r[2]) / n2) * n / (n - 1))
  }
  c(if (f(-1) <= z) -1 else root(function(d) f(d) - z, -1, centre),
    if (f(1) >= -z) 1 else root(function(d) f(d) + z, centre, 1))
}
score_ratio <- function(x1, n1, x2, n2, level) {
  if (x2 == 0) return(c(NA, NA))
  z <- qnorm(1 - (1 - level) / 2); n <- n1 + n2; p1 <- x1 / n1; p2 <- x2 / n2
  f <- function(w) {
    r <- rates_given_ratio(x1, n1, x2, n2, exp(w))
    distance(p1 - exp(w) * p2, (r[1] * (1 - r[1]) / n1 + exp(2 * w) * r[2] * (1 - r[2]) / n2) * n / (n - 1))
  }
  c(if (x1 == 0) 0 else exp(root(function(w) f(w) - z, -40, log(p1 / p2))),
    exp(root(function(w) f(w) + z, if (x1 == 0) -40 else log(p1 / p2), 40)))
}

enumerated_power <- function(p1, n1, p2, n2, alpha) {  # the chance of rejecting towards the true difference
  sum <- 0
  for (k in 0:(n1 + n2)) {
    a <- max(0, k - n2):min(k, n1)
    d <- dhyper(a, n1, n2, k)
    p <- vapply(d, function(x) sum(d[d <= x * (1 + 1e-7)]), 0)
    right <- p <= alpha & sign(a / n1 - (k - a) / n2) == sign(p1 - p2)
    sum <- sum + sum(dbinom(a[right], n1, p1) * dbinom(k - a[right], n2, p2))
  }
  sum
}

for (line in readLines(file("stdin"))) {
  v <- as.numeric(strsplit(line, " ")[[1]])
  level <- v[1]
  s <- matrix(v[-1], nrow = 4)
  x1 <- s[1, ]; n1 <- s[2, ]; x2 <- s[3, ]; n2 <- s[4, ]
  z <- qnorm(1 - (1 - level) / 2)
  n <- n1 + n2
  tables <- array(rbind(x1, n1 - x1, x2, n2 - x2), c(2, 2, length(x1)))
  usable <- n1 > 0 & n2 > 0 & x1 + x2 > 0 & x1 + x2 < n
  up <- sum(x1 * (n2 - x2) / n); down <- sum((n1 - x1) * x2 / n)
  odds <- c(NA, NA, NA); test <- c(NA, NA)
  if (any(usable)) {
    if (sum(usable) == 1) {  # mantelhaen.test asks for two strata: an empty one changes nothing but needs units
      a <- tables[, , usable]; m <- sum(a)
      test <- (a[1, 1] - sum(a[, 1]) * sum(a[1, ]) / m)^2 /
        (prod(rowSums(a), colSums(a)) / (m^2 * (m - 1)))
      test <- c(test, pchisq(test, 1, lower.tail = FALSE))
    } else {
      m <- mantelhaen.test(tables[, , usable], correct = FALSE, conf.level = level)
      test <- c(m$statistic, m$p.value)
      if (up > 0 && down > 0) odds <- c(m$estimate, m$conf.int)
    }
  }
  if (up > 0 && down > 0 && sum(usable) == 1) {
    a <- tables[, , usable]  # one table: the estimate is ad/bc, the variance Woolf's
    half <- z * sqrt(sum(1 / a)); o <- a[1, 1] * a[2, 2] / a[1, 2] / a[2, 1]
    odds <- o * exp(c(0, -half, half))
  }
  weight <- sum(n1 * n2 / n)
  d <- sum((x1 * n2 - x2 * n1) / n) / weight
  p <- sum((n1^2 * x2 - n2^2 * x1 + n1 * n2 * (n2 - n1) / 2) / n^2)
  q <- sum((x1 * (n2 - x2) + x2 * (n1 - x1)) / (2 * n))
  variance <- (d * p + q) / weight^2
  difference <- c(d, if (variance > 0) c(max(-1, d - z * sqrt(variance)), min(1, d + z * sqrt(variance))) else c(NA, NA))
  same <- c(NA, NA, NA, NA)
  if (up > 0 && down > 0 && sum(usable) >= 2) {
    o <- up / down
    k <- (x1 + x2)[usable]; m1 <- n1[usable]; m2 <- n2[usable]; a <- x1[usable]
    e <- mapply(function(k, m1, m2) {
      low <- max(0, k - m2); high <- min(k, m1)
      root(function(t) log(t) + log(m2 - k + t) - log(m1 - t) - log(k - t) - log(o),
           low + (high - low) * 1e-14, high - (high - low) * 1e-14)
    }, k, m1, m2)
    w <- 1 / (1 / e + 1 / (m1 - e) + 1 / (k - e) + 1 / (m2 - k + e))
    square <- sum((a - e)^2 / w)
    tarone <- square - sum(a - e)^2 / sum(w)
    same <- c(square, tarone, length(a) - 1, pchisq(tarone, length(a) - 1, lower.tail = FALSE))
  }
  power <- enumerated_power((x1[1] + 1) / (n1[1] + 2), min(n1[1], 60), (x2[1] + 2) / (n2[1] + 4), min(n2[1], 60), 1 - level)
  numbers <- c(score_difference(x1[1], n1[1], x2[1], n2[1], level), score_ratio(x1[1], n1[1], x2[1], n2[1], level),
               odds, test, difference, same, power)
  cat(ifelse(is.na(numbers), "NA", sprintf("%.17g", numbers)), "\n")
}
