-- Attached documents lie in one file a year beside the vault, of the vault's own generation. Each
-- file's key stays in here; of one year the highest version counts.

CREATE TABLE attachment_key (
    year INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 9999),
    version INTEGER NOT NULL CHECK (version > 0),
    key BLOB NOT NULL CHECK (length(key) = 32),
    PRIMARY KEY (year, version)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER attachment_key_no_update BEFORE UPDATE ON attachment_key
BEGIN SELECT RAISE (ABORT, 'append only'); END;
CREATE TRIGGER attachment_key_no_delete BEFORE DELETE ON attachment_key
BEGIN SELECT RAISE (ABORT, 'append only'); END;
CREATE TRIGGER attachment_key_no_replace BEFORE INSERT ON attachment_key
WHEN EXISTS (SELECT 1 FROM attachment_key WHERE year = NEW.year AND version = NEW.version)
BEGIN SELECT RAISE (ABORT, 'append only'); END;
