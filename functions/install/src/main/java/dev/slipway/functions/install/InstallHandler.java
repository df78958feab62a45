package dev.slipway.functions.install;

import dev.slipway.adapters.aws.Connections;
import dev.slipway.adapters.dynamodb.DynamoCatalogue;
import dev.slipway.adapters.dynamodb.DynamoDownloads;
import dev.slipway.adapters.dynamodb.DynamoPackages;
import dev.slipway.adapters.dynamodb.DynamoRateLimits;
import dev.slipway.adapters.dynamodb.DynamoRefusals;
import dev.slipway.adapters.dynamodb.DynamoStandings;
import dev.slipway.adapters.dynamodb.Table;
import dev.slipway.adapters.lambda.Environment;
import dev.slipway.adapters.lambda.HttpHandler;
import dev.slipway.adapters.lambda.HttpRequest;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.lambda.Problem;
import dev.slipway.adapters.lambda.Settings;
import dev.slipway.adapters.npm.Documents;
import dev.slipway.adapters.npm.NpmOperation;
import dev.slipway.adapters.npm.NpmOperation.Read;
import dev.slipway.adapters.s3.Bucket;
import dev.slipway.adapters.s3.S3Editions;
import dev.slipway.adapters.s3.S3Tarballs;
import dev.slipway.audit.Visit;
import dev.slipway.identity.WhoAmI;
import dev.slipway.kernel.Ids;
import dev.slipway.packages.DownloadTarball;
import dev.slipway.packages.PackageName;
import dev.slipway.packages.ReadPackage;
import dev.slipway.packages.SearchPackages;
import dev.slipway.packages.SearchQuery;
import dev.slipway.packages.Version;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;

/// Everything that reads.
public final class InstallHandler extends HttpHandler {

    private final Settings settings;
    private final InstantSource clock;
    private final Table table;
    private final Bucket bucket;
    private final PackageDocuments documents;
    private final DownloadTarball downloadTarball;
    private final SearchPackages searchPackages;
    private final WhoAmI whoAmI;

    /// As Lambda makes it.
    public InstallHandler() throws IOException {
        var environment = Environment.ofProcess();
        var connections = new Connections();
        var table = Table.open(environment.required("TABLE_NAME"), environment.endpoint("DYNAMODB"), connections);
        var bucket = Bucket.open(environment.required("BUCKET_NAME"), environment.endpoint("S3"), connections);
        this(environment, table, bucket, InstantSource.system(), System.out);
        // Lambda gives a start all of the processor and the first request only its share: what must be loaded is loaded
        // now. Where a snapshot is taken, prime() runs before it.
        if (settings.onDemand()) {
            prime();
        }
    }

    /// As tests and the local registry make it.
    ///
    /// @param log gets a line for each request
    public InstallHandler(Environment environment, Table table, Bucket bucket, InstantSource clock, OutputStream log) {
        var settings = Settings.from(environment, "install");
        super(settings, clock, System::nanoTime, log, new DynamoRateLimits(table), DynamoRefusals.recording(table));
        this.settings = settings;
        this.clock = clock;
        this.table = table;
        this.bucket = bucket;
        var packages = new DynamoPackages(table);
        var standings = new DynamoStandings(table);
        this.documents = new PackageDocuments(new ReadPackage(packages), new S3Editions(bucket));
        this.downloadTarball =
                new DownloadTarball(packages, new S3Tarballs(bucket), new DynamoDownloads(table), Ids.random());
        this.searchPackages = new SearchPackages(standings, new DynamoCatalogue(table));
        this.whoAmI = new WhoAmI(standings);
    }

    /// Asks the real table and the real bucket for what isn't there, which is all that is asked of them: the rest is
    /// rehearsed elsewhere, where a snapshot keeps it.
    @Override
    protected void prime() throws IOException {
        rehearse("GET", "/@slipway/prime");
        documents.prime();
        if (!settings.onDemand()) {
            InstallRehearsal.run(clock);
        }
    }

