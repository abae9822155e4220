"""What things are and the rules that hold; standard library only."""
