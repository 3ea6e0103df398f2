-- Swaps across two chains. Locks and proofs are public on the chains, or will be.
CREATE TABLE swap (
  trade_id         BIGINT  NOT NULL PRIMARY KEY,
  phase            VARCHAR NOT NULL,
  published        BOOLEAN NOT NULL,
  failure          VARCHAR NOT NULL,
  first_lock       BYTEA,
  second_lock      BYTEA,
  is_over             BOOLEAN NOT NULL,
  hash             BYTEA   NOT NULL,
  first_chain      VARCHAR NOT NULL,
  first_lock_by    BIGINT  NOT NULL,
  first_reveal_by  BIGINT  NOT NULL,
  first_claim_by   BIGINT  NOT NULL,
  first_deadline   BIGINT  NOT NULL,
  second_chain     VARCHAR NOT NULL,
  second_lock_by   BIGINT  NOT NULL,
  second_reveal_by BIGINT  NOT NULL,
  second_claim_by  BIGINT  NOT NULL,
  second_deadline  BIGINT  NOT NULL,
  proof            BYTEA
);
CREATE INDEX swap_open ON swap (is_over, trade_id);
