/// The parameter store of Systems Manager, where secrets are kept.
@NullMarked
package dev.slipway.adapters.ssm;

import org.jspecify.annotations.NullMarked;
