"""智能提醒、智能推荐: what a person would want to be told in time. Only to those who asked for it."""
