"""亲友代办、帮代办 and guardians: who may act for whom, for what and until when."""
