"""The rights of the people whose data is kept: to know what there is, and to have it erased."""
