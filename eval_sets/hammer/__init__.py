"""Randomised runs of the hand-off to the intake, with everything that can go wrong going wrong."""
