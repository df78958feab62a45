/// That an audit log was not altered since: what happened is sealed, in a chain of signed files that anybody can check
/// who has the public key. `docs/audit.md` has the format, for those who write a check of their own.
@NullMarked
package dev.slipway.audit.seal;

import org.jspecify.annotations.NullMarked;
