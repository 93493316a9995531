-- The catalogue: the one truth of an index. FAISS and keyword files are made from it and can be made again.
-- Points in time are microseconds since 1970-01-01 UTC. Offsets are characters of articles.text, half-open.

CREATE TABLE manifest (
    key   TEXT PRIMARY KEY,  -- format, model, model_fingerprint, dimension, created, generation; revision grows with each change
    value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE articles (
    id             TEXT PRIMARY KEY,
    title          TEXT NOT NULL,
    url            TEXT,
    source         TEXT,
    source_key     TEXT,              -- source without regard to case, for filters
    author         TEXT,
    published      INTEGER,           -- for filters and sorting
    published_iso  TEXT,              -- as read, with its time zone
    language       TEXT NOT NULL,
    origin         TEXT,              -- where it was read: a path, with #n for the nth record of a file
    digest         TEXT NOT NULL,     -- content_digest: equal means unchanged
    content        TEXT NOT NULL,     -- id derived from title and text: equal means the same article
    added          INTEGER NOT NULL,
    updated        INTEGER NOT NULL,
    sentence_count INTEGER NOT NULL,
    text           TEXT NOT NULL,     -- late, so that reading the columns before it skips the text
    revised_iso    TEXT,              -- when the publisher says that it was last changed
    host           TEXT               -- of the URL, 'bbc.co.uk': pages that do not name their outlet are named by it
);
CREATE INDEX articles_by_source ON articles (source_key);
CREATE INDEX articles_by_published ON articles (published);
CREATE INDEX articles_by_content ON articles (content);
CREATE INDEX articles_by_origin ON articles (origin);
CREATE INDEX articles_by_host ON articles (host);

CREATE TABLE sentences (
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    position   INTEGER NOT NULL,      -- from 0
    start      INTEGER NOT NULL,
    "end"      INTEGER NOT NULL,
    citable    INTEGER NOT NULL,
    PRIMARY KEY (article_id, position)
) WITHOUT ROWID;

-- One row an article: its sentence vectors one after the other, little-endian float16, zeros where not citable.
CREATE TABLE sentence_vectors (
    article_id TEXT PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    vectors    BLOB NOT NULL
);

-- Passages never change: an updated article gets new ones. AUTOINCREMENT: an id is never used again, so a
-- derived file is in step exactly when it holds the same ids.
CREATE TABLE passages (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    start      INTEGER NOT NULL,
    "end"      INTEGER NOT NULL,
    first      INTEGER NOT NULL,      -- sentence positions, inclusive
    last       INTEGER NOT NULL,
    vector     BLOB NOT NULL          -- little-endian float32, length 1
);
CREATE INDEX passages_by_article ON passages (article_id);

-- What articles said before: one row for each text, title or set of details that another has taken the place of.
CREATE TABLE versions (
    article_id    TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    number        INTEGER NOT NULL,   -- from 1, oldest first; the article itself is the one after the last
    title         TEXT NOT NULL,
    url           TEXT,
    source        TEXT,
    author        TEXT,
    published_iso TEXT,
    language      TEXT NOT NULL,
    origin        TEXT,
    digest        TEXT NOT NULL,
    since         INTEGER NOT NULL,   -- when it came in
    text          TEXT NOT NULL,
    revised_iso   TEXT,
    PRIMARY KEY (article_id, number)
);

-- MinHash of each text that is long enough, and its bands: texts that share one may be nearly the same.
CREATE TABLE signatures (
    article_id TEXT PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    hashes     BLOB NOT NULL          -- little-endian uint32
) WITHOUT ROWID;
CREATE TABLE bands (
    band       INTEGER NOT NULL,
    hash       INTEGER NOT NULL,
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    PRIMARY KEY (band, hash, article_id)
) WITHOUT ROWID;
CREATE INDEX bands_by_article ON bands (article_id);
