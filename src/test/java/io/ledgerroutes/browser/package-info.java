/**
 * The console as a person sees it: a real Chromium against the whole product with its sandbox, at the width of a
 * desktop and of a phone. What a page must say is here; what a call answers is with the calls.
 */
package io.ledgerroutes.browser;
