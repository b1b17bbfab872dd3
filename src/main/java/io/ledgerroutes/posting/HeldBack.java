package io.ledgerroutes.posting;

/**
 * A flow that waits, after a backup was restored, until its tenant has caught up; a Spring bean of it says so. The
 * tenant does not wait for it, nor for what is {@code waits-for <connection>/<flow>/…}.
 */
public record HeldBack(String flow) {}
