package dev.slipway.adapters.web;

import dev.slipway.webhooks.Endpoint;
import dev.slipway.webhooks.Secret;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `GET /console/organizations/{org}/webhooks`: where the organization is told of what happens in it.
///
/// Forms: `POST /console/organizations/{org}/webhooks` with `act` `create` (`url`, `description`, `which` `all` or
/// `some`, and a box for each event by its name).
///
/// @param fresh the webhook that was just made, whose secret is shown this once
public record WebhooksPage(
        Chrome frame, OrganizationHead organization, List<Endpoint> webhooks, Draft draft, Optional<Fresh> fresh)
        implements Page {

    public WebhooksPage {
        webhooks = List.copyOf(webhooks);
    }

    public record Fresh(String url, Secret secret) {}

    /// What stands in the form.
    ///
    /// @param all whether it is to be told of everything
    /// @param eventsProblem what is wrong with what was chosen
    public record Draft(Field url, Field description, boolean all, Set<String> chosen, Optional<String> eventsProblem) {

        /// The form before anything was typed into it.
        public static final Draft EMPTY = new Draft(Field.EMPTY, Field.EMPTY, true, Set.of(), Optional.empty());

        public Draft {
            chosen = Set.copyOf(chosen);
        }

        public Draft with(Field other) {
            return new Draft(other, description, all, chosen, eventsProblem);
        }

        public Draft describedAs(Field other) {
            return new Draft(url, other, all, chosen, eventsProblem);
        }

        public Draft withoutEvents(String sentence) {
            return new Draft(url, description, all, chosen, Optional.of(sentence));
        }
    }
}
