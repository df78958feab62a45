package dev.slipway.functions.machine;

import dev.slipway.access.Principal;
import dev.slipway.access.ServiceAccountName;
import dev.slipway.access.TeamName;
import dev.slipway.adapters.lambda.JsonText;
import dev.slipway.adapters.lambda.TokenText;
import dev.slipway.kernel.Handle;
import dev.slipway.org.MachineToken;
import dev.slipway.org.TeamedAccount;

/// Service accounts and machine tokens as our own API has them.
final class MachineText {

    private MachineText() {}

    static void write(JsonText json, TeamedAccount teamed) {
        var account = teamed.account();
        json.text("id", account.who().id().value())
                .text("name", account.who().name().value())
                .texts("teams", teamed.teams().stream().map(TeamName::value).toList())
                .instant("createdAt", account.createdAt())
                .text("createdBy", account.createdBy().handle().value());
    }

    static void write(JsonText json, MachineToken token) {
        TokenText.write(json, token.credential());
        json.text(
                        "serviceAccount",
                        token.machine()
                                .account()
                                .map(Principal.ServiceAccount::name)
                                .map(ServiceAccountName::value))
                .text(
                        "createdBy",
                        token.credential().maker().map(Principal.Person::handle).map(Handle::value));
    }
}
