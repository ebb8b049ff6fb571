-- Copies of a vault elsewhere, and what has changed since each was brought up to date. As long as there is no embassy,
-- nothing is noted here.

-- settings: a JSON object with the members of Embassy.cs.

CREATE TABLE embassy (
    name TEXT /*ordinal*/ NOT NULL PRIMARY KEY,
    settings TEXT NOT NULL
);

-- The last number that was given to a change; numbers may have gaps.

CREATE TABLE outbox_counter (
    number BIGINT NOT NULL
);

INSERT INTO outbox_counter (number) VALUES (0);

-- What was changed, not how: a row of the feed says what is there now. kind: a number of FeedKind.
-- name: a bucket, or the id of a user, an access key or an entry of the log. key and id: of a version; else empty.

CREATE TABLE outbox (
    number BIGINT NOT NULL PRIMARY KEY,
    kind BIGINT NOT NULL,
    name TEXT /*ordinal*/ NOT NULL,
    key BYTEA NOT NULL,
    id TEXT /*ordinal*/ NOT NULL
);

-- Sealed streams at a copy that nothing refers to since a change. noted: since when the copy knows that change; null: not yet.

CREATE TABLE stale (
    embassy TEXT /*ordinal*/ NOT NULL,
    blob BYTEA NOT NULL,
    number BIGINT NOT NULL,
    noted BIGINT,
    PRIMARY KEY (embassy, blob)
);
