package dev.slipway.functions.publish;

import dev.slipway.adapters.aws.Connections;
import dev.slipway.adapters.dynamodb.DynamoPackages;
import dev.slipway.adapters.dynamodb.DynamoPeople;
import dev.slipway.adapters.dynamodb.DynamoRateLimits;
import dev.slipway.adapters.dynamodb.DynamoRefusals;
import dev.slipway.adapters.dynamodb.Table;
import dev.slipway.adapters.lambda.Environment;
import dev.slipway.adapters.lambda.HttpHandler;
import dev.slipway.adapters.lambda.HttpRequest;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.lambda.Problem;
import dev.slipway.adapters.lambda.Settings;
import dev.slipway.adapters.npm.Documents;
import dev.slipway.adapters.npm.NpmOperation;
import dev.slipway.adapters.npm.NpmOperation.Write;
import dev.slipway.adapters.npm.NpmPrinter;
import dev.slipway.adapters.npm.NpmTarballs;
import dev.slipway.adapters.npm.UploadedDocument;
import dev.slipway.adapters.s3.Bucket;
import dev.slipway.adapters.s3.S3Editions;
import dev.slipway.adapters.s3.S3Tarballs;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Ids;
import dev.slipway.packages.ConfirmUnpublished;
import dev.slipway.packages.DistTag;
import dev.slipway.packages.EditionId;
import dev.slipway.packages.Form;
import dev.slipway.packages.MoveTag;
import dev.slipway.packages.NameCollaborator;
import dev.slipway.packages.PackageName;
import dev.slipway.packages.PublishRelease;
import dev.slipway.packages.ReadPackage;
import dev.slipway.packages.RemoveCollaborator;
import dev.slipway.packages.ReviseOwners;
import dev.slipway.packages.RevisePackage;
import dev.slipway.packages.UnpublishPackage;
import dev.slipway.packages.Version;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;

/// Everything that changes a package.
public final class PublishHandler extends HttpHandler {

    private final Settings settings;
    private final InstantSource clock;
    private final Table table;
    private final Bucket bucket;
    private final PublishRelease publishRelease;
    private final RevisePackage revisePackage;
    private final UnpublishPackage unpublishPackage;
    private final ConfirmUnpublished confirmUnpublished;
    private final ReviseOwners reviseOwners;
    private final MoveTag moveTag;
    private final ReadPackage readPackage;
    private final S3Editions editions;

