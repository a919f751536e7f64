# The same index in COINr: min-max to 0-100, weighted arithmetic means up three levels, results with ranks.
# Arguments: iData.csv, iMeta.csv, rounds. Prints the least processor seconds of the rounds, reading not counted.
suppressPackageStartupMessages(library(COINr))
given <- commandArgs(trailingOnly = TRUE)
data <- read.csv(given[1], check.names = FALSE)
meta <- read.csv(given[2], check.names = FALSE, na.strings = "")
least <- Inf
for (round in seq_len(as.integer(given[3]))) {
  before <- proc.time()
  coin <- new_coin(data, meta, quietly = TRUE)
  coin <- Normalise(coin, dset = "Raw")
  coin <- Aggregate(coin, dset = "Normalised", f_ag = "a_amean")
  scores <- get_results(coin, dset = "Aggregated", tab_type = "Full", use = "scores")
  ranks <- get_results(coin, dset = "Aggregated", tab_type = "Full", use = "ranks")
  stopifnot(nrow(scores) == nrow(data), nrow(ranks) == nrow(data))
  took <- proc.time() - before
  least <- min(least, took[["user.self"]] + took[["sys.self"]])
}
cat(least, "\n")
