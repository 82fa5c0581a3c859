"""The ASGI app: routes, errors, limits and headers around one container."""

import os
import signal
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, nullcontext
from importlib.metadata import version
from multiprocessing import parent_process
from threading import Thread

from fastapi import APIRouter, FastAPI
from starlette.formparsers import MultiPartParser
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Route
from starlette.types import ASGIApp

from api import logs, problems
from api.bootstrap import Container, build
from api.edge import Edge
from api.mcp.door import McpDoor
from api.methods import PatchByPost
from api.openapi import describe
from api.page import Page
from api.pages.library_pages import LibraryPages
from api.pages.routes import routes as guide_pages
from api.routes import (
    about,
    agent,
    applications,
    archive,
    auth,
    bundles,
    calls,
    conversations,
    corrections,
    curation,
    delegations,
    desk,
    documents,
    figures,
    health,
    intake,
    items,
    life_events,
    live,
    model,
    outbox,
    papers,
    progress,
    questions,
    ratings,
    receipts,
    recordings,
    reminders,
    speech,
    staff,
    undoing,
)
from api.routes import (
    settings as own_settings,
)
from api.settings import Settings

JSON_BYTES = 512 * 1024
"""A body that is no upload."""
FORM_BYTES = 64 * 1024
"""What a multipart body adds around its file."""

DESCRIPTION = """
Government services done by talking (边聊边办). Anonymous people may ask, search and read guides; handling
needs an identity: `Authorization: Bearer …` or, for pages of the same origin, the session cookie.

Times are ISO 8601 with zone, dates `YYYY-MM-DD`, money in 元 as decimal strings, ids opaque strings.
Errors are RFC 9457 problem documents (`application/problem+json`) with a stable `code`.
"""


class _Service(FastAPI):
    """FastAPI with the edge around all of it: also around its own body limit and its answer to faults."""

    def build_middleware_stack(self) -> ASGIApp:
        container: Container = self.state.container
        too_large = problems.too_large(container.settings.upload_megabytes)
        return Edge(super().build_middleware_stack(), container.metrics, too_large)


def create_app(container: Container) -> FastAPI:
    """The app; its lifespan starts the container's background work and closes the container at its end."""

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncGenerator[None]:
        await container.start()
        async with door.opened() if door else nullcontext():
            yield
        await container.close()

    settings = container.settings
    door = McpDoor(container) if settings.mcp == "on" else None
    app = _Service(
        title="渝小智",
        version=version("yuxiaozhi"),
        description=DESCRIPTION,
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        max_body_size=JSON_BYTES,
    )
    app.state.container = container
    # Larger parts would be spooled to a temporary file in clear; an upload is only ever written encrypted.
    MultiPartParser.spool_max_size = settings.upload_bytes + FORM_BYTES
    uploads = settings.upload_bytes + FORM_BYTES
    api = APIRouter(prefix="/api/v1")
    for group in (
        about,
        agent,
        auth,
        items,
        life_events,
        receipts,
        undoing,
        progress,
        papers,
        ratings,
        reminders,
        archive,
        own_settings,
        recordings,
        speech,
        live,
        calls,
        questions,
        corrections,
        curation,
        health,
    ):
        api.include_router(group.router)
    for group in (staff, figures, outbox, model):
        api.include_router(group.router)
    api.include_router(speech.uploads, max_body_size=speech.RECORDING_BYTES + FORM_BYTES)
    api.include_router(ratings.staff)
    api.include_router(corrections.feedback)
    api.include_router(delegations.staff)
    for group in (conversations, documents, applications, bundles, delegations, intake, desk):
        api.include_router(group.router)
        api.include_router(group.uploads, max_body_size=uploads)
    app.include_router(api)
    app.include_router(health.router, include_in_schema=False)
    if door:
        app.router.routes.append(Route("/mcp", door, include_in_schema=False))
    if settings.web_dir.is_dir():
        pages = LibraryPages(container.library, settings.web_dir, container.clock, settings.public_url)
        app.include_router(guide_pages(pages))
        app.router.routes.append(Page(settings.web_dir))
    problems.install(app, settings.upload_megabytes)
    app.add_middleware(PatchByPost)
    app.add_middleware(GZipMiddleware, minimum_size=1024, compresslevel=5)
    describe(app)
    return app


def from_environment() -> FastAPI:
    """What each worker process of `yuxiaozhi serve --workers N` runs."""
    _end_with_parent()
    settings = Settings()
    logs.configure(settings.log_level)
    return create_app(build(settings))


def _end_with_parent() -> None:
    """A killed supervisor can't end its workers; left alone they would keep the port from the next start."""
    parent = parent_process()
    if parent is None:
        return

    def watch() -> None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)

    Thread(target=watch, name="end-with-parent", daemon=True).start()
