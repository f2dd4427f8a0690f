"""Figures that a visitor can make again: `python -m bench` prints them, as ratios measured in one run."""
