-- A year's attached documents: each in pieces, under the SHA-256 of the whole.

CREATE TABLE attachment (
    id TEXT PRIMARY KEY,
    size INTEGER NOT NULL CHECK (size > 0),
    sha256 BLOB NOT NULL CHECK (length(sha256) = 32)
) STRICT, WITHOUT ROWID;

CREATE TABLE piece (
    attachment TEXT NOT NULL REFERENCES attachment (id),
    number INTEGER NOT NULL CHECK (number > 0),
    content BLOB NOT NULL CHECK (length(content) BETWEEN 1 AND 1048576),
    UNIQUE (attachment, number)
) STRICT;

-- What is attached stays as it is. Whole attachments may go: those that no entry names.

CREATE TRIGGER attachment_no_update BEFORE UPDATE ON attachment
BEGIN SELECT RAISE (ABORT, 'never changed'); END;
CREATE TRIGGER attachment_no_replace BEFORE INSERT ON attachment
WHEN EXISTS (SELECT 1 FROM attachment WHERE id = NEW.id)
BEGIN SELECT RAISE (ABORT, 'never changed'); END;
CREATE TRIGGER piece_no_update BEFORE UPDATE ON piece
BEGIN SELECT RAISE (ABORT, 'never changed'); END;
CREATE TRIGGER piece_no_replace BEFORE INSERT ON piece
WHEN EXISTS (SELECT 1 FROM piece WHERE attachment = NEW.attachment AND number = NEW.number)
BEGIN SELECT RAISE (ABORT, 'never changed'); END;
