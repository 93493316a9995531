"""Pages and feeds by URL: which addresses may be reached, politely, within limits. Used only where a URL was given."""
