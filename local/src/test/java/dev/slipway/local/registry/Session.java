package dev.slipway.local.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.adapters.lambda.Answer;
import dev.slipway.adapters.lambda.Events;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Somebody at their terminal: what npm sends, with their token.
final class Session {

    static final String NPM = "npm/11.6.2 node/v24.11.0 linux x64 workspaces/false";
    static final String ADDRESS = "198.51.100.23";

    private final Registry registry;
    private final Instance instance;
    private final String token;

    /// @param token empty for nobody's
    Session(Registry registry, Instance instance, String token) {
        this.registry = registry;
        this.instance = instance;
        this.token = token;
    }

    /// The same one, whose requests come to another environment.
    Session at(Instance other) {
        return new Session(registry, other, token);
    }

    Events event(String method, String path) {
        var event = Events.of(method, path).userAgent(NPM).from(ADDRESS).header("accept-encoding", "gzip, deflate, br");
        return token.isEmpty() ? event : event.bearer(token);
    }

    Answer send(Events event) {
        return registry.send(instance, event);
    }

    Answer get(String path) {
        return send(event("GET", path));
    }

    Answer put(String path, String body) {
        return send(
                event("PUT", path).header("content-type", "application/json").body(body));
    }

    Answer delete(String path) {
        return send(event("DELETE", path));
    }

    Answer publish(Draft draft) {
        return put(draft.path(), draft.body());
    }

    /// Publishes what must be there for a test to begin.
    void published(Draft... drafts) {
        for (var draft : drafts) {
            var answer = publish(draft);
            assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        }
    }

    /// The full document.
    Map<String, Object> packument(String name) {
        return found(get("/" + name));
    }

    /// The abbreviated document.
    Map<String, Object> abbreviated(String name) {
        return found(send(event("GET", "/" + name).header("accept", "application/vnd.npm.install-v1+json")));
    }

    Map<String, Object> versions(String name) {
        return object(packument(name), "versions");
    }

    Map<String, Object> manifest(String name, String version) {
        return object(versions(name), version);
    }

    Map<String, Object> tags(String name) {
        return found(get("/-/package/" + name + "/dist-tags"));
    }

    /// What a client reads before it changes it and sends it back.
    Map<String, Object> document(String name) {
        return found(send(event("GET", "/" + name).query("write=true")));
    }

    /// `npm deprecate name@version message`
    Answer deprecate(String name, String version, String message) {
        var document = document(name);
        object(object(document, "versions"), version).put("deprecated", message);
        return put("/" + name, JsonText.of(document));
    }

    /// The step of `npm unpublish name@version` that takes the version out.
    Answer unpublish(String name, String version) {
        return revise(name, without(document(name), version));
    }

    /// The last step, which asks for the tarball to be deleted.
    Answer deleteTarball(Draft draft) {
        return delete(draft.tarballPath() + "/-rev/" + document(draft.name()).get("_rev"));
    }

    /// Sends a document back to the route that unpublishes.
    Answer revise(String name, Map<String, Object> document) {
        return put("/" + name + "/-rev/" + document.get("_rev"), JsonText.of(document));
    }

    /// The document as npm sends it to unpublish a version: without it, and without the tags that point at it.
    static Map<String, Object> without(Map<String, Object> document, String version) {
        var changed = new LinkedHashMap<>(document);
        var versions = new LinkedHashMap<>(object(document, "versions"));
        versions.remove(version);
        var tags = new LinkedHashMap<>(object(document, "dist-tags"));
        tags.values().removeIf(version::equals);
        changed.put("versions", versions);
        changed.put("dist-tags", tags);
        return changed;
    }

    /// `npm unpublish name --force`
    Answer unpublishAll(String name) {
        return delete("/" + name + "/-rev/" + document(name).get("_rev"));
    }

    /// `npm dist-tag add name@version tag`
    Answer tag(String name, String tag, String version) {
        return put("/-/package/" + name + "/dist-tags/" + tag, JsonText.of(version));
    }

    /// `npm dist-tag rm name tag`
    Answer untag(String name, String tag) {
        return delete("/-/package/" + name + "/dist-tags/" + tag);
    }

    /// The bytes of a version, from where the registry sends clients.
    byte[] tarball(Draft draft) {
        var answer = get(draft.tarballPath());
        assertThat(answer.status()).as(answer.text()).isEqualTo(302);
        return registry.follow(answer.header("location"));
    }

    /// The object of this name inside an object.
    @SuppressWarnings("unchecked")
    static Map<String, Object> object(Map<String, Object> json, String name) {
        assertThat(json).containsKey(name);
        return (Map<String, Object>) json.get(name);
    }

    /// The names of the people in a list inside an object.
    static List<Object> names(Map<String, Object> json, String list) {
        return ((List<?>) json.get(list))
                .stream()
                        .<Object>map(person -> ((Map<?, ?>) person).get("name"))
                        .toList();
    }

    private static Map<String, Object> found(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }
}
