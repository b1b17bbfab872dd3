-- All times are milliseconds since 1970 UTC by the database's clock.

-- Whose turn it is to purge what is old: one node an hour takes it.
CREATE TABLE retention_turn (
  turn    VARCHAR(16) NOT NULL PRIMARY KEY,
  next_at BIGINT      NOT NULL
);
INSERT INTO retention_turn (turn, next_at) VALUES ('purge', 0);

-- How far each kind of rows has been purged: everything up to this id is gone, and need not be looked at again.
CREATE TABLE retention_mark (
  what      VARCHAR(64) NOT NULL PRIMARY KEY,
  purged_to BIGINT      NOT NULL
);
