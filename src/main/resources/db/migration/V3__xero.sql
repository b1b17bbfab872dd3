-- Consents under way: one row a state that was handed out and not yet brought back.
CREATE TABLE xero_consent (
  state_hash VARCHAR(64)  NOT NULL PRIMARY KEY,
  connection VARCHAR(64)  NOT NULL,
  operator   VARCHAR(255) NOT NULL,
  verifier   BYTEA        NOT NULL,
  expires_at BIGINT       NOT NULL
);

-- Tokens of a consent, sealed. The version grows with every new pair; one node at a time may refresh.
CREATE TABLE xero_grant (
  grant_id      VARCHAR(64)  NOT NULL PRIMARY KEY,
  access        BYTEA        NOT NULL,
  access_until  BIGINT       NOT NULL,
  refresh       BYTEA        NOT NULL,
  version       BIGINT       NOT NULL,
  refresh_owner VARCHAR(64),
  refresh_until BIGINT,
  broken        VARCHAR(500),
  updated_at    BIGINT       NOT NULL
);

-- Which organisation a tenant was at its first consent.
CREATE TABLE xero_tenant (
  tenant          VARCHAR(64)  NOT NULL PRIMARY KEY,
  grant_id        VARCHAR(64)  NOT NULL,
  organisation_id VARCHAR(64)  NOT NULL,
  name            VARCHAR(255) NOT NULL,
  short_code      VARCHAR(64)  NOT NULL,
  country         VARCHAR(8)   NOT NULL,
  time_zone       VARCHAR(64)  NOT NULL,
  currency        VARCHAR(8)   NOT NULL,
  recorded_at     BIGINT       NOT NULL
);
CREATE INDEX xero_tenant_grant ON xero_tenant (grant_id);
