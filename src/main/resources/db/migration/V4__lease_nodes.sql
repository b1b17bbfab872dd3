-- Nodes that are alive, so that each takes its share of the tenants and no more.
CREATE TABLE lease_node (
  owner       VARCHAR(64) NOT NULL PRIMARY KEY,
  alive_until BIGINT      NOT NULL
);
