package dev.slipway.functions.webhook;

import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.lambda.Paging;
import dev.slipway.adapters.lambda.Problem;
import dev.slipway.adapters.web.Field;
import dev.slipway.adapters.web.WebhookPage;
import dev.slipway.adapters.web.WebhooksPage;
import dev.slipway.console.OrganizationDesk;
import dev.slipway.console.Shown;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.webhooks.Endpoint;
import dev.slipway.webhooks.EndpointId;
import dev.slipway.webhooks.EventChoice;
import dev.slipway.webhooks.ListDeliveries;
import dev.slipway.webhooks.Secret;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/// The page of one webhook, from what is read for it.
final class WebhookShown {

    private static final int MOST = 20;

    private final WebhookCases cases;
    private final OrganizationDesk desk;

    WebhookShown(WebhookCases cases, OrganizationDesk desk) {
        this.cases = cases;
        this.desk = desk;
    }

    /// What stands on the page besides what is read for it.
    ///
    /// @param typed what was sent, if it wasn't saved
    /// @param fresh the secret that was just made
    record View(
            OrgSlug org,
            EndpointId id,
            OrganizationDesk.Message message,
            Optional<WebhooksPage.Draft> typed,
            Optional<Secret> fresh) {

        static View of(Shown shown) {
            return new View(
                    OrganizationDesk.slug(shown.request()),
                    WebhookPath.webhook(shown.request()),
                    OrganizationDesk.Message.NONE,
                    Optional.empty(),
                    Optional.empty());
        }

        View with(Problem problem) {
            return wrong(problem.status(), problem.detail());
        }

        View wrong(int status, String sentence) {
            return new View(org, id, OrganizationDesk.Message.problem(status, sentence), typed, fresh);
        }

        View with(WebhooksPage.Draft draft) {
            return new View(org, id, message, Optional.of(draft), fresh);
        }

        View with(Secret secret) {
            return new View(org, id, message, typed, Optional.of(secret));
        }

        String path() {
            return WebhookPath.page(org, id);
        }
    }

    HttpResponse page(Shown shown, View view) {
        var paging = Paging.of("deliveries page", view.id());
        var slice = paging.slice(shown.request(), MOST);
        return switch (cases.deliveries().run(shown.visit(), view.org(), view.id(), slice)) {
            case ListDeliveries.Outcome.Listed(var endpoint, var page) ->
                desk.seat(
                        shown,
                        view.org(),
                        view.message(),
                        view.path(),
                        (frame, head) -> shown.page(
                                view.message().status(),
                                new WebhookPage(
                                        frame,
                                        head,
                                        endpoint,
                                        view.typed().orElseGet(() -> draft(endpoint)),
                                        view.fresh(),
                                        endpoint.secret()
                                                .overlapsAt(shown.visit().at()),
                                        page.items(),
                                        paging.next(page))));
            case ListDeliveries.Outcome.NoSuchEndpoint _ -> gone(shown, view);
            case ListDeliveries.Outcome.Refused(var why) -> shown.refused(why, view.path());
            case ListDeliveries.Outcome.Shown _, ListDeliveries.Outcome.NoSuchDelivery _ ->
                throw new IllegalStateException("nobody asked for one delivery");
        };
    }

    private static WebhooksPage.Draft draft(Endpoint endpoint) {
        return new WebhooksPage.Draft(
                Field.of(endpoint.url().value()),
                Field.of(endpoint.description().value()),
                endpoint.events() instanceof EventChoice.All,
                endpoint.events() instanceof EventChoice.Some(var chosen) ? new LinkedHashSet<>(chosen) : Set.of(),
                Optional.empty());
    }

    static HttpResponse gone(Shown shown, View view) {
        var problem = WebhookProblems.noSuchWebhook(view.org());
        return shown.problem(problem.status(), problem.title(), problem.detail());
    }
}
