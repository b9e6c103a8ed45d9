# Figures of drift, computed by R afresh. One set a line on standard input:
#   baseline counts,...;current counts,...;x,...;y,...
# One line a set on standard output: stability index with half a unit added, chi-square statistic and p of the counts,
# highest cumulative sum of the first count's share over the rest as periods of (x, y), Spearman's correlation of x and y.
options(digits = 17, warn = -1)

index <- function(b, c) {
  q <- (b + 0.5) / (sum(b) + length(b) / 2)
  p <- (c + 0.5) / (sum(c) + length(c) / 2)
  sum((p - q) * log(p / q))
}

# Periods are pairs of events x and others y, the first the baseline.
highest <- function(x, y) {
  n <- x + y
  q <- x[1] / n[1]
  r <- sum(x) / sum(n)
  z <- ((x - n * q) / sqrt(n * r * (1 - r)))[-1]
  sums <- function(z) Reduce(function(s, one) max(0, s + one - 0.5), z, accumulate = TRUE, 0)
  max(sums(z), sums(-z))
}

numbers <- function(text) as.numeric(strsplit(text, ",")[[1]])
for (line in readLines(file("stdin"))) {
  parts <- strsplit(line, ";")[[1]]
  b <- numbers(parts[1]); c <- numbers(parts[2]); x <- numbers(parts[3]); y <- numbers(parts[4])
  test <- chisq.test(rbind(b, c), correct = FALSE)
  figures <- c(index(b, c), unname(test$statistic), test$p.value, highest(x, y), cor(x, y, method = "spearman"))
  cat(formatC(figures, digits = 17, format = "g"), "\n")
}
