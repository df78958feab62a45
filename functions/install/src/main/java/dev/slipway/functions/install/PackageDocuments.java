package dev.slipway.functions.install;

import dev.slipway.adapters.lambda.HttpRequest;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.lambda.Problem;
import dev.slipway.adapters.npm.Documents;
import dev.slipway.adapters.npm.TarballUrls;
import dev.slipway.audit.Visit;
import dev.slipway.packages.DistTag;
import dev.slipway.packages.EditionId;
import dev.slipway.packages.EditionRef;
import dev.slipway.packages.Editions;
import dev.slipway.packages.Form;
import dev.slipway.packages.PackageHead;
import dev.slipway.packages.PackageName;
import dev.slipway.packages.ReadPackage;
import dev.slipway.packages.Version;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.BiFunction;

/// Serves what was printed of a package: whole, cut to one version, or unchanged since the client last asked.
final class PackageDocuments {

    private static final String ABBREVIATED_TYPE = "application/vnd.npm.install-v1+json";

    /// What fits an answer of 6 MB once it is in base64 and has its headers.
    private static final int LARGEST_ANSWER = 4_600_000;

    /// An edition can be gone when it is fetched, if two newer ones came between. Then the head is asked again.
    private static final int TRIES = 3;

    private final ReadPackage readPackage;
    private final Editions editions;

    PackageDocuments(ReadPackage readPackage, Editions editions) {
        this.readPackage = readPackage;
        this.editions = editions;
    }

    /// Looks for a document that isn't there, and makes a link to it.
    void prime() {
        var name = PackageName.parse("@slipway/prime");
        var id = new EditionId("0".repeat(26));
        editions.find(name, id, Form.FULL);
        editions.link(name, id, Form.FULL, true);
    }

    HttpResponse document(HttpRequest request, Visit visit, PackageName name) {
        if (request.query("write").isPresent()) {
            return found(request, visit, name, (head, ref) -> slim(visit, head, ref))
                    .with("vary", "authorization");
        }
        var accept = request.header("accept").orElse("");
        var form = accept.contains(ABBREVIATED_TYPE) ? Form.ABBREVIATED : Form.FULL;
        return found(request, visit, name, (head, ref) -> whole(request, visit, head, ref, form))
                .with("vary", "accept, accept-encoding, authorization");
    }

    HttpResponse manifest(HttpRequest request, Visit visit, PackageName name, String versionOrTag) {
        return found(request, visit, name, (head, ref) -> {
                    var version = version(head, versionOrTag);
                    if (version.isEmpty()) {
                        return Optional.of(missing(request, name, versionOrTag));
                    }
                    return editions.find(name, ref.id(), Form.FULL)
                            .map(full -> Documents.manifest(full, version.get())
                                    .map(json -> HttpResponse.json(200, moved(json, visit, ref)))
                                    .orElseGet(() -> missing(request, name, versionOrTag)));
                })
                .with("vary", "authorization");
    }

    HttpResponse tags(HttpRequest request, Visit visit, PackageName name) {
        return found(
                        request,
                        visit,
                        name,
                        (head, _) -> Optional.of(HttpResponse.json(200, Documents.object(head.shownTags()))))
                .with("vary", "authorization");
    }

    /// @param answer empty if the edition is no more
    private HttpResponse found(
            HttpRequest request,
            Visit visit,
            PackageName name,
            BiFunction<PackageHead, EditionRef, Optional<HttpResponse>> answer) {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            switch (readPackage.run(visit, name)) {
                case ReadPackage.Outcome.Refused(var why) -> {
                    return Problem.of(why).answer(request);
                }
                case ReadPackage.Outcome.Found(var head) -> {
                    var response = answer.apply(head, head.edition().orElseThrow());
                    if (response.isPresent()) {
                        return response.get();
                    }
                }
            }
        }
        throw new IllegalStateException("the documents of " + name + " were not there, " + TRIES + " times");
    }

    private Optional<HttpResponse> whole(
            HttpRequest request, Visit visit, PackageHead head, EditionRef ref, Form form) {
        var etag = entityTag(visit, ref, form);
        if (matches(request, etag)) {
            return Optional.of(HttpResponse.notModified(etag));
        }
        var gzip = request.acceptsGzip();
        if (!gzip && ref.bytes(form) > Editions.LARGE) {
            return Optional.of(elsewhere(head, ref, form, false));
        }
        return editions.find(head.name(), ref.id(), form).map(stored -> {
            if (stored.length > LARGEST_ANSWER) {
                return elsewhere(head, ref, form, true);
            }
            var type = form == Form.FULL ? "application/json" : ABBREVIATED_TYPE;
            return body(visit, ref, stored, gzip, type).with("etag", etag);
        });
    }

    private static HttpResponse body(Visit visit, EditionRef ref, byte[] stored, boolean gzip, String type) {
        var moved = !ref.registry().equals(visit.registry());
        if (gzip && !moved) {
            return HttpResponse.bytes(200, type, stored).with("content-encoding", "gzip");
        }
        var plain = Documents.plain(stored);
        var right = moved ? utf8(moved(new String(plain, StandardCharsets.UTF_8), visit, ref)) : plain;
        return gzip
                ? HttpResponse.bytes(200, type, Documents.gzipped(right)).with("content-encoding", "gzip")
                : HttpResponse.bytes(200, type, right);
    }

    /// Too large to be answered: the client fetches it from where it is stored. Its tarball URLs are those of its
    /// printing, also if the registry has moved since.
    private HttpResponse elsewhere(PackageHead head, EditionRef ref, Form form, boolean gzip) {
        return HttpResponse.redirect(editions.link(head.name(), ref.id(), form, gzip));
    }

    private Optional<HttpResponse> slim(Visit visit, PackageHead head, EditionRef ref) {
        return editions.find(head.name(), ref.id(), Form.ABBREVIATED)
                .map(document -> HttpResponse.json(200, moved(Documents.slim(head, document), visit, ref)));
    }

    private static String entityTag(Visit visit, EditionRef ref, Form form) {
        var tag = ref.entityTag(form);
        return ref.registry().equals(visit.registry())
                ? tag
                : tag.substring(0, tag.length() - 1)
                        + Integer.toHexString(visit.registry().hashCode()) + "\"";
    }

    /// [If-None-Match](https://www.rfc-editor.org/rfc/rfc9110#section-13.1.2) is a list, and compares weakly.
    private static boolean matches(HttpRequest request, String etag) {
        var opaque = etag.substring("W/".length());
        return request.header("if-none-match")
                .filter(sent -> sent.equals("*") || sent.contains(opaque))
                .isPresent();
    }

    private static Optional<String> version(PackageHead head, String versionOrTag) {
        return Version.looksLike(versionOrTag)
                ? Optional.of(new Version(versionOrTag).value())
                : Optional.ofNullable(head.tags().get(new DistTag(versionOrTag)))
                        .map(Version::value);
    }

    private static HttpResponse missing(HttpRequest request, PackageName name, String versionOrTag) {
        return Missing.version(name, versionOrTag, false).answer(request);
    }

    private static String moved(String json, Visit visit, EditionRef ref) {
        return TarballUrls.moved(json, ref.registry(), visit.registry());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
