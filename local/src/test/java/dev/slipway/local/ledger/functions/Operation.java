package dev.slipway.local.ledger.functions;

import dev.slipway.local.gateway.FunctionBlock;
import dev.slipway.local.gateway.Trigger;
import dev.slipway.local.ledger.Cost;
import dev.slipway.local.ledger.Row;
import java.util.ArrayList;
import java.util.List;

/// What one operation of a function took.
///
/// @param who asks
/// @param trigger of the template that led to the function
/// @param route the method that was asked by and the path of the route, or what else calls the function
/// @param form what was pressed, if it was a form, as [Form#key] names it
/// @param answer the status; empty if nobody waits for one
/// @param mails how many SES was asked to send
record Operation(
        String title,
        String who,
        FunctionBlock function,
        Trigger trigger,
        String route,
        String form,
        String answer,
        Cost cost,
        int mails,
        Sizes sizes) {

    static final List<String> HEADER = List.of(
            "operation",
            "who",
            "route",
            "answer",
            "trips",
            "items read",
            "RU local",
            "RU",
            "items checked",
            "items written",
            "WU local",
            "WU",
            "S3",
            "mails",
            "KB in",
            "KB out",
            "KB logged");

    /// In bytes: of the event, of the answer in the gateway's form, and of the lines that the function writes.
    record Sizes(int in, int out, int logged) {}

    Row row() {
        var exact = new ArrayList<>(List.of(title, who, "`" + route + "`", answer));
        exact.addAll(cost.inTheTableWithChecks());
        exact.add(cost.inTheBucket());
        exact.add(mails == 0 ? "" : Integer.toString(mails));
        return Row.of(exact, sizes.in(), sizes.out(), sizes.logged());
    }
}
