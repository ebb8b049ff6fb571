-- Sealed streams that are short, beside what refers to them: one wait for the disk does for both. They are sealed by the
-- body's keys like all others. Those that are longer are in the store of blobs.

CREATE TABLE short_blob (
    blob BYTEA NOT NULL PRIMARY KEY,
    bytes BYTEA NOT NULL
);
