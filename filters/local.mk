filtersdir = $(pkgdatadir)/filters
dist_filters_DATA = \
	filters/05-resolved.yaml \
	filters/10-outage.yaml \
	filters/15-security.yaml \
	filters/20-data-loss.yaml \
	filters/30-account.yaml \
	filters/35-billing.yaml \
	filters/40-delivery.yaml \
	filters/38-cancellation.yaml \
	filters/50-complaint.yaml \
	filters/55-bug.yaml \
	filters/60-how-to.yaml \
	filters/65-wish.yaml \
	filters/80-urgency.yaml \
	filters/85-person.yaml \
	filters/90-praise.yaml

signalsdir = $(filtersdir)/signals
dist_signals_DATA = \
	filters/signals/codes.yaml \
	filters/signals/de.yaml \
	filters/signals/en.yaml \
	filters/signals/es.yaml \
	filters/signals/fr.yaml \
	filters/signals/ja.yaml \
	filters/signals/ko.yaml \
	filters/signals/pt.yaml \
	filters/signals/zh.yaml

automaticdir = $(filtersdir)/automatic
dist_automatic_DATA = \
	filters/automatic/ar.yaml \
	filters/automatic/bg.yaml \
	filters/automatic/ca.yaml \
	filters/automatic/cs.yaml \
	filters/automatic/da.yaml \
	filters/automatic/de.yaml \
	filters/automatic/el.yaml \
	filters/automatic/en.yaml \
	filters/automatic/es.yaml \
	filters/automatic/et.yaml \
	filters/automatic/fi.yaml \
	filters/automatic/fr.yaml \
	filters/automatic/he.yaml \
	filters/automatic/hi.yaml \
	filters/automatic/hu.yaml \
	filters/automatic/id.yaml \
	filters/automatic/it.yaml \
	filters/automatic/ja.yaml \
	filters/automatic/ko.yaml \
	filters/automatic/nb.yaml \
	filters/automatic/nl.yaml \
	filters/automatic/pl.yaml \
	filters/automatic/pt.yaml \
	filters/automatic/ro.yaml \
	filters/automatic/ru.yaml \
	filters/automatic/sl.yaml \
	filters/automatic/sv.yaml \
	filters/automatic/th.yaml \
	filters/automatic/tr.yaml \
	filters/automatic/uk.yaml \
	filters/automatic/vi.yaml \
	filters/automatic/zh.yaml
