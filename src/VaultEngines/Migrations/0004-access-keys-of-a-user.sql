-- The access keys of a user are found without looking at all of them.

CREATE INDEX access_key_user ON access_key (user_id, id);
