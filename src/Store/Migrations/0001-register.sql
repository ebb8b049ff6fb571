-- The register: ids, facts in versions, and the journal of how they came to be.
--
-- One text for both engines. The token /*ordinal*/ becomes the engine's word for "order by bytes" (PostgreSQL), or
-- nothing where that is the rule anyway (SQLite). This file is never edited once released: a test holds its hash.
--
-- Facts refer to each other by small integers (keys), not by their ids, so that a calculation reads integers only.
-- There are no foreign keys: nothing is ever removed, the one door for writing makes keys, and the journal proves
-- afterwards that rows are whole; a trigger per reference would double the time of a nation's import.
--
-- entry:         the number of the journal entry that recorded the row.
-- superseded_by: the number of the entry that replaced or withdrew it; null while it is current.
-- Days are numbers since 0001-01-01, countries and choices the numbers of Sluiswachter.Model, amounts are texts.

CREATE TABLE migration (
    number INTEGER NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL
);

-- Ids that were ever declared; they are never removed. Organisations, functions, suppliers and services share a space.

CREATE TABLE entity (
    key INTEGER NOT NULL PRIMARY KEY,
    id TEXT /*ordinal*/ NOT NULL UNIQUE,
    kind INTEGER NOT NULL
);

CREATE TABLE requirement_id (
    key INTEGER NOT NULL PRIMARY KEY,
    id TEXT /*ordinal*/ NOT NULL UNIQUE
);

CREATE TABLE contract_id (
    key INTEGER NOT NULL PRIMARY KEY,
    id TEXT /*ordinal*/ NOT NULL UNIQUE
);

CREATE TABLE source_id (
    key INTEGER NOT NULL PRIMARY KEY,
    id TEXT /*ordinal*/ NOT NULL UNIQUE
);

-- The journal. A change is known by the number of its first entry; its moment is in microseconds since 1970, UTC.

CREATE TABLE change_set (
    id INTEGER NOT NULL PRIMARY KEY,
    by TEXT NOT NULL,
    at BIGINT NOT NULL,
    why TEXT NOT NULL
);

CREATE INDEX change_set_at ON change_set (at);

CREATE TABLE journal (
    number INTEGER NOT NULL PRIMARY KEY,
    change_set INTEGER NOT NULL,
    act INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    replaces INTEGER,
    hash BYTEA NOT NULL
);

CREATE TABLE journal_head (
    one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    number INTEGER NOT NULL,
    hash TEXT NOT NULL
);

INSERT INTO journal_head (one, number, hash)
VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');

-- The facts, one table per kind.

CREATE TABLE sources (
    entry INTEGER NOT NULL PRIMARY KEY,
    superseded_by INTEGER,
    id_key INTEGER NOT NULL,
    name TEXT NOT NULL,
    url TEXT,
    licence TEXT,
    attribution TEXT,
    retrieved_on INTEGER,
    valid_from INTEGER,
    valid_until INTEGER,
    source_key INTEGER,
    basis INTEGER,
    observed_on INTEGER,
    marking INTEGER
);

CREATE INDEX sources_id_key ON sources (id_key);

CREATE TABLE organisations (
    entry INTEGER NOT NULL PRIMARY KEY,
    superseded_by INTEGER,
    id_key INTEGER NOT NULL,
    name TEXT NOT NULL,
    kind TEXT,
    parent_key INTEGER,
    ministry_key INTEGER,
    country INTEGER,
    population BIGINT,
    website TEXT,
    valid_from INTEGER,
    valid_until INTEGER,
    source_key INTEGER,
    basis INTEGER,
    observed_on INTEGER,
    marking INTEGER
);

CREATE INDEX organisations_id_key ON organisations (id_key);

CREATE TABLE functions (
    entry INTEGER NOT NULL PRIMARY KEY,
    superseded_by INTEGER,
    id_key INTEGER NOT NULL,
    organisation_key INTEGER NOT NULL,
    name TEXT NOT NULL,
    criticality INTEGER,
    max_tolerable_outage_hours BIGINT,
    data_class INTEGER,
    personal_data INTEGER,
    people BIGINT,
    product TEXT,
    valid_from INTEGER,
    valid_until INTEGER,
    source_key INTEGER,
    basis INTEGER,
    observed_on INTEGER,
    marking INTEGER
);

