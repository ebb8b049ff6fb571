-- What ties all that a bucket allows to the keys of its body; null on buckets of before, for which no server answers.

ALTER TABLE bucket ADD COLUMN seal BYTEA;
