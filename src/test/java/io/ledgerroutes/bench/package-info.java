/**
 * How fast arrivals are on disk: the runtime as a process of its own, driven over real sockets, with yardsticks
 * measured in the same run, because machines differ and are noisy.
 */
package io.ledgerroutes.bench;