CREATE INDEX functions_id_key ON functions (id_key);

CREATE TABLE suppliers (
    entry INTEGER NOT NULL PRIMARY KEY,
    superseded_by INTEGER,
    id_key INTEGER NOT NULL,
    name TEXT NOT NULL,
    country INTEGER,
    organisation_key INTEGER,
    valid_from INTEGER,
    valid_until INTEGER,
    source_key INTEGER,
    basis INTEGER,
    observed_on INTEGER,
    marking INTEGER
);

CREATE INDEX suppliers_id_key ON suppliers (id_key);

CREATE TABLE services (
    entry INTEGER NOT NULL PRIMARY KEY,
    superseded_by INTEGER,
    id_key INTEGER NOT NULL,
    name TEXT NOT NULL,
    supplier_key INTEGER NOT NULL,
    service_model INTEGER,
    deployment INTEGER,
    regions TEXT,
    customer_held_keys INTEGER,
    certifications TEXT,
    valid_from INTEGER,
    valid_until INTEGER,
    source_key INTEGER,
    basis INTEGER,
    observed_on INTEGER,
    marking INTEGER
);

CREATE INDEX services_id_key ON services (id_key);

CREATE TABLE identifiers (
    entry INTEGER NOT NULL PRIMARY KEY,
    superseded_by INTEGER,
    id_key INTEGER NOT NULL,
    scheme TEXT /*ordinal*/ NOT NULL,
    value TEXT /*ordinal*/ NOT NULL,
    valid_from INTEGER,
    valid_until INTEGER,
    source_key INTEGER,
    basis INTEGER,
    observed_on INTEGER,
    marking INTEGER
);

CREATE INDEX identifiers_id_key ON identifiers (id_key);

CREATE TABLE ownership (
    entry INTEGER NOT NULL PRIMARY KEY,
    superseded_by INTEGER,
    owner_key INTEGER NOT NULL,
    owned_key INTEGER NOT NULL,
    share TEXT,
    control INTEGER,
    status INTEGER,
    valid_from INTEGER,
    valid_until INTEGER,
    source_key INTEGER,
    basis INTEGER,
    observed_on INTEGER,
    marking INTEGER
);

CREATE INDEX ownership_owner_key ON ownership (owner_key);

CREATE TABLE contracts (
    entry INTEGER NOT NULL PRIMARY KEY,
    superseded_by INTEGER,
    id_key INTEGER NOT NULL,
    organisation_key INTEGER,
    supplier_key INTEGER,
    reseller_key INTEGER,
    starts_on INTEGER,
    ends_on INTEGER,
    notice_days BIGINT,
    annual_cost TEXT,
    currency TEXT,
    governing_law TEXT,
    negotiated_terms TEXT,
    valid_from INTEGER,
    valid_until INTEGER,
    source_key INTEGER,
    basis INTEGER,
    observed_on INTEGER,
    marking INTEGER
);

CREATE INDEX contracts_id_key ON contracts (id_key);

CREATE TABLE requirements (
    entry INTEGER NOT NULL PRIMARY KEY,
    superseded_by INTEGER,
    id_key INTEGER NOT NULL,
    consumer_key INTEGER NOT NULL,
    purpose INTEGER NOT NULL,
    need BIGINT,
    material INTEGER,
    contract_key INTEGER,
    status INTEGER,
    exit_hours BIGINT,
    replaces_key INTEGER,
    valid_from INTEGER,
    valid_until INTEGER,
    source_key INTEGER,
    basis INTEGER,
    observed_on INTEGER,
    marking INTEGER
);

CREATE INDEX requirements_id_key ON requirements (id_key);

CREATE TABLE alternatives (
    entry INTEGER NOT NULL PRIMARY KEY,
    superseded_by INTEGER,
    requirement_key INTEGER NOT NULL,
    service_key INTEGER NOT NULL,
    grace_hours BIGINT,
    role INTEGER,
    data INTEGER,
    data_class INTEGER,
    customer_held_keys INTEGER,
    valid_from INTEGER,
    valid_until INTEGER,
    source_key INTEGER,
    basis INTEGER,
    observed_on INTEGER,
    marking INTEGER
);

CREATE INDEX alternatives_requirement_key ON alternatives (requirement_key);
