/** Lists that people open in a spreadsheet: how a value becomes a cell there. What the lists are of does not enter. */
package io.ledgerroutes.lists;
