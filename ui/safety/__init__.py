"""The page that says how safe the data is: its copies, a trial of them, the way back, and the check."""
