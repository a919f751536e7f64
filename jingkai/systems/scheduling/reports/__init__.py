"""Written reports 书面汇报: the four sections that units write for the meeting, asked month by month."""
