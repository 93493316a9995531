-- Conversations of the page. `owner` is whose they are: a login's name or the digest of a browser's random id.
CREATE TABLE conversations (
    id TEXT PRIMARY KEY,
    owner TEXT NOT NULL,
    name TEXT NOT NULL,
    changed REAL NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX conversations_of_owner ON conversations (owner, changed DESC);

-- `answer` is the document of qa/serialization.py, `limits` a JSON object, `words` what a search looks through.
CREATE TABLE turns (
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
CREATE TABLE feedback (
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
