package io.ledgerroutes.connection;

/**
 * Where in Xero a connection writes.
 *
 * @param tenant the organisation's tenant id, a UUID
 * @param grant whose consent; one may serve several tenants
 */
public record XeroTenancy(String tenant, String grant) {}
