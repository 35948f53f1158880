"""Commands typed in a terminal: `escalate …`. Exit codes: 0 good, 1 the answer is no, 2 wrongly called."""

import argparse
import asyncio
import json
import os
import re
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from escalation.errors import EscalationError
from escalation.kinds import Severity, TargetTeam
from escalation.policy import Policy, parse_span
from settings import Settings, SettingsError, database_url, policy_path, what_runs

GOOD, NO, WRONG = 0, 1, 2

Command = Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command. What is expected to fail is one sentence; anything else is a bug, and shows."""
    chosen = _parser().parse_args(arguments)
    command: Command = chosen.command
    try:
        return command(chosen)
    except (SettingsError, EscalationError) as failure:
        print(str(failure), file=sys.stderr)
        return WRONG
    except KeyboardInterrupt:
        return GOOD
    except BrokenPipeError:
        sys.stderr.close()  # whoever read us has gone; there is nobody to tell
        return GOOD


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="escalate", description="An escalation desk for support teams in Slack.", allow_abbrev=False
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    run = commands.add_parser("run", help="start the bot in your workspace")
    run.add_argument(
        "--try", dest="trying", action="store_true", help="start the sandbox when there are no Slack tokens"
    )
    run.set_defaults(command=_run)

    sandbox = commands.add_parser("sandbox", help="start the sandbox, whatever tokens there are")
    sandbox.add_argument("--port", type=int, default=None, help="default 4500, or the next free one")
    sandbox.set_defaults(command=_sandbox)

    brief = commands.add_parser("brief", help="write a brief from a text; needs no Slack and no database")
    brief.add_argument("text", help='what is wrong, in quotes; "-" reads it from standard input')
    form = brief.add_mutually_exclusive_group()
    form.add_argument("--markdown", action="store_true", help="as Markdown alone, without the reasons on stderr")
    form.add_argument("--json", action="store_true", help="as JSON")
    brief.add_argument("--from", dest="reported_by", default="Unknown", metavar="NAME", help="who reports it")
    brief.set_defaults(command=_brief)

    triage = commands.add_parser("triage", help="read texts and suggest, a line each; or report what became of it")
    what = triage.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "--jsonl",
        dest="command",
        action="store_const",
        const=_triage,
        help='lines {"id", "text"} in, one answer each out',
    )
    what.add_argument(
        "--report", dest="command", action="store_const", const=_report, help="how often people kept what was suggested"
    )
    triage.add_argument("--since", type=_span, default="30d", metavar="TIME", help="such as 7d or 12h; default 30d")
    _add_operators_commands(commands)
    return parser


def _add_operators_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    doctor = commands.add_parser("doctor", help="check tokens, scopes, channels, clock and database")
    doctor.add_argument(
        "--fields", metavar="TOOL", default=None, help="the fields accounts have there, such as hubspot: which is what"
    )
    doctor.add_argument("--account", metavar="NAME", default=None, help="with --fields: whose values are shown, masked")
    doctor.set_defaults(command=_doctor)

    letters = commands.add_parser("letters", help="what could not be delivered, and sending it again")
    letters.add_argument("--parked", action="store_true", help="only what Slack refused, or was tried too often")
    again = letters.add_mutually_exclusive_group()
    again.add_argument("--resend", nargs="+", metavar="ID", help="send these parked ones again; a beginning is enough")
    again.add_argument("--resend-all", action="store_true", help="send all parked ones again")
    letters.set_defaults(command=_letters)

    backup = commands.add_parser("backup", help="copy the SQLite database while the bot runs, and check the copy")
    backup.add_argument("file", type=Path, help="a new file; nothing is overwritten")
    backup.set_defaults(command=_backup)

    restore = commands.add_parser("restore", help="put a backup in the database's place, with the bot stopped")
    restore.add_argument("file", type=Path, nargs="?", help="the backup; none after pg_restore")
    restore.set_defaults(command=_restore)

    simulate = commands.add_parser("simulate", help="print who would be asked, when and why, without waiting")
    simulate.add_argument("--severity", type=_severity, default="High", help="critical, high or medium; default high")
    simulate.add_argument(
        "--team", type=_team, default="Engineering", help="l2_support, engineering, … (default engineering)"
    )
    simulate.add_argument("--start", type=_moment, default=None, help="such as 2026-11-23T13:40; default now")
    simulate.add_argument("--days", type=float, default=3, help="how long to look ahead; default 3")
    simulate.add_argument("--zone", default="UTC", help="the reporter's time zone, such as Europe/Berlin; default UTC")
    simulate.add_argument(
        "--taken-after", type=_span, default=None, metavar="TIME", help="such as 15m; default: nobody takes it"
    )
    simulate.set_defaults(command=_simulate)

    manifest = commands.add_parser("manifest", help="print the Slack app manifest")
    manifest.add_argument("--command", dest="slash", default="/escalate", metavar="/NAME", help="default /escalate")
    manifest.add_argument("--mode", choices=["socket", "http"], default="socket", help="default socket")
    manifest.add_argument("--url", default=None, help="your public address, for --mode http")
    manifest.add_argument("--link", action="store_true", help="print the address that opens Slack's form filled in")
    manifest.set_defaults(command=_manifest)


# --- commands


def _run(chosen: argparse.Namespace) -> int:
    environ, dotenv = os.environ, _dotenv()
    because = "from the environment"
    if chosen.trying:
        choice = what_runs(environ, dotenv=dotenv)
        because = choice.because
        if choice.runs == "sandbox":
            return _try_out(because, port=None)
    settings = Settings.read(environ, dotenv=dotenv)
    _log_as(settings.log_format)
    import app

    way = "Socket Mode" if settings.mode == "socket" else f"HTTP on port {settings.port}"
    said = f"Workspace {{team}}, {because}, {way}. Health on port {{port}}. For the sandbox: make sandbox"
    return asyncio.run(app.run(settings, said=said)) or GOOD


def _sandbox(chosen: argparse.Namespace) -> int:
    return _try_out("as asked", port=chosen.port)


def _try_out(because: str, *, port: int | None) -> int:
    _log_as("console")
    from running import trial

    asyncio.run(trial.run(because, port=port))
    return GOOD


def _brief(chosen: argparse.Namespace) -> int:
    """What was concluded goes to stderr, so that what is piped on is the brief and nothing else."""
    from escalation import renderings
    from running import written

    text = sys.stdin.read() if chosen.text == "-" else chosen.text
    if not text.strip():
        print('There is no text. Try: escalate brief "API returns 500 for Acme Corp"', file=sys.stderr)
        return WRONG
    made = written.write(text, _policy(), reported_by=chosen.reported_by, now=datetime.now(UTC))
    if chosen.json:
        print(renderings.to_json(made.brief))
        return GOOD
    print(renderings.to_markdown(made.brief), end="", flush=True)
    if not chosen.markdown:
        print("", *written.remarks(made), sep="\n", file=sys.stderr)
    return GOOD


def _triage(_: argparse.Namespace) -> int:
    """A line that cannot be read is said on stderr, with its number; the others are answered."""
    from escalation.triage import answer

    outcome, policy = GOOD, _policy().triage
    for number, line in enumerate(sys.stdin, start=1):
        if not line.strip():
            continue
        try:
            asked = json.loads(line)
            told = json.dumps(answer(str(asked["id"]), _text_of(asked), policy), ensure_ascii=False)
            told.encode()
        except (ValueError, KeyError, TypeError, RecursionError):
            print(f'line {number}: not a JSON object with "id" and "text"', file=sys.stderr)
            outcome = NO
            continue
        print(told, flush=True)
    return outcome


def _report(chosen: argparse.Namespace) -> int:
    """Reads the database that the bot uses, while it runs or not."""
    from escalation import agreement
    from storage.store import opened

    with opened(_url()) as store:
        told = agreement.report(store, since=datetime.now(UTC) - chosen.since)
    for line in agreement.lines(told):
        print(line)
    return GOOD


def _url() -> str:
    return database_url(os.environ, dotenv=_dotenv()).get_secret_value()


def _text_of(asked: dict[str, object]) -> str:
    """Only a string is a text: null is not the word "None"."""
    if not isinstance(asked["text"], str):
        raise TypeError("text is not a string")
    return asked["text"]


def _doctor(chosen: argparse.Namespace) -> int:
    from running import doctor, fields
    from running.policies import read_file

    settings = Settings.read(os.environ, dotenv=_dotenv())
    if chosen.fields:
        tables = read_file(settings.config).connectors
        shown = fields.show(tables, chosen.fields, customer=chosen.account, named=settings.named, say=print)
        return GOOD if asyncio.run(shown) else NO
    return GOOD if asyncio.run(doctor.examine(settings, say=print)) else NO


def _letters(chosen: argparse.Namespace) -> int:
    """Listed: 0 where every letter has arrived, 1 where some have not. Sent again: 1 where some could not be."""
    from running import letters
    from storage.store import opened

    sends = chosen.resend_all or bool(chosen.resend)
    with opened(_url()) as store:
        found = letters.found(store, parked_only=chosen.parked or sends, now=datetime.now(UTC))
        if not sends:
            letters.show(found, say=print)
            return NO if found else GOOD
        chosen_ones, wrong = (found, ()) if chosen.resend_all else letters.named(found, chosen.resend)
        if wrong:
            print("\n".join(wrong), file=sys.stderr)
            return WRONG
        return GOOD if letters.send_again(store, chosen_ones, say=print) else NO


def _backup(chosen: argparse.Namespace) -> int:
    from storage import backup

    backup.back_up(_url(), chosen.file)
    print(f"{chosen.file} is written and checked, {chosen.file.stat().st_size / 1_000_000:.1f} MB.")
    return GOOD


def _restore(chosen: argparse.Namespace) -> int:
    from storage import backup, restoring

    url = _url()
    if chosen.file is None:
        backup.was_restored(url)
    elif aside := backup.restore(url, chosen.file):
        print(f"What was there is now {aside}.")
    print(
        "Restored. Start the bot: what may have been said since the backup is looked for in Slack before it is said, "
        f"and new escalations leave out {restoring.NUMBERS_LEFT_OUT} numbers."
    )
    return GOOD


def _simulate(chosen: argparse.Namespace) -> int:
    """Moments in the reporter's zone, a line a reminder."""
    from running import simulate

    try:
        zone = ZoneInfo(chosen.zone)
    except (ZoneInfoNotFoundError, ValueError):
        print(f"{chosen.zone!r} is no time zone. Try Europe/Berlin.", file=sys.stderr)
        return WRONG
    start = chosen.start or datetime.now(zone)
    start = start if start.tzinfo else start.replace(tzinfo=zone)
    told = simulate.simulate(
        _policy(),
        severity=chosen.severity,
        target=chosen.team,
        start=start.astimezone(UTC),
        lasts=timedelta(days=chosen.days),
        zone=chosen.zone,
        taken_after=chosen.taken_after,
    )
    for asked in told:
        print(f"{asked.at.astimezone(zone):%Y-%m-%d %a %H:%M}  {asked.clock:<8}  {asked.to}: {asked.why}")
    return GOOD


