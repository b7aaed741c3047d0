"""The commands publish, versions, rollback, diff and preview."""

from __future__ import annotations

import argparse
import getpass
import os
import socket
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from data import build
from data.build import DEFAULT_INTO, RefusedError
from data.current import verified
from data.faults import Severity
from data.manifest import Manifest, read_manifest
from data.messages import Message
from data.model import ArtefactError
from data.publishing import publish as publishing
from data.publishing.diff import difference
from data.publishing.lock import BusyError
from data.publishing.preview import PortTakenError
from data.publishing.preview import preview as show
from data.publishing.words import diff_lines, diff_tree
from data.repository import ScoreRepository
from data.speaking import BUSY, REFUSED, TROUBLE, Speaker, add_options

CURRENT = "current"


def publish(arguments: Sequence[str] | None = None) -> int:
    """Check, build and switch; running sites follow within seconds, or nothing changes."""
    parser = _parser("publish", publish.__doc__)
    parser.add_argument("dataset", type=Path, metavar="DIR")
    parser.add_argument("--by", default=_account(), help="who publishes, for the log")
    parser.add_argument("--keep", type=int, default=publishing.KEEP, metavar="N")
    parser.add_argument("--dry-run", action="store_true", help="all but the switch")
    parser.add_argument("--allow-simulated", action="store_true")
    options = parser.parse_args(arguments)
    say = _Speaker(options)
    with say.trouble():
        outcome = publishing.publish(
            options.dataset,
            options.into,
            by=options.by,
            keep=options.keep,
            dry_run=options.dry_run,
            allow_simulated=options.allow_simulated,
            announce=_steps(say),
        )
        say.outcome(outcome, dry_run=options.dry_run)
        if outcome.faults:
            say.note(Message("publish.warnings", count=len(outcome.faults)))
    return say.code


def rollback(arguments: Sequence[str] | None = None) -> int:
    """Put an earlier version back into service."""
    parser = _parser("rollback", rollback.__doc__)
    parser.add_argument("version", metavar="VERSION")
    parser.add_argument("--dry-run", action="store_true", help="all but the switch")
    parser.add_argument("--by", default=_account(), help="who does it, for the log")
    options = parser.parse_args(arguments)
    say = _Speaker(options)
    with say.trouble():
        outcome = publishing.rollback(
            options.version,
            options.into,
            by=options.by,
            dry_run=options.dry_run,
            announce=_steps(say),
        )
        say.outcome(outcome, dry_run=options.dry_run)
    return say.code


def versions(arguments: Sequence[str] | None = None) -> int:
    """List the version in use and the kept ones."""
    options = _parser("versions", versions.__doc__).parse_args(arguments)
    say = _Speaker(options)
    with say.trouble():
        manifest = read_manifest(options.into, any_format=True)
        for item in manifest.versions:
            state = Message(
                "publish.in_use" if item.version == manifest.version else "publish.kept"
            )
            published = item.publication
            cells = (
                item.version,
                state.text(options.lang),
                item.status,
                f"{item.years[0]}-{item.years[-1]}",
                published.at if published else "",
                published.by if published else "",
                item.title,
            )
            say.line("  ".join(cells))
        if manifest.publication is None:
            say.note(Message("publish.nothing"))
        say.tree(versions=[_plain(item) for item in manifest.versions])
    return say.code


def diff(arguments: Sequence[str] | None = None) -> int:
    """Tell what would change from A to B: each a data set's directory, a version or `current`."""
    parser = _parser("diff", diff.__doc__)
    parser.add_argument("before", metavar="A")
    parser.add_argument("after", metavar="B")
    options = parser.parse_args(arguments)
    say = _Speaker(options)
    with say.trouble(), tempfile.TemporaryDirectory(prefix="phrom-diff-") as temporary:
        before, after = (
            _opened(
                name, into=options.into, temporary=Path(temporary) / str(number), announce=say.step
            )
            for number, name in enumerate((options.before, options.after))
        )
        found = difference(before, after)
        title = Message("diff.title", before=options.before, after=options.after)
        say.line(title.text(options.lang))
        for line in diff_lines(found, lang=options.lang):
            say.line(line)
        say.tree(diff=diff_tree(found))
    return say.code


