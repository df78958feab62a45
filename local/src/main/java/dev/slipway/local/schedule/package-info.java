/// EventBridge, played on this machine: whoever looks at its page says when a schedule's time has come.
@NullMarked
package dev.slipway.local.schedule;

import org.jspecify.annotations.NullMarked;
