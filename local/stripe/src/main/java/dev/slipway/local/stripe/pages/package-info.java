/// What people click through: checkout, portal, invoices, and how the stand-in is told what to do. No scripts.
@NullMarked
package dev.slipway.local.stripe.pages;

import org.jspecify.annotations.NullMarked;
