package dev.slipway.local.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.slipway.adapters.dynamodb.Table;
import dev.slipway.adapters.lambda.Environment;
import dev.slipway.adapters.s3.Bucket;
import dev.slipway.local.gateway.FunctionBlock;
import dev.slipway.local.gateway.Node;
import dev.slipway.local.gateway.Route;
import dev.slipway.local.gateway.Template;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What runs in the cloud is what was meant to: `template.yaml` against the code.
class CloudTemplateTest {

    private static final Path ROOT = Path.of(System.getProperty("slipway.root", "."));
    private static final Pattern VARIABLE =
            Pattern.compile("(?:environment|variables)\\s*\\.(?:find|required|wholeNumber)\\(\"([A-Z_]+)\"");

    /// What is read by a class for those functions alone that use it.
    private static final Map<String, Set<String>> READ_BY_OTHERS = Map.of(
            "SealSigner", Set.of("SEAL_KEY_ID"),
            "StorageTerms", Set.of("GIGABYTES_PER_SEAT"),
            "StripeAccess", Set.of("STRIPE_API_KEY_PARAMETER", "STRIPE_SEAT_PRICE", "STRIPE_POOL_SEAT_PRICE"),
            "StripeEvents", Set.of("STRIPE_WEBHOOK_SECRETS_PARAMETER"),
            "WebhookAccess", Set.of("WEBHOOK_KEY_PARAMETER"));

    private Template template;

    static Stream<FunctionBlock> functions() throws IOException {
        return Template.read(ROOT.resolve("template.yaml")).functions().stream();
    }

    @BeforeEach
    void read() throws IOException {
        template = Template.read(ROOT.resolve("template.yaml"));
    }

    @ParameterizedTest
    @MethodSource("functions")
    void one_word_names_the_block_the_folder_the_jar_the_class_and_the_events(FunctionBlock function)
            throws IOException {
        var word = word(function);
        var camel = function.logicalId().replace("Function", "");

        assertThat(function.codeUri()).isEqualTo("functions/" + word + "/target/" + word + ".jar");
        assertThat(function.handler())
                .isEqualTo("dev.slipway.functions." + word.replace("-", "") + "." + camel + "Handler::handleRequest");
        assertThat(ROOT.resolve("functions/" + word + "/pom.xml")).exists();
        try (var events = Files.list(ROOT.resolve("events"))) {
            assertThat(events.map(path -> path.getFileName().toString()))
                    .as("event files of %s", word)
                    .anyMatch(name -> name.equals(word + ".json") || name.startsWith(word + "-"));
        }
    }

