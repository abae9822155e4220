"""Exchange with the outside: workbooks read safely, campaigns imported, lists exported."""
