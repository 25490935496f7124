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
	filters/90-praise.yaml
