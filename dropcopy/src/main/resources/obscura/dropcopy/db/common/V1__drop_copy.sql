-- The chain of records. Secret values are ciphertext; each row names the hash of the row before.
CREATE TABLE drop_copy_record (
  record_no       BIGINT  NOT NULL PRIMARY KEY,
  event_position  BIGINT  NOT NULL,
  event_part      INTEGER NOT NULL,
  at_nanos        BIGINT  NOT NULL,
  participant     VARCHAR NOT NULL,
  firm            VARCHAR NOT NULL,
  kind            VARCHAR NOT NULL,
  exec_id         VARCHAR,
  order_id        VARCHAR,
  client_id       VARCHAR,
  request_id      VARCHAR,
  trade_id        VARCHAR,
  open_attributes VARCHAR NOT NULL,
  key_scope       VARCHAR NOT NULL,
  key_session     BYTEA,
  key_index       INTEGER,
  sealed_values   BYTEA,
  previous_hash   BYTEA   NOT NULL,
  record_hash     BYTEA   NOT NULL,
  CONSTRAINT drop_copy_record_once UNIQUE (event_position, event_part)
);
CREATE INDEX drop_copy_record_at ON drop_copy_record (at_nanos);
CREATE INDEX drop_copy_record_participant ON drop_copy_record (participant, at_nanos);
CREATE INDEX drop_copy_record_exec ON drop_copy_record (exec_id);
CREATE INDEX drop_copy_record_order ON drop_copy_record (order_id);
CREATE INDEX drop_copy_record_client ON drop_copy_record (client_id);
CREATE INDEX drop_copy_record_request ON drop_copy_record (request_id);
CREATE INDEX drop_copy_record_trade ON drop_copy_record (trade_id);

-- Seeds of data keys, wrapped for each reader. The name of a session is the hash of its wraps.
CREATE TABLE drop_copy_key_session (
  key_session   BYTEA   NOT NULL,
  reader        VARCHAR NOT NULL,
  scheme        VARCHAR NOT NULL,
  encapsulation BYTEA   NOT NULL,
  wrapped_seed  BYTEA   NOT NULL,
  PRIMARY KEY (key_session, reader)
);

-- One row: the end of the chain, and the last event that has been taken in.
CREATE TABLE drop_copy_head (
  id             INTEGER NOT NULL PRIMARY KEY,
  record_no      BIGINT  NOT NULL,
  event_position BIGINT  NOT NULL,
  record_hash    BYTEA   NOT NULL
);