    @Test
    void every_folder_under_functions_is_a_function_of_the_template() throws IOException {
        var words = template.functions().stream().map(CloudTemplateTest::word).toList();

        try (var folders = Files.list(ROOT.resolve("functions"))) {
            assertThat(folders.filter(Files::isDirectory)
                            .map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(words);
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    void a_handler_can_be_made_by_lambda_and_by_the_local_registry(FunctionBlock function) throws Exception {
        var handler = Class.forName(function.handlerClass());

        assertThat(RequestStreamHandler.class).isAssignableFrom(handler);
        assertThat(Modifier.isPublic(handler.getConstructor().getModifiers())).isTrue();
        assertThat(handler.getConstructor(
                        Environment.class, Table.class, Bucket.class, InstantSource.class, OutputStream.class))
                .isNotNull();
    }

    @ParameterizedTest
    @MethodSource("functions")
    void every_function_is_reached_by_a_route_a_topic_a_schedule_the_stream_or_a_queue(FunctionBlock function) {
        assertThat(function.triggers()).isNotEmpty();
    }

    @Test
    void no_route_leads_to_two_functions_and_what_no_route_is_for_is_answered_too() {
        var routes = template.functions().stream()
                .flatMap(function -> function.routes().stream())
                .map(Route::key)
                .toList();

        assertThat(routes).doesNotHaveDuplicates().contains(Route.DEFAULT);
    }

    @ParameterizedTest
    @MethodSource("functions")
    void a_function_gives_up_before_the_gateway_does(FunctionBlock function) {
        // Nobody waits for what a schedule calls.
        assertThat(function.timeout())
                .isLessThan(Duration.ofSeconds(function.routes().isEmpty() ? 901 : 30));
    }

    @ParameterizedTest
    @MethodSource("functions")
    void a_function_may_do_named_actions_on_named_resources_only(FunctionBlock function) {
        var statements = statements(function);

        assertThat(statements).isNotEmpty();
        for (var statement : statements) {
            assertThat(texts(statement.find("Action")))
                    .allMatch(action -> action.matches("(dynamodb|kms|s3|ses|sqs):[A-Z][A-Za-z]+|ssm:GetParameter"));
            assertThat(String.valueOf(statement.find("Resource")))
                    .containsPattern(
                            "(Data|Mail|Queues|Seals)(\\.|', ')Outputs\\.|:parameter\\$\\{(Stripe|Webhook)[A-Za-z]+Parameter}")
                    .doesNotContain("'*'");
        }
    }

    @Test
    void the_function_that_reads_changes_no_item_and_no_object() {
        var actions = new TreeSet<String>();
        statements(template.function("InstallFunction"))
                .forEach(statement -> actions.addAll(texts(statement.find("Action"))));

        // PutItem is the audit entry of an install; UpdateItem the last use of a token and of a membership, and the
        // count of
        // tokens that were tried out.
        assertThat(actions)
                .containsExactly(
                        "dynamodb:BatchGetItem",
                        "dynamodb:GetItem",
                        "dynamodb:PutItem",
                        "dynamodb:Query",
                        "dynamodb:UpdateItem",
                        "s3:GetObject",
                        "s3:ListBucket");
    }

    @Test
    void what_the_function_that_reads_puts_goes_into_audit_logs_and_nowhere_else() {
        var puts = statements(template.function("InstallFunction")).stream()
                .filter(statement -> texts(statement.find("Action")).contains("dynamodb:PutItem"))
                .toList();

        assertThat(puts).singleElement().satisfies(put -> {
            assertThat(texts(put.find("Action"))).containsExactly("dynamodb:PutItem");
            var condition = (Node.Fields) put.find("Condition");
            assertThat(condition.values()).containsOnlyKeys("ForAllValues:StringLike", "Null");
            assertThat(leadingKeys(condition, "ForAllValues:StringLike"))
                    .containsExactlyInAnyOrder("AUDIT#*", "INSTALLS#*", "LIMIT#refused#*");
            // An operator for all values holds where there are none.
            assertThat(leadingKeys(condition, "Null")).containsExactly("false");
        });
    }

    @Test
    void what_it_updates_are_uses_of_tokens_and_memberships_guesses_and_downloads_and_nothing_else() {
        var updates = statements(template.function("InstallFunction")).stream()
                .filter(statement -> texts(statement.find("Action")).contains("dynamodb:UpdateItem"))
                .toList();

        assertThat(updates).singleElement().satisfies(update -> {
            assertThat(texts(update.find("Action"))).containsExactly("dynamodb:UpdateItem");
            var condition = (Node.Fields) update.find("Condition");
            assertThat(condition.values()).containsOnlyKeys("ForAllValues:StringLike", "Null");
            assertThat(leadingKeys(condition, "ForAllValues:StringLike"))
                    .containsExactlyInAnyOrder("TOKEN#*", "MEMBERS#*", "LIMIT#token-guess#*", "DOWNLOADS#*");
            assertThat(leadingKeys(condition, "Null")).containsExactly("false");
        });
    }

    /// Each function that answers requests counts the tokens that are tried out on it, by an update.
    @ParameterizedTest
    @MethodSource("functions")
    void a_function_that_answers_requests_may_count_guesses(FunctionBlock function) {
        var actions = new TreeSet<String>();
        statements(function).forEach(statement -> actions.addAll(texts(statement.find("Action"))));

        if (!function.routes().isEmpty()) {
            assertThat(actions).contains("dynamodb:UpdateItem");
        }
    }

    private static Set<String> leadingKeys(Node.Fields condition, String operator) {
        return texts(((Node.Fields) condition.find(operator)).find("dynamodb:LeadingKeys"));
    }

    @ParameterizedTest
    @MethodSource("functions")
    void every_variable_that_the_code_reads_is_set_by_the_template_or_by_lambda(FunctionBlock function)
            throws IOException {
        var set = new TreeSet<>(function.environment().keySet());
        // The JVM reads the first, and those that say something of it the second.
        var read = new TreeSet<>(Set.of("JAVA_TOOL_OPTIONS", "BILLING", "WEBHOOKS"));
        var code = code("functions/" + word(function));
        READ_BY_OTHERS.forEach((reader, names) -> {
            if (code.contains(reader)) {
                read.addAll(names);
            }
        });
        for (var folder : foldersOf(function)) {
            try (var files = Files.walk(ROOT.resolve(folder).resolve("src/main"))) {
                for (var file : files.filter(path -> path.toString().endsWith(".java"))
                        .filter(path -> !READ_BY_OTHERS.containsKey(
                                path.getFileName().toString().replace(".java", "")))
                        .toList()) {
                    VARIABLE.matcher(Files.readString(file)).results().forEach(result -> read.add(result.group(1)));
                }
            }
        }

        assertThat(read).contains("TABLE_NAME");
        assertThat(read.stream().filter(name -> !name.startsWith("AWS_"))).allMatch(set::contains);
        assertThat(set).allMatch(read::contains);
    }

    @Test
    void what_holds_data_outlives_the_stack_and_is_closed_to_the_public() throws IOException {
        var data = Template.read(ROOT.resolve("infra/data.yaml"));
        var table = data.resources("AWS::DynamoDB::Table").get("Table");
        var bucket = data.resources("AWS::S3::Bucket").get("Bucket");

        for (var resource : List.of(table, bucket)) {
            assertThat(resource.find("DeletionPolicy")).isEqualTo(new Node.Text("Retain"));
            assertThat(resource.find("UpdateReplacePolicy")).isEqualTo(new Node.Text("Retain"));
        }
        assertThat(String.valueOf(table.find("Properties")))
                .contains("PointInTimeRecoveryEnabled='true'", "DeletionProtectionEnabled='true'", "PAY_PER_REQUEST");
        assertThat(String.valueOf(bucket.find("Properties")))
                .contains(
                        "BlockPublicAcls='true'", "BlockPublicPolicy='true'",
                        "IgnorePublicAcls='true'", "RestrictPublicBuckets='true'");
    }

    @Test
    void what_seals_can_change_no_event_and_deletes_some_only_where_that_is_wanted() {
        for (var statement : statements(template.function("SealFunction"))) {
            var actions = texts(statement.find("Action"));
            if (actions.stream().anyMatch(action -> action.matches("dynamodb:(Put|Update|Delete|Batch).*"))) {
                var keys = leadingKeys((Node.Fields) statement.find("Condition"), "ForAllValues:StringLike");
                assertThat(leadingKeys((Node.Fields) statement.find("Condition"), "Null"))
                        .containsExactly("false");
                if (actions.contains("dynamodb:UpdateItem")) {
                    assertThat(keys).containsExactly("SEALS#*");
                } else {
                    assertThat(actions).contains("dynamodb:DeleteItem");
                    assertThat(keys).containsExactlyInAnyOrder("AUDIT#org:*", "INSTALLS#*");
                }
            }
        }
        var under = template.function("SealFunction").policies().toString();
        assertThat(under.substring(under.indexOf("ArchivesAuditLog"))).contains("dynamodb:DeleteItem");
        assertThat(under.substring(0, under.indexOf("ArchivesAuditLog"))).doesNotContain("Delete");
    }

    @Test
    void seals_are_kept_from_being_deleted_and_outlive_the_stack() throws IOException {
        var seal = Template.read(ROOT.resolve("infra/seal.yaml"));
        var key = seal.resources("AWS::KMS::Key").get("Key");
        var bucket = seal.resources("AWS::S3::Bucket").get("Bucket");

        for (var resource : List.of(key, bucket)) {
            assertThat(resource.find("DeletionPolicy")).isEqualTo(new Node.Text("Retain"));
            assertThat(resource.find("UpdateReplacePolicy")).isEqualTo(new Node.Text("Retain"));
        }
        assertThat(String.valueOf(key.find("Properties"))).contains("ECC_NIST_P256", "SIGN_VERIFY");
        assertThat(String.valueOf(bucket.find("Properties")))
                .contains(
                        "ObjectLockEnabled='true'",
                        "DefaultRetention",
                        "BlockPublicPolicy='true'",
                        "RestrictPublicBuckets='true'");
        assertThat(template.section("Rules").find("WhatLeavesTheLogIsSealed")).isNotNull();
    }

    @Test
    void every_alarm_and_dashboard_gets_what_it_watches() throws IOException {
        var watch = Template.read(ROOT.resolve("infra/watch.yaml"));
        var nested = (Node.Fields)
                template.resources("AWS::Serverless::Application").get("Watch").find("Properties");
        var given = ((Node.Fields) nested.find("Parameters")).values().keySet();

        assertThat(given).isEqualTo(watch.section("Parameters").values().keySet());
        assertThat(watch.resources("AWS::CloudWatch::Alarm")).isNotEmpty();
    }

    /// Where a function reads variables: in its own code, and in the adapters that are configured by them.
    private static List<String> foldersOf(FunctionBlock function) throws IOException {
        var pom = Files.readString(ROOT.resolve("functions/" + word(function) + "/pom.xml"));
        var folders = new ArrayList<>(List.of("functions/" + word(function), "adapters/lambda"));
        if (pom.contains("<artifactId>slipway-oidc</artifactId>")
                && code(folders.getFirst()).contains("ConfiguredProviders")) {
            folders.add("adapters/oidc");
        }
        if (code(folders.getFirst()).contains("WaysIn")) {
            folders.add("console");
        }
        return folders;
    }

    private static String code(String folder) throws IOException {
        var code = new StringBuilder();
        try (var files = Files.walk(ROOT.resolve(folder).resolve("src/main"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                code.append(Files.readString(file));
            }
        }
        return code.toString();
    }

    /// `BillingWebhookFunction` is `billing-webhook`.
    private static String word(FunctionBlock function) {
        return function.logicalId()
                .replaceFirst("Function$", "")
                .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                .toLowerCase(Locale.ROOT);
    }

    private static List<Node.Fields> statements(FunctionBlock function) {
        var statements = new ArrayList<Node.Fields>();
        for (var policy : function.policies()) {
            if (policy instanceof Node.Fields fields && fields.find("Statement") instanceof Node.Items(var items)) {
                items.forEach(item -> statements.add(statement(item)));
            }
        }
        return statements;
    }

    /// One that is there under a condition counts as any other.
    private static Node.Fields statement(Node node) {
        return node instanceof Node.Intrinsic(var function, Node.Items(var choice)) && function.equals("Fn::If")
                ? (Node.Fields) choice.get(1)
                : (Node.Fields) node;
    }

    private static Set<String> texts(Node node) {
        var texts = new TreeSet<String>();
        switch (node) {
            case Node.Items(var items) -> items.forEach(item -> texts.addAll(texts(item)));
            case Node.Text(var text) -> texts.add(text);
            case Node.Fields _, Node.Intrinsic _ -> throw new AssertionError("an action must be a text: " + node);
        }
        return texts;
    }
}
