"""Faults made on purpose: cut power, killed processes, failing disks, flipped bits, interrupted upgrades and restores."""
