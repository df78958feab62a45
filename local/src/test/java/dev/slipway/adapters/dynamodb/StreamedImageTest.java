package dev.slipway.adapters.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.access.Actor;
import dev.slipway.access.Principal;
import dev.slipway.access.TokenId;
import dev.slipway.adapters.lambda.RequestNotes;
import dev.slipway.adapters.lambda.Settings;
import dev.slipway.adapters.lambda.StreamHandler;
import dev.slipway.adapters.lambda.StreamRecord;
import dev.slipway.audit.AuditAction;
import dev.slipway.audit.AuditAction.TagMoved;
import dev.slipway.audit.AuditAction.VersionsDeprecated;
import dev.slipway.audit.AuditEntry;
import dev.slipway.audit.Book;
import dev.slipway.audit.Origin;
import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.local.Database;
import dev.slipway.local.TableDefinition;
import dev.slipway.local.gateway.Functions;
import dev.slipway.local.gateway.Limits;
import dev.slipway.local.gateway.Node;
import dev.slipway.local.gateway.Template;
import dev.slipway.local.stream.Positions;
import dev.slipway.local.stream.Subscription;
import dev.slipway.local.stream.TableStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// What the table's stream tells of an audit log, read back.
class StreamedImageTest {

    private static final OrgSlug ACME = new OrgSlug("acme");
    private static final Instant AT = Instant.parse("2026-11-21T09:30:00.123Z");
    private static final AccountId ADA = new AccountId("01KAKJ3V6Q8ZQ0W3Y2M7N5T4RB");
    private static final String EAR = """
            Resources:
              Ear:
                Type: AWS::Serverless::Function
                Properties:
                  CodeUri: a.jar
                  Handler: a.B
                  Events: {All: {Type: DynamoDB, Properties: {Stream: x, StartingPosition: TRIM_HORIZON, FunctionResponseTypes: [ReportBatchItemFailures]}}}
            """;

    private static final class Ear extends StreamHandler {

        final List<Optional<StreamedImage.Told>> told = new ArrayList<>();

        Ear() {
            super(
                    new Settings("ear", "ear", "1", Optional.empty(), false, false, true),
                    () -> AT,
                    System::nanoTime,
                    OutputStream.nullOutputStream());
        }

        @Override
        protected void handle(StreamRecord change, Instant now, RequestNotes notes) {
            told.add(new StreamedImage(change.image()).auditEvent());
        }
    }

    private static AuditEntry entry(String id, Book book, Actor actor, AuditAction action) {
        return new AuditEntry(id, book, AT, actor, new Origin("203.0.113.7", "npm/11.0.0", "request-1"), action);
    }

    @Test
    void an_entry_of_an_organization_is_read_as_it_was_written_and_all_else_is_passed_over() throws Exception {
        var acme = new Book.OfOrganization(ACME);
        var entries = List.of(
                entry(
                        "01KAKJ3V6Q8ZQ0W3Y2M7N5T4RE",
                        acme,
                        new Principal.Person(ADA, new Handle("ada")),
                        new TagMoved("@acme/pad", "latest", Optional.of("1.0.0"), "1.1.0")),
                entry(
                        "01KAKJ3V6Q8ZQ0W3Y2M7N5T4RF",
                        acme,
                        new Principal.Machine(new TokenId("01KAKJ3V6Q8ZQ0W3Y2M7N5T4RD"), "ci", ACME),
                        new VersionsDeprecated(
                                "@acme/pad", Map.of("1.0.0", new VersionsDeprecated.Messages("", "old ✓")))),
                entry(
                        "01KAKJ3V6Q8ZQ0W3Y2M7N5T4RG",
                        new Book.OfAccount(ADA),
                        new Actor.Registry(),
                        new AuditAction.IdentityLinked("github")));
        var ear = new Ear();
        try (var database = Database.inMemory();
                var functions = new Functions(_ -> ear, Limits.AWS, _ -> {})) {
            var table = database.create(TableDefinition.findWithStream(), "told");
            try (var stream = TableStream.of(
                    new TableStream.Source(database.client(), database.streams(), "told"),
                    Subscription.of(Template.parse(EAR).functions(), node -> ((Node.Text) node).value()),
                    functions,
                    Positions.inMemory(),
                    (_, notice) -> assertThat(notice).isEmpty(),
                    _ -> {})) {
                entries.forEach(each -> AuditPen.write(table, each));
                stream.settle();
            }
        }

        assertThat(ear.told).containsExactly(told(entries.get(0)), told(entries.get(1)), Optional.empty());
    }

    private static Optional<StreamedImage.Told> told(AuditEntry entry) {
        return Optional.of(new StreamedImage.Told(ACME, AuditItem.read(AuditItem.write(entry))));
    }

    static final List<Map<String, Object>> POISON = List.of(
            Map.of(),
            Map.of("pk", Map.of("N", "7")),
            Map.of("pk", Map.of("S", "AUDIT#org:acme")),
            Map.of("pk", Map.of("S", "AUDIT#org:acme"), "sk", Map.of("S", "x"), "at", Map.of("S", "yesterday")),
            Map.of("pk", Map.of("S", "AUDIT#org:acme"), "actor", Map.of("Z", "x")),
            Map.of("pk", Map.of("S", "AUDIT#org:acme"), "actor", Map.of("S", "x", "N", "1")),
            Map.of("pk", Map.of("S", "AUDIT#org:acme"), "actor", "x"),
            Map.of("pk", Map.of("S", "AUDIT#org:acme"), "actor", Map.of("M", "x")),
            Map.of("pk", Map.of("S", "AUDIT#org:acme"), "actor", Map.of("L", "x")),
            Map.of("pk", Map.of("S", "AUDIT#org:acme"), "actor", Map.of("SS", "x")));

    @ParameterizedTest
    @FieldSource("POISON")
    void what_is_no_line_as_it_is_written_is_refused(Map<String, Object> image) {
        assertThatThrownBy(() -> new StreamedImage(image).auditEvent()).isInstanceOf(IllegalArgumentException.class);
    }
}
