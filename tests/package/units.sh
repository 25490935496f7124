#!/bin/bash
# systemd finds nothing to say about the units, alone or with the drop-ins that ship as examples, and thinks them safe.
. "$(dirname "$0")/../e2e/lib.sh"
needs systemd-analyze
desk_folder
units=$world/units
export SYSTEMD_UNIT_PATH=$units:
unset SYSTEMD_LOG_LEVEL

# As they are installed, with the program that was built.
fresh() {
  rm -rf "$units"
  mkdir "$units"
  for service in watch poll; do
    sed "s,^ExecStart=[^ ]*,ExecStart=$(realpath "$deskbell")," "$top_builddir/systemd/deskbell-$service.service" \
      > "$units/deskbell-$service.service"
  done
  cp "$top_srcdir/systemd/deskbell-poll.timer" "$units"
}

drop_in() { # SERVICE FILE
  mkdir -p "$units/deskbell-$1.service.d"
  cp "$2" "$units/deskbell-$1.service.d/"
}

# An unknown key is only told, with exit status 0.
verified() { # UNIT...
  said=$(cd "$units" && systemd-analyze verify --man=no "$@" 2>&1) && [ -z "$said" ] || { printf '%s\n' "$said"; return 1; }
}

exposed_below() { # TENTHS SERVICE
  systemd-analyze security --no-pager --offline=true --threshold="$1" "$units/deskbell-$2.service"
}

fresh
for unit in deskbell-watch.service deskbell-poll.service deskbell-poll.timer; do
  check "$unit" verified "./$unit"
done
for service in watch poll; do
  check "$service is exposed below 2.0 of 10" exposed_below 20 "$service"
done

fresh
echo 'Hardened=yes' >> "$units/deskbell-poll.service"
check "an unknown key would be seen" exits 1 verified ./deskbell-poll.service
fresh
sed -i '/^SystemCallFilter=/d; /^Protect/d; /^Restrict/d' "$units/deskbell-poll.service"
check "a service without protection would be seen" exits 1 exposed_below 20 poll

for example in "$top_srcdir"/systemd/examples/*.conf; do
  fresh
  drop_in watch "$example"
  drop_in poll "$example"
  check "${example##*/} fits both services" verified ./deskbell-watch.service ./deskbell-poll.service
done

# Each of these implies NoNewPrivileges= in a service that does not run as root, and sendmail could not take its group.
fresh
implied=$(grep -hE '^(NoNewPrivileges|LockPersonality|MemoryDenyWriteExecute|PrivateDevices|ProtectClock|ProtectHostname|ProtectKernel[A-Za-z]*|Restrict[A-Za-z]*|SystemCallArchitectures|SystemCallFilter|SystemCallLog|DynamicUser)=' \
  "$units"/*.service | cut -d= -f1 | sort -u)
for key in $implied; do
  check "sendmail.conf takes $key back" grep -qE "^$key=(no)?$" "$top_srcdir/systemd/examples/sendmail.conf"
done
finish
