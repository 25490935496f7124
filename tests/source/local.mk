EXTRA_DIST += tests/servers/tls.sh tests/servers/dovecot.sh
