"""Health for machines: is the process alive, is it ready, which data does it serve."""

from __future__ import annotations

from datetime import UTC, date, datetime

from flask import Flask, Response, jsonify

from data.current import Repositories


def register(server: Flask, repos: Repositories) -> None:
    """Add /healthz (alive) and /readyz (version, status and age of the data)."""

    @server.get("/healthz")
    def healthz() -> Response:
        return Response("ok\n", mimetype="text/plain", headers={"Cache-Control": "no-store"})

    @server.get("/readyz")
    def readyz() -> Response:
        repository = repos.get()
        answer = jsonify(
            ready=True,
            data_version=repository.version,
            data_status=repository.status,
            data_issued=repository.issued,
            data_age_days=(datetime.now(UTC).date() - date.fromisoformat(repository.issued)).days,
            years=list(repository.years),
        )
        answer.headers["Cache-Control"] = "no-store"
        return answer
