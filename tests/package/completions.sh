#!/bin/bash
# What the shells offer is what the program takes.
. "$(dirname "$0")/../e2e/lib.sh"
desk_folder
cd "$world" || exit
export HOME=$world XDG_CONFIG_HOME=$world/.config
unset DESKBELL_CONFIG
completions=$top_builddir/completions
. "$completions/deskbell"

offered() { # WORD...: for the last of them
  COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
  COMPREPLY=()
  _deskbell
  echo "${COMPREPLY[*]}"
}

check "it is deskbell's" contains "$(complete -p deskbell)" "-F _deskbell deskbell"
check "pol is poll" same poll "$(offered deskbell pol)"
commands=$("$deskbell" --help | sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p')
check "every command is offered" same "$(echo $commands help)" "$(offered deskbell '')"
for command in $commands; do
  long=$("$deskbell" "$command" --help | sed -n '/^Options:/,/^$/p' | grep -oE '^ +(-[a-zA-Z], )?--[a-z0-9-]+' | grep -oE -e '--[a-z0-9-]+')
  check "every option of $command is offered" same "$(echo $long)" "$(offered deskbell "$command" --)"
done
check "a command without words has none" same "" "$(offered deskbell filter '')"
check "an option with one letter is offered" contains " $(offered deskbell filter -) " " -f "
check "... and its value is nobody's guess" same "" "$(offered deskbell filter -f '')"
check "what most commands take is offered before them" contains "$(offered deskbell --)" "--json"
check "options may stand before the command" same "list show set close reopen" "$(offered deskbell --config x.yaml -v tickets '')"
check "an option's value is not a command" same "" "$(offered deskbell --now pol)"
check "a command may be asked about" same triage "$(offered deskbell help tri)"

mkdir -p .config/deskbell 'a folder'
touch mail.eml mail.mbox
check "files where a mail is wanted" same "mail.eml mail.mbox" "$(offered deskbell triage mail)"
check "... and where an option wants one" same "a folder" "$(offered deskbell --config a)"
check "... after a label" same "mail.eml mail.mbox" "$(offered deskbell train x.model billing = mail)"
check "... written with =" same "a folder" "$(offered deskbell triage --ca-file = a)"
printf '%s\n' 'desk:' '  name: x' 'mailboxes:' '  # the first' '  inbox:' '    url: imaps://a.example' "  'sales': {}" 'send:' '  user: y' \
  > .config/deskbell/deskbell.yaml
check "the configuration's mailboxes" same "inbox sales" "$(offered deskbell poll '')"
sed 's/inbox:/other:/' .config/deskbell/deskbell.yaml > second.yaml
check "... of the one that --config names" same "other" "$(offered deskbell --config second.yaml poll oth)"
check "without a configuration none" same "" "$(XDG_CONFIG_HOME=/nowhere offered deskbell poll '')"

if command -v zsh > /dev/null; then
  check "zsh can read its own" zsh -fn "$completions/_deskbell"
  in_zsh() { # SCRIPT
    zsh -f -c "fpath=('$completions' \$fpath); autoload -Uz compinit; compinit -u -D; $1" 2>&1
  }
  check "zsh knows whose it is" same _deskbell "$(in_zsh 'print $_comps[deskbell]')"
  # _arguments only works while a line is edited: what it would be told.
  told=$(in_zsh '_arguments() { print -rl -- "$@"; state=argument words=(tickets); }; _describe() { : }; autoload +X _deskbell; _deskbell')
  check "zsh offers an option of its command" contains "$told" "--all[closed ones as well]"
  check "... and its words" contains "$told" "1:word:(list show set close reopen)"
fi
finish
