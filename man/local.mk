# Each page is written by hand around lists that the program's own tables make: a line @LIST:name@ stands for it.
# The brackets keep configure from replacing the version's mark in this makefile.
noinst_PROGRAMS += man/manual
man_manual_SOURCES = man/manual.c
man_manual_LDADD = $(net_libs)

manual_pages = \
	man/deskbell.1 \
	man/deskbell-filter.1 \
	man/deskbell.yaml.5 \
	man/deskbell-filters.5 \
	man/deskbell-templates.5 \
	man/deskbell-policy.7 \
	man/deskbell-recipes.7
nodist_man_MANS += $(manual_pages)
EXTRA_DIST += $(manual_pages:=.in)
CLEANFILES += $(manual_pages)

$(manual_pages): man/manual$(EXEEXT) $(top_srcdir)/man/local.mk
	$(AM_V_GEN)$(MKDIR_P) man && : > $@.sed && \
	for list in `sed -n 's/^@LIST:\(.*\)@$$/\1/p' $(top_srcdir)/$@.in`; do \
	  man/manual$(EXEEXT) $$list > $@.$$list-list && \
	  printf '/^@LIST:%s@$$/{\nr %s\nd\n}\n' $$list $@.$$list-list >> $@.sed || exit 1; \
	done && \
	sed -f $@.sed -e 's/@[V]ERSION@/$(PACKAGE_VERSION)/g' -e 's,@[D]OCDIR@,$(docdir),g' $(top_srcdir)/$@.in > $@.tmp && \
	rm -f $@.sed $@.[a-z]*-list && mv $@.tmp $@
man/deskbell.1: $(top_srcdir)/man/deskbell.1.in
man/deskbell-filter.1: $(top_srcdir)/man/deskbell-filter.1.in
man/deskbell.yaml.5: $(top_srcdir)/man/deskbell.yaml.5.in
man/deskbell-filters.5: $(top_srcdir)/man/deskbell-filters.5.in
man/deskbell-templates.5: $(top_srcdir)/man/deskbell-templates.5.in
man/deskbell-policy.7: $(top_srcdir)/man/deskbell-policy.7.in
man/deskbell-recipes.7: $(top_srcdir)/man/deskbell-recipes.7.in

# The commented configuration, as `init` writes it but with examples for values.
sampledir = $(docdir)/examples
nodist_sample_DATA = examples/deskbell.yaml
CLEANFILES += examples/deskbell.yaml
examples/deskbell.yaml: man/manual$(EXEEXT)
	$(AM_V_GEN)$(MKDIR_P) examples && man/manual$(EXEEXT) sample > $@.tmp && mv $@.tmp $@

# Examples that are written by hand.
dist_sample_DATA = examples/crontab
