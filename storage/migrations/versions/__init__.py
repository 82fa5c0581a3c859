"""One file a migration: explicit and without imports of the rooms, since the past does not change with them.

They only go forward; going back means restoring the backup.
"""
