"""Importing lists: the steps, the columns, the preview with its problems, and the pages made of them."""
