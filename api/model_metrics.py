"""What a language model does and costs, for `/metrics`. No label carries what a person or a model wrote."""

from collections.abc import Mapping, Sequence

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from assistant.consulted import Call, Wording
from assistant.kept_calls import outcome

SECONDS_OF_CALLS = (0.1, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 10.0)


class ModelMetrics:
    """Stays at nothing where no model is set."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.calls = Counter(
            "yuxiaozhi_model_calls_total",
            "Questions to a language model by how they ended: told, or why not (spent: never went out)",
            ("model", "task", "outcome"),
            registry=registry,
        )
        self.seconds = Histogram(
            "yuxiaozhi_model_seconds",
            "Seconds of a question to a language model",
            ("task",),
            buckets=SECONDS_OF_CALLS,
            registry=registry,
        )
        self.tokens = Counter(
            "yuxiaozhi_model_tokens_total",
            "Tokens read and written",
            ("model", "direction"),
            registry=registry,
        )
        self.yuan = Counter(
            "yuxiaozhi_model_yuan_total", "Cost by the prices set", ("model",), registry=registry
        )
        self.turns = Counter(
            "yuxiaozhi_model_turns_total",
            "Turns in which a model was to help with: understand (the rules were unsure), word",
            ("task",),
            registry=registry,
        )
        self.written = Counter(
            "yuxiaozhi_model_sentences_total", "Sentences that a model wrote", registry=registry
        )
        self.rejected = Counter(
            "yuxiaozhi_model_sentences_rejected_total",
            "Sentences of a model that nobody got to read, by why",
            ("reason",),
            registry=registry,
        )
        self.paused = Gauge(
            "yuxiaozhi_model_paused", "1 while a model's breaker is open", ("model",), registry=registry
        )

    def turn(self, calls: Sequence[Call], wording: Wording) -> None:
        """One turn as the assistant reports it."""
        for call in calls:
            self._call(call)
        for task in {"understand" if call.ask.task == "understand" else "word" for call in calls}:
            self.turns.labels(task).inc()
        self.written.inc(wording.written)
        for reason in wording.rejected or ():
            self.rejected.labels(reason).inc()

    def standing(self, paused: Mapping[str, bool]) -> None:
        """Which models' breakers are open."""
        for model, is_paused in paused.items():
            self.paused.labels(model).set(is_paused)

    def _call(self, call: Call) -> None:
        model, spent = call.answer.model, call.answer.spent
        self.calls.labels(model, call.ask.task, outcome(call.answer)).inc()
        if spent.seconds:
            self.seconds.labels(call.ask.task).observe(spent.seconds)
        self.tokens.labels(model, "in").inc(spent.tokens_in)
        self.tokens.labels(model, "out").inc(spent.tokens_out)
        self.yuan.labels(model).inc(spent.yuan)
