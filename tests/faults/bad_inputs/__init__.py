"""Every hostile or broken input, built for real and brought to the surface it is meant for."""
