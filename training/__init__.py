"""Training of what ships with Citewire and is learned; needs data that is not part of the repository."""
