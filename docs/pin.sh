#!/usr/bin/env bash
# Pins every dependency with its hashes: constraints.txt to run, constraints-dev.txt to test. Needs `uv` on the PATH.
set -euo pipefail
cd "$(dirname "$0")/.."
pin() { uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --quiet "$@"; }
pin pyproject.toml <(echo "hatchling>=1.27") -o constraints.txt
pin --extra dev pyproject.toml -c constraints.txt -o constraints-dev.txt
