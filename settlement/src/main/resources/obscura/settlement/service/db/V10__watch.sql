-- Final batches are looked for by the block they stand in.
CREATE INDEX service_batch_block ON service_batch (phase, block_no);

-- Up to which block what a vault announced was handed on.
CREATE TABLE service_watch (
  vault      VARCHAR NOT NULL PRIMARY KEY,
  block_no   BIGINT  NOT NULL,
  block_hash BYTEA   NOT NULL
);
