# Figures of scores, computed by R afresh. One set a line on standard input:
#   score:outcome score:outcome ...
# One line a set on standard output: AUC, DeLong variance, Kolmogorov-Smirnov statistic and exact p, Brier score,
# intercept and slope of the logistic recalibration with their standard errors.
options(digits = 17, warn = -1)

# glm stops at about 1e-8; ten more Newton steps take its fit to the last digits.
refined <- function(fit, x, y, offset) {
  b <- coef(fit)
  for (i in 1:10) {
    p <- as.vector(plogis(x %*% b + offset))
    information <- t(x) %*% (x * (p * (1 - p)))
    b <- b + as.vector(solve(information, t(x) %*% (y - p)))
  }
  list(b = b, v = solve(information))
}

lines <- readLines(file("stdin"))
for (line in lines) {
  parts <- strsplit(strsplit(line, " ")[[1]], ":")
  s <- as.numeric(sapply(parts, `[`, 1))
  y <- as.integer(sapply(parts, `[`, 2))
  x1 <- s[y == 1]
  x0 <- s[y == 0]
  wins <- outer(x1, x0, function(a, b) (a > b) + (a == b) / 2)
  auc <- mean(wins)
  delong <- var(rowMeans(wins)) / length(x1) + var(colMeans(wins)) / length(x0)
  ks <- ks.test(x1, x0, exact = TRUE)
  p <- if (exists("psmirnov", envir = asNamespace("stats")))
    stats::psmirnov(unname(ks$statistic), sizes = c(length(x1), length(x0)), z = c(x1, x0), lower.tail = FALSE)
  else ks$p.value
  large <- refined(glm(y ~ offset(qlogis(s)), family = binomial), matrix(1, length(y)), y, qlogis(s))
  slope <- refined(glm(y ~ qlogis(s), family = binomial), cbind(1, qlogis(s)), y, 0)
  figures <- c(auc, delong, unname(ks$statistic), p, mean((s - y)^2),
               large$b[1], sqrt(large$v[1, 1]), slope$b[2], sqrt(slope$v[2, 2]))
  cat(formatC(figures, digits = 17, format = "g"), "\n")
}
