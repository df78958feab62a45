package dev.slipway.adapters.ses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.access.Role;
import dev.slipway.kernel.Email;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Posted;
import dev.slipway.org.InvitationMails;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;

/// How mails go out, and what is said when they don't. What they say is in [WordingTest].
class SesMailsTest {

    private static final Email MIA = new Email("mia@example.com");
    private static final String SECRET = "slp_l0123456789";
    private static final URI LINK = URI.create("https://npm.acme.test/sign-in/mail?token=" + SECRET);
    private static final Instant UNTIL = Instant.parse("2026-11-21T09:30:59Z");

    private final ScriptedSes ses = new ScriptedSes();
    private final SdkHttpClient connections = AwsCrtHttpClient.create();
    private SesMails mails;

    @BeforeEach
    void open() {
        mails = SesMails.open(
                "Slipway <no-reply@acme.test>", Optional.of("slipway"), Optional.of(ses.endpoint()), connections);
    }

    @AfterEach
    void close() {
        mails.close();
        ses.close();
    }

    private Posted signIn() {
        return mails.send(MIA, LINK, UNTIL, "Firefox on Linux");
    }

    @Test
    void a_mail_goes_out_in_one_signed_request_to_one_recipient_and_gives_its_id() {
        assertThat(signIn()).isEqualTo(new Posted.Accepted("m-1"));

        var asked = ses.asked();
        assertThat(asked).singleElement().satisfies(request -> {
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.path()).isEqualTo("/v2/email/outbound-emails");
            assertThat(request.headers().get("Authorization"))
                    .singleElement()
                    .asString()
                    .startsWith("AWS4-HMAC-SHA256 Credential=local/")
                    .contains("/eu-west-1/ses/aws4_request");
            assertThat(request.body())
                    .contains(
                            "\"FromEmailAddress\":\"\\\"Slipway\\\" <no-reply@acme.test>\"",
                            "\"Destination\":{\"ToAddresses\":[\"mia@example.com\"]}",
                            "\"ConfigurationSetName\":\"slipway\"",
                            "\"Text\":{\"Data\":\"",
                            "\"Html\":{\"Data\":\"",
                            "\"Charset\":\"UTF-8\"",
                            "{\"Name\":\"Auto-Submitted\",\"Value\":\"auto-generated\"}")
                    .doesNotContain("\"Raw\"", "\"Template\"", "BccAddresses", "CcAddresses");
        });
    }

    @Test
    void without_a_configuration_set_none_is_named() {
        var plain = SesMails.open("no-reply@acme.test", Optional.empty(), Optional.of(ses.endpoint()), connections);

        plain.send(MIA, LINK, UNTIL, "curl");

        assertThat(ses.asked().getFirst().body())
                .contains("\"FromEmailAddress\":\"no-reply@acme.test\"")
                .doesNotContain("ConfigurationSetName");
    }

    @ParameterizedTest
    @CsvSource({
        "400, MessageRejected, Email address is not verified: mia@example.com",
        "400, BadRequestException, Illegal address mia@example.com",
        "400, AccountSuspendedException, Not now",
        "400, SendingPausedException, Not now",
        "400, MailFromDomainNotVerifiedException, acme.test",
        "400, LimitExceededException, Too much",
        "403, AccessDeniedException, not authorized to perform ses:SendEmail",
        "404, NotFoundException, Configuration set slipway does not exist",
        "429, TooManyRequestsException, Slow down",
        "500, InternalFailure, Oh",
    })
    void what_ses_says_no_to_is_a_value_with_its_name_and_nothing_of_its_sentence(
            int status, String type, String sentence) {
        ses.says(status, type, "{\"message\":\"" + sentence + " " + SECRET + "\"}");

        assertThat(signIn()).isEqualTo(new Posted.Failed("SES answered " + status + " " + type));
    }

    @Test
    void throttling_and_outages_are_tried_again_a_few_times_and_refusals_are_not() {
        ses.says(429, "TooManyRequestsException", "{}");
        signIn();
        int throttled = ses.asked().size();
        ses.says(400, "MessageRejected", "{}");
        signIn();

        assertThat(throttled).isBetween(2, 5);
        assertThat(ses.asked()).hasSize(throttled + 1);
    }

    @ParameterizedTest
    @CsvSource({"200, not JSON", "500, <html>", "502, ''", "301, {}"})
    void an_answer_that_is_none_of_ses_is_a_value_too(int status, String body) {
        ses.says(status, "", body);

        assertThat(signIn()).isInstanceOf(Posted.Failed.class);
    }

    @Test
    void an_ses_that_never_answers_is_given_up_on_in_time() {
        ses.saysNothing();
        var began = System.nanoTime();

        var posted = signIn();

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(7));
        assertThat(posted).isEqualTo(new Posted.Failed("SES gave no answer within 5 seconds"));
    }

    @Test
    void an_ses_that_is_not_there_is_a_value() {
        ses.close();

        assertThat(signIn())
                .isInstanceOfSatisfying(
                        Posted.Failed.class,
                        failed -> assertThat(failed.reason())
                                .startsWith("SES could not be asked")
                                .doesNotContain("mia", "acme", SECRET));
    }

    @Test
    void nothing_that_others_chose_can_add_a_header_or_a_recipient() {
        var letter = new InvitationMails.Letter(
                MIA,
                new OrgSlug("acme"),
                "Acme\r\nBcc: everybody@example.org\r\n\r\n<script>",
                Role.MEMBER,
                List.of(),
                false,
                new Handle("ada"),
                LINK,
                UNTIL);

        mails.send(letter);

        assertThat(ses.asked().getFirst().body())
                .containsPattern("\"Subject\":\\{\"Data\":\"ada invited you to [^\"\\\\]+\"")
                .doesNotContain("\\r", "Bcc: everybody", "<script>");
    }

    @Test
    void priming_asks_for_a_mail_to_nobody_and_survives_the_refusal() {
        ses.says(400, "BadRequestException", "{\"message\":\"no recipients\"}");

        mails.prime();

        assertThat(ses.asked())
                .singleElement()
                .satisfies(request -> assertThat(request.body()).doesNotContain("ToAddresses"));
    }

    @Test
    void connections_that_were_cut_are_opened_again() {
        signIn();
        mails.disconnect();
        var reopened = SesMails.open(
                "no-reply@acme.test", Optional.empty(), Optional.of(ses.endpoint()), AwsCrtHttpClient.create());

        assertThat(reopened.send(MIA, LINK, UNTIL, "curl")).isInstanceOf(Posted.Accepted.class);
    }

    @Test
    void a_sender_that_is_none_fails_at_once() {
        assertThatThrownBy(() -> SesMails.open("Slipway", Optional.empty(), Optional.of(ses.endpoint()), connections))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("MAIL_FROM");
    }
}
