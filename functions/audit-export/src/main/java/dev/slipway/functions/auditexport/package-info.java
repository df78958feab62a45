/// The function `audit-export`: writes parts of audit logs to files.
@NullMarked
package dev.slipway.functions.auditexport;

import org.jspecify.annotations.NullMarked;
