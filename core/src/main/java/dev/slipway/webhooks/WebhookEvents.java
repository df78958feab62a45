package dev.slipway.webhooks;

import java.util.List;
import java.util.Set;

/// The names of what webhooks tell: of the audit log's actions those of packages and of members.
///
/// What concerns tokens, settings and bills is not among them: an admin reads it in the log.
public final class WebhookEvents {

    /// Sent by hand only, to whoever wants to see whether it arrives.
    public static final String TEST = "webhook.test";

    /// In the log, when somebody sends a test.
    static final String TEST_SENT = "webhook.test_sent";

    /// In the log, when somebody sends once more what was sent, or wasn't.
    static final String RESENT = "webhook.resent";

    /// In the log, when a webhook is paused, by a person or by the registry.
    static final String PAUSED = "webhook.paused";

    /// Those that can be chosen, in the order in which people are shown them.
    public static final List<String> CHOOSABLE = List.of(
            "version.published",
            "version.deprecated",
            "version.unpublished",
            "package.unpublished",
            "tag.moved",
            "tag.removed",
            "package.visibility_changed",
            "package.pool_changed",
            "package.collaborator_changed",
            "grant.given",
            "grant.withdrawn",
            "member.joined",
            "member.provisioned",
            "member.role_changed",
            "member.removed",
            "member.left",
            "invitation.created",
            "invitation.accepted",
            "invitation.declined",
            "invitation.revoked",
            "invitation.expired",
            "pool_place.given",
            "pool_place.taken");

    private static final Set<String> NAMES = Set.copyOf(CHOOSABLE);

    private WebhookEvents() {}

    /// Whether a webhook can be told of it.
    public static boolean isChoosable(String name) {
        return NAMES.contains(name);
    }
}
