-- What ties a part of an upload to the keys of its body; null on parts of before, which no server joins.

ALTER TABLE part ADD COLUMN seal BYTEA;
