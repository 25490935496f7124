# Recipes for the programs that mail passes through; the end-to-end tests run these very files.
dist_sample_DATA += examples/procmailrc examples/procmailrc-tempfail \
	examples/dovecot-sieve.conf examples/filter.sieve examples/record.sieve examples/sort.sieve \
	examples/maildrop examples/maildrop-tempfail \
	examples/postfix-master.cf examples/postfix-filter examples/postfix-header-checks examples/forward \
	examples/exim.conf examples/fdm.conf examples/muttrc
