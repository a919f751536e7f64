"""Input from hell (K6.2): bad workbooks and bad records, written by someone who has not seen the reader."""
