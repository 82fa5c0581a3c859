"""What can go wrong between sound and text."""


class SpeechError(Exception):
    """Base of the room's tree; the text is one sentence that says what to do."""


class RecogniserMissingError(SpeechError):
    """The recogniser's package or its model is not on this machine; the text says what to put where."""


class RecogniserFailedError(SpeechError):
    """The model stumbled over this stretch, e.g. at a word that its vocabulary lacks; others may go well."""


class UnreadableAudioError(SpeechError):
    """The bytes are no sound that can be decoded."""


class TooLongError(SpeechError):
    """The recording lasts longer than is listened to."""


class HearingBusyError(SpeechError):
    """Others are being listened to; a little later it works."""


class VoiceMissingError(SpeechError):
    """The synthesiser's package is not on this machine; the text says what to install."""


class VoiceFailedError(SpeechError):
    """This text could not be spoken now; another may be."""


class NothingToSayError(VoiceFailedError):
    """There is nothing in the text that can be said."""


class UnknownModelError(SpeechError):
    """No weights of that name are in the catalogue."""


class ModelFetchError(SpeechError):
    """Weights could not be had, or were not what they should be; nothing half-done is left in their place."""
