package dev.slipway.local.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Role;
import dev.slipway.adapters.aws.Connections;
import dev.slipway.adapters.ses.SesMails;
import dev.slipway.kernel.Email;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Posted;
import dev.slipway.local.loopback.Json;
import dev.slipway.org.InvitationMails;
import dev.slipway.org.TransferMails;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The mails that the product sends, in the stand-in that takes only what SES would take.
class MailboxTest {

    private static final Instant NOW = Instant.parse("2026-11-21T09:30:00Z");
    private static final URI LINK = URI.create("https://npm.acme.test/invitations/accept?token=secret");
    private static final String MIA = "mia@example.com";

    private final Mailbox mailbox = Mailbox.start(0, "slipway.test", InstantSource.fixed(NOW));
    private final Browser browser = new Browser(mailbox.url());
    private SesMails mails;

    @BeforeEach
    void open() {
        mails = mailsFrom("Slipway <no-reply@slipway.test>", Mailbox.CONFIGURATION_SET);
    }

    @AfterEach
    void close() {
        mails.close();
        browser.close();
        mailbox.close();
    }

    private SesMails mailsFrom(String sender, String configurationSet) {
        return SesMails.open(sender, Optional.of(configurationSet), Optional.of(mailbox.url()), new Connections());
    }

    private Posted invite(String address, String orgName) {
        return mails.send(new InvitationMails.Letter(
                new Email(address),
                new OrgSlug("acme"),
                orgName,
                Role.MEMBER,
                List.of(),
                false,
                new Handle("ada"),
                LINK,
                NOW));
    }

    private String invited(String address) {
        return ((Posted.Accepted) invite(address, "Acme")).messageId();
    }

    @Test
    void all_three_mails_arrive_with_the_one_link_that_they_were_sent_for() {
        var signIn = URI.create("http://localhost:8417/sign-in/mail?token=one");
        var transfer = URI.create("http://localhost:8417/transfers/accept?token=two");

        mails.send(new Email(MIA), signIn, NOW, "Firefox");
        mails.send(new TransferMails.Letter(
                new Email(MIA), new OrgSlug("acme"), "Acme", new Handle("ada"), transfer, NOW));
        invite(MIA, "Acme");

        assertThat(mailbox.messagesTo(MIA)).extracting(Message::link).containsExactly(LINK, transfer, signIn);
        assertThat(mailbox.messages()).allSatisfy(message -> {
            assertThat(message.links()).hasSize(1);
            assertThat(message.at()).isEqualTo(NOW);
            assertThat(message.from()).isEqualTo("\"Slipway\" <no-reply@slipway.test>");
            assertThat(message.headers()).containsEntry("auto-submitted", "auto-generated");
            assertThat(message.html()).contains(message.link().toString());
        });
    }

    @Test
    void whatever_an_organization_is_called_ses_takes_the_mail() {
        for (var name :
                List.of("Über & Söhne", "日本語", "A\r\nBcc: x@example.org", "x".repeat(1_000_000), "\uD800", "😀")) {
            assertThat(invite(MIA, name))
                    .as(name.substring(0, Math.min(20, name.length())))
                    .isInstanceOf(Posted.Accepted.class);
        }
        assertThat(mailbox.messages())
                .allSatisfy(message -> assertThat(message.to()).containsExactly(MIA));
    }

    @Test
    void a_sender_with_letters_beyond_ascii_is_taken() {
        mails = mailsFrom("Släpway <no-reply@slipway.test>", Mailbox.CONFIGURATION_SET);

        assertThat(invite(MIA, "Acme")).isInstanceOf(Posted.Accepted.class);
    }

    @Test
    void a_sender_that_is_not_verified_is_refused_and_nothing_is_kept() {
        mails = mailsFrom("no-reply@elsewhere.test", Mailbox.CONFIGURATION_SET);

        assertThat(invite(MIA, "Acme")).isEqualTo(new Posted.Failed("SES answered 400 MessageRejected"));
        assertThat(mailbox.messages()).isEmpty();
    }

    @Test
    void a_configuration_set_that_is_not_there_is_refused() {
        mails = mailsFrom("no-reply@slipway.test", "other");

        assertThat(invite(MIA, "Acme")).isEqualTo(new Posted.Failed("SES answered 404 NotFoundException"));
    }

