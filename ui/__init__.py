"""The chat page and the HTTP API."""
