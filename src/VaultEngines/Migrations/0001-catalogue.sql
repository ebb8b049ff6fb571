-- What a vault knows of buckets, objects, uploads, users and its log; all but the bytes of objects.
--
-- One text for both engines. The token /*ordinal*/ becomes the engine's word for "order by bytes" (PostgreSQL), or
-- nothing where that is the rule anyway (SQLite). This file is never edited once released: a test holds its hash.
--
-- Keys of objects are bytes of UTF-8: they may hold any character, also those that a text of PostgreSQL cannot, and are
-- ordered by bytes. Times are milliseconds since 1970, UTC. What is sealed is sealed by the body's keys before it comes here.

CREATE TABLE migration (
    number BIGINT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL
);

-- places: codes of countries, separated by spaces. settings: a JSON object, numbers of BucketSetting to texts.

CREATE TABLE bucket (
    name TEXT /*ordinal*/ NOT NULL PRIMARY KEY,
    body TEXT /*ordinal*/ NOT NULL,
    owner TEXT NOT NULL,
    created BIGINT NOT NULL,
    versioning BIGINT NOT NULL,
    has_object_lock BIGINT NOT NULL,
    marking BIGINT NOT NULL,
    data_class BIGINT NOT NULL,
    places TEXT NOT NULL,
    settings TEXT NOT NULL
);

CREATE INDEX bucket_body ON bucket (body, name);

-- The last number that was given to a version.

CREATE TABLE counter (
    place BIGINT NOT NULL
);

INSERT INTO counter (place) VALUES (0);

-- place: falls by one with every version that is put, so that one index, read forwards, gives the newest of a key first.
-- state: 0 an older version, 1 the newest of its key and a delete marker, 2 the newest and an object.
-- parts: the sealed streams, as KeptParts.cs writes them. attributes: sealed.

CREATE TABLE version (
    bucket TEXT /*ordinal*/ NOT NULL REFERENCES bucket (name),
    key BYTEA NOT NULL,
    place BIGINT NOT NULL,
    id TEXT /*ordinal*/ NOT NULL,
    state BIGINT NOT NULL,
    modified BIGINT NOT NULL,
    owner TEXT NOT NULL,
    is_delete_marker BIGINT NOT NULL,
    size BIGINT NOT NULL,
    etag TEXT NOT NULL,
    parts BYTEA NOT NULL,
    attributes BYTEA NOT NULL,
    retention_mode BIGINT,
    retain_until BIGINT,
    has_legal_hold BIGINT NOT NULL,
    PRIMARY KEY (bucket, key, place)
);

CREATE UNIQUE INDEX version_id ON version (bucket, key, id);

-- What a list of objects reads, and nothing else: a million old versions do not slow it down.

CREATE INDEX version_listed ON version (bucket, key) WHERE state = 2;

-- Which versions, by their place, a sealed stream is part of.

CREATE TABLE reference (
    blob BYTEA NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (blob, version)
);

CREATE INDEX reference_version ON reference (version);

CREATE TABLE upload (
    id TEXT /*ordinal*/ NOT NULL PRIMARY KEY,
    bucket TEXT /*ordinal*/ NOT NULL REFERENCES bucket (name),
    key BYTEA NOT NULL,
    started BIGINT NOT NULL,
    owner TEXT NOT NULL,
    attributes BYTEA NOT NULL,
    retention_mode BIGINT,
    retain_until BIGINT,
    has_legal_hold BIGINT NOT NULL
);

CREATE UNIQUE INDEX upload_key ON upload (bucket, key, id);

CREATE TABLE part (
    upload TEXT /*ordinal*/ NOT NULL REFERENCES upload (id),
    number BIGINT NOT NULL,
    blob BYTEA NOT NULL,
    size BIGINT NOT NULL,
    wrapped_key BYTEA NOT NULL,
    etag TEXT NOT NULL,
    modified BIGINT NOT NULL,
    checksum TEXT,
    PRIMARY KEY (upload, number)
);

CREATE INDEX part_blob ON part (blob);

-- Sealed streams that nothing refers to any more, still to be removed; number rises with age falling.

CREATE TABLE garbage (
    blob BYTEA NOT NULL PRIMARY KEY,
    number BIGINT NOT NULL
);

CREATE INDEX garbage_number ON garbage (number, blob);

CREATE TABLE vault_user (
    id TEXT /*ordinal*/ NOT NULL PRIMARY KEY,
    body TEXT /*ordinal*/ NOT NULL,
    name TEXT /*ordinal*/ NOT NULL,
    is_officer BIGINT NOT NULL
);

CREATE INDEX vault_user_body ON vault_user (body, name, id);

-- secret: sealed.

CREATE TABLE access_key (
    id TEXT /*ordinal*/ NOT NULL PRIMARY KEY,
    user_id TEXT /*ordinal*/ NOT NULL,
    secret BYTEA NOT NULL,
    created BIGINT NOT NULL
);

-- entry: null once it was erased; its hash stays.

CREATE TABLE log_entry (
    number BIGINT NOT NULL PRIMARY KEY,
    entry BYTEA
);

CREATE TABLE log_node (
    level BIGINT NOT NULL,
    position BIGINT NOT NULL,
    hash BYTEA NOT NULL,
    PRIMARY KEY (level, position)
);
