# Each is written by hand around one table, which is asked from the program itself: a line @TABLE@ stands for it.
completion_files = completions/deskbell completions/_deskbell
EXTRA_DIST += completions/table.sh completions/deskbell.bash.in completions/deskbell.zsh.in
CLEANFILES += $(completion_files)
bashcompletion_DATA = completions/deskbell
zshcompletion_DATA = completions/_deskbell

completion_programs = src/deskbell$(EXEEXT) src/deskbell-core$(EXEEXT) src/deskbell-net$(EXEEXT)
$(completion_files): $(completion_programs) $(top_srcdir)/completions/table.sh $(top_srcdir)/completions/local.mk
	$(AM_V_GEN)$(MKDIR_P) completions && \
	case $@ in */_*) shell=zsh;; *) shell=bash;; esac && \
	$(SHELL) $(top_srcdir)/completions/table.sh $$shell src/deskbell$(EXEEXT) > $@.table && \
	sed -e "/^@TABLE@/{r $@.table" -e 'd}' $(top_srcdir)/completions/deskbell.$$shell.in > $@.tmp && \
	rm -f $@.table && mv $@.tmp $@
completions/deskbell: $(top_srcdir)/completions/deskbell.bash.in
completions/_deskbell: $(top_srcdir)/completions/deskbell.zsh.in
