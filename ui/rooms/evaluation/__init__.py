"""The evaluation of a campaign on the screen: its board, why a verdict, tables, versions and comparisons."""