    @Test
    void priming_leaves_no_mail() {
        mails.prime();

        assertThat(mailbox.messages()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "WORKING")
    void it_can_be_in_any_mood_that_keeps_mails_from_going_out(Mood mood) {
        mailbox.mood(mood);

        assertThat(invite(MIA, "Acme")).isInstanceOf(Posted.Failed.class);
        assertThat(mailbox.messages()).isEmpty();

        mailbox.mood(Mood.WORKING);
        assertThat(invite(MIA, "Acme")).isInstanceOf(Posted.Accepted.class);
    }

    @Test
    void it_can_refuse_one_address_alone() {
        mailbox.refuse("Eve@example.com");

        assertThat(invite("eve@example.com", "Acme")).isInstanceOf(Posted.Failed.class);
        assertThat(invite(MIA, "Acme")).isInstanceOf(Posted.Accepted.class);
    }

    @ParameterizedTest
    @CsvSource({
        "bounce@simulator.amazonses.com, Bounce, Permanent, General",
        "bounce+label@simulator.amazonses.com, Bounce, Permanent, General",
        "suppressionlist@simulator.amazonses.com, Bounce, Permanent, OnAccountSuppressionList",
    })
    void the_simulators_addresses_bounce_by_themselves(String address, String type, String kind, String subkind)
            throws InterruptedException {
        var heard = listen();

        var id = invited(address);

        var record = record(heard.poll(10, TimeUnit.SECONDS));
        assertThat(record).containsEntry("eventType", type);
        assertThat(Json.at(record, "bounce")).containsEntry("bounceType", kind).containsEntry("bounceSubType", subkind);
        assertThat(String.valueOf(Json.at(record, "bounce").get("bouncedRecipients")))
                .contains(address);
        assertThat(Json.at(record, "mail"))
                .containsEntry("messageId", id)
                .containsEntry("destination", List.of(address));
    }

    @Test
    void the_simulators_complaint_complains() throws InterruptedException {
        var heard = listen();

        invited("complaint@simulator.amazonses.com");

        var record = record(heard.poll(10, TimeUnit.SECONDS));
        assertThat(record).containsEntry("eventType", "Complaint");
        assertThat(String.valueOf(Json.at(record, "complaint").get("complainedRecipients")))
                .contains("complaint@simulator.amazonses.com");
    }

    @Test
    void any_mail_can_be_made_to_bounce_or_to_be_complained_about() {
        var heard = listen();
        invited(MIA);
        var second = invited(MIA);

        mailbox.bounce(MIA);
        mailbox.bounceForNow(MIA);
        mailbox.complain(MIA);
        browser.post("/messages/" + second + "/bounce", "application/x-www-form-urlencoded", "");

        var records = heard.stream().map(MailboxTest::record).toList();
        assertThat(records)
                .extracting(record -> Json.text(record, "eventType"))
                .containsExactly("Bounce", "Bounce", "Complaint", "Bounce");
        assertThat(records)
                .extracting(record -> Json.at(record, "bounce").get("bounceType"))
                .containsExactly("Permanent", "Transient", null, "Permanent");
        assertThat(records)
                .allSatisfy(record -> assertThat(Json.at(record, "mail")).containsEntry("messageId", second));
    }

    @Test
    void tests_read_the_mails_as_json() {
        var id = invited(MIA);
        invited("max@example.com");

        var body = Json.object(browser.get("/api/messages?to=MIA@example.com").body());

        assertThat(body.get("items"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .singleElement()
                .satisfies(item -> assertThat((Map<?, ?>) item)
                        .isEqualTo(Map.of(
                                "id", id,
                                "at", NOW.toString(),
                                "from", "\"Slipway\" <no-reply@slipway.test>",
                                "to", List.of(MIA),
                                "subject", "ada invited you to Acme (@acme)",
                                "text", mailbox.messagesTo(MIA).getFirst().text(),
                                "html", mailbox.messagesTo(MIA).getFirst().html(),
                                "headers", Map.of("auto-submitted", "auto-generated"),
                                "links", List.of(LINK.toString()))));
        assertThat(browser.get("/api/messages?to=nobody@example.com").body()).isEqualTo("{\"items\":[]}");
    }

    @Test
    void people_read_them_on_pages() {
        assertThat(browser.get("/").body()).contains("None yet");
        var id = invited(MIA);

        assertThat(browser.get("/").body()).contains("/messages/" + id, MIA, "ada invited you to Acme (@acme)");
        assertThat(browser.get("/messages/" + id).body())
                .contains("href=\"" + LINK + "\"", "sandbox=", "Join Acme", "no-reply@slipway.test");
        assertThat(browser.get("/messages/" + id + "/html").headers().firstValue("content-security-policy"))
                .hasValueSatisfying(
                        policy -> assertThat(policy).startsWith("sandbox").contains("default-src 'none'"));
        assertThat(browser.get("/messages/unknown").statusCode()).isEqualTo(404);
    }

    @Test
    void a_person_can_change_how_ses_behaves() {
        browser.post("/mood", "application/x-www-form-urlencoded", "mood=PAUSED");
        assertThat(invite(MIA, "Acme")).isEqualTo(new Posted.Failed("SES answered 400 SendingPausedException"));

        browser.post("/mood", "application/x-www-form-urlencoded", "mood=NONSENSE");
        assertThat(invite(MIA, "Acme")).isInstanceOf(Posted.Failed.class);
    }

    @Test
    void it_forgets_the_oldest_and_what_it_is_told_to() {
        for (int i = 0; i < 505; i++) {
            invite("p" + i + "@example.com", "Acme");
        }
        assertThat(mailbox.messages()).hasSize(500);
        assertThat(mailbox.messagesTo("p0@example.com")).isEmpty();

        mailbox.clear();

        assertThat(mailbox.messages()).isEmpty();
    }

    private BlockingQueue<byte[]> listen() {
        var heard = new LinkedBlockingQueue<byte[]>();
        mailbox.onFeedback(heard::add);
        return heard;
    }

    /// What SES said, out of the event of a function.
    private static Map<String, Object> record(byte[] event) {
        assertThat(event).as("an event").isNotNull();
        var records =
                (List<?>) Json.object(new String(event, StandardCharsets.UTF_8)).get("Records");
        var notification = Json.at(Map.of("it", records.getFirst()), "it", "Sns");
        return Json.object(Json.text(notification, "Message"));
    }
}
