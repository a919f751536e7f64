"""The third shelf: twelve workbooks after tables of districts, zones and counties, unlike both shelves before."""
