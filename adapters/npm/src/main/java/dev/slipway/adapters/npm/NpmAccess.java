package dev.slipway.adapters.npm;

import dev.slipway.kernel.Handle;
import dev.slipway.kernel.Malformed;
import dev.slipway.packages.PackageName;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What a request of `npm access`, `npm owner` and their like in pnpm asks for, read from its method and path.
///
/// A path arrives decoded, as for [NpmOperation].
public sealed interface NpmAccess {

    /// `GET /-/package/@acme/pad/visibility`: npm
    record Visibility(PackageName name) implements NpmAccess {}

    /// `GET /-/package/@acme/pad/access`: pnpm
    record Status(PackageName name) implements NpmAccess {}

    /// `POST /-/package/@acme/pad/access`
    record SetStatus(PackageName name) implements NpmAccess {}

    /// `GET /-/package/@acme/pad/collaborators`
    record Collaborators(PackageName name) implements NpmAccess {}

    /// `GET /-/package/@acme/pad/owners`: pnpm
    record Owners(PackageName name) implements NpmAccess {}

    /// `PUT /-/package/@acme/pad/owners`: pnpm
    record AddOwner(PackageName name) implements NpmAccess {}

    /// `DELETE /-/package/@acme/pad/owners/ada`: pnpm
    record RemoveOwner(PackageName name, String handle) implements NpmAccess {}

    /// `GET /-/org/acme/package`
    record OfOrganization(String org) implements NpmAccess {}

    /// `GET /-/user/ada/package`
    record OfUser(String user) implements NpmAccess {}

    /// `GET /-/-/package`: pnpm, for whoever asks
    record Own() implements NpmAccess {}

    /// `GET /-/team/acme/eng/package`
    record OfTeam(String org, String team) implements NpmAccess {}

    /// `PUT /-/team/acme/eng/package`
    record Grant(String org, String team) implements NpmAccess {}

    /// `DELETE /-/team/acme/eng/package`
    record Revoke(String org, String team) implements NpmAccess {}

    /// `GET /-/user/org.couchdb.user:ada`
    record User(String user) implements NpmAccess {}

    /// The path is known and the method isn't.
    ///
    /// @param allowed the methods that it answers to, with commas between
    record MethodNotAllowed(String allowed) implements NpmAccess {}

    record Unknown() implements NpmAccess {}

    String USER = "org.couchdb.user:";

    /// @param path decoded, beginning with a slash
    /// @throws Malformed if a package's name in it breaks the rules of names
    static NpmAccess of(String method, String path) {
        var segments = List.of(path.substring(1).split("/", -1));
        if (segments.size() < 3 || !segments.getFirst().equals("-")) {
            return new Unknown();
        }
        var rest = segments.subList(2, segments.size());
        return switch (segments.get(1)) {
            case "package" -> rest.size() < 3 ? new Unknown() : ofPackage(method, rest);
            case "org" -> listed(method, rest, 2, parts -> new OfOrganization(bare(parts.getFirst())));
            case "user" ->
                rest.size() == 1 && rest.getFirst().startsWith(USER)
                        ? get(method, new User(rest.getFirst().substring(USER.length())))
                        : listed(method, rest, 2, parts -> new OfUser(bare(parts.getFirst())));
            case "-" -> listed(method, rest, 1, _ -> new Own());
            case "team" -> rest.size() == 3 && rest.getLast().equals("package") ? ofTeam(method, rest) : new Unknown();
            default -> new Unknown();
        };
    }

    private static NpmAccess ofPackage(String method, List<String> rest) {
        var name = PackageName.parse(rest.get(0) + "/" + rest.get(1));
        var what = String.join("/", rest.subList(2, Math.min(rest.size(), 3)));
        if (what.equals("owners") && rest.size() == 4) {
            return only("DELETE", method, new RemoveOwner(name, rest.get(3)));
        }
        if (rest.size() != 3) {
            return new Unknown();
        }
        return switch (what) {
            case "visibility" -> get(method, new Visibility(name));
            case "collaborators" -> get(method, new Collaborators(name));
            case "access" ->
                switch (method) {
                    case "GET", "HEAD" -> new Status(name);
                    case "POST" -> new SetStatus(name);
                    default -> new MethodNotAllowed("GET, HEAD, POST");
                };
            case "owners" ->
                switch (method) {
                    case "GET", "HEAD" -> new Owners(name);
                    case "PUT" -> new AddOwner(name);
                    default -> new MethodNotAllowed("GET, HEAD, PUT");
                };
            default -> new Unknown();
        };
    }

    private static NpmAccess ofTeam(String method, List<String> rest) {
        var org = bare(rest.get(0));
        var team = rest.get(1);
        return switch (method) {
            case "GET", "HEAD" -> new OfTeam(org, team);
            case "PUT" -> new Grant(org, team);
            case "DELETE" -> new Revoke(org, team);
            default -> new MethodNotAllowed("GET, HEAD, PUT, DELETE");
        };
    }

    /// A handle as somebody types it; what can't be one is nobody's.
    static Optional<Handle> handle(String text) {
        try {
            return Optional.of(new Handle(text));
        } catch (Malformed _) {
            return Optional.empty();
        }
    }

    private static NpmAccess listed(
            String method, List<String> rest, int size, Function<List<String>, NpmAccess> operation) {
        return rest.size() == size && rest.getLast().equals("package")
                ? get(method, operation.apply(rest))
                : new Unknown();
    }

    /// An organization is typed as a scope as well.
    private static String bare(String scope) {
        return scope.startsWith("@") ? scope.substring(1) : scope;
    }

    private static NpmAccess get(String method, NpmAccess operation) {
        return method.equals("HEAD") ? operation : only("GET, HEAD", method, operation);
    }

    private static NpmAccess only(String allowed, String method, NpmAccess operation) {
        return allowed.startsWith(method) ? operation : new MethodNotAllowed(allowed);
    }
}
