"""An unseen exam for the workbook reader: workbooks as departments send them, what they say, and a grader."""
