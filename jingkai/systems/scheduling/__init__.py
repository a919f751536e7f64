"""经济调度: the scheduling meeting, from the figures of the month to tasks that have an owner and a day."""