    /// As Lambda makes it.
    public PublishHandler() throws IOException {
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
    public PublishHandler(Environment environment, Table table, Bucket bucket, InstantSource clock, OutputStream log) {
        var settings = Settings.from(environment, "publish");
        super(settings, clock, System::nanoTime, log, new DynamoRateLimits(table), DynamoRefusals.recording(table));
        this.settings = settings;
        this.clock = clock;
        this.table = table;
        this.bucket = bucket;
        var packages = new DynamoPackages(table);
        var tarballs = new S3Tarballs(bucket);
        this.editions = new S3Editions(bucket);
        var printer = new NpmPrinter();
        var ids = Ids.random();
        var inspector = new NpmTarballs();
        this.publishRelease = new PublishRelease(packages, tarballs, editions, printer, inspector, ids);
        this.revisePackage = new RevisePackage(packages, tarballs, editions, printer, ids);
        this.unpublishPackage = new UnpublishPackage(packages, tarballs, editions, ids);
        this.confirmUnpublished = new ConfirmUnpublished(packages);
        this.reviseOwners = new ReviseOwners(
                packages,
                new NameCollaborator(packages, new DynamoPeople(table), editions, printer, ids),
                new RemoveCollaborator(packages, editions, printer, ids));
        this.moveTag = new MoveTag(packages, editions, printer, ids);
        this.readPackage = new ReadPackage(packages);
    }

    /// Asks the real table and the real bucket for what isn't there, which is all that is asked of them: the rest is
    /// rehearsed elsewhere, where a snapshot keeps it. Without one it would be loaded for the first request to be, and
    /// loaded once more in vain.
    @Override
    protected void prime() throws IOException {
        rehearse("DELETE", "/-/package/@slipway/prime/dist-tags/prime");
        editions.find(PackageName.parse("@slipway/prime"), new EditionId("0".repeat(26)), Form.FULL);
        if (!settings.onDemand()) {
            PublishRehearsal.run(clock);
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
            case Write write -> write(request, write, request.visit(settings, now));
            case NpmOperation.Unscoped(var name) -> new Answers(request, settings.billed()).unscoped(name);
            case NpmOperation.MethodNotAllowed(var allowed) ->
                Problem.methodNotAllowed(allowed).answer(request);
            case NpmOperation.Read _, NpmOperation.Unknown _ ->
                Problem.unknownRoute().answer(request);
        };
    }

    private HttpResponse write(HttpRequest request, Write write, Visit visit) {
        var answers = new Answers(request, settings.billed());
        return switch (write) {
            case NpmOperation.Upload(var name) -> upload(about(request, "upload", name), visit, name, answers);
            case NpmOperation.Revise(var name, var revision) -> {
                about(request, "package.revise", name);
                yield revise(visit, name, UploadedDocument.parseRevision(name, revision, request.body()), answers);
            }
            case NpmOperation.DeletePackage(var name, var revision) -> {
                about(request, "package.unpublish", name);
                var number = UploadedDocument.revisionNumber(revision);
                yield answers.of(unpublishPackage.run(visit, name, number), name);
            }
            case NpmOperation.DeleteTarball(var name, var version) -> {
                about(request, "tarball.delete", name);
                yield answers.of(confirmUnpublished.run(visit, name, version), name);
            }
            case NpmOperation.PutTag(var name, var tag) -> {
                about(request, "tag.put", name);
                var version = Version.parse(Documents.versionOf(request.body()));
                yield answers.of(moveTag.put(visit, name, DistTag.parse(tag), version));
            }
            case NpmOperation.DeleteTag(var name, var tag) -> {
                about(request, "tag.delete", name);
                yield answers.of(moveTag.remove(visit, name, new DistTag(tag)));
            }
        };
    }

    private HttpResponse upload(HttpRequest request, Visit visit, PackageName name, Answers answers) {
        if (request.body().length > Answers.LARGEST_BODY) {
            return answers.tooLarge(request.body().length);
        }
        var document = UploadedDocument.parse(name, request.body());
        return switch (document) {
            case UploadedDocument.ToPublish(var publication) -> {
                request.notes().action("version.publish");
                yield answers.of(publishRelease.run(visit, publication), publication.name());
            }
            case UploadedDocument.ToRevise _, UploadedDocument.ToReviseOwners _, UploadedDocument.ToStar _ -> {
                request.notes().action("package.revise");
                yield revise(visit, name, document, answers);
            }
            case UploadedDocument.Unsupported(var sentence) -> answers.unsupported(sentence);
        };
    }

    private HttpResponse revise(Visit visit, PackageName name, UploadedDocument document, Answers answers) {
        return switch (document) {
            case UploadedDocument.ToRevise(var intent) -> answers.of(revisePackage.run(visit, intent), name);
            case UploadedDocument.ToReviseOwners(var revision, var owners) ->
                answers.of(reviseOwners.run(visit, name, revision, owners), name);
            case UploadedDocument.ToStar _ -> answers.star(readPackage.run(visit, name));
            case UploadedDocument.Unsupported(var sentence) -> answers.unsupported(sentence);
            case UploadedDocument.ToPublish _ ->
                answers.unsupported("A tarball is published at the package's own path.");
        };
    }

    private static HttpRequest about(HttpRequest request, String action, PackageName name) {
        request.notes().action(action).organization(name.scope());
        return request;
    }
}
