"""What kind of failure an exception of a model service is (pure).

Each provider's kit has a tree of its own, and most are not installed. They name the same things alike, so the
class names up the tree decide; what none of them names came from an answer that could not be read.
"""

from assistant.consulted import Why

_BY_NAME: dict[str, Why] = {
    # LangChain's own tree, which its newer integrations raise
    "ModelTimeoutError": "timeout",
    "ModelConnectionError": "unreachable",
    "ModelError": "refused",
    # httpx, and the kits of OpenAI, Anthropic and others that are made by the same generator
    "TimeoutException": "timeout",
    "TransportError": "unreachable",
    "APITimeoutError": "timeout",
    "APIConnectionError": "unreachable",
    "APIResponseValidationError": "malformed",
    "APIError": "refused",
    "ContentFilterFinishReasonError": "refused",
    "OpenAIRefusalError": "refused",
    # Python
    "TimeoutError": "timeout",
    "OSError": "unreachable",
}


def why(error: BaseException) -> Why:
    """A class names its kind before its ancestors do; one that tells an HTTP status was refused."""
    for kind in type(error).__mro__:
        if named := _BY_NAME.get(kind.__name__):
            return named
    return "refused" if isinstance(getattr(error, "status_code", None), int) else "malformed"
