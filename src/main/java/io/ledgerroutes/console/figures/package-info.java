/** What the running product is, as metrics and JMX beans by connection and tenant. It only reads what the other rooms know, and nothing here decides anything. */
package io.ledgerroutes.console.figures;