    @Override
    protected void disconnect() {
        table.disconnect();
        bucket.disconnect();
    }

    @Override
    protected HttpResponse handle(HttpRequest request, Instant now) {
        return switch (NpmOperation.of(request.method(), request.path())) {
            case Read read -> read(request, read, request.visit(settings, now));
            case NpmOperation.Unscoped _ -> Missing.UNSCOPED.answer(request);
            case NpmOperation.MethodNotAllowed(var allowed) ->
                Problem.methodNotAllowed(allowed).answer(request);
            case NpmOperation.Write _, NpmOperation.Unknown _ ->
                Problem.unknownRoute().answer(request);
        };
    }

    private HttpResponse read(HttpRequest request, Read read, Visit visit) {
        return switch (read) {
            case NpmOperation.Ping _ -> ping(request);
            case NpmOperation.Advisories _ -> advisories(request);
            case NpmOperation.WhoAmI _ -> whoAmI(request, visit);
            case NpmOperation.Search _ -> search(request, visit);
            case NpmOperation.ReadTags(var name) -> documents.tags(about(request, "tags.read", name), visit, name);
            case NpmOperation.ReadDocument(var name) ->
                documents.document(about(request, "packument.read", name), visit, name);
            case NpmOperation.ReadManifest(var name, var spec) ->
                documents.manifest(about(request, "manifest.read", name), visit, name, spec);
            case NpmOperation.ReadTarball(var name, var version) ->
                tarball(about(request, "tarball.download", name), visit, name, version);
        };
    }

    private static HttpResponse ping(HttpRequest request) {
        request.notes().action("ping");
        return HttpResponse.json(200, "{}");
    }

    /// No advisories are kept here, and the question is answered to anyone: berry asks it without a token.
    private static HttpResponse advisories(HttpRequest request) {
        request.notes().action("advisories.read");
        return HttpResponse.json(200, "{}");
    }

    private HttpResponse whoAmI(HttpRequest request, Visit visit) {
        request.notes().action("whoami");
        return switch (whoAmI.run(visit)) {
            case WhoAmI.Outcome.Known(var principal) -> HttpResponse.json(200, Documents.whoami(principal));
            case WhoAmI.Outcome.Refused(var why) -> Problem.of(why).answer(request);
        };
    }

    private HttpResponse search(HttpRequest request, Visit visit) {
        request.notes().action("search");
        var query =
                SearchQuery.of(request.query("text").orElse(""), request.number("size", 20), request.number("from", 0));
        return switch (searchPackages.run(visit, query)) {
            case SearchPackages.Outcome.Found(var page, var total) ->
                HttpResponse.json(200, Documents.search(page, total, visit.at()))
                        .with("vary", "authorization");
            case SearchPackages.Outcome.Refused(var why) -> Problem.of(why).answer(request);
        };
    }

    /// 302 and not 307, for which yarn 1 would take the token along to the storage. HEAD gets another link than GET,
    /// which tells the size of the bytes and does not give them.
    private HttpResponse tarball(HttpRequest request, Visit visit, PackageName name, Version version) {
        var outcome = request.method().equals("HEAD")
                ? downloadTarball.look(visit, name, version)
                : downloadTarball.run(visit, name, version);
        return switch (outcome) {
            case DownloadTarball.Outcome.Found(var link) ->
                HttpResponse.redirect(link).with("cache-control", "private, no-store");
            case DownloadTarball.Outcome.NoSuchVersion(var _, var _, var unpublished) ->
                Missing.version(name, version.value(), unpublished).answer(request);
            case DownloadTarball.Outcome.Refused(var why) -> Problem.of(why).answer(request);
        };
    }

    private static HttpRequest about(HttpRequest request, String action, PackageName name) {
        request.notes().action(action).organization(name.scope());
        return request;
    }
}
