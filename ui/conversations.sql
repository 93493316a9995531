-- Conversations of the page. `owner` is whose they are: a login's name or the digest of a browser's random id.
CREATE TABLE IF NOT EXISTS conversations (
    id TEXT PRIMARY KEY,
    owner TEXT NOT NULL,
    name TEXT NOT NULL,
    changed REAL NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS conversations_of_owner ON conversations (owner, changed DESC);

-- `answer` is the document of qa/serialization.py, `limits` a JSON object, `words` what a search looks through.
CREATE TABLE IF NOT EXISTS turns (
    conversation TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    number INTEGER NOT NULL CHECK (number > 0),
    question TEXT NOT NULL,
    answer TEXT NOT NULL,
    limits TEXT NOT NULL,
    words TEXT NOT NULL,
    asked TEXT NOT NULL,
    PRIMARY KEY (conversation, number)
) STRICT, WITHOUT ROWID;

-- A judgement of one answer, which stays when that question is asked again.
CREATE TABLE IF NOT EXISTS feedback (
    conversation TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    asked TEXT NOT NULL,
    question TEXT NOT NULL,
    answer TEXT NOT NULL,
    helpful INTEGER NOT NULL CHECK (helpful IN (0, 1)),
    reason TEXT NOT NULL,
    given TEXT NOT NULL,
    PRIMARY KEY (conversation, number, asked)
) STRICT, WITHOUT ROWID;

-- Questions that were sent and are not answered yet, in their order. The page names each by a random `token`.
CREATE TABLE IF NOT EXISTS waiting (
    number INTEGER PRIMARY KEY,
    conversation TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    token TEXT NOT NULL,
    question TEXT NOT NULL,
    limits TEXT NOT NULL,
    replaces TEXT NOT NULL,
    UNIQUE (conversation, token)
) STRICT;
