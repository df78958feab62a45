package dev.slipway.adapters.web;

import dev.slipway.access.PackageRole;
import dev.slipway.access.Visibility;
import dev.slipway.kernel.Handle;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// `GET /console/organizations/{org}/packages/{name}`.
///  Forms, for whoever manages it: `POST` to the same path with `act` `visibility` (`visibility`), `share-pool`,
/// `leave-pool`, `name-person` (`handle`, `role`), `remove-person` (`handle`), `name-team` (`team`, `role`),
/// `remove-team` (`team`), `grant` (`handle`), `withdraw` (`handle`).
///
/// @param manage what stands in the forms; empty for whoever doesn't manage it
public record PackagePage(
        Chrome frame,
        OrganizationHead organization,
        About about,
        List<Person> people,
        List<Team> teams,
        Optional<Manage> manage)
        implements Page {

    public PackagePage {
        people = List.copyOf(people);
        teams = List.copyOf(teams);
    }

    /// @param local the name behind the slash
    /// @param versions how many can be installed
    /// @param inPool whether it is shared in the Pool
    /// @param downloads by nobody known; empty for one that isn't public
    public record About(
            String local,
            Visibility visibility,
            boolean inPool,
            String version,
            String description,
            int versions,
            Instant createdAt,
            Instant modifiedAt,
            Optional<Downloads> downloads) {}

    /// @param week on the last seven days
    /// @param month on the last thirty
    public record Downloads(long week, long month) {}

    /// @param member whether they still are one; if not, the role is worth nothing
    public record Person(Handle handle, PackageRole role, boolean member) {}

    public record Team(String name, PackageRole role) {}

    /// @param guests the accounts outside the organization that it is shared with
    /// @param person,team,guest what was typed last
    /// @param choices the names of the teams that have no role in it
    public record Manage(List<Handle> guests, List<String> choices, Field person, Field team, Field guest) {

        public Manage {
            guests = List.copyOf(guests);
            choices = List.copyOf(choices);
        }
    }

    public String name() {
        return "@" + organization.slug() + "/" + about.local();
    }
}
