/**
 * What is old goes, in small steps behind the running work; and what names a person goes when that is asked for.
 * Rooms tell of their own rows, with SQL of their own; no business table but the audit trail's is named here.
 */
package io.ledgerroutes.retention;
