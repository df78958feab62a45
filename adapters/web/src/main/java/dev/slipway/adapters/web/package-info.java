/// The pages as people see them: HTML made on the server, which works without a script. A record for each page says
/// what is on it, and [Pages] prints it. Nothing here decides who may see or do what: the records say it.
@NullMarked
package dev.slipway.adapters.web;

import org.jspecify.annotations.NullMarked;
