package dev.slipway.functions.publish;

import dev.slipway.access.Visibility;
import dev.slipway.adapters.lambda.BillingPlace;
import dev.slipway.adapters.lambda.HttpRequest;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.lambda.Problem;
import dev.slipway.adapters.npm.Documents;
import dev.slipway.adapters.npm.UploadedDocument;
import dev.slipway.kernel.Malformed;
import dev.slipway.packages.ConfirmUnpublished;
import dev.slipway.packages.MoveTag;
import dev.slipway.packages.PackageName;
import dev.slipway.packages.PublishRelease;
import dev.slipway.packages.ReadPackage;
import dev.slipway.packages.ReviseOwners;
import dev.slipway.packages.RevisePackage;
import dev.slipway.packages.UnpublishPackage;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Says every outcome in npm's words: what succeeded with the `ok` that clients expect, what was refused with the
/// sentence that they print.
final class Answers {

    /// The most that a publish may bring. The function takes 6,291,456 bytes, of which the event around the body needs
    /// some; a little less is refused here, since the gateway's own refusal says nothing that a client would print.
    static final int LARGEST_BODY = 6_225_000;

    private final HttpRequest request;
    private final boolean billed;

    /// @param billed whether organizations pay for what they use, and have a page for it
    Answers(HttpRequest request, boolean billed) {
        this.request = request;
        this.billed = billed;
    }

    HttpResponse of(PublishRelease.Outcome outcome, PackageName wanted) {
        return switch (outcome) {
            case PublishRelease.Outcome.Published(var name, var version, var visibility, var unheeded, var graceEnd) ->
                done(
                        201,
                        name + "@" + version,
                        Stream.concat(unheeded.stream().map(_ -> stays(name, visibility)), grace(name, graceEnd)));
            case PublishRelease.Outcome.AlreadyPublished(var name, var version, var graceEnd) ->
                done(
                        200,
                        name + "@" + version,
                        Stream.concat(
                                Stream.of(name + "@" + version + " was published before with the same content"),
                                grace(name, graceEnd)));
            case PublishRelease.Outcome.VersionTaken(var name, var version, var unpublished) ->
                problem(
                        409,
                        unpublished ? "version_unpublished" : "version_exists",
                        "Version taken",
                        name + "@" + version
                                + (unpublished
                                        ? " was unpublished, and a version's number is never used again: raise the version."
                                        : " is published already and never changes: raise the version and publish again."));
            case PublishRelease.Outcome.Unsound(var code, var sentence) ->
                problem(400, code, "Unusable tarball", sentence);
            case PublishRelease.Outcome.TooManyTags(var name, var most) -> tooManyTags(name, most);
            case PublishRelease.Outcome.QuotaExceeded full -> full(full, wanted);
            case PublishRelease.Outcome.Busy(var name) -> busy(name);
            case PublishRelease.Outcome.Refused(var why) -> Problem.of(why).answer(request);
        };
    }

    private HttpResponse full(PublishRelease.Outcome.QuotaExceeded full, PackageName wanted) {
        var more = billed
                ? ", or have an owner or billing manager add seats, each of which brings some: "
                        + new BillingPlace(request.registry(), wanted.scope()).url()
                : ", or ask an owner for more.";
        var problem = Problem.of(
                        402,
                        "storage_quota_exceeded",
                        "Storage is full",
                        "This tarball needs " + full.neededBytes() + " bytes, and of the organization's "
                                + full.quotaBytes() + " bytes " + full.usedBytes()
                                + " are used: unpublish what is not needed" + more)
                .with("usedBytes", full.usedBytes())
                .with("quotaBytes", full.quotaBytes())
                .with("neededBytes", full.neededBytes());
        return problem.answer(request);
    }

