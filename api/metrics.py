"""Prometheus metrics of one process. Each container has a registry of its own, so that two don't mix."""

from collections.abc import Mapping

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    generate_latest,
)

from api.model_metrics import ModelMetrics

MILLISECONDS = (0.002, 0.005, 0.01, 0.02, 0.03, 0.045, 0.06, 0.09, 0.15, 0.3, 0.6, 1.5, 5.0)
SECONDS = (0.25, 0.5, 1.0, 1.5, 2.0, 3.0, 5.0, 8.0, 15.0, 30.0, 60.0)

SECONDS_OF_SPEECH = (0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 0.8, 1.2, 2.0, 4.0, 8.0)


class Metrics:
    """What is counted. No label carries anything a person wrote."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        registry = self.registry
        self.model = ModelMetrics(registry)
        ProcessCollector(registry=registry)
        self.requests = Histogram(
            "yuxiaozhi_http_seconds",
            "Seconds until the answer is complete",
            ("method", "route", "status"),
            buckets=MILLISECONDS,
            registry=registry,
        )
        self.turns = Counter(
            "yuxiaozhi_turns_total", "Turns by how they ended", ("status",), registry=registry
        )
        self.turn_steps = Histogram(
            "yuxiaozhi_turn_step_seconds",
            "Seconds of a turn by step",
            ("step",),
            buckets=MILLISECONDS,
            registry=registry,
        )
        self.readings = Histogram(
            "yuxiaozhi_reading_seconds",
            "Seconds from queueing a picture to its reading, by outcome",
            ("outcome",),
            buckets=SECONDS,
            registry=registry,
        )
        self.reading_queue = Gauge(
            "yuxiaozhi_reading_queue", "Pictures waiting or being read", registry=registry
        )
        self.unread = Gauge(
            "yuxiaozhi_unread_documents", "Kept pictures nobody has read yet", registry=registry
        )
        self.outbox = Gauge(
            "yuxiaozhi_outbox", "Messages to the intake by state", ("state",), registry=registry
        )
        self.callbacks = Counter(
            "yuxiaozhi_intake_callbacks_total",
            "Call-backs of the intake by what they did: applied, overtaken, refused",
            ("outcome",),
            registry=registry,
        )
        self.callbacks_waiting = Gauge(
            "yuxiaozhi_intake_callbacks_waiting",
            "Call-backs that wait for an earlier one or for our receipt",
            registry=registry,
        )
        self.corrections = Gauge(
            "yuxiaozhi_corrections_open",
            "Correction tickets open or in work, by kind",
            ("kind",),
            registry=registry,
        )
        self.corrections_overdue = Gauge(
            "yuxiaozhi_corrections_overdue",
            "Correction tickets open or in work for more than 5 working days",
            registry=registry,
        )

        self.calls_open = Gauge("yuxiaozhi_calls_open", "Calls under way", ("line",), registry=registry)
        self.calls = Counter(
            "yuxiaozhi_calls_total", "Calls by how they ended", ("line", "reason"), registry=registry
        )
        self.call_turns = Counter("yuxiaozhi_call_turns_total", "Turns of calls", registry=registry)
        self.barge_ins = Counter(
            "yuxiaozhi_call_barge_ins_total", "How often callers interrupted us", registry=registry
        )
        self.call_answers = Histogram(
            "yuxiaozhi_call_answer_seconds",
            "Seconds from the end of what a caller says to the first sound of the answer, by part: the pause "
            "that shows the end, hearing (the recogniser and the wait for it), the rest",
            ("part",),
            buckets=SECONDS_OF_SPEECH,
            registry=registry,
        )

    def turn(self, status: str, seconds: Mapping[str, float]) -> None:
        """One turn as the assistant reports it."""
        self.turns.labels(status).inc()
        for step, took in seconds.items():
            self.turn_steps.labels(step).observe(took)

    def callback(self, outcome: str) -> None:
        self.callbacks.labels(outcome).inc()

    def text(self) -> bytes:
        """Prometheus' text format."""
        return generate_latest(self.registry)
