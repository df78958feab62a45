package dev.slipway.functions.install;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.access.PackageAccess;
import dev.slipway.access.Visibility;
import dev.slipway.adapters.dynamodb.DynamoPackages;
import dev.slipway.adapters.dynamodb.RehearsalTable;
import dev.slipway.adapters.lambda.Rehearsal;
import dev.slipway.adapters.npm.Documents;
import dev.slipway.adapters.s3.Bucket;
import dev.slipway.adapters.s3.S3Editions;
import dev.slipway.audit.AuditAction.VersionPublished;
import dev.slipway.audit.AuditEntry;
import dev.slipway.audit.Book;
import dev.slipway.audit.Origin;
import dev.slipway.kernel.Ids;
import dev.slipway.packages.DistTag;
import dev.slipway.packages.Edition;
import dev.slipway.packages.EditionId;
import dev.slipway.packages.EditionRef;
import dev.slipway.packages.Form;
import dev.slipway.packages.Integrity;
import dev.slipway.packages.PackageHead;
import dev.slipway.packages.PackageName;
import dev.slipway.packages.Release;
import dev.slipway.packages.Summary;
import dev.slipway.packages.TarballKey;
import dev.slipway.packages.Version;
import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All that a client asks for when it installs: the documents, whether they have changed, and the tarball, of a
/// package that is in memory alone.
final class InstallRehearsal {

    /// Once loads the code. So often the JVM compiles what it runs most, which would else happen after the restore,
    /// while somebody waits.
    private static final int ROUNDS = 100;

    private static final PackageName NAME = new PackageName(RehearsalTable.ORGANIZATION, "pad");
    private static final Version VERSION = new Version("1.0.0");

    private InstallRehearsal() {}

    static void run(InstantSource time) throws IOException {
        var stage = RehearsalTable.open(time.instant());
        var bucket = Bucket.rehearsing();
        var etag = publish(stage, bucket, time).entityTag(Form.ABBREVIATED);
        var handler =
                new InstallHandler(Rehearsal.ENVIRONMENT, stage.table(), bucket, time, OutputStream.nullOutputStream());
        var rehearsal = new Rehearsal(handler, stage.token());
        var path = "/" + NAME;
        var abbreviated = Map.of("accept", "application/vnd.npm.install-v1+json; q=1.0, application/json; q=0.8, */*");
        for (int round = 0; round < ROUNDS; round++) {
            rehearsal.expect(200, "GET", path, Map.of("accept", "application/json"));
            rehearsal.expect(200, "GET", path, abbreviated);
            rehearsal.expect(304, "GET", path, Map.of("accept", abbreviated.get("accept"), "if-none-match", etag));
            rehearsal.expect(302, "GET", path + "/-/pad-1.0.0.tgz", Map.of());
        }
        stage.table().close();
        bucket.close();
    }

    private static EditionRef publish(RehearsalTable stage, Bucket bucket, InstantSource time) {
        var now = time.instant();
        var ids = Ids.random();
        var document = Documents.gzipped("{}".getBytes(UTF_8));
        var edition = new Edition(document, document, 2, 2);
        var ref = new EditionRef(new EditionId(ids.next(now)), "https://npm.invalid", 2, 2);
        new S3Editions(bucket).store(NAME, ref.id(), edition);
        var tags = Map.of(DistTag.LATEST, VERSION);
        var head = new PackageHead(
                NAME,
                1,
                0,
                PackageAccess.of(Visibility.PRIVATE),
                tags,
                Optional.of(ref),
                Optional.empty(),
                1,
                1,
                now,
                now,
                new Summary(VERSION.value(), "", List.of(), stage.owner().shownName()));
        var integrity = Integrity.of(document);
        var release = new Release(
                NAME,
                VERSION,
                integrity,
                1,
                1,
                1,
                new TarballKey("tarballs/" + NAME),
                DistTag.LATEST,
                stage.owner(),
                1,
                now,
                Optional.empty());
        var audit = new AuditEntry(
                ids.next(now),
                new Book.OfOrganization(NAME.scope()),
                now,
                stage.owner(),
                Origin.INSIDE,
                new VersionPublished(
                        NAME.toString(),
                        VERSION.value(),
                        DistTag.LATEST.value(),
                        Optional.empty(),
                        integrity.sha512(),
                        1,
                        Optional.of(Visibility.PRIVATE)));
        new DynamoPackages(stage.table()).add(head, release, Long.MAX_VALUE, audit);
        return ref;
    }
}
