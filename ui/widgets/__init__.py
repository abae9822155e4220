"""Small painted and composed widgets shared by all pages."""
