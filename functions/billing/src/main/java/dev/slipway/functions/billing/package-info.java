/// The function `billing`: what an organization pays for, by API and by page.
@NullMarked
package dev.slipway.functions.billing;

import org.jspecify.annotations.NullMarked;