    HttpResponse of(RevisePackage.Outcome outcome, PackageName name) {
        return switch (outcome) {
            case RevisePackage.Outcome.MessagesChanged(var _, var graceEnd) -> done(name, graceEnd);
            case RevisePackage.Outcome.Unpublished(var _, var graceEnd) -> done(name, graceEnd);
            case RevisePackage.Outcome.NothingToChange _ -> HttpResponse.json(200, Documents.done(name.toString()));
            case RevisePackage.Outcome.Stale _ -> stale(name);
            case RevisePackage.Outcome.WouldLeaveNothing _ ->
                problem(
                        400,
                        "would_leave_nothing",
                        "No version would be left",
                        "This would leave " + name + " without a version: to unpublish all of it, run npm unpublish "
                                + name + " --force.");
            case RevisePackage.Outcome.TooManyAtOnce(var asked, var most) ->
                problem(
                        400,
                        "too_many_versions",
                        "Too many at once",
                        "This would unpublish " + asked + " versions; do it in steps of at most " + most + ".");
            case RevisePackage.Outcome.NotFound _ -> notFound(name);
            case RevisePackage.Outcome.Busy _ -> busy(name);
            case RevisePackage.Outcome.Refused(var why) -> Problem.of(why).answer(request);
        };
    }

    HttpResponse of(ReviseOwners.Outcome outcome, PackageName name) {
        return switch (outcome) {
            case ReviseOwners.Outcome.Revised(var _, var ownerless) -> {
                var done = HttpResponse.json(200, Documents.done(name.toString()));
                yield ownerless
                        ? done.with(
                                "npm-notice",
                                name + " has no owner any more: owners and admins of @" + name.scope() + " manage it")
                        : done;
            }
            case ReviseOwners.Outcome.Stale _ -> stale(name);
            case ReviseOwners.Outcome.OneAtATime(var _, var asked) ->
                problem(
                        400,
                        "one_at_a_time",
                        "One at a time",
                        "Owners are named and taken away one at a time, and this would change " + asked + ".");
            case ReviseOwners.Outcome.NoSuchMember(var handle) ->
                problem(
                        404,
                        "member_not_found",
                        "No such member",
                        "There is no member " + handle + " in @" + name.scope()
                                + ", and nobody else can own its packages.");
            case ReviseOwners.Outcome.BillingOnly(var handle) ->
                problem(
                        409,
                        "billing_manager",
                        "Billing manager",
                        handle + " is a billing manager of @" + name.scope()
                                + ", and has no part in its packages: give them another role first.");
            case ReviseOwners.Outcome.TooMany(var _, var most) ->
                problem(
                        409,
                        "too_many_collaborators",
                        "Too many",
                        name + " has " + most + " collaborators, which is the most: name a team instead.");
            case ReviseOwners.Outcome.NotFound _ -> notFound(name);
            case ReviseOwners.Outcome.Busy _ -> busy(name);
            case ReviseOwners.Outcome.Refused(var why) -> Problem.of(why).answer(request);
        };
    }

    HttpResponse of(UnpublishPackage.Outcome outcome, PackageName name) {
        return switch (outcome) {
            case UnpublishPackage.Outcome.Unpublished(var _, var _, var graceEnd) -> done(name, graceEnd);
            case UnpublishPackage.Outcome.Stale _ -> stale(name);
            case UnpublishPackage.Outcome.NotFound _ -> notFound(name);
            case UnpublishPackage.Outcome.Refused(var why) -> Problem.of(why).answer(request);
        };
    }

    HttpResponse of(ConfirmUnpublished.Outcome outcome, PackageName name) {
        return switch (outcome) {
            case ConfirmUnpublished.Outcome.Gone _ -> HttpResponse.json(200, Documents.done(name.toString()));
            case ConfirmUnpublished.Outcome.StillPublished(var _, var version) ->
                problem(
                        409,
                        "version_still_published",
                        "Version still published",
                        "The tarball of " + name + "@" + version + " goes with its version: run npm unpublish " + name
                                + "@" + version + ".");
            case ConfirmUnpublished.Outcome.NeverPublished _ -> notFound(name);
            case ConfirmUnpublished.Outcome.Refused(var why) -> Problem.of(why).answer(request);
        };
    }

