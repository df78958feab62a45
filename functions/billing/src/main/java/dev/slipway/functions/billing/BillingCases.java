package dev.slipway.functions.billing;

import dev.slipway.billing.ChangeSeats;
import dev.slipway.billing.EndSubscription;
import dev.slipway.billing.ForgetChange;
import dev.slipway.billing.ListInvoices;
import dev.slipway.billing.OpenPortal;
import dev.slipway.billing.ReadBilling;
import dev.slipway.billing.StartCheckout;

/// What can be done about an organization's billing, by whichever door.
record BillingCases(
        ReadBilling read,
        StartCheckout checkout,
        ChangeSeats seats,
        ForgetChange forget,
        EndSubscription end,
        OpenPortal portal,
        ListInvoices invoices) {}
