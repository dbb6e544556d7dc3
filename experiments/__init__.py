"""What is measured on real data, and the program that measures it: `python -m experiments`."""
