"""A scheme as statements: expressions (Ibis) that are bound to no engine, compiled for DuckDB and for Spark."""
