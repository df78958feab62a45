/// What happened, by whom, to what, when and from where. A change and its entry are written in one transaction.
@NullMarked
package dev.slipway.audit;

import org.jspecify.annotations.NullMarked;
