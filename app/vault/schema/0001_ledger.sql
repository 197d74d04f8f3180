-- Every vault has this one shape: acts and entries in a chain, bodies apart, and what follows from them.

CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE act (
    id TEXT PRIMARY KEY,
    strength TEXT NOT NULL CHECK (strength IN ('session', 'attest')),
    certificate TEXT NOT NULL,
    first_seq INTEGER NOT NULL,
    entries INTEGER NOT NULL,
    previous BLOB NOT NULL,
    recorded_at INTEGER NOT NULL,
    zone INTEGER NOT NULL,
    signature BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX act_first ON act (first_seq);

-- Narrow: header and lifted columns. Dates are ISO 8601, instants microseconds UTC.
CREATE TABLE entry (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    act TEXT NOT NULL REFERENCES act (id),
    kind TEXT NOT NULL,
    version INTEGER NOT NULL,
    root TEXT NOT NULL,
    author TEXT NOT NULL,
    recorded_at INTEGER NOT NULL,
    zone INTEGER NOT NULL,
    happened_on TEXT,
    due_on TEXT,
    owner TEXT,
    digest BLOB NOT NULL,
    hash BLOB NOT NULL
) STRICT;

CREATE INDEX entry_narrow ON entry (kind, root, seq, due_on, owner, recorded_at);
CREATE INDEX entry_root ON entry (root, seq);
CREATE INDEX entry_act ON entry (act);
CREATE INDEX entry_recorded ON entry (recorded_at);

CREATE TABLE body (
    seq INTEGER PRIMARY KEY REFERENCES entry (seq),
    salt BLOB NOT NULL,
    header BLOB NOT NULL,
    body BLOB NOT NULL
) STRICT;

CREATE TABLE child_of (
    seq INTEGER NOT NULL REFERENCES entry (seq),
    child TEXT NOT NULL,
    role TEXT NOT NULL,
    PRIMARY KEY (child, seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX child_of_seq ON child_of (seq);

CREATE TABLE link (
    seq INTEGER NOT NULL REFERENCES entry (seq),
    target TEXT NOT NULL,
    why TEXT NOT NULL,
    PRIMARY KEY (target, why, seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX link_seq ON link (seq);

-- Without an index of beginnings, looking for a short one takes seconds among 100,000 records.
CREATE VIRTUAL TABLE search USING fts5 (
    words, tokenize = 'unicode61 remove_diacritics 0', prefix = '2 3'
);
INSERT INTO search (search, rank) VALUES ('secure-delete', 1);

-- Registers: what the entries say now. Rebuilt by verify and compared.
CREATE TABLE child (
    id TEXT PRIMARY KEY,
    seq INTEGER NOT NULL REFERENCES entry (seq),
    legal_first TEXT NOT NULL,
    legal_last TEXT NOT NULL,
    known_first TEXT,
    known_last TEXT,
    born TEXT NOT NULL,
    upn TEXT,
    class_name TEXT,
    year TEXT,
    sex TEXT,
    left_on TEXT,
    merged_into TEXT,
    found_by TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX child_upn ON child (upn);

CREATE TABLE person (
    id TEXT PRIMARY KEY,
    seq INTEGER NOT NULL REFERENCES entry (seq),
    name TEXT NOT NULL,
    job TEXT,
    roles TEXT NOT NULL,
    phone TEXT,
    left_on TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE agency (
    id TEXT PRIMARY KEY,
    seq INTEGER NOT NULL REFERENCES entry (seq),
    name TEXT NOT NULL,
    phone TEXT,
    hours TEXT,
    details TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    seq INTEGER NOT NULL REFERENCES entry (seq),
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The access log: a second chain. Nothing personal in a line; details are salted bodies.
CREATE TABLE log (
    seq INTEGER PRIMARY KEY,
    what TEXT NOT NULL,
    recorded_at INTEGER NOT NULL,
    zone INTEGER NOT NULL,
    digest BLOB NOT NULL,
    hash BLOB NOT NULL
) STRICT;

CREATE TABLE log_detail (
    seq INTEGER PRIMARY KEY REFERENCES log (seq),
    salt BLOB NOT NULL,
    detail BLOB NOT NULL
) STRICT;

CREATE TABLE log_signature (
    seq INTEGER PRIMARY KEY REFERENCES log (seq),
    certificate TEXT NOT NULL,
    late INTEGER NOT NULL,
    signature BLOB NOT NULL
) STRICT;

CREATE TABLE copy (
    code TEXT PRIMARY KEY,
    seq INTEGER NOT NULL REFERENCES log (seq),
    page INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE copy_file (
    sha256 BLOB PRIMARY KEY,
    seq INTEGER NOT NULL REFERENCES log (seq),
    subject TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX copy_file_subject ON copy_file (subject);

-- What is written stays: no row is changed, removed or replaced.

CREATE TRIGGER act_no_update BEFORE UPDATE ON act
BEGIN SELECT RAISE (ABORT, 'append only'); END;
CREATE TRIGGER act_no_delete BEFORE DELETE ON act
BEGIN SELECT RAISE (ABORT, 'append only'); END;
CREATE TRIGGER act_no_replace BEFORE INSERT ON act
WHEN EXISTS (SELECT 1 FROM act WHERE id = NEW.id)
BEGIN SELECT RAISE (ABORT, 'append only'); END;

CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry
BEGIN SELECT RAISE (ABORT, 'append only'); END;
CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry
BEGIN SELECT RAISE (ABORT, 'append only'); END;
CREATE TRIGGER entry_no_replace BEFORE INSERT ON entry
WHEN EXISTS (SELECT 1 FROM entry WHERE seq = NEW.seq OR id = NEW.id)
BEGIN SELECT RAISE (ABORT, 'append only'); END;

CREATE TRIGGER body_no_update BEFORE UPDATE ON body
BEGIN SELECT RAISE (ABORT, 'append only'); END;
CREATE TRIGGER body_no_delete BEFORE DELETE ON body
BEGIN SELECT RAISE (ABORT, 'append only'); END;
CREATE TRIGGER body_no_replace BEFORE INSERT ON body
WHEN EXISTS (SELECT 1 FROM body WHERE seq = NEW.seq)
BEGIN SELECT RAISE (ABORT, 'append only'); END;

CREATE TRIGGER child_of_no_update BEFORE UPDATE ON child_of
BEGIN SELECT RAISE (ABORT, 'append only'); END;
CREATE TRIGGER child_of_no_delete BEFORE DELETE ON child_of
BEGIN SELECT RAISE (ABORT, 'append only'); END;
CREATE TRIGGER child_of_no_replace BEFORE INSERT ON child_of
WHEN EXISTS (SELECT 1 FROM child_of WHERE child = NEW.child AND seq = NEW.seq)
BEGIN SELECT RAISE (ABORT, 'append only'); END;

CREATE TRIGGER link_no_update BEFORE UPDATE ON link
BEGIN SELECT RAISE (ABORT, 'append only'); END;
CREATE TRIGGER link_no_delete BEFORE DELETE ON link
BEGIN SELECT RAISE (ABORT, 'append only'); END;
CREATE TRIGGER link_no_replace BEFORE INSERT ON link
WHEN EXISTS (SELECT 1 FROM link WHERE target = NEW.target AND why = NEW.why AND seq = NEW.seq)
BEGIN SELECT RAISE (ABORT, 'append only'); END;

CREATE TRIGGER log_no_update BEFORE UPDATE ON log
BEGIN SELECT RAISE (ABORT, 'append only'); END;
CREATE TRIGGER log_no_delete BEFORE DELETE ON log
BEGIN SELECT RAISE (ABORT, 'append only'); END;
CREATE TRIGGER log_no_replace BEFORE INSERT ON log
WHEN EXISTS (SELECT 1 FROM log WHERE seq = NEW.seq)
BEGIN SELECT RAISE (ABORT, 'append only'); END;

CREATE TRIGGER log_detail_no_update BEFORE UPDATE ON log_detail
BEGIN SELECT RAISE (ABORT, 'append only'); END;
CREATE TRIGGER log_detail_no_delete BEFORE DELETE ON log_detail
BEGIN SELECT RAISE (ABORT, 'append only'); END;
CREATE TRIGGER log_detail_no_replace BEFORE INSERT ON log_detail
WHEN EXISTS (SELECT 1 FROM log_detail WHERE seq = NEW.seq)
BEGIN SELECT RAISE (ABORT, 'append only'); END;

CREATE TRIGGER log_signature_no_update BEFORE UPDATE ON log_signature
BEGIN SELECT RAISE (ABORT, 'append only'); END;
CREATE TRIGGER log_signature_no_delete BEFORE DELETE ON log_signature
BEGIN SELECT RAISE (ABORT, 'append only'); END;
CREATE TRIGGER log_signature_no_replace BEFORE INSERT ON log_signature
WHEN EXISTS (SELECT 1 FROM log_signature WHERE seq = NEW.seq)
BEGIN SELECT RAISE (ABORT, 'append only'); END;

CREATE TRIGGER copy_no_update BEFORE UPDATE ON copy
BEGIN SELECT RAISE (ABORT, 'append only'); END;
CREATE TRIGGER copy_no_delete BEFORE DELETE ON copy
BEGIN SELECT RAISE (ABORT, 'append only'); END;
CREATE TRIGGER copy_no_replace BEFORE INSERT ON copy
WHEN EXISTS (SELECT 1 FROM copy WHERE code = NEW.code)
BEGIN SELECT RAISE (ABORT, 'append only'); END;

CREATE TRIGGER copy_file_no_update BEFORE UPDATE ON copy_file
BEGIN SELECT RAISE (ABORT, 'append only'); END;
CREATE TRIGGER copy_file_no_delete BEFORE DELETE ON copy_file
BEGIN SELECT RAISE (ABORT, 'append only'); END;
CREATE TRIGGER copy_file_no_replace BEFORE INSERT ON copy_file
WHEN EXISTS (SELECT 1 FROM copy_file WHERE sha256 = NEW.sha256)
BEGIN SELECT RAISE (ABORT, 'append only'); END;
