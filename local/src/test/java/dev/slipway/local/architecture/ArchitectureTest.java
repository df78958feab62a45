package dev.slipway.local.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import dev.slipway.adapters.lambda.HttpHandler;
import dev.slipway.adapters.lambda.QueueHandler;
import dev.slipway.adapters.lambda.ScheduleHandler;
import dev.slipway.adapters.lambda.StreamHandler;
import dev.slipway.adapters.lambda.TopicHandler;
import dev.slipway.audit.AuditEntry;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;

/// Who may import whom. `docs/architecture.md` says why.
@AnalyzeClasses(packages = "dev.slipway", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] CORE = {
        "dev.slipway.kernel..",
        "dev.slipway.access..",
        "dev.slipway.audit..",
        "dev.slipway.org..",
        "dev.slipway.packages..",
        "dev.slipway.identity..",
        "dev.slipway.billing..",
        "dev.slipway.webhooks.."
    };

    @ArchTest
    static final ArchRule the_core_is_plain_java = classes()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .onlyDependOnClassesThat(resideInAPackage("java..")
                    // An HMAC and a derived key are as much the JDK's as a SHA-256.
                    .or(resideInAPackage("javax.crypto.."))
                    .or(resideInAPackage("org.jspecify.."))
                    .or(resideInAPackage("com.github.f4b6a3.ulid.."))
                    .or(isCore()));

    @ArchTest
    static final ArchRule the_parts_of_the_core_form_no_cycle =
            slices().matching("dev.slipway.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule the_kernel_knows_no_other_part = noClasses()
            .that()
            .resideInAPackage("dev.slipway.kernel..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.slipway.access..",
                    "dev.slipway.audit..",
                    "dev.slipway.org..",
                    "dev.slipway.packages..",
                    "dev.slipway.identity..",
                    "dev.slipway.billing..");

    @ArchTest
    static final ArchRule access_knows_the_kernel_alone = noClasses()
            .that()
            .resideInAPackage("dev.slipway.access..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.slipway.audit..",
                    "dev.slipway.org..",
                    "dev.slipway.packages..",
                    "dev.slipway.identity..",
                    "dev.slipway.billing..");

    @ArchTest
    static final ArchRule audit_builds_on_access_alone = noClasses()
            .that()
            .resideInAPackage("dev.slipway.audit..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.slipway.org..", "dev.slipway.packages..", "dev.slipway.identity..", "dev.slipway.billing..");

    /// Seats are the organization's, so what pays for them builds on it, and not the other way round.
    @ArchTest
    static final ArchRule no_part_knows_what_is_billed = noClasses()
            .that()
            .resideInAnyPackage("dev.slipway.org..", "dev.slipway.packages..", "dev.slipway.identity..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.slipway.billing..");

    @ArchTest
    static final ArchRule billing_knows_neither_packages_nor_people = noClasses()
            .that()
            .resideInAPackage("dev.slipway.billing..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.slipway.packages..", "dev.slipway.identity..");

    @ArchTest
    static final ArchRule the_parts_that_do_something_know_nothing_of_each_other =
            slices().matching("dev.slipway.(org|packages|identity)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule no_adapter_knows_another =
            slices().matching("dev.slipway.adapters.(*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule no_function_knows_another =
            slices().matching("dev.slipway.functions.(*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule the_console_joins_requests_and_pages_and_nothing_else = noClasses()
            .that()
            .resideInAPackage("dev.slipway.console..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.slipway.adapters.dynamodb..",
                    "dev.slipway.adapters.s3..",
                    "dev.slipway.adapters.ses..",
                    "dev.slipway.adapters.kms..",
                    "dev.slipway.adapters.oidc..",
                    "dev.slipway.adapters.stripe..",
                    "dev.slipway.adapters.ssm..",
                    "dev.slipway.adapters.npm..",
                    "dev.slipway.adapters.aws..",
                    "dev.slipway.functions..",
                    "dev.slipway.local..");

    @ArchTest
    static final ArchRule adapters_know_no_console_and_no_function = noClasses()
            .that()
            .resideInAPackage("dev.slipway.adapters..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.slipway.console..", "dev.slipway.functions..", "dev.slipway.local..");

    @ArchTest
    static final ArchRule dynamodb_is_spoken_to_in_one_adapter =
            onlyIn("dev.slipway.adapters.dynamodb..", "software.amazon.awssdk.services.dynamodb..");

    @ArchTest
    static final ArchRule the_client_of_dynamodb_is_in_one_class = noClasses()
            .that()
            .resideInAPackage("dev.slipway.adapters.dynamodb..")
            .and()
            .doNotHaveSimpleName("Table")
            .should()
            .dependOnClassesThat()
            .haveSimpleName("DynamoDbClient");

    @ArchTest
    static final ArchRule keys_are_made_in_one_class = noClasses()
            .that()
            .resideInAPackage("dev.slipway.adapters.dynamodb..")
            .and()
            .doNotHaveSimpleName("Keys")
            .and()
            .doNotHaveSimpleName("Key")
            .should()
            .callConstructorWhere(DescribedPredicate.describe(
                    "a key", call -> call.getTargetOwner().getSimpleName().equals("Key")));

    @ArchTest
    static final ArchRule s3_is_spoken_to_in_one_adapter =
            onlyIn("dev.slipway.adapters.s3..", "software.amazon.awssdk.services.s3..");

    @ArchTest
    static final ArchRule ses_is_spoken_to_in_one_adapter =
            onlyIn("dev.slipway.adapters.ses..", "software.amazon.awssdk.services.sesv2..");

    @ArchTest
    static final ArchRule kms_is_spoken_to_in_one_adapter =
            onlyIn("dev.slipway.adapters.kms..", "software.amazon.awssdk.services.kms..");

    @ArchTest
    static final ArchRule sqs_is_spoken_to_in_one_adapter =
            onlyIn("dev.slipway.adapters.sqs..", "software.amazon.awssdk.services.sqs..");

    /// Whoever sends to strangers by another way would go round the guard of addresses.
    @ArchTest
    static final ArchRule receivers_are_sent_to_in_one_adapter =
            onlyIn("dev.slipway.adapters.webhook..", "org.apache.hc..");

    @ArchTest
    static final ArchRule stripe_is_spoken_to_in_one_adapter = onlyIn("dev.slipway.adapters.stripe..", "com.stripe..");

    @ArchTest
    static final ArchRule secrets_are_fetched_in_one_adapter =
            onlyIn("dev.slipway.adapters.ssm..", "software.amazon.awssdk.services.ssm..");

    @ArchTest
    static final ArchRule id_tokens_are_read_in_one_adapter = onlyIn("dev.slipway.adapters.oidc..", "com.nimbusds..");

    @ArchTest
    static final ArchRule lambda_is_spoken_to_in_one_adapter =
            onlyIn("dev.slipway.adapters.lambda..", "com.amazonaws.services.lambda..");

    @ArchTest
    static final ArchRule tar_is_read_in_one_adapter = onlyIn("dev.slipway.adapters.npm..", "org.apache.commons..");

    @ArchTest
    static final ArchRule html_is_written_in_one_adapter = onlyIn("dev.slipway.adapters.web..", "gg.jte..");

    @ArchTest
    static final ArchRule json_is_read_at_the_edges = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "dev.slipway.adapters.lambda..",
                    "dev.slipway.adapters.npm..",
                    "dev.slipway.adapters.stripe..",
                    "dev.slipway.cli..",
                    "dev.slipway.local..",
                    "dev.slipway.bench..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml.jackson..");

    @ArchTest
    static final ArchRule nobody_binds_json_to_objects_by_reflection =
            noClasses().should().dependOnClassesThat().resideInAPackage("com.fasterxml.jackson.databind..");

    @ArchTest
    static final ArchRule nobody_reads_the_clock_but_who_is_given_one = noClasses()
            .that()
            .resideOutsideOfPackages("dev.slipway.local..", "dev.slipway.bench..")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule the_system_clock_is_chosen_where_functions_are_wired = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "dev.slipway.functions..",
                    "dev.slipway.adapters.lambda..",
                    "dev.slipway.local..",
                    "dev.slipway.bench..")
            .should()
            .callMethod(InstantSource.class, "system");

    @ArchTest
    static final ArchRule the_environment_is_read_in_one_class = noClasses()
            .that()
            .resideOutsideOfPackages("dev.slipway.local..", "dev.slipway.bench..")
            .and()
            .doNotHaveSimpleName("Environment")
            .should()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class);

    @ArchTest
    static final ArchRule secrets_are_drawn_in_one_class = noClasses()
            .that()
            .resideOutsideOfPackages("dev.slipway.local..", "dev.slipway.bench..")
            .and()
            .doNotHaveSimpleName("Token")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(SecureRandom.class);

    @ArchTest
    static final ArchRule a_port_that_changes_the_table_takes_an_audit_entry = methods()
            .that()
            .areDeclaredInClassesThat()
            .haveNameMatching(
                    "dev\\.slipway\\.(packages\\.Packages|org\\.(Memberships|Organizations|Transfers|Invitations|ServiceAccounts|MachineTokens|Leaks)|identity\\.(Accounts|Tokens|Logins))")
            .and()
            .doNotHaveModifier(JavaModifier.STATIC)
            .and()
            // That a command line asks to be let in is nobody's deed yet.
            .haveNameNotMatching("find.*|list.*|count.*|begin|situation(ToRead|ToPublish)?")
            .should(takeAnAuditEntry());

    @ArchTest
    static final ArchRule a_handler_is_final_and_of_a_known_kind = classes()
            .that()
            .resideInAPackage("dev.slipway.functions..")
            .and()
            .haveSimpleNameEndingWith("Handler")
            .should()
            .beAssignableTo(JavaClass.Predicates.assignableTo(HttpHandler.class)
                    .or(JavaClass.Predicates.assignableTo(TopicHandler.class))
                    .or(JavaClass.Predicates.assignableTo(ScheduleHandler.class))
                    .or(JavaClass.Predicates.assignableTo(StreamHandler.class))
                    .or(JavaClass.Predicates.assignableTo(QueueHandler.class)))
            .andShould()
            .haveModifier(JavaModifier.FINAL);

    @ArchTest
    static final ArchRule names_say_what_a_class_is_for = noClasses()
            .should()
            .haveNameMatching(".*(Impl|Service|Manager|Utils?|Helper)")
            .orShould()
            .resideInAnyPackage("..util..", "..common..", "..helper..", "..manager..");

    private static ArchRule onlyIn(String home, String library) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(home, "dev.slipway.local..", "dev.slipway.bench..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
    }

    private static DescribedPredicate<JavaClass> isCore() {
        return JavaClass.Predicates.resideInAnyPackage(CORE);
    }

    private static ArchCondition<JavaMethod> takeAnAuditEntry() {
        return new ArchCondition<>("take an AuditEntry") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                var takesOne =
                        method.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(AuditEntry.class));
                if (!takesOne) {
                    events.add(violated(method, method.getFullName() + " changes the table and takes no audit entry"));
                }
            }
        };
    }
}
