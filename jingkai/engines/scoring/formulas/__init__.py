"""Formulas of a scheme (自定公式): read by the expression language, computed on columns or arrays."""
