package dev.slipway.local.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Who may touch a package, as npm and pnpm ask and change it.
///
/// Both ask the default registry where no package is named, and some also where one is.
@ExtendWith(Journeys.class)
class PackageAccessTest {

    private static String here(Journey journey) {
        return "--registry=" + journey.registry().url() + "/";
    }

    private static String everyone(Journey journey) {
        return journey.registry().organization() + ":everyone";
    }

    @Test
    void npm_makes_a_package_public_and_private_again(Journey journey) {
        var colors = journey.newPackage("colors");
        journey.given(colors);
        var maintainer = journey.desk(Who.MAINTAINER, Client.NPM);
        var here = here(journey);
        maintainer
                .run("access", "get", "status", colors.name(), here)
                .succeeded()
                .saying(colors.name() + ": private");

        maintainer.run("access", "set", "status=public", colors.name(), here).succeeded();

        maintainer
                .run("access", "get", "status", colors.name(), here)
                .succeeded()
                .saying(colors.name() + ": public");
        var nobody = journey.desk(Who.NOBODY, Client.NPM);
        var app = nobody.emptyProject();
        nobody.add(app, colors.name()).succeeded();
        app.holds(colors);

        maintainer.run("access", "set", "status=private", colors.name(), here).succeeded();

        nobody.add(nobody.emptyProject(), colors.name()).failed().saying("401");
        journey.desk(Who.MEMBER, Client.NPM)
                .run("access", "set", "status=public", colors.name(), here)
                .failed()
                .saying("403", "You may not manage this package");
    }

    @Test
    void pnpm_makes_a_package_public_and_private_again(Journey journey) {
        var colors = journey.newPackage("colors");
        journey.given(colors);
        var maintainer = journey.desk(Who.MAINTAINER, Client.PNPM);
        var here = here(journey);
        maintainer
                .run("access", "get", "status", colors.name(), here)
                .succeeded()
                .saying("restricted");

        maintainer.run("access", "set", "status=public", colors.name(), here).succeeded();

        maintainer
                .run("access", "get", "status", colors.name(), here)
                .succeeded()
                .saying("access: public");
        assertThat(journey.wire(Who.NOBODY).get(Journey.path(colors.name())).statusCode())
                .isEqualTo(200);
    }

    @Test
    void npm_gives_a_team_a_package_and_takes_it_back(Journey journey) {
        var colors = journey.newPackage("colors");
        journey.given(colors);
        var maintainer = journey.desk(Who.MAINTAINER, Client.NPM);
        var member = journey.desk(Who.MEMBER, Client.NPM);
        var here = here(journey);
        member.publish(colors.version("1.1.0")).failed().saying("403");

        maintainer
                .run("access", "grant", "read-write", everyone(journey), colors.name(), here)
                .succeeded();

        member.run("access", "list", "packages", everyone(journey), here)
                .succeeded()
                .saying(colors.name() + ": read-write");
        member.publish(colors.version("1.1.0")).succeeded();

        maintainer
                .run("access", "revoke", everyone(journey), colors.name(), here)
                .succeeded();

        member.publish(colors.version("1.2.0")).failed().saying("403");
        member.run("access", "list", "packages", everyone(journey), here)
                .succeeded()
                .notSaying(colors.name());
    }

    @Test
    void pnpm_gives_a_team_a_package_and_takes_it_back(Journey journey) {
        var colors = journey.newPackage("colors");
        journey.given(colors);
        var maintainer = journey.desk(Who.MAINTAINER, Client.PNPM);
        var here = here(journey);

        maintainer
                .run("access", "grant", "read-only", everyone(journey), colors.name(), here)
                .succeeded();

        maintainer
                .run("access", "list", "packages", everyone(journey), here)
                .succeeded()
                .saying(colors.name() + ": read");

        maintainer
                .run("access", "revoke", everyone(journey), colors.name(), here)
                .succeeded();

        maintainer
                .run("access", "list", "packages", everyone(journey), here)
                .succeeded()
                .notSaying(colors.name());
    }

