package dev.slipway.local.matrix;

import java.util.List;

/// Every function that a route leads to, one line for each. [CompletenessTest] fails for one that is missing, and for a
/// route, an operation or a permission that no row asks for.
final class RouteTable {

    static final List<FunctionRoutes> FUNCTIONS = List.of(
            new PublishRoutes(),
            new InstallRoutes(),
            new SignInRoutes(),
            new AccountRoutes(),
            new OrganizationRoutes(),
            new TeamRoutes(),
            new MachineRoutes(),
            new InviteRoutes(),
            new AcceptRoutes(),
            new AccessRoutes(),
            new GuardRoutes(),
            new AuditQueryRoutes(),
            new WebhookRoutes(),
            new LeakRoutes(),
            new BillingRoutes(),
            new BillingWebhookRoutes());

    private RouteTable() {}

    static List<Ask> asks() {
        return FUNCTIONS.stream().flatMap(function -> function.asks().stream()).toList();
    }
}
