/** What remotes say when they fail, and what it means here. */
package io.ledgerroutes.remote;
