/** Who may do what: users, sign-in, sessions and what is refused at the door. What the pages and calls do once somebody is in is no matter of this room. */
package io.ledgerroutes.console.access;
