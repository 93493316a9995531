"""Questions over an index of news articles, answered in exact quotes."""
