package dev.slipway.local.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Token;
import dev.slipway.adapters.lambda.Answer;
import dev.slipway.adapters.lambda.Events;
import dev.slipway.adapters.lambda.HttpHandler;
import dev.slipway.local.ledger.Measurement.Section;
import dev.slipway.packages.PackageName;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;

/// Asks the registry for everything that it does, one thing after the other, and notes what each took.
///
/// Each is done by an environment that has seen no request before, unless its name says otherwise.
final class Workload {

    static final List<Integer> VERSIONS = List.of(1, 100, 5_000);

    static final String FULL = "packument, full";
    static final String FULL_AGAIN = "packument, full, read before";
    static final String ABBREVIATED = "packument, abbreviated";
    static final String UNCHANGED = "packument, not modified";
    static final String SLIM = "packument, slim, before a change";
    static final String TARBALL = "tarball";
    static final String PUBLISH = "publish a further version";

    private static final int LISTED = 1_000;

    private final MeteredRegistry registry;
    private final People people;
    private final List<Measurement> measurements = new ArrayList<>();

    private Workload(MeteredRegistry registry) {
        this.registry = registry;
        this.people = People.settle(registry.table());
        forget();
        firstUses();
    }

    static List<Measurement> of(MeteredRegistry registry) {
        var workload = new Workload(registry);
        VERSIONS.forEach(workload::aPackage);
        workload.newPackages();
        workload.refusals();
        workload.thePool();
        workload.theRegistry();
        return List.copyOf(workload.measurements);
    }

    /// What notes where a token is used, and when a member was there.
    private void firstUses() {
        for (var caller : List.of(people.member(), people.machine())) {
            new At(Section.REGISTRY, 0, caller)
                    .measureAsItIs(
                            "whoami, the token's first use in an hour",
                            registry.install(),
                            NpmRequests.get("/-/whoami", caller));
        }
        new At(Section.REFUSED, 0, people.member())
                .measureAsItIs(
                        "nothing there, the member's first request in an hour",
                        registry.install(),
                        NpmRequests.get("/@acme/nothing", people.member()));
    }

    /// Uses the token, so that what is measured next is not its first use in an hour. Time goes by quickly here.
    private void use(Caller caller) {
        if (!caller.equals(Caller.ANONYMOUS)) {
            Answer.of(registry.install(), NpmRequests.get("/@acme/nothing", caller));
            Answer.of(registry.install(), NpmRequests.get("/@brim/nothing", caller));
            forget();
        }
    }

    private void aPackage(int versions) {
        var name = "@acme/pad-%04d".formatted(versions);
        stock(name, versions);
        reads(name, versions, people.member());
        reads(name, versions, people.machine());
        changes(name, versions);
        publishes(name, versions);
        unpublishes(name, versions);
    }

    /// With the history of a package that was changed before, so that its last edition but one is there to be deleted.
    private void stock(String name, int versions) {
        given(NpmRequests.publish(new Pad(name, "1.0.0"), people.maintainer()));
        if (versions > 2) {
            new Stock(registry).fill(PackageName.parse(name), versions - 1);
        }
        if (versions > 1) {
            given(NpmRequests.publish(new Pad(name, "1.0." + (versions - 1)), people.maintainer()));
        }
        given(NpmRequests.addTag(name, "1.0.0", people.maintainer()));
        given(NpmRequests.removeTag(name, people.maintainer()));
    }

    private void reads(String name, int versions, Caller caller) {
        var at = new At(Section.PACKAGES, versions, caller);
        var install = registry.install();
        at.measure(FULL, install, NpmRequests.get("/" + name, caller));
        var known = at.measure(FULL_AGAIN, install, NpmRequests.get("/" + name, caller));
        at.read(ABBREVIATED, NpmRequests.abbreviated(name, caller));
        at.read(UNCHANGED, NpmRequests.unlessChanged(name, known.header("etag"), caller));
        at.read(SLIM, NpmRequests.slim(name, caller));
        at.read("one version", NpmRequests.get("/" + name + "/1.0.0", caller));
        at.read(TARBALL, NpmRequests.tarball(new Pad(name, "1.0.0"), caller));
        at.read("dist-tags", NpmRequests.tags(name, caller));
    }

