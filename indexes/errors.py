"""Every error that Citewire raises on purpose, as one tree.

    CitewireError
    ├── SettingsError          a setting is unknown or has a value that makes no sense
    ├── ReadError              a file, page or record could not be read as an article
    ├── ReaderFailure          the process that reads files cannot be started
    ├── ModelError             an embedding model or ranker is missing or is not the one expected
    ├── ArticleNotFound        no article with that id
    ├── QuestionError          a question that cannot be asked (empty, too long, dates in the wrong order)
    ├── VerificationError      an answer document that cannot be read back
    └── IndexFailure            something about the index directory
        ├── IndexMissing       there is no index there
        ├── IndexExists        there is one already
        ├── IndexMismatch      built with another model or format
        ├── IndexLocked        another process writes to it
        └── IndexDamaged       its files contradict each other beyond repair

Each message says what was wrong, where, and what to do about it.
"""


class CitewireError(Exception):
    """The root of the tree: catch this to catch everything Citewire raises on purpose."""


class SettingsError(CitewireError):
    """A setting is unknown or its value makes no sense."""


class ReadError(CitewireError):
    """A file, page or record could not be read as an article."""


class ReaderFailure(CitewireError):
    """The process that reads files cannot be started: none of them can be read."""


class ModelError(CitewireError):
    """A model is missing or is not the one expected."""


class ArticleNotFound(CitewireError):
    """No article with that id is in the index."""


class QuestionError(CitewireError):
    """A question that cannot be asked."""


class VerificationError(CitewireError):
    """An answer document that cannot be read back."""


class IndexFailure(CitewireError):
    """Something about the index directory."""


class IndexMissing(IndexFailure):
    """There is no index at that path."""


class IndexExists(IndexFailure):
    """There is an index at that path already."""


class IndexMismatch(IndexFailure):
    """The index was built with another model or format."""


class IndexLocked(IndexFailure):
    """Another process is writing to the index."""


class IndexDamaged(IndexFailure):
    """The index's files contradict each other beyond repair."""
