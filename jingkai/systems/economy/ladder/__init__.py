"""The ladder (梯度培育): enterprises by the tiers of a rule, of figures with their bounds."""