def preview(arguments: Sequence[str] | None = None) -> int:
    """Show the whole site on a data set that is not published, on this machine alone."""
    parser = _parser("preview", preview.__doc__)
    parser.add_argument("dataset", type=Path, metavar="DIR")
    parser.add_argument("--port", type=int, default=8051)
    options = parser.parse_args(arguments)
    say = _Speaker(options)

    def ready(address: str) -> None:
        said = Message("preview.serving", directory=options.dataset, address=address)
        say.note(said)
        say.tree(result="serving", address=address)

    with say.trouble(refused="preview.refused"):
        say.code = show(options.dataset, port=options.port, announce=say.step, ready=ready)
    return say.code


class _Speaker(Speaker):
    """Says how a publication goes, and what stopped it."""

    def outcome(self, outcome: publishing.Outcome, *, dry_run: bool) -> None:
        """Say what a publication or a rollback came to."""
        rehearsed = "rehearsed" if dry_run else "unchanged"
        result = "published" if outcome.changed else rehearsed
        self.result(
            Message(f"publish.{result}", version=outcome.manifest.version),
            result=result,
            version=_plain(outcome.manifest),
            warnings=len(outcome.faults),
        )

    @contextmanager
    def trouble(self, *, refused: str = "publish.refused") -> Iterator[None]:
        """Turn whatever stops a command into a text and an exit code."""
        try:
            yield
        except RefusedError as error:
            errors = [item for item in error.faults if item.severity is Severity.ERROR]
            self.fail(REFUSED, Message(refused, errors=len(errors)), faults=error.faults)
        except BusyError as error:
            self.fail(BUSY, Message("publish.busy", holder=error))
        except publishing.NoRoomError as error:
            self.fail(TROUBLE, Message("publish.no_room", detail=error))
        except publishing.NotOfficialError:
            self.fail(REFUSED, Message("publish.not_official"))
        except publishing.UnknownVersionError as error:
            self.fail(REFUSED, Message("publish.unknown_version", version=error))
        except PortTakenError as error:
            self.fail(TROUBLE, Message("preview.port_taken", port=error))
        except BrokenPipeError:
            # Whoever reads has enough; what is still in the buffer must not be written at the end.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        except (publishing.PublishError, ArtefactError, OSError) as error:
            self.fail(TROUBLE, Message("publish.damaged", detail=error))


def _parser(name: str, about: str | None) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=f"python -m data {name}", description=about)
    into = Path(os.environ.get("DATA_DIR") or DEFAULT_INTO)
    parser.add_argument("--into", type=Path, default=into, metavar="DIR", help="served directory")
    add_options(parser)
    return parser


def _opened(
    name: str, *, into: Path, temporary: Path, announce: Callable[[str], None]
) -> ScoreRepository:
    if Path(name).is_dir():
        build.build(Path(name), temporary, announce=announce)
        return ScoreRepository.open(temporary)
    manifest = read_manifest(into)
    found = manifest if name == CURRENT else manifest.find(name)
    if found is None:
        raise publishing.UnknownVersionError(name)
    return verified(found, directory=into)


def _steps(say: Speaker) -> publishing.Announce:
    def announce(step: publishing.Step) -> None:
        if step is not publishing.Step.DONE:
            say.step(step)

    return announce


def _plain(manifest: Manifest) -> dict[str, Any]:
    plain = asdict(manifest)
    del plain["history"]
    return plain


def _account() -> str:
    try:
        name = getpass.getuser()
    except (KeyError, OSError):
        name = str(os.getuid())
    return f"{name}@{socket.gethostname()}"
