"""The second shelf: sixteen workbooks that the first shelf and the published samples do not resemble."""
