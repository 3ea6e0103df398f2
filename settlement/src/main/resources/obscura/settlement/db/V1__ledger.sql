-- The journal. Postings are ciphertext; each row names the hash of the row before.
CREATE TABLE ledger_entry (
  entry_no        BIGINT  NOT NULL PRIMARY KEY,
  at_nanos        BIGINT  NOT NULL,
  kind            VARCHAR NOT NULL,
  reference       VARCHAR NOT NULL,
  sealed_postings BYTEA   NOT NULL,
  previous_hash   BYTEA   NOT NULL,
  entry_hash      BYTEA   NOT NULL,
  CONSTRAINT ledger_entry_once UNIQUE (kind, reference)
);

-- One row: the end of the journal.
CREATE TABLE ledger_head (
  id         INTEGER NOT NULL PRIMARY KEY,
  entry_no   BIGINT  NOT NULL,
  entry_hash BYTEA   NOT NULL
);
