"""facts 数据: measures and facts, indicators, targets and their curves; append-only, read as of a number."""
