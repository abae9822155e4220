"""HospComms without a screen: what a hospital's communications office keeps, and what it can do with it."""

from pathlib import Path

VERSION = "0.1.0"
RESOURCES = Path(__file__).resolve().parent.parent / "resources"
