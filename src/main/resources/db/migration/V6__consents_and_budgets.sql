-- All times are milliseconds since 1970 UTC by the database's clock.

-- Organisations that a consent no longer opens while its grant may be good for others; a row goes with the next consent.
CREATE TABLE tenant_broken (
  tenant    VARCHAR(64)  NOT NULL PRIMARY KEY,
  reason    VARCHAR(500) NOT NULL,
  broken_at BIGINT       NOT NULL
);

-- Since when a refresh may have happened whose answer nobody has: the old token is good for 30 minutes more.
ALTER TABLE xero_grant ADD COLUMN doubtful_since BIGINT;

-- What Xero said of a tenant's day, so that a new owner or a restarted node knows it.
CREATE TABLE tenant_day (
  tenant       VARCHAR(64) NOT NULL PRIMARY KEY,
  calls_left   INT         NOT NULL,
  calls_a_day  INT         NOT NULL,
  closed_until BIGINT      NOT NULL,
  said_at      BIGINT      NOT NULL
);
