-- How often somebody has had the vault to himself, as for new keys: who serves it notices, and stops.

CREATE TABLE alone_use (
    number BIGINT NOT NULL
);

INSERT INTO alone_use (number) VALUES (0);
