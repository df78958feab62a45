/// The function `audit-query`: what was done in an organization.
@NullMarked
package dev.slipway.functions.auditquery;

import org.jspecify.annotations.NullMarked;
