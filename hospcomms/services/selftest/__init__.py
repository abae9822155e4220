"""A trial of the installed program on a computer: does everything an officer needs really work here.

It works the way the program works, through the services, on invented data of its own that is kept between runs.
"""
