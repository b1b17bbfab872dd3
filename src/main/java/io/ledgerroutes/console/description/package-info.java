/** The API's description in OpenAPI, read off its calls and their docstrings. It decides nothing and nothing depends on it. */
package io.ledgerroutes.console.description;
