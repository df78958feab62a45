package dev.slipway.functions.leak;

import dev.slipway.adapters.aws.Connections;
import dev.slipway.adapters.dynamodb.DynamoContacts;
import dev.slipway.adapters.dynamodb.DynamoLeaks;
import dev.slipway.adapters.dynamodb.DynamoMemberships;
import dev.slipway.adapters.dynamodb.DynamoRateLimits;
import dev.slipway.adapters.dynamodb.DynamoRefusals;
import dev.slipway.adapters.dynamodb.Table;
import dev.slipway.adapters.lambda.Environment;
import dev.slipway.adapters.lambda.HttpHandler;
import dev.slipway.adapters.lambda.HttpRequest;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.lambda.LeakReport;
import dev.slipway.adapters.lambda.Problem;
import dev.slipway.adapters.lambda.Settings;
import dev.slipway.adapters.oidc.ScanningKeys;
import dev.slipway.adapters.s3.Bucket;
import dev.slipway.adapters.ses.SesMails;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.Malformed;
import dev.slipway.org.LeakMails;
import dev.slipway.org.LeakSigners;
import dev.slipway.org.ReportLeaks;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Optional;

/// `POST /api/v1/leaks`: reports of tokens that were found in public, as GitHub's secret scanning sends them. Without
/// `LEAK_KEYS_URL` there is nothing at this address.
public final class LeakHandler extends HttpHandler {

    private static final String KEY = "github-public-key-identifier";
    private static final String SIGNATURE = "github-public-key-signature";

    private final Settings settings;
    private final Table table;
    private final Runnable disconnectOthers;
    private final Optional<ReportLeaks> reports;

    /// As Lambda makes it.
    public LeakHandler() {
        var environment = Environment.ofProcess();
        var table = Table.open(environment.required("TABLE_NAME"), environment.endpoint("DYNAMODB"), new Connections());
        this(environment, table, InstantSource.system(), System.out);
    }

    /// As the local registry makes it.
    ///
    /// @param bucket not used: there are no bytes here
    /// @param log gets a line for each request
    public LeakHandler(Environment environment, Table table, Bucket bucket, InstantSource clock, OutputStream log) {
        this(environment, table, clock, log);
    }

    private LeakHandler(Environment environment, Table table, InstantSource clock, OutputStream log) {
        var mails = SesMails.open(
                environment.required("MAIL_FROM"),
                environment.find("MAIL_CONFIGURATION_SET"),
                environment.endpoint("SESV2"),
                new Connections());
        var keys = environment.find("LEAK_KEYS_URL").map(url -> ScanningKeys.open(url, new Connections(), clock));
        this(
                environment,
                table,
                keys.map(LeakSigners.class::cast),
                mails,
                () -> {
                    mails.disconnect();
                    keys.ifPresent(ScanningKeys::disconnect);
                },
                clock,
                log);
    }

    /// As tests make it.
    ///
    /// @param signers empty where nobody may report
    /// @param disconnectOthers cuts the connections of all but the table
    public LeakHandler(
            Environment environment,
            Table table,
            Optional<LeakSigners> signers,
            LeakMails mails,
            Runnable disconnectOthers,
            InstantSource clock,
            OutputStream log) {
        var settings = Settings.from(environment, "leak");
        super(settings, clock, System::nanoTime, log, new DynamoRateLimits(table), DynamoRefusals.recording(table));
        this.settings = settings;
        this.table = table;
        this.disconnectOthers = disconnectOthers;
        this.reports = signers.map(known -> new ReportLeaks(
                known,
                new DynamoLeaks(table),
                new DynamoMemberships(table),
                new DynamoContacts(table),
                mails,
                new DynamoRateLimits(table),
                Ids.random()));
    }

    @Override
    protected void disconnect() {
        table.disconnect();
        disconnectOthers.run();
    }

    @Override
    protected HttpResponse handle(HttpRequest request, Instant now) {
        request.notes().action("leaks.report");
        return reports.filter(_ -> request.route().equals("/api/v1/leaks"))
                .map(open -> switch (request.method()) {
                    case "POST" -> report(request, request.visit(settings, now), open);
                    default -> Problem.methodNotAllowed("POST").answer(request);
                })
                .orElseGet(() -> Problem.unknownRoute().answer(request));
    }

    private static HttpResponse report(HttpRequest request, Visit visit, ReportLeaks reports) {
        var body = request.body();
        if (body.length > LeakReport.LARGEST) {
            throw new Malformed("invalid_json", "The body is longer than " + LeakReport.LARGEST + " bytes.");
        }
        var key = request.header(KEY).orElse("");
        var signature = request.header(SIGNATURE).orElse("");
        if (key.isEmpty() || signature.isEmpty()) {
            return notGenuine().answer(request);
        }
        return switch (reports.check(visit, key, signature, body)) {
            case ReportLeaks.Standing.Genuine _ -> take(request, visit, reports, body);
            case ReportLeaks.Standing.Forged _ -> notGenuine().answer(request);
            case ReportLeaks.Standing.TooFast(var retryAfter) -> Problem.tooFast(retryAfter, request);
            case ReportLeaks.Standing.Unknown _ ->
                Problem.of(
                                503,
                                "keys_unreachable",
                                "Keys unreachable",
                                "The keys that reports are signed with can't be had at this moment: send it again.")
                        .answer(request);
        };
    }

    private static HttpResponse take(HttpRequest request, Visit visit, ReportLeaks reports, byte[] body) {
        var matches = LeakReport.read(body);
        var results =
                reports.run(visit, matches.stream().map(LeakReport.Match::leak).toList());
        var real = results.stream().filter(ReportLeaks.Result::real).count();
        var unmailed = results.stream().mapToInt(ReportLeaks.Result::unmailed).sum();
        request.notes().reason(results.size() + " reported, " + real + " real, " + unmailed + " not told");
        var feedback = new ArrayList<LeakReport.Feedback>();
        for (int i = 0; i < matches.size(); i++) {
            feedback.add(new LeakReport.Feedback(matches.get(i), results.get(i).real()));
        }
        return HttpResponse.json(200, LeakReport.write(feedback));
    }

    /// Forged, absent, by a key that is no longer good: whoever tries it out learns nothing from the answer.
    private static Problem notGenuine() {
        return Problem.of(401, "report_not_genuine", "Not genuine", "This is no report of anybody who is known here.");
    }
}
