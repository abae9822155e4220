"""Faults made on purpose: cut power, kills, failing disks, flipped bits, interrupted upgrades and restores."""
