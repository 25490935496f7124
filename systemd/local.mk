# Units for systemd. What both services have in common stands once, in systemd/common: a line @COMMON@ stands for it.
unit_services = systemd/deskbell-watch.service systemd/deskbell-poll.service
unit_examples = systemd/examples/credentials.conf systemd/examples/password-command.conf systemd/examples/sendmail.conf
EXTRA_DIST += $(unit_services:=.in) systemd/common systemd/deskbell-poll.timer \
	systemd/deskbell.sysusers systemd/deskbell.tmpfiles $(unit_examples)
CLEANFILES += $(unit_services) systemd/sysusers/deskbell.conf systemd/tmpfiles/deskbell.conf

if SYSTEMD_UNITS
systemdsystemunit_DATA = $(unit_services) systemd/deskbell-poll.timer
sysusers_DATA = systemd/sysusers/deskbell.conf
tmpfiles_DATA = systemd/tmpfiles/deskbell.conf
unitexamples_DATA = $(unit_examples)
endif
sysusersdir = $(prefix)/lib/sysusers.d
tmpfilesdir = $(prefix)/lib/tmpfiles.d
unitexamplesdir = $(docdir)/examples/systemd

$(unit_services): $(top_srcdir)/systemd/common $(top_srcdir)/systemd/local.mk
	$(AM_V_GEN)$(MKDIR_P) systemd && \
	sed -e '/^@COMMON@/{r $(top_srcdir)/systemd/common' -e 'd}' -e 's,@[b]indir@,$(bindir),g' \
	  $(top_srcdir)/$@.in > $@.tmp && mv $@.tmp $@
systemd/deskbell-watch.service: $(top_srcdir)/systemd/deskbell-watch.service.in
systemd/deskbell-poll.service: $(top_srcdir)/systemd/deskbell-poll.service.in

# Installed under one name in two folders.
systemd/sysusers/deskbell.conf: $(top_srcdir)/systemd/deskbell.sysusers
	$(AM_V_GEN)$(MKDIR_P) systemd/sysusers && cp $(top_srcdir)/systemd/deskbell.sysusers $@
systemd/tmpfiles/deskbell.conf: $(top_srcdir)/systemd/deskbell.tmpfiles
	$(AM_V_GEN)$(MKDIR_P) systemd/tmpfiles && cp $(top_srcdir)/systemd/deskbell.tmpfiles $@