    HttpResponse of(MoveTag.Outcome outcome) {
        return switch (outcome) {
            case MoveTag.Outcome.Moved(var name, var graceEnd) -> done(name, graceEnd);
            case MoveTag.Outcome.NoSuchVersion(var name, var version) ->
                problem(
                        404,
                        "version_not_found",
                        "No such version",
                        name + "@" + version + " does not exist: a dist-tag points at a published version.");
            case MoveTag.Outcome.NoSuchTag(var name, var tag) ->
                problem(
                        404,
                        "tag_not_found",
                        "No such dist-tag",
                        name + " has no dist-tag \"" + Malformed.shown(tag.value()) + "\".");
            case MoveTag.Outcome.LatestStays _ ->
                problem(
                        400,
                        "latest_stays",
                        "latest stays",
                        "\"latest\" can't be removed, since a plain install needs it: point it at another version instead.");
            case MoveTag.Outcome.TooManyTags(var name, var most) -> tooManyTags(name, most);
            case MoveTag.Outcome.NotFound _ -> problem(404, "not_found", "Not found", "There is no such package.");
            case MoveTag.Outcome.Busy(var name) -> busy(name);
            case MoveTag.Outcome.Refused(var why) -> Problem.of(why).answer(request);
        };
    }

    /// Whoever may see the package is told that it can't be starred; to anyone else it isn't there.
    HttpResponse star(ReadPackage.Outcome outcome) {
        return switch (outcome) {
            case ReadPackage.Outcome.Found _ -> unsupported(UploadedDocument.NO_STARS);
            case ReadPackage.Outcome.Refused(var why) -> Problem.of(why).answer(request);
        };
    }

    HttpResponse unsupported(String sentence) {
        return problem(400, "unsupported_change", "Not supported", sentence);
    }

    HttpResponse unscoped(String name) {
        return problem(
                400,
                "invalid_package_name",
                "Not a scoped name",
                "\"" + Malformed.shown(name) + "\" has no scope: only packages such as @your-organization/package are"
                        + " published here.");
    }

    HttpResponse tooLarge(int bytes) {
        return Problem.payloadTooLarge(
                        LARGEST_BODY,
                        bytes,
                        "A tarball of up to 4.65 MB fits: look at npm pack --dry-run and leave out with \"files\" in"
                                + " package.json what users don't need, or split the package.")
                .answer(request);
    }

    private HttpResponse stale(PackageName name) {
        return problem(
                409,
                "stale_revision",
                "Changed meanwhile",
                "Somebody changed " + name + " since this command read it, so nothing was written: run it again.");
    }

    private HttpResponse notFound(PackageName name) {
        return problem(404, "not_found", "Not found", "There is no " + name + ", or nothing of it is published.");
    }

    private HttpResponse tooManyTags(PackageName name, int most) {
        return problem(
                400,
                "too_many_tags",
                "Too many dist-tags",
                name + " has " + most + " dist-tags, which is the most: remove one first.");
    }

    /// 503 and not 409: clients that retry do so on 5xx, and this is worth a retry.
    private HttpResponse busy(PackageName name) {
        return problem(503, "busy", "Busy", "Too many are changing " + name + " at this moment: try again.");
    }

    private HttpResponse problem(int status, String code, String title, String sentence) {
        return Problem.of(status, code, title, sentence).answer(request);
    }

    private HttpResponse done(PackageName name, Optional<Instant> graceEnd) {
        return done(200, name.toString(), grace(name, graceEnd));
    }

    /// npm prints one header of this name, so all that is to be noticed stands in it.
    private static HttpResponse done(int status, String what, Stream<String> notices) {
        var notice = notices.collect(Collectors.joining("; "));
        var done = HttpResponse.json(status, Documents.done(what));
        return notice.isEmpty() ? done : done.with("npm-notice", notice);
    }

    /// What whoever writes is told while a payment has failed and everything still works.
    ///
    /// Nobody who reads is told: an install asks for hundreds of packages, and npm would print as many lines. So those
    /// who only read learn nothing of it, and needn't, since reading goes on.
    private Stream<String> grace(PackageName name, Optional<Instant> graceEnd) {
        var bill = new BillingPlace(request.registry(), name.scope());
        return graceEnd.map(bill::failed).stream();
    }

    private static String stays(PackageName name, Visibility visibility) {
        return name + " stays " + visibility.name().toLowerCase(Locale.ROOT)
                + ": publishing does not change who sees a package";
    }
}
