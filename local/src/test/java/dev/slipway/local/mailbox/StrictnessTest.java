package dev.slipway.local.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.local.loopback.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the stand-in for SES refuses, since the real one does.
class StrictnessTest {

    private static final String SIGNED = "AWS4-HMAC-SHA256 Credential=k/20261121/eu-west-1/ses/aws4_request,"
            + " SignedHeaders=content-type;host;x-amz-date, Signature=" + "0".repeat(64);

    private final Mailbox mailbox = Mailbox.start(0, "slipway.test", InstantSource.system());
    private final Browser browser = new Browser(mailbox.url());

    @AfterEach
    void close() {
        browser.close();
        mailbox.close();
    }

    private static Map<String, Object> sound() {
        var mail = new HashMap<String, Object>();
        mail.put("FromEmailAddress", "no-reply@slipway.test");
        mail.put("Destination", Map.of("ToAddresses", List.of("mia@example.com")));
        mail.put(
                "Content",
                Map.of(
                        "Simple",
                        Map.of(
                                "Subject", Map.of("Data", "Hello"),
                                "Body", Map.of("Text", Map.of("Data", "Hello")))));
        return mail;
    }

    private HttpResponse<String> send(Map<String, Object> mail) {
        return browser.post(
                "/v2/email/outbound-emails",
                "application/json",
                Json.write(mail),
                "authorization",
                SIGNED,
                "x-amz-date",
                "20261121T093000Z");
    }

    private void refused(Map<String, Object> mail, int status, String type) {
        var answer = send(mail);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("x-amzn-errortype")).hasValue(type);
        assertThat(answer.headers().firstValue("x-amzn-requestid")).isPresent();
        assertThat(Json.object(answer.body())).containsOnlyKeys("message");
        assertThat(mailbox.messages()).isEmpty();
    }

    private void refused(String name, Object value, String type) {
        var mail = sound();
        mail.put(name, value);
        refused(mail, 400, type);
    }

    @Test
    void what_is_sound_is_taken() {
        var answer = send(sound());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo("{\"MessageId\":\"" + mailbox.messages().getFirst().id() + "\"}");
    }

    @Test
    void what_is_not_signed_is_refused() {
        var unsigned = browser.post("/v2/email/outbound-emails", "application/json", Json.write(sound()));
        assertThat(unsigned.statusCode()).isEqualTo(403);
        assertThat(unsigned.headers().firstValue("x-amzn-errortype")).hasValue("MissingAuthenticationTokenException");

        var forS3 = browser.post(
                "/v2/email/outbound-emails",
                "application/json",
                Json.write(sound()),
                "authorization",
                SIGNED.replace("/ses/", "/s3/"),
                "x-amz-date",
                "20261121T093000Z");
        assertThat(forS3.headers().firstValue("x-amzn-errortype")).hasValue("IncompleteSignatureException");
    }

    @Test
    void a_sender_must_be_there_and_verified() {
        var without = sound();
        without.remove("FromEmailAddress");
        refused(without, 400, "BadRequestException");
        refused("FromEmailAddress", "no-reply@other.test", "MessageRejected");
        refused("FromEmailAddress", "no-reply@sub.slipway.test.other.test", "MessageRejected");
        refused("FromEmailAddress", "Släpway <no-reply@slipway.test>", "BadRequestException");
        refused("FromEmailAddress", "Slipway, Inc. <no-reply@slipway.test>", "BadRequestException");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "mia",
                "mia@",
                "@example.com",
                "mia@@example.com",
                "mia mia@example.com",
                "mia@example..com",
                "mia@.example.com",
                "mia@exa mple.com",
                "mïa@example.com",
                "mia@example.com\r\nBcc: eve@example.com",
                "mia@example.com, eve@example.com",
                "mia@example.com; eve@example.com"
            })
    void an_address_that_is_none_is_refused(String address) {
        refused("Destination", Map.of("ToAddresses", List.of(address)), "BadRequestException");
    }

    @Test
    void between_one_and_fifty_recipients_are_taken() {
        refused("Destination", Map.of(), "BadRequestException");
        refused("Destination", Map.of("ToAddresses", List.of()), "BadRequestException");
        refused(
                "Destination",
                Map.of(
                        "ToAddresses", Collections.nCopies(30, "mia@example.com"),
                        "BccAddresses", Collections.nCopies(21, "mia@example.com")),
                "MessageRejected");
        var fifty = sound();
        fifty.put("Destination", Map.of("ToAddresses", Collections.nCopies(50, "mia@example.com")));
        assertThat(send(fifty).statusCode()).isEqualTo(200);
    }

    @Test
    void content_must_be_there_once_with_a_subject_and_a_body() {
        var text = Map.of("Data", "Hello");
        refused("Content", Map.of(), "BadRequestException");
        refused("Content", Map.of("Raw", Map.of("Data", "SGVsbG8=")), "BadRequestException");
        refused("Content", Map.of("Simple", Map.of("Subject", text)), "BadRequestException");
        refused("Content", Map.of("Simple", Map.of("Body", Map.of("Text", text))), "BadRequestException");
        refused(
                "Content",
                Map.of("Simple", Map.of("Subject", Map.of("Data", "a\r\nBcc: b"), "Body", Map.of("Text", text))),
                "BadRequestException");
        refused(
                "Content",
                Map.of("Simple", Map.of("Subject", Map.of("Data", "Größe"), "Body", Map.of("Text", text))),
                "BadRequestException");
    }

    @Test
    void a_header_that_is_none_or_ses_own_is_refused() {
        for (var header : List.of(
                Map.of("Name", "X Y", "Value", "v"),
                Map.of("Name", "Bcc", "Value", "eve@example.com"),
                Map.of("Name", "X", "Value", "a\r\nb"),
                Map.of("Name", "X", "Value", "ü"),
                Map.of("Name", "", "Value", "v"))) {
            var simple = Map.of(
                    "Subject", Map.of("Data", "Hello"),
                    "Body", Map.of("Text", Map.of("Data", "Hello")),
                    "Headers", List.of(header));
            refused("Content", Map.of("Simple", simple), "BadRequestException");
        }
    }

    @Test
    void what_is_no_json_or_no_operation_is_refused() {
        assertThat(browser.post(
                                "/v2/email/outbound-emails",
                                "application/json",
                                "{",
                                "authorization",
                                SIGNED,
                                "x-amz-date",
                                "20261121T093000Z")
                        .statusCode())
                .isEqualTo(400);
        assertThat(browser.get("/v2/email/identities").headers().firstValue("x-amzn-errortype"))
                .hasValue("UnknownOperationException");
    }

    /// A page from elsewhere, whose name was made to lead to this machine, must not read the mails.
    @Test
    void whoever_calls_it_by_another_name_gets_nothing() throws IOException {
        send(sound());
        try (var socket =
                new Socket(InetAddress.ofLiteral("127.0.0.1"), mailbox.url().getPort())) {
            socket.getOutputStream()
                    .write("GET /api/messages HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 421").doesNotContain("mia@example.com");
        }
    }
}
