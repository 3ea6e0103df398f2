-- What the parties were asked of a trade and have not answered: it is asked again as it was.
CREATE TABLE shared_question (
  trade_id BIGINT NOT NULL PRIMARY KEY,
  sealed   BYTEA  NOT NULL
);

-- Whether the parties were asked about an owner's instruction, and whether their answer is lost.
ALTER TABLE shared_word ADD COLUMN was_asked BOOLEAN DEFAULT FALSE NOT NULL;
ALTER TABLE shared_word ADD COLUMN is_lost   BOOLEAN DEFAULT FALSE NOT NULL;
