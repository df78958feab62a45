package dev.slipway.functions.team;

import dev.slipway.access.TeamName;
import dev.slipway.adapters.lambda.HttpRequest;
import dev.slipway.kernel.OrgSlug;

/// What a path says of the team that it is about.
final class TeamPath {

    private TeamPath() {}

    static OrgSlug org(HttpRequest request) {
        return noted(request, request.parameter("org"));
    }

    /// As npm has it: with the scope's mark, or without it.
    static OrgSlug scope(HttpRequest request) {
        var scope = request.parameter("org");
        return noted(request, scope.startsWith("@") ? scope.substring(1) : scope);
    }

    static TeamName team(HttpRequest request) {
        return new TeamName(request.parameter("team"));
    }

    private static OrgSlug noted(HttpRequest request, String slug) {
        var org = new OrgSlug(slug);
        request.notes().organization(org);
        return org;
    }
}