    /// npm asks for an organization first, and for a person of that name on a 404.
    @Test
    void packages_and_collaborators_are_listed(Journey journey) {
        var colors = journey.newPackage("colors");
        journey.given(colors);
        var here = here(journey);
        var org = journey.registry().organization();
        var npm = journey.desk(Who.MEMBER, Client.NPM);
        var pnpm = journey.desk(Who.MEMBER, Client.PNPM);

        npm.run("access", "list", "packages", org, here).succeeded().saying(colors.name() + ": read-only");
        npm.run("access", "list", "packages", "mia", here).succeeded().saying(colors.name() + ": read-only");
        npm.run("access", "list", "packages", here).succeeded().saying(colors.name() + ": read-only");
        npm.run("access", "list", "packages", "nobody", here).failed().saying("404");
        npm.run("access", "list", "collaborators", colors.name(), here)
                .succeeded()
                .saying("max: read-write");
        pnpm.run("access", "list", "packages", org, here).succeeded().saying(colors.name() + ": read");
        pnpm.run("access", "list", "packages", "@" + org, here).succeeded().saying(colors.name() + ": read");
        pnpm.run("access", "list", "packages", "mia", here).succeeded().saying(colors.name() + ": read");
        pnpm.run("access", "list", "packages", here).succeeded().saying(colors.name() + ": read");
        pnpm.run("access", "list", "collaborators", colors.name(), here)
                .succeeded()
                .saying("max: write");
        var outsider = journey.desk(Who.OUTSIDER, Client.NPM);
        outsider.run("access", "list", "packages", org, here).failed().saying("404");
        outsider.run("access", "list", "collaborators", colors.name(), here)
                .failed()
                .saying("404");
    }

    @Test
    void npm_names_owners_and_takes_them_away(Journey journey) {
        var colors = journey.newPackage("colors");
        journey.given(colors);
        var maintainer = journey.desk(Who.MAINTAINER, Client.NPM);
        var here = here(journey);
        maintainer
                .run("owner", "ls", colors.name(), here)
                .succeeded()
                .saying("max")
                .notSaying("mia");

        maintainer.run("owner", "add", "mia", colors.name(), here).succeeded();

        maintainer.run("owner", "ls", colors.name(), here).succeeded().saying("max", "mia");
        journey.desk(Who.MEMBER, Client.NPM).publish(colors.version("1.1.0")).succeeded();

        journey.desk(Who.MEMBER, Client.NPM)
                .run("owner", "rm", "max", colors.name(), here)
                .succeeded();

        maintainer
                .run("owner", "ls", colors.name(), here)
                .succeeded()
                .saying("mia")
                .notSaying("max");
        maintainer.run("owner", "add", "max", colors.name(), here).failed().saying("403");
        journey.desk(Who.OWNER, Client.NPM)
                .run("owner", "add", "otto", colors.name(), here)
                .failed()
                .saying("There is no member otto");
        journey.desk(Who.OWNER, Client.NPM)
                .run("owner", "add", "nobody", colors.name(), here)
                .failed()
                .saying("404");
    }

    @Test
    void pnpm_names_owners_and_takes_them_away(Journey journey) {
        var colors = journey.newPackage("colors");
        journey.given(colors);
        var maintainer = journey.desk(Who.MAINTAINER, Client.PNPM);
        var here = here(journey);
        maintainer
                .run("owner", "ls", colors.name(), here)
                .succeeded()
                .saying("max")
                .notSaying("mia");

        maintainer.run("owner", "add", colors.name(), "mia", here).succeeded();

        maintainer.run("owner", "ls", colors.name(), here).succeeded().saying("max", "mia");

        maintainer.run("owner", "rm", colors.name(), "mia", here).succeeded();

        maintainer.run("owner", "ls", colors.name(), here).succeeded().notSaying("mia");
    }

    @Test
    void a_guest_installs_until_the_grant_is_withdrawn(Journey journey) {
        var colors = journey.newPackage("colors");
        journey.given(colors);
        var path = "/api/v1/orgs/" + journey.registry().organization() + "/packages/"
                + colors.name().substring(colors.name().indexOf('/') + 1);
        var maintainer = journey.wire(Who.MAINTAINER);
        var guest = journey.desk(Who.OUTSIDER, Client.NPM);
        guest.add(guest.emptyProject(), colors.name()).failed().saying("404");
        assertThat(maintainer.patch(path, "{\"visibility\":\"org\"}").statusCode())
                .isEqualTo(200);

        assertThat(maintainer.put(path + "/grants/otto", "").statusCode()).isEqualTo(200);

        var app = guest.emptyProject();
        guest.add(app, colors.name()).succeeded();
        app.holds(colors);
        guest.run("search", colors.name(), here(journey)).succeeded().saying(colors.name());
        guest.run("access", "list", "packages", "otto", here(journey))
                .succeeded()
                .saying(colors.name() + ": read-only");
        guest.publish(colors.version("1.1.0")).failed().saying("403");

        assertThat(maintainer.delete(path + "/grants/otto").statusCode()).isEqualTo(204);

        var another = journey.desk(Who.OUTSIDER, Client.NPM);
        another.add(another.emptyProject(), colors.name()).failed().saying("404");
        guest.run("search", colors.name(), here(journey)).succeeded().saying("No matches found");
    }
}
