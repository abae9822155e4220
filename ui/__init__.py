"""The window: Qt only; it asks services and never storage."""
