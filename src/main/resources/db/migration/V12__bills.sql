-- When a record's content last changed, by this database's clock; unlike seen_at it rests while nothing changes.
ALTER TABLE xero_mirror
  ADD COLUMN changed_at BIGINT DEFAULT CAST(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP) * 1000 AS BIGINT) NOT NULL;
UPDATE xero_mirror SET changed_at = seen_at;
CREATE INDEX xero_mirror_changed ON xero_mirror (tenant, kind, changed_at, id);

-- What an operator decided about a held bill or credit; the trail knows what was decided before.
CREATE TABLE bill_decision (
  connection  VARCHAR(64)   NOT NULL,
  bill        VARCHAR(64)   NOT NULL,         -- Xero's id of it
  orders      VARCHAR(4000) NOT NULL,         -- ids of purchase orders, by commas; empty where nobody paired it
  number      VARCHAR(255),                   -- the supplier's own
  released_at BIGINT,                         -- when it was released; of what came later nobody has spoken
  decided_by  VARCHAR(64)   NOT NULL,
  decided_at  BIGINT        NOT NULL,
  note        VARCHAR(1000),
  PRIMARY KEY (connection, bill)
);

-- What was told last of a record that changed after it was delivered, until it changes again.
CREATE TABLE bill_alarm (
  connection  VARCHAR(64)   NOT NULL,
  record_type VARCHAR(64)   NOT NULL,
  record_id   VARCHAR(64)   NOT NULL,
  state       VARCHAR(64)   NOT NULL,         -- hash of what the record was found to be
  file        VARCHAR(200)  NOT NULL,         -- in which it stood last by then
  words       VARCHAR(1000) NOT NULL,
  stop        BOOLEAN       NOT NULL,         -- whether something must be done at Stampli
  closed      BOOLEAN       NOT NULL,         -- whether an operator has dealt with it
  told_at     BIGINT        NOT NULL,
  PRIMARY KEY (connection, record_type, record_id)
);
