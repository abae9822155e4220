"""The few dialogs: only where the world outside changes."""
