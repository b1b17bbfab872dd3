/** The files for Stampli, how far each has come and what stands in it: calls and pages. What a file looks like and how it is handed over is the room stampli's. */
package io.ledgerroutes.console.files;
