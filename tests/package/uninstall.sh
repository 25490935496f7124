#!/bin/bash
# make uninstall takes back what make install brought.
. "$(dirname "$0")/../e2e/lib.sh"
desk_folder
root=$world/root
unset MAKEFLAGS MFLAGS MAKELEVEL
run() { # TARGET
  make -s -C "$top_builddir" "$1" DESTDIR="$root"
}

check "install" run install
installed=$(find "$root" -type f -printf '/%P\n')
for file in /bin/deskbell /libexec/deskbell/deskbell-core /man1/deskbell.1 /filters/10-outage.yaml /examples/deskbell.yaml \
  /bash-completion/completions/deskbell /_deskbell; do
  check "there is ...$file" contains "$installed" "$file"
done
check "the installed program finds its parts" "$(find "$root" -path '*/bin/deskbell')" triage "$top_srcdir/tests/demo/mails/01-outage.eml"
touched=$(find "$root" -perm /o=w ! -type l)
check "nothing that everybody may write" same "" "$touched"
check "uninstall" run uninstall
check "no file is left" same "" "$(find "$root" ! -type d)"
check "no folder of deskbell's own is left" same "" "$(find "$root" -name '*deskbell*')"
finish
