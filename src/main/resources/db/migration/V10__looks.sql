-- A dry run or comparison stands here from its beginning; while it is at work it holds its connection's place, of
-- which there is one.
ALTER TABLE run ADD COLUMN looks_at VARCHAR(64);
ALTER TABLE run ADD CONSTRAINT run_one_look UNIQUE (looks_at);

-- Operators' own acts are few among the entries of all messages.
CREATE INDEX audit_actor ON audit (actor, id);
