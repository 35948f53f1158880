#!/bin/sh
# Everything that is checked, in the order in which it fails fastest. `make test` runs all of it, `make quick` a part.
set -eu
cd "$(dirname "$0")/.."
BIN=${BIN:-.venv/bin}
CODE="app.py cli.py settings.py blocks connectors escalation listeners migrations running sandbox storage"

step() { printf '\n== %s\n' "$1"; }

step "format";            "$BIN/ruff" format --check --quiet .
step "lint";              "$BIN/ruff" check --quiet .
step "types";             "$BIN/mypy" --no-error-summary .
if [ "${1:-all}" = quick ]; then
  step "the core's tests"
  exec "$BIN/pytest" -q tests/escalation tests/blocks -k "not sqlite and not postgres"   # the double stands for both
fi
step "import directions"; "$BIN/lint-imports" --no-cache > /dev/null || "$BIN/lint-imports" --no-cache
# shellcheck disable=SC2086
step "dead code";         "$BIN/vulture" $CODE tests/kept_alive.py --min-confidence 60
step "dependencies";      "$BIN/deptry" .
step "spelling";          "$BIN/codespell" --quiet-level 3 README.md CHANGELOG.md CONTRIBUTING.md docs $CODE tests
step "tests";             "$BIN/pytest" --numprocesses auto --maxprocesses 4 --dist loadfile --disable-socket --allow-unix-socket --allow-hosts=127.0.0.1,::1,localhost
