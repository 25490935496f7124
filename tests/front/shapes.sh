#!/bin/sh
# Some hundred mails of every shape; `make check-long` has ten thousand.
: "${top_builddir:=build}"
exec "$top_builddir/tests/front/shapes" "$top_builddir/src/deskbell" 1 300
