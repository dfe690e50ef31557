"""The rules of the program: quarters, outcomes, standing, rates, tiers, awards.

Pure: standard library only, no input or output, no clock. Counts and cents are integers, rates are pairs of integers.
What is assumed rather than known is a field of a rule set (``rules.py``), never a constant here.
"""
