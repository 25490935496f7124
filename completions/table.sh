#!/bin/sh
# Prints what a shell has to know of every command, as a function of that shell: table.sh bash|zsh DESKBELL. It asks the
# program itself, by --help, so that the two cannot disagree. Used when the completions are built; not installed.
set -eu
shell=$1 deskbell=$2
LC_ALL=C
export LC_ALL

"$deskbell" --help | sed -n '/^Commands:/,/^$/s/^  *\([a-z]*\)  *\(.*\)/\1 \2/p' | while read -r command summary; do
  echo "command $command $summary"
  "$deskbell" "$command" --help
done | awk -v shell="$shell" '
function add(list, word) { return list (list == "" ? "" : " ") word }

function quote(text) { gsub(/\047/, "\047\\\047\047", text); return "\047" text "\047" }

function is_file(value) { return value ~ /^(FILE|FOLDER|PATH|MODEL)$/ }

# The synopsis: literal words are small, what the user has to fill in is large. Options are listed below it.
function synopsis(text,   i, n, part) {
  sub(/^[^]]*\]/, "", text)
  sub(/- .*/, "", text)
  gsub(/\[|\]|\||\./, " ", text)
  n = split(text, part, " ")
  for (i = 1; i <= n; i++) {
    if (part[i] ~ /^[a-z][a-z-]*$/) words[command] = add(words[command], part[i])
    else if (part[i] ~ /^MAILBOX/) rest[command] = "mailboxes"
    else if (is_file(part[i])) rest[command] = "files"
  }
}

# "  -v, --verbose     say more", "  --config=FILE     the configuration to use", "  -f SENDER     who sent it"
function option(text,   short, name, value) {
  sub(/^ +/, "", text)
  sub(/[;,]$/, "", text)
  if (match(text, /^-[A-Za-z], /)) { short = substr(text, 1, 2); text = substr(text, 5) }
  match(text, /^-(-[a-z0-9-]+|[A-Za-z])/)
  name = substr(text, 1, RLENGTH)
  text = substr(text, RLENGTH + 1)
  if (match(text, /^(=[^ ]+| [A-Z]+ )/)) { value = substr(text, 2, RLENGTH - 1); sub(/ $/, "", value); text = substr(text, RLENGTH + 1) }
  sub(/^ +/, "", text)
  n_options[command]++
  id = command SUBSEP n_options[command]
  shorts[id] = short; names[id] = name; values[id] = value; texts[id] = text
  seen[name]++
}

/^command / { command = $2; sub(/^command [a-z]+ /, ""); commands[++n_commands] = command; summaries[command] = $0; part = ""; next }
/^Usage: *$/ { part = "usage"; next }
/^Usage: / { synopsis($0); part = ""; next }
/^Options:/ || /^[A-Z].* Options:/ { part = "options"; next }
/^$/ { part = ""; next }
part == "usage" { synopsis($0); part = "" }
part == "options" && /^ +((-[A-Za-z], )?--[a-z]|-[A-Za-z] )/ { option($0) }

# What most commands take may stand before any.
function is_common(id) { return seen[names[id]] * 2 > n_commands }

# What bash is told of an option; the lists are plain words.
function bash_options(of, common,   i, id, all, valued, files) {
  for (i = 1; i <= n_options[of]; i++) {
    id = of SUBSEP i
    if (common && !is_common(id)) continue
    all = add(add(all, shorts[id] == "" ? names[id] : shorts[id]), shorts[id] == "" ? "" : names[id])
    if (values[id] != "") { valued = add(valued, names[id]); if (shorts[id] != "") valued = add(valued, shorts[id]) }
    if (is_file(values[id])) { files = add(files, names[id]); if (shorts[id] != "") files = add(files, shorts[id]) }
  }
  gsub(/ +/, " ", all); sub(/ $/, "", all)
  return "options=" quote(all) " valued=" quote(valued) " files=" quote(files)
}

# What _arguments of zsh is told of an option.
function zsh_option(id,   text, action, forms) {
  text = texts[id]
  gsub(/\\|\[|\]|:/, "\\\\&", text)
  if (values[id] != "") action = ":" values[id] ":" (is_file(values[id]) ? "_files" : " ")
  if (shorts[id] == "") return quote((action == "" ? "" : "*") names[id] (action == "" || names[id] !~ /^--/ ? "" : "=") "[" text "]" action)
  if (action == "") return quote("(" shorts[id] " " names[id] ")") "{" shorts[id] "," names[id] "}" quote("[" text "]")
  return quote("*") "{" shorts[id] "," names[id] "=}" quote("[" text "]" action)
}

function zsh_options(of, common,   i, id) {
  for (i = 1; i <= n_options[of]; i++) {
    id = of SUBSEP i
    if (!common || is_common(id)) print "      " zsh_option(id)
  }
}

END {
  if (!n_commands || !(commands[1] in n_options)) { print "no commands or no options found" > "/dev/stderr"; exit 1 }
  if (shell == "bash") {
    print "_deskbell_table() {\n  case $1 in"
    for (i = 1; i <= n_commands; i++) { c = commands[i]
      print "  " c ") " bash_options(c, 0) " words=" quote(words[c]) " rest=" rest[c] " ;;" 
      all = add(all, c) }
    print "  help) words=" quote(all) " ;;"
    print "  *) " bash_options(commands[1], 1) " words=" quote(all " help") " rest= ;;"
    print "  esac\n}"
  } else {
    print "_deskbell_table() {\n  case $1 in"
    for (i = 1; i <= n_commands; i++) { c = commands[i]
      print "  " c ")\n    arguments=("
      zsh_options(c, 0)
      if (words[c] != "") print "      " quote("1:word:(" words[c] ")")
      if (rest[c] != "") print "      " quote("*:" rest[c] ":_" (rest[c] == "files" ? "" : "deskbell_") rest[c])
      print "    )\n    ;;" }
    print "  *)\n    arguments=("
    zsh_options(commands[1], 1)
    print "    )\n    commands=("
    for (i = 1; i <= n_commands; i++) { text = summaries[commands[i]]; gsub(/[:\\]/, "\\\\&", text)
      print "      " quote(commands[i] ":" text) }
    print "      " quote("help:what a command does, and its options")
    print "    )\n    ;;\n  esac\n}"
  }
}'
