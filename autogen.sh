#!/bin/sh
# Makes configure. autoreconf copies the rest; the TAP driver is automake's own.
set -eu
cd "$(dirname "$0")"
mkdir -p build-aux m4
autoreconf --install --warnings=all
