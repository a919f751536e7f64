"""The built-in number formats that matter to meaning (ECMA-376 part 1, 18.8.30): percentages."""

BUILT_IN: dict[int, str] = {1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00"}
