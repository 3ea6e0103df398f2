-- The number of the last retry of a trade that was rolled back: the same one changes nothing again.
CREATE TABLE service_retry (
  trade_id BIGINT NOT NULL PRIMARY KEY,
  retry_no BIGINT NOT NULL
);