    private void changes(String name, int versions) {
        var at = new At(Section.CHANGING, versions, people.maintainer());
        at.write("dist-tag add", NpmRequests.addTag(name, "1.0.0", people.maintainer()));
        at.write("dist-tag rm", NpmRequests.removeTag(name, people.maintainer()));
        at.write("deprecate a version", NpmRequests.put(slim(name).deprecating("1.0.0"), people.maintainer()));
    }

    private void publishes(String name, int versions) {
        var at = new At(Section.PUBLISHING, versions, people.maintainer());
        var publish = registry.publish();
        var first = new Pad(name, "1.0." + versions);
        registry.rest();
        at.measure(PUBLISH, publish, NpmRequests.publish(first, people.maintainer()));
        var second = new Pad(name, "1.0." + (versions + 1));
        registry.rest();
        at.measure(PUBLISH + ", documents in memory", publish, NpmRequests.publish(second, people.maintainer()));
        var third = new Pad(name, "1.0." + (versions + 2));
        new At(Section.PUBLISHING, versions, people.machine())
                .write(PUBLISH, NpmRequests.publish(third, people.machine()));
    }

    /// The two that were published last go first, so that there is one more than the ledger says.
    private void unpublishes(String name, int versions) {
        var maintainer = people.maintainer();
        given(NpmRequests.putRevision(slim(name).without("1.0." + versions, "1.0." + (versions + 1)), maintainer));
        var at = new At(Section.CHANGING, versions, maintainer);
        var document = slim(name);
        at.write("unpublish a version", NpmRequests.putRevision(document.without("1.0.0"), maintainer));
        at.write(
                "unpublish a version, last step",
                NpmRequests.deleteTarball(new Pad(name, "1.0.0"), document.revision(), maintainer));
        at.write("unpublish the package", NpmRequests.deletePackage(name, document.revision() + 1, maintainer));
    }

    private void newPackages() {
        var at = new At(Section.PUBLISHING, 0, people.maintainer());
        at.write("publish a new package", NpmRequests.publish(new Pad("@acme/new-0001", "1.0.0"), people.maintainer()));
        new At(Section.PUBLISHING, 0, people.machine())
                .write(
                        "publish a new package",
                        NpmRequests.publish(new Pad("@acme/new-0002", "1.0.0"), people.machine()));
        var open = new Pad("@acme/open-001", "1.0.0").open();
        at.write("publish a new package, public", NpmRequests.publish(open, people.maintainer()));
        given(NpmRequests.publish(new Pad(open.name(), "1.0.1"), people.maintainer()));
        at.write(PUBLISH + ", public", NpmRequests.publish(new Pad(open.name(), "1.0.2"), people.maintainer()));
        at.write("publish the same once more", NpmRequests.publish(open, people.maintainer()));
        var anyone = new At(Section.PACKAGES, 0, Caller.ANONYMOUS);
        anyone.read(FULL + ", public", NpmRequests.get("/" + open.name(), Caller.ANONYMOUS));
        anyone.read(TARBALL + ", public", NpmRequests.tarball(open, Caller.ANONYMOUS));
        var member = new At(Section.PACKAGES, 0, people.member());
        member.read(FULL + ", public", NpmRequests.get("/" + open.name(), people.member()));
        member.read(TARBALL + ", public", NpmRequests.tarball(open, people.member()));
    }

    private void refusals() {
        var known = new Pad("@acme/pad-0100", "1.0.0");
        var next = new Pad("@acme/pad-0100", "2.0.0");
        var anonymous = new At(Section.REFUSED, 0, Caller.ANONYMOUS);
        anonymous.read("packument, not public", NpmRequests.get("/" + known.name(), Caller.ANONYMOUS));
        anonymous.read(
                "packument, mistyped token",
                NpmRequests.get("/" + known.name(), Caller.ANONYMOUS).bearer("slp_a"));
        var guess = Token.draw(Token.Kind.ACCESS).secret();
        anonymous.read(
                "unknown token, packument",
                NpmRequests.get("/" + known.name(), Caller.ANONYMOUS).bearer(guess));
        anonymous.write("publish without a token", NpmRequests.publish(next, Caller.ANONYMOUS));
        var member = new At(Section.REFUSED, 0, people.member());
        member.read("packument, not there", NpmRequests.get("/@acme/nothing", people.member()));
        member.write("publish, not permitted", NpmRequests.publish(next, people.member()));
        var maintainer = new At(Section.REFUSED, 0, people.maintainer());
        var elsewhere = known.publishDocument().replace("{\"latest\":", "{\"beta\":");
        maintainer.write(
                "publish, the version exists", NpmRequests.putDocument(known.name(), elsewhere, people.maintainer()));
        var broken = next.publishDocument().replaceFirst("sha512-.", "sha512-0");
        maintainer.write("publish, wrong integrity", NpmRequests.putDocument(next.name(), broken, people.maintainer()));
        var outsider = new At(Section.REFUSED, 0, people.outsider());
        outsider.write("publish, not a member", NpmRequests.publish(next, people.outsider()));
        var tooMuch = new Pad("@brim/new-0001", "1.0.0");
        outsider.write("publish, the storage is full", NpmRequests.publish(tooMuch, people.outsider()));
    }

