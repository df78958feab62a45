package dev.slipway.adapters.web;

import dev.slipway.access.Permission;
import dev.slipway.access.Principal;
import dev.slipway.access.Role;
import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.Organization.Kind;
import dev.slipway.webhooks.Attempt;
import dev.slipway.webhooks.Delivery;
import dev.slipway.webhooks.DeliveryId;
import dev.slipway.webhooks.Endpoint;
import dev.slipway.webhooks.EndpointDescription;
import dev.slipway.webhooks.EndpointId;
import dev.slipway.webhooks.EndpointUrl;
import dev.slipway.webhooks.EventChoice;
import dev.slipway.webhooks.Health;
import dev.slipway.webhooks.Secret;
import dev.slipway.webhooks.Secrets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/// The pages of webhooks.
///
/// @param said what is made of each text that somebody may have typed
record WebhookSamples(UnaryOperator<String> said) {

    private static final Instant NOW = Instant.parse("2026-12-03T14:05:09Z");
    private static final OrgSlug ACME = new OrgSlug("acme");
    private static final EndpointId ID = new EndpointId("01KAKJ3V6Q8ZQ0W3Y2M7N5T4RB");

    void add(Map<String, Page> pages) {
        var draft = new WebhooksPage.Draft(
                Field.of(said.apply("http://10.0.0.1")).wrong(said.apply("It leads to no public address.")),
                Field.of(said.apply("chat")).wrong(said.apply("One line, please.")),
                false,
                Set.of("version.published"),
                Optional.of("Choose at least one event, or all."));
        pages.put("webhooks-empty", list(List.of(), WebhooksPage.Draft.EMPTY, Optional.empty()));
        pages.put(
                "webhooks",
                list(
                        List.of(
                                webhook(),
                                webhook().with(Endpoint.State.PAUSED),
                                webhook().with(Endpoint.State.FAILED),
                                failing()),
                        WebhooksPage.Draft.EMPTY,
                        Optional.of(new WebhooksPage.Fresh(said.apply("https://hooks.example.com/a"), secret()))));
        pages.put("webhooks-wrong", list(List.of(webhook()), draft, Optional.empty()));
        pages.put("webhook-untold", one(webhook(), draft, Optional.empty(), List.of()));
        pages.put("webhook-paused", one(webhook().with(Endpoint.State.PAUSED), draft, Optional.empty(), deliveries()));
        pages.put(
                "webhook",
                one(
                        failing().with(webhook().secret().rotated(NOW)),
                        WebhooksPage.Draft.EMPTY,
                        Optional.of(secret()),
                        deliveries()));
    }

    private WebhooksPage list(List<Endpoint> webhooks, WebhooksPage.Draft draft, Optional<WebhooksPage.Fresh> fresh) {
        return new WebhooksPage(Samples.chrome().offering(false, true), head(), webhooks, draft, fresh);
    }

    private WebhookPage one(
            Endpoint webhook, WebhooksPage.Draft draft, Optional<Secret> fresh, List<Delivery> deliveries) {
        return new WebhookPage(
                Samples.chrome().offering(true, true),
                head(),
                webhook,
                draft,
                fresh,
                webhook.secret().overlapsAt(NOW),
                deliveries,
                deliveries.isEmpty() ? Optional.empty() : Optional.of(said.apply("b3JnOmE=")));
    }

    private OrganizationHead head() {
        return new OrganizationHead(
                ACME,
                said.apply("Acme Corp"),
                Kind.COMPANY,
                Role.OWNER,
                EnumSet.allOf(Permission.class),
                new OrganizationHead.Bill.Settled());
    }

    private static Endpoint webhook() {
        var settings = new Endpoint.Settings(
                new EndpointUrl("https://hooks.example.com/slipway?key=1&other=2"),
                new EndpointDescription("Tells the chat <b>who</b> & what"),
                new EventChoice.Some(Set.of("version.published", "member.joined")));
        var ada = new Principal.Person(new AccountId("01KAKJ3V6Q8ZQ0W3Y2M7N5T4RB"), new Handle("ada"));
        return Endpoint.created(ID, ACME, settings, NOW, ada);
    }

    private static Endpoint failing() {
        var one = webhook();
        return new Endpoint(
                one.id(),
                one.org(),
                one.url(),
                EndpointDescription.NONE,
                new EventChoice.All(),
                one.state(),
                one.secret(),
                Health.GOOD.failedAt(NOW),
                one.revision(),
                one.createdAt(),
                one.createdBy());
    }

    private static Secret secret() {
        return new Secrets(() -> "a key that is 32 characters or more").current(webhook());
    }

    private List<Delivery> deliveries() {
        var begun = Delivery.begun(
                new DeliveryId(ID, "01KAKJ8D1G0000000000000000"),
                ACME,
                "version.published",
                said.apply("@acme/pad@1.0.0"),
                said.apply("{\"type\":\"version.published\"}"),
                NOW,
                NOW);
        var refused = new Attempt.Ending.Answered(500);
        var broken = new Attempt.Ending.Broken(said.apply("There was no answer within 10 seconds."));
        var once = begun.failed(attempt(1, refused, said.apply("Sorry.")), NOW);
        return List.of(
                begun,
                once,
                once.failedForGood(attempt(2, broken, "")),
                once.delivered(attempt(2, new Attempt.Ending.Answered(204), "")),
                begun.parked());
    }

    private static Attempt attempt(int number, Attempt.Ending ending, String answer) {
        return new Attempt(number, NOW, Duration.ofMillis(1_240), ending, answer);
    }
}
