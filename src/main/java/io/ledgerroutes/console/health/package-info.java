/** Whether this node can work: what health and the webhooks' gate are told. What remotes do makes no node unready. */
package io.ledgerroutes.console.health;
