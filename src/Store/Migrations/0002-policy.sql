-- What policy asks: classifications, assessments with their answers and attachments, exit plans, migrations, decisions.
--
-- Written and read as the tables of 0001-register.sql are. This file is never edited once released: a test holds its
-- hash.

CREATE TABLE assessment_id (
    key INTEGER NOT NULL PRIMARY KEY,
    id TEXT /*ordinal*/ NOT NULL UNIQUE
);

CREATE TABLE exit_plan_id (
    key INTEGER NOT NULL PRIMARY KEY,
    id TEXT /*ordinal*/ NOT NULL UNIQUE
);

CREATE TABLE migration_id (
    key INTEGER NOT NULL PRIMARY KEY,
    id TEXT /*ordinal*/ NOT NULL UNIQUE
);

CREATE TABLE decision_id (
    key INTEGER NOT NULL PRIMARY KEY,
    id TEXT /*ordinal*/ NOT NULL UNIQUE
);

CREATE TABLE classifications (
    entry INTEGER NOT NULL PRIMARY KEY,
    superseded_by INTEGER,
    function_key INTEGER NOT NULL,
    primary_process INTEGER,
    large_scale_personal_data INTEGER,
    base_register INTEGER,
    valid_from INTEGER,
    valid_until INTEGER,
    source_key INTEGER,
    basis INTEGER,
    observed_on INTEGER,
    marking INTEGER
);

CREATE INDEX classifications_function_key ON classifications (function_key);

CREATE TABLE assessments (
    entry INTEGER NOT NULL PRIMARY KEY,
    superseded_by INTEGER,
    id_key INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    organisation_key INTEGER,
    subject_key INTEGER NOT NULL,
    framework TEXT,
    framework_version TEXT,
    assessor TEXT,
    assessed_on INTEGER,
    approver TEXT,
    approved_on INTEGER,
    review_on INTEGER,
    conclusion TEXT,
    evidence TEXT,
    evidence_sha256 TEXT,
    valid_from INTEGER,
    valid_until INTEGER,
    source_key INTEGER,
    basis INTEGER,
    observed_on INTEGER,
    marking INTEGER
);

CREATE INDEX assessments_id_key ON assessments (id_key);

CREATE TABLE answers (
    entry INTEGER NOT NULL PRIMARY KEY,
    superseded_by INTEGER,
    assessment_key INTEGER NOT NULL,
    question TEXT /*ordinal*/ NOT NULL,
    option TEXT,
    not_applicable TEXT,
    explanation TEXT,
    evidence TEXT,
    evidence_sha256 TEXT,
    valid_from INTEGER,
    valid_until INTEGER,
    source_key INTEGER,
    basis INTEGER,
    observed_on INTEGER,
    marking INTEGER
);

CREATE INDEX answers_assessment_key ON answers (assessment_key);

CREATE TABLE attachments (
    entry INTEGER NOT NULL PRIMARY KEY,
    superseded_by INTEGER,
    assessment_key INTEGER NOT NULL,
    sha256 TEXT /*ordinal*/ NOT NULL,
    part TEXT /*ordinal*/ NOT NULL,
    name TEXT NOT NULL,
    media_type TEXT,
    content TEXT NOT NULL,
    valid_from INTEGER,
    valid_until INTEGER,
    source_key INTEGER,
    basis INTEGER,
    observed_on INTEGER,
    marking INTEGER
);

CREATE INDEX attachments_assessment_key ON attachments (assessment_key);

CREATE TABLE exit_plans (
    entry INTEGER NOT NULL PRIMARY KEY,
    superseded_by INTEGER,
    id_key INTEGER NOT NULL,
    organisation_key INTEGER NOT NULL,
    service_key INTEGER NOT NULL,
    owner TEXT,
    drawn_up_on INTEGER,
    review_on INTEGER,
    planned_exit INTEGER,
    sudden_exit INTEGER,
    data_destruction INTEGER,
    tested_on INTEGER,
    test_passed INTEGER,
    cost TEXT,
    evidence TEXT,
    evidence_sha256 TEXT,
    valid_from INTEGER,
    valid_until INTEGER,
    source_key INTEGER,
    basis INTEGER,
    observed_on INTEGER,
    marking INTEGER
);

CREATE INDEX exit_plans_id_key ON exit_plans (id_key);

CREATE TABLE exit_alternatives (
    entry INTEGER NOT NULL PRIMARY KEY,
    superseded_by INTEGER,
    exit_plan_key INTEGER NOT NULL,
    service_key INTEGER NOT NULL,
    valid_from INTEGER,
    valid_until INTEGER,
    source_key INTEGER,
    basis INTEGER,
    observed_on INTEGER,
    marking INTEGER
);

CREATE INDEX exit_alternatives_exit_plan_key ON exit_alternatives (exit_plan_key);

CREATE TABLE migrations (
    entry INTEGER NOT NULL PRIMARY KEY,
    superseded_by INTEGER,
    id_key INTEGER NOT NULL,
    organisation_key INTEGER NOT NULL,
    name TEXT NOT NULL,
    reason TEXT,
    planned_on INTEGER,
    valid_from INTEGER,
    valid_until INTEGER,
    source_key INTEGER,
    basis INTEGER,
    observed_on INTEGER,
    marking INTEGER
);

CREATE INDEX migrations_id_key ON migrations (id_key);

CREATE TABLE decisions (
    entry INTEGER NOT NULL PRIMARY KEY,
    superseded_by INTEGER,
    id_key INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    organisation_key INTEGER,
    subject_key INTEGER,
    migration_key INTEGER,
    clause TEXT,
    by TEXT NOT NULL,
    decided_on INTEGER,
    reason TEXT,
    measures TEXT,
    watched_by TEXT,
    due_on INTEGER,
    relies_on TEXT,
    evidence TEXT,
    evidence_sha256 TEXT,
    valid_from INTEGER,
    valid_until INTEGER,
    source_key INTEGER,
    basis INTEGER,
    observed_on INTEGER,
    marking INTEGER
);

CREATE INDEX decisions_id_key ON decisions (id_key);

CREATE TABLE migration_parts (
    entry INTEGER NOT NULL PRIMARY KEY,
    superseded_by INTEGER,
    migration_key INTEGER NOT NULL,
    requirement_key INTEGER NOT NULL,
    consent_key INTEGER,
    valid_from INTEGER,
    valid_until INTEGER,
    source_key INTEGER,
    basis INTEGER,
    observed_on INTEGER,
    marking INTEGER
);

CREATE INDEX migration_parts_migration_key ON migration_parts (migration_key);