def _severity(text: str) -> Severity:
    return Severity(text.capitalize())


def _team(text: str) -> TargetTeam:
    named = {team.name.lower(): team for team in TargetTeam} | {str(team).lower(): team for team in TargetTeam}
    if text.lower() not in named:
        raise argparse.ArgumentTypeError(
            f"no such team; there are {', '.join(team.name.lower() for team in TargetTeam)}"
        )
    return named[text.lower()]


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _span(text: str) -> timedelta:
    if days := re.fullmatch(r"([0-9]{1,4})d", text.strip()):
        return timedelta(days=int(days[1]))
    span = parse_span(text)
    if span.business_days:
        raise argparse.ArgumentTypeError("an elapsed time, such as 15m, 2h or 30d")
    return span.elapsed


def _manifest(chosen: argparse.Namespace) -> int:
    from running import manifest

    if chosen.mode == "http" and not chosen.url:
        print(
            "--mode http needs --url, the address Slack reaches you at: --url https://desk.example.com", file=sys.stderr
        )
        return WRONG
    made = manifest.made_for(command=chosen.slash, mode=chosen.mode, url=chosen.url)
    print(manifest.link(made) if chosen.link else manifest.as_yaml(made), end="\n" if chosen.link else "")
    return GOOD


def _policy() -> Policy:
    """What the policy file says, where there is one."""
    from running import policies

    return policies.read_file(policy_path(os.environ, dotenv=_dotenv()))


def _log_as(form: str) -> None:
    from running import logs

    logs.configure("json" if form == "json" else "console")


def _dotenv() -> str | None:
    path = Path(".env")
    return path.read_text(encoding="utf-8") if path.is_file() else None


if __name__ == "__main__":
    sys.exit(main())
