"""The Persian language as data needs it: digits, folding of text, the Solar Hijri calendar, identity numbers.

Pure functions over text and dates; nothing here knows of statistics. `language` is always "fa" or "en".
"""
