"""Documents and workbooks: what goes to the ministry, what comes from many hospitals, and letters for Word."""
