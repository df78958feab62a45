/// Organizations, their members and their handing over: by API and by pages of the console.
@NullMarked
package dev.slipway.functions.organization;

import org.jspecify.annotations.NullMarked;
