"""我的档案: what is kept about a person, from where, until when, what it was used for; how it is corrected,
taken along and deleted. A person's own only: nobody who acts for them ever reads it.
"""
