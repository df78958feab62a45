package dev.slipway.bench.auditlog;

import dev.slipway.access.Actor;
import dev.slipway.access.Principal;
import dev.slipway.access.TeamId;
import dev.slipway.access.TokenId;
import dev.slipway.adapters.dynamodb.DynamoAuditLog;
import dev.slipway.adapters.dynamodb.DynamoTrusts;
import dev.slipway.audit.AuditAction;
import dev.slipway.audit.AuditAction.TagMoved;
import dev.slipway.audit.AuditAction.TeamCreated;
import dev.slipway.audit.AuditAction.VersionInstalled;
import dev.slipway.audit.AuditEntry;
import dev.slipway.audit.Book;
import dev.slipway.audit.Origin;
import dev.slipway.bench.Machine;
import dev.slipway.bench.Median;
import dev.slipway.bench.Options;
import dev.slipway.bench.Report;
import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Slice;
import dev.slipway.local.Database;
import dev.slipway.local.TableDefinition;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;

/// Asks a log with a million events, and one with a thousand, the same, and prints how much longer the large one takes.
final class AuditLogBench {

    private static final OrgSlug LARGE = new OrgSlug("acme");
    private static final OrgSlug SMALL = new OrgSlug("globex");
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration YEAR = Duration.ofDays(300);
    private static final int SMALL_EVENTS = 1_000;

    private static final List<Actor> ACTORS = List.of(
            new Principal.Person(new AccountId("01KAKJ3V6Q8ZQ0W3Y2M7N5T4RB"), new Handle("ada")),
            new Principal.Person(new AccountId("01KAKJ3V6Q8ZQ0W3Y2M7N5T4RC"), new Handle("grace")),
            new Principal.Machine(new TokenId("01KAKJ3V6Q8ZQ0W3Y2M7N5T4RD"), "ci", LARGE));

    private final DynamoAuditLog log;
    private final DynamoTrusts pen;
    private final Random random = new Random(20261128);

    private AuditLogBench(Database database) {
        var table = database.create(TableDefinition.find(), "logs");
        this.log = new DynamoAuditLog(table);
        this.pen = new DynamoTrusts(table);
    }

    static void main(String... arguments) throws InterruptedException, IOException {
        var options = Options.of(arguments);
        var events = options.number("--events", 1_000_000);
        try (var database = Database.inMemory()) {
            var bench = new AuditLogBench(database);
            bench.fill(SMALL, SMALL_EVENTS);
            bench.fill(LARGE, events);
            bench.run(events, options.number("--rounds", 31));
        }
    }

    private void fill(OrgSlug org, int events) throws InterruptedException {
        System.err.println("writing " + events + " events");
        var seeds = new ArrayList<AuditEntry>();
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (int i = 0; i < events; i++) {
                seeds.add(entry(org, START.plusMillis(random.nextLong(YEAR.toMillis()))));
                if (seeds.size() == 5_000 || i == events - 1) {
                    var some = List.copyOf(seeds);
                    seeds.clear();
                    threads.invokeAll(List.of(
                            () -> write(some.subList(0, some.size() / 2)),
                            () -> write(some.subList(some.size() / 2, some.size()))));
                }
                if (i % 100_000 == 99_999) {
                    System.err.println(i + 1);
                }
            }
        }
    }

    private boolean write(List<AuditEntry> entries) {
        entries.forEach(pen::recordRefused);
        return true;
    }

    /// Four of five are installs.
    private AuditEntry entry(OrgSlug org, Instant at) {
        var pkg = "@acme/" + List.of("pad", "lid", "cup", "saucer").get(random.nextInt(4));
        AuditAction action = switch (random.nextInt(10)) {
            case 0 -> new TeamCreated(new TeamId("01KAKJ3V6Q8ZQ0W3Y2M7N5T4RE"), "core");
            case 1 -> new TagMoved(pkg, "beta", Optional.empty(), "1.0.0");
            default -> new VersionInstalled(pkg, "1.0.0");
        };
        var actor = ACTORS.get(random.nextInt(ACTORS.size()));
        return new AuditEntry(
                Ids.random().next(at),
                new Book.OfOrganization(org),
                at,
                actor,
                new Origin("203.0.113.7", "npm/11.6.2 node/v24.11.0 linux x64", "JKJaXmPLvHcESHA="),
                action);
    }

    private void run(int events, int rounds) throws IOException {
        var report = new Report(
                "a page of 50", events + " events, ms", "lines", SMALL_EVENTS + " events, ms", "lines", "ratio");
        for (var question : Question.ALL) {
            var large = new ArrayList<Double>();
            var small = new ArrayList<Double>();
            for (int round = -5; round < rounds; round++) {
                var one = time(question, LARGE);
                var other = time(question, SMALL);
                if (round >= 0) {
                    large.add(one);
                    small.add(other);
                }
            }
            var a = Median.of(large, Double::doubleValue);
            var b = Median.of(small, Double::doubleValue);
            report.row(question.title(), a, lines(question, LARGE), b, lines(question, SMALL), a / b);
        }
        IO.println(Machine.description());
        IO.println("Medians of " + rounds + " rounds in turn, on DynamoDB Local in memory.\n");
        IO.println(report);
    }

    private double time(Question question, OrgSlug org) {
        var from = System.nanoTime();
        var lines = lines(question, org);
        var millis = (System.nanoTime() - from) / 1e6;
        if (lines == 0) {
            throw new IllegalStateException("nothing was found: " + question.title());
        }
        return millis;
    }

    /// How many are on the page: where a small log has fewer than fit, it costs less.
    private int lines(Question question, OrgSlug org) {
        var query = question.of(org, START.plus(YEAR.dividedBy(2)), START.plus(YEAR));
        return log.list(query, Slice.first(50)).items().size();
    }
}
