"""What campaigns achieved: the result chain now; comparisons of surveys get their place beside it."""
