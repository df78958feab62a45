/// How long a page of an audit log takes, by how much there is in it.
@NullMarked
package dev.slipway.bench.auditlog;

import org.jspecify.annotations.NullMarked;