    /// What is shared there by acme, and read by one of its members, and by somebody whose own organization gives them
    /// a place.
    private void thePool() {
        var shared = new Pad("@acme/pool-001", "1.0.0");
        given(NpmRequests.publish(shared, people.maintainer()));
        new Stock(registry).shareInPool(PackageName.parse(shared.name()));
        for (var caller : List.of(people.member(), people.placed())) {
            var at = new At(Section.PACKAGES, 0, caller);
            at.read(FULL + ", in the Pool", NpmRequests.get("/" + shared.name(), caller));
            at.read(TARBALL + ", in the Pool", NpmRequests.tarball(shared, caller));
        }
        new At(Section.REFUSED, 0, people.outsider())
                .read("packument, in the Pool, no place", NpmRequests.get("/" + shared.name(), people.outsider()));
    }

    private void theRegistry() {
        var anonymous = new At(Section.REGISTRY, 0, Caller.ANONYMOUS);
        var member = new At(Section.REGISTRY, 0, people.member());
        var machine = new At(Section.REGISTRY, 0, people.machine());
        anonymous.read("ping", NpmRequests.get("/-/ping", Caller.ANONYMOUS));
        anonymous.read("audit", NpmRequests.audit());
        member.read("whoami", NpmRequests.get("/-/whoami", people.member()));
        machine.read("whoami", NpmRequests.get("/-/whoami", people.machine()));
        anonymous.read("search, a few packages", NpmRequests.search(Caller.ANONYMOUS));
        member.read("search, a few packages", NpmRequests.search(people.member()));
        machine.read("search, a few packages", NpmRequests.search(people.machine()));
        new Stock(registry).list(PackageName.parse("@acme/new-0001"), LISTED);
        member.read("search, 1,000 packages", NpmRequests.search(people.member()));
        machine.read("search, 1,000 packages", NpmRequests.search(people.machine()));
    }

    private SlimDocument slim(String name) {
        var answer = Answer.of(registry.install(), NpmRequests.slim(name, people.maintainer()));
        forget();
        return new SlimDocument(name, answer.text());
    }

    private void given(Events event) {
        registry.rest();
        assertThat(Answer.of(registry.publish(), event).status()).isBetween(200, 201);
        forget();
    }

    private void forget() {
        registry.takeCost();
        registry.takeLogged();
    }

    /// Where in the ledger what is measured now belongs.
    private final class At {

        private final Section section;
        private final int versions;
        private final Caller caller;

        At(Section section, int versions, Caller caller) {
            this.section = section;
            this.versions = versions;
            this.caller = caller;
        }

        void read(String operation, Events event) {
            measure(operation, registry.install(), event);
        }

        void write(String operation, Events event) {
            registry.rest();
            measure(operation, registry.publish(), event);
        }

        Answer measure(String operation, HttpHandler environment, Events event) {
            use(caller);
            return measureAsItIs(operation, environment, event);
        }

        Answer measureAsItIs(String operation, HttpHandler environment, Events event) {
            var sent = event.json().getBytes(UTF_8);
            var answer = Answer.of(environment, new ByteArrayInputStream(sent));
            measurements.add(new Measurement(
                    section,
                    operation,
                    caller.title(),
                    versions,
                    answer.status(),
                    registry.takeCost(),
                    sent.length,
                    answer.length(),
                    registry.takeLogged()));
            return answer;
        }
    }
}
