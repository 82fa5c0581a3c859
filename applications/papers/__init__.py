"""What a person can print, keep or send on: the form, the one-time notice and the receipt as PDF."""
