"""An editor for every kind of field: how its value is typed, picked and read back."""
