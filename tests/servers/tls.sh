#!/bin/sh
# tls.sh DIR: certificates for servers on loopback, in DIR:
#   ca.pem                  the authority to trust
#   srv.pem srv.key         localhost, 127.0.0.1 and 127.0.0.2, signed by it
#   wronghost.pem .key      signed by it for wrong.test
#   stranger.pem .key       localhost, signed by an authority nobody trusts (stranger-ca.pem)
set -eu
dir=$1
mkdir -p "$dir"
cd "$dir"
[ -f srv.pem ] && exit 0

authority() { # NAME
  openssl req -x509 -newkey rsa:2048 -nodes -days 3650 -keyout "$1.key" -out "$1.pem" \
    -subj "/CN=deskbell test $1" 2>/dev/null
}

certificate() { # NAME AUTHORITY SUBJECTALTNAME
  openssl req -newkey rsa:2048 -nodes -keyout "$1.key" -out "$1.csr" -subj "/CN=deskbell test" 2>/dev/null
  printf 'subjectAltName=%s\nbasicConstraints=CA:FALSE\n' "$3" > "$1.ext"
  openssl x509 -req -in "$1.csr" -CA "$2.pem" -CAkey "$2.key" -CAcreateserial -days 3650 \
    -extfile "$1.ext" -out "$1.crt" 2>/dev/null
  mv "$1.crt" "$1.pem"
  rm -f "$1.csr" "$1.ext"
}

authority ca
authority stranger-ca
certificate wronghost ca DNS:wrong.test
certificate stranger stranger-ca DNS:localhost,IP:127.0.0.1
certificate srv ca DNS:localhost,IP:127.0.0.1,IP:127.0.0.2
chmod 644 ./*.pem ./*.key
