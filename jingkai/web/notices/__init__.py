"""通知页: what was said to the reader, with receipts."""
