#!/bin/bash
# `deskbell init` writes a configuration that `deskbell check` accepts, whatever the desk is called, and overwrites nothing.
. "$(dirname "$0")/../e2e/lib.sh"
desk_folder
folder=$world
exec < /dev/null

init() { # FILE NAME OPTION...
  file=$folder/$1 name=$2
  shift 2
  "$deskbell" init --output "$file" --state "$folder/state" --address support@acme.example --name "$name" \
    --imap imap.acme.example --smtp smtp://smtp.acme.example --password-command 'pass show acme' "$@"
}

says() { # FILE LINE
  grep -qFx -- "$2" "$folder/$1" || { cat "$folder/$1"; return 1; }
}

not() {
  ! "$@"
}

n=0
for name in 'Acme Support' '에이크미 고객지원' "O'Neil: \"Desk\" #1" 'Acme, Inc.' 'back\slash' '- yes' '*'; do
  n=$((n + 1))
  check "a desk called $name: init" init $n.yaml "$name"
  check "a desk called $name: check accepts it" "$deskbell" check --config "$folder/$n.yaml"
done
check "a server without a scheme gets the one with TLS from the start" says 1.yaml "    url: 'imaps://imap.acme.example'"
check "a URL stays as it was given" says 1.yaml "  url: 'smtp://smtp.acme.example'"
check "it starts in shadow" says 1.yaml "  reply: shadow"
before=$(cksum "$folder/1.yaml" "$folder/state/key")
check "a configuration that is there is not overwritten" not init 1.yaml Other
check "... and neither is its key" test "$before" = "$(cksum "$folder/1.yaml" "$folder/state/key")"
check "an answer that is none is refused" not init bad.yaml 'Acme' --address nobody
check "... and nothing is written" test ! -e "$folder/bad.yaml"
check "what is missing and cannot be asked for is refused" not "$deskbell" init --output "$folder/none.yaml"
finish
