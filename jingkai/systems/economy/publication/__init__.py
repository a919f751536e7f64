"""公布一个月: what is frozen is looked at first, then published by one press."""
