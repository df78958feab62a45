package dev.slipway.local.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.adapters.lambda.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// The files in `events/`: one for each story, as the gateway sends it, in a form that `sam local invoke -e` takes. The
/// token in them is the text `PUT-A-TOKEN-HERE`, which whoever runs one by hand puts their own in the place of.
class EventsTest extends OnARegistry {

    /// Those of a topic, a schedule, a queue or the table's stream: the tests of these functions run them.
    private static final Set<String> NOT_BEHIND_THE_GATEWAY =
            Set.of("bounce", "remind", "reconcile", "audit-export", "seal", "dispatch", "deliver");

    private static final String TOKEN = "PUT-A-TOKEN-HERE";
    private static final String STILL_THERE = "version_still_published";
    private static final String SERVICE_ACCOUNT = "machine-create-service-account";
    private static final String ETAG = "W/\"PUT-THE-ETAG-OF-install-packument-HERE\"";

    /// @param after what happened before, as the names of other events
    record Story(String event, Who who, String after, int status, String code) {

        List<String> before() {
            return after.isEmpty() ? List.of() : Arrays.asList(after.split(" ", -1));
        }

        @Override
        public String toString() {
            return event + " by " + who + (after.isEmpty() ? "" : " after " + after);
        }
    }

    static Story done(String event, String after, int status) {
        return new Story(event, Who.MAINTAINER, after, status, "");
    }

    static Story doneBy(String event, Who who, String after, int status) {
        return new Story(event, who, after, status, "");
    }

    static Story refused(String event, Who who, String after, int status, String code) {
        return new Story(event, who, after, status, code);
    }

    /// A refusal that people read: on a page.
    private static Story told(String event, int status) {
        return new Story(event, Who.MAINTAINER, "", status, "");
    }

    static final List<Story> STORIES =
            Stream.concat(ours().stream(), BillingStories.all().stream()).toList();

    private static List<Story> ours() {
        return List.of(
                done("publish", "", 201),
                done("publish", "publish", 200),
                refused("publish", Who.MEMBER, "", 403, "not_permitted"),
                refused("publish", Who.OUTSIDER, "", 403, "not_a_member"),
                refused("publish", Who.EXPIRED, "", 401, "token_expired"),
                refused("publish", Who.REVOKED, "", 401, "token_revoked"),
                refused("publish", Who.ADMIN, "publish publish-unpublish-package", 409, "version_unpublished"),
                done("publish-next-version", "publish", 201),
                refused("publish-existing-version", Who.MAINTAINER, "publish", 409, "version_exists"),
                refused("publish-read-only-token", Who.MACHINE_READING, "", 403, "token_scope"),
                refused("publish-without-token", Who.MAINTAINER, "", 401, "authentication_required"),
                refused("publish-confused-manifest", Who.MAINTAINER, "", 400, "manifest_mismatch"),
                done("publish-deprecate", "publish", 200),
                refused("publish-deprecate", Who.MAINTAINER, "", 404, "not_found"),
                refused("publish-deprecate", Who.MAINTAINER, "publish publish-next-version", 409, "stale_revision"),
                refused("publish-stale-document", Who.MAINTAINER, "publish", 409, "stale_revision"),
                done("publish-unpublish-version", "publish publish-next-version", 200),
                refused("publish-unpublish-version", Who.MEMBER, "publish publish-next-version", 403, "not_permitted"),
                done("publish-unpublish-tarball", "publish publish-next-version publish-unpublish-version", 200),
                refused("publish-unpublish-tarball", Who.ADMIN, "publish publish-next-version", 409, STILL_THERE),
                done("publish-unpublish-package", "publish", 200),
                refused("publish-unpublish-package", Who.ADMIN, "publish publish-next-version", 409, "stale_revision"),
                done("publish-dist-tag-add", "publish", 200),
                refused("publish-dist-tag-add", Who.MAINTAINER, "", 404, "not_found"),
                refused("publish-dist-tag-range", Who.MAINTAINER, "publish", 400, "tag_is_a_range"),
                done("publish-dist-tag-remove", "publish publish-next-version", 200),
                refused("publish-dist-tag-remove", Who.MAINTAINER, "publish", 404, "tag_not_found"),
                refused("publish-wrong-method", Who.MAINTAINER, "publish", 405, "method_not_allowed"),
                done("install-packument", "publish", 200),
                refused("install-packument", Who.OUTSIDER, "publish", 404, "not_found"),
                refused("install-packument", Who.BILLING, "publish", 403, "not_permitted"),
                done("install-abbreviated", "publish", 200),
                done("install-not-modified", "publish", 304),
                done("install-document-to-change", "publish", 200),
                done("install-manifest", "publish", 200),
                done("install-tarball", "publish", 302),
                done("install-tarball-head", "publish", 302),
                refused("install-tarball", Who.MAINTAINER, "", 404, "not_found"),
                done("install-dist-tags", "publish", 200),
                done("install-head", "publish", 200),
                refused("install-without-token", Who.MAINTAINER, "publish", 401, "authentication_required"),
                refused("install-unknown-version", Who.MAINTAINER, "publish", 404, "version_not_found"),
                done("install-whoami", "", 200),
                refused("install-whoami", Who.GARBLED, "", 401, "token_unknown"),
                done("install-search", "publish", 200),
                done("install-ping", "", 200),
                done("install-audit", "publish", 200),
                refused("install-unscoped", Who.MAINTAINER, "", 404, "not_scoped"),
                refused("install-unknown-route", Who.MAINTAINER, "", 404, "unknown_route"),
                refused("install-default-route", Who.MAINTAINER, "publish", 405, "method_not_allowed"),
                done("sign-in", "", 200),
                told("sign-in-mail-without-form", 403),
                told("sign-in-link-mistyped", 410),
                told("sign-in-with-provider-without-form", 403),
                told("sign-in-callback-forged", 410),
                told("sign-in-sign-up-without-proof", 410),
                told("sign-in-sign-out-of-another-site", 403),
                refused("sign-in-sign-out-by-link", Who.MAINTAINER, "", 405, "method_not_allowed"),
                done("account-me", "", 200),
                refused("account-me", Who.MACHINE_READING, "", 403, "not_a_person"),
                done("account-tokens", "", 200),
                done("account-create-token", "", 201),
                refused("account-create-token", Who.ADMIN_READING, "", 403, "token_scope"),
                refused("account-create-token", Who.ADMIN_MANAGING, "", 403, "token_beyond_itself"),
                refused("account-create-token-typo", Who.MAINTAINER, "", 400, "unknown_field"),
                refused("account-revoke-unknown-token", Who.MAINTAINER, "", 404, "token_not_found"),
                done("account-sessions", "", 200),
                done("account-npm-login", "", 200),
                refused("account-npm-login-gone", Who.MAINTAINER, "", 404, "login_gone"),
                refused("account-npm-password-login", Who.MAINTAINER, "", 401, "no_passwords"),
                done("account-npm-logout", "", 200),
                refused("account-npm-logout", Who.MACHINE_READING, "", 403, "token_scope"),
                done("account-npm-profile", "", 200),
                done("account-npm-token-list", "", 200),
                done("account-npm-token-create", "", 200),
                refused("account-npm-token-create", Who.EXPIRED, "", 401, "token_expired"),
                done("account-page-signed-out", "", 303),
                refused("account-asset-unknown", Who.MAINTAINER, "", 404, "unknown_route"),
                doneBy("organization-create", Who.OUTSIDER, "", 201),
                refused("organization-create", Who.ADMIN_READING, "", 403, "token_scope"),
                refused("organization-create", Who.MACHINE_READING, "", 403, "token_scope"),
                refused("organization-create-taken", Who.OUTSIDER, "", 409, "slug_taken"),
                doneBy("organization-list", Who.BILLING, "", 200),
                refused("organization-list", Who.MACHINE_READING, "", 403, "not_a_person"),
                doneBy("organization-show", Who.BILLING, "", 200),
                doneBy("organization-show", Who.MACHINE_READING, "", 200),
                refused("organization-show", Who.OUTSIDER, "", 404, "not_found"),
                refused("organization-show", Who.REMOVED, "", 404, "not_found"),
                refused("organization-show", Who.OWNER, "organization-delete", 404, "not_found"),
                doneBy("organization-change", Who.ADMIN, "", 200),
                refused("organization-change", Who.MAINTAINER, "", 403, "not_permitted"),
                refused("organization-change-website-without-https", Who.ADMIN, "", 400, "invalid_website"),
                doneBy("organization-delete", Who.OWNER, "", 204),
                refused("organization-delete", Who.ADMIN, "", 403, "not_permitted"),
                refused("organization-delete-unconfirmed", Who.OWNER, "", 400, "not_confirmed"),
                doneBy("organization-restore", Who.OWNER, "organization-delete", 200),
                refused("organization-restore", Who.ADMIN, "organization-delete", 404, "not_found"),
                refused("organization-restore", Who.OWNER, "", 409, "not_deleted"),
                doneBy("organization-members", Who.MEMBER, "", 200),
                refused("organization-members-cursor-made-up", Who.MEMBER, "", 400, "invalid_cursor"),
                doneBy("organization-change-role", Who.ADMIN, "", 200),
                refused("organization-change-role", Who.MEMBER, "", 403, "not_permitted"),
                refused("organization-change-role-unknown", Who.ADMIN, "", 400, "invalid_role"),
                doneBy("organization-give-pool-place", Who.ADMIN, "", 200),
                refused("organization-give-pool-place", Who.MAINTAINER, "", 403, "not_permitted"),
                refused("organization-give-pool-place-billing-manager", Who.ADMIN, "", 409, "billing_manager"),
                doneBy("organization-take-pool-place", Who.ADMIN, "organization-give-pool-place", 204),
                refused(
                        "organization-take-pool-place",
                        Who.MEMBER,
                        "organization-give-pool-place",
                        403,
                        "not_permitted"),
                doneBy("organization-remove-member", Who.ADMIN, "", 204),
                doneBy("organization-remove-member", Who.MEMBER, "", 204),
                refused("organization-remove-member", Who.ADMIN, "organization-remove-member", 404, "member_not_found"),
                doneBy("organization-admin-list", Who.MEMBER, "", 200),
                refused("organization-admin-list", Who.ADMIN_READING, "", 403, "token_scope"),
                doneBy("organization-admin-show", Who.MEMBER, "", 200),
                refused("organization-admin-show", Who.ADMIN_READING, "", 403, "token_scope"),
                refused("organization-admin-show", Who.OUTSIDER, "", 404, "not_found"),
                doneBy("organization-admin-remove", Who.ADMIN, "", 200),
                refused("organization-admin-remove", Who.MAINTAINER, "", 403, "not_permitted"),
                refused("organization-admin-remove", Who.ADMIN, "organization-admin-remove", 404, "member_not_found"),
                refused("organization-remove-last-owner", Who.OWNER, "", 409, "last_owner"),
                refused("organization-remove-last-owner", Who.ADMIN, "", 403, "role_above_own"),
                doneBy("organization-transfers", Who.OWNER, "", 200),
                refused("organization-transfers", Who.ADMIN, "", 403, "not_permitted"),
                refused("organization-transfer", Who.OWNER, "", 409, "no_address"),
                refused("organization-revoke-transfer-unknown", Who.OWNER, "", 404, "transfer_not_found"),
                refused("organization-accept-transfer-unknown", Who.ADMIN, "", 410, "transfer_gone"),
                done("organization-page-signed-out", "", 303),
                doneBy("guard-allow-list", Who.ADMIN, "", 200),
                refused("guard-allow-list", Who.MAINTAINER, "", 403, "not_permitted"),
                doneBy("guard-change-allow-list", Who.OWNER, "", 200),
                refused("guard-change-allow-list", Who.OUTSIDER, "", 404, "not_found"),
                refused("guard-change-allow-list", Who.ADMIN_READING, "", 403, "token_scope"),
                doneBy("guard-preview-allow-list", Who.ADMIN, "", 200),
                refused("guard-allow-list-locks-out", Who.OWNER, "", 409, "locks_you_out"),
                doneBy("guard-sign-in-rule", Who.OWNER, "", 200),
                refused("guard-sign-in-rule", Who.BILLING, "", 403, "not_permitted"),
                refused("guard-change-sign-in-rule-unknown-provider", Who.OWNER, "", 400, "unknown_provider"),
                doneBy("guard-lift-sign-in-rule", Who.ADMIN, "", 204),
                refused("guard-lift-sign-in-rule", Who.MACHINE_READING, "", 403, "token_scope"),
                doneBy("guard-trusted-issuers", Who.ADMIN, "", 200),
                refused("guard-distrust-unknown-issuer", Who.ADMIN, "", 404, "issuer_not_trusted"),
                doneBy("guard-explain", Who.ADMIN, "", 200),
                doneBy("guard-explain", Who.MEMBER, "", 200),
                refused("guard-explain", Who.MAINTAINER, "", 403, "not_permitted"),
                refused("guard-explain-unknown-permission", Who.MEMBER, "", 400, "invalid_permission"),
                done("guard-page-signed-out", "", 303),
                doneBy("audit-query-list", Who.ADMIN, "", 200),
                refused("audit-query-list", Who.MEMBER, "", 403, "not_permitted"),
                refused("audit-query-nonsense", Who.ADMIN, "", 400, "invalid_time"),
                done("audit-query-page-signed-out", "", 303),
                doneBy("webhook-create", Who.ADMIN, "", 201),
                refused("webhook-create", Who.MEMBER, "", 403, "not_permitted"),
                refused("webhook-create", Who.OUTSIDER, "", 404, "not_found"),
                refused("webhook-create-private", Who.ADMIN, "", 400, "webhook_url_not_public"),
                refused("webhook-create-unknown-event", Who.ADMIN, "", 400, "invalid_events"),
                doneBy("webhook-list", Who.ADMIN, "webhook-create", 200),
                refused("webhook-list", Who.MAINTAINER, "", 403, "not_permitted"),
                refused("webhook-rotate-unknown", Who.ADMIN, "", 404, "webhook_not_found"),
                done("webhook-page-signed-out", "", 303),
                told("organization-transfer-page-unknown", 410),
                done("publish-owners", "publish", 200),
                refused("publish-owners", Who.MEMBER, "publish", 403, "not_permitted"),
                refused("publish-owners", Who.ADMIN, "publish access-change-visibility", 409, "stale_revision"),
                done("access-packages", "publish", 200),
                refused("access-packages", Who.OUTSIDER, "publish", 404, "not_found"),
                refused("access-packages", Who.BILLING, "publish", 403, "not_permitted"),
                doneBy("access-package", Who.MEMBER, "publish", 200),
                refused("access-package", Who.MAINTAINER, "", 404, "not_found"),
                done("access-change-visibility", "publish", 200),
                doneBy("access-change-visibility", Who.ADMIN_PUBLISHING, "publish", 200),
                refused("access-change-visibility", Who.MEMBER, "publish", 403, "not_permitted"),
                refused("access-change-visibility", Who.OUTSIDER, "publish", 403, "not_a_member"),
                refused("access-change-visibility", Who.ADMIN_READING, "publish", 403, "token_scope"),
                refused("access-change-visibility", Who.ADMIN, "", 404, "not_found"),
                refused("access-change-visibility-unknown", Who.MAINTAINER, "publish", 400, "invalid_visibility"),
                doneBy("access-collaborators", Who.MEMBER, "publish", 200),
                done("access-name-person", "publish", 200),
                refused("access-name-person", Who.MEMBER, "publish", 403, "not_permitted"),
                refused("access-name-billing-manager", Who.MAINTAINER, "publish", 409, "billing_manager"),
                done("access-remove-person", "publish access-name-person", 204),
                refused("access-remove-person", Who.MAINTAINER, "publish", 404, "collaborator_not_found"),
                done("access-name-team", "publish", 200),
                refused("access-name-team-unknown", Who.MAINTAINER, "publish", 404, "team_not_found"),
                done("access-share-in-pool", "publish", 200),
                refused("access-share-in-pool", Who.MEMBER, "publish", 403, "not_permitted"),
                done("access-leave-pool", "publish access-share-in-pool", 204),
                refused("access-leave-pool", Who.OUTSIDER, "publish access-share-in-pool", 403, "not_a_member"),
                done("access-grants", "publish", 200),
                refused("access-grants", Who.MEMBER, "publish", 403, "not_permitted"),
                done("access-grant", "publish", 200),
                refused("access-grant-member", Who.MAINTAINER, "publish", 409, "already_member"),
                done("access-withdraw", "publish access-grant", 204),
                refused("access-withdraw", Who.MAINTAINER, "publish", 404, "grant_not_found"),
                doneBy("access-npm-get-status", Who.MEMBER, "publish", 200),
                done("access-npm-set-status", "publish", 200),
                refused("access-npm-set-status", Who.MACHINE_PUBLISHING, "publish", 403, "not_permitted"),
                refused("access-npm-set-mfa", Who.MAINTAINER, "publish", 400, "unsupported_change"),
                doneBy("access-npm-collaborators", Who.MACHINE_READING, "publish", 200),
                done("access-npm-packages", "publish", 200),
                refused("access-npm-packages", Who.STRANGER, "publish", 404, "not_found"),
                done("access-npm-own-packages", "publish", 200),
                doneBy("access-npm-own-packages", Who.OUTSIDER, "publish", 200),
                done("access-npm-grant-team", "publish", 200),
                done("access-npm-revoke-team", "publish access-npm-grant-team", 200),
                refused("access-npm-revoke-team", Who.MAINTAINER, "publish", 404, "collaborator_not_found"),
                doneBy("access-npm-user", Who.OUTSIDER, "", 200),
                doneBy("access-pnpm-get-status", Who.MEMBER, "publish", 200),
                done("access-pnpm-add-owner", "publish", 200),
                done("access-page-signed-out", "", 303),
                doneBy("team-create", Who.ADMIN, "", 201),
                refused("team-create", Who.ADMIN, "team-create", 409, "team_name_taken"),
                refused("team-create", Who.MAINTAINER, "", 403, "not_permitted"),
                refused("team-create", Who.ADMIN_READING, "", 403, "token_scope"),
                refused("team-create", Who.OUTSIDER, "", 404, "not_found"),
                refused("team-create-unknown-permission", Who.ADMIN, "", 400, "invalid_permission"),
                doneBy("team-list", Who.BILLING, "", 200),
                doneBy("team-show", Who.MEMBER, "team-create", 200),
                refused("team-show", Who.MEMBER, "", 404, "team_not_found"),
                doneBy("team-change", Who.ADMIN, "team-create", 200),
                refused("team-change", Who.MEMBER, "team-create", 403, "not_permitted"),
                refused("team-rename-taken", Who.ADMIN, "team-create", 409, "team_name_taken"),
                doneBy("team-delete", Who.OWNER, "team-create", 204),
                refused("team-delete", Who.OWNER, "team-create team-delete", 404, "team_not_found"),
                refused("team-delete-built-in", Who.OWNER, "", 409, "team_built_in"),
                doneBy("team-members", Who.MEMBER, "team-create team-add", 200),
                doneBy("team-add", Who.ADMIN, "team-create", 204),
                doneBy("team-add", Who.ADMIN, "team-create team-add", 204),
                refused("team-add", Who.MEMBER, "team-create", 403, "not_permitted"),
                refused("team-add-billing-manager", Who.ADMIN, "team-create", 409, "takes_no_seat"),
                refused("team-add-unknown-service-account", Who.ADMIN, "team-create", 404, "service_account_not_found"),
                doneBy("team-remove", Who.ADMIN, "team-create team-add", 204),
                doneBy("team-npm-create", Who.ADMIN, "", 201),
                refused("team-npm-create", Who.MACHINE_READING, "", 403, "token_scope"),
                doneBy("team-npm-list", Who.MEMBER, "team-npm-create", 200),
                doneBy("team-npm-add", Who.ADMIN, "team-npm-create", 200),
                doneBy("team-npm-members", Who.MEMBER, "team-npm-create team-npm-add", 200),
                doneBy("team-npm-remove", Who.ADMIN, "team-npm-create team-npm-add", 200),
                doneBy("team-npm-destroy", Who.ADMIN, "team-npm-create", 200),
                refused("team-npm-destroy", Who.ADMIN, "", 404, "team_not_found"),
                done("team-page-signed-out", "", 303),
                doneBy("invite-members", Who.ADMIN, "", 201),
                doneBy("invite-members", Who.ADMIN_MANAGING, "", 201),
                refused("invite-members", Who.MEMBER, "", 403, "not_permitted"),
                refused("invite-members", Who.ADMIN_READING, "", 403, "token_scope"),
                refused("invite-members", Who.OUTSIDER, "", 404, "not_found"),
                doneBy("invite-members", Who.ADMIN, "invite-members", 201),
                doneBy("invite-again", Who.ADMIN, "", 201),
                refused("invite-again", Who.ADMIN, "invite-members", 409, "already_invited"),
                refused("invite-above-own-role", Who.ADMIN, "", 403, "role_above_own"),
                refused("invite-no-address", Who.ADMIN, "", 400, "invalid_email"),
                refused("invite-teams", Who.ADMIN, "", 400, "invalid_teams"),
                doneBy("invite-key-reused", Who.ADMIN, "", 201),
                refused("invite-key-reused", Who.ADMIN, "invite-members", 422, "idempotency_key_reused"),
                doneBy("invite-list", Who.ADMIN, "", 200),
                refused("invite-list", Who.MAINTAINER, "", 403, "not_permitted"),
                refused("invite-revoke-unknown", Who.ADMIN, "", 404, "invitation_not_found"),
                refused("invite-resend-unknown", Who.ADMIN, "", 404, "invitation_not_found"),
                doneBy("invite-npm-org-list", Who.MEMBER, "", 200),
                refused("invite-npm-org-list", Who.OUTSIDER, "", 404, "not_found"),
                doneBy("invite-npm-org-set", Who.ADMIN, "", 200),
                refused("invite-npm-org-set", Who.MAINTAINER, "", 403, "not_permitted"),
                refused("invite-npm-org-set", Who.ADMIN_READING, "", 403, "token_scope"),
                refused("invite-npm-org-set-nobody", Who.ADMIN, "", 404, "account_not_found"),
                doneBy("invite-npm-org-remove", Who.ADMIN, "", 204),
                refused("invite-npm-org-remove", Who.MEMBER, "", 403, "not_permitted"),
                refused("invite-npm-org-remove", Who.ADMIN, "invite-npm-org-remove", 404, "member_not_found"),
                done("invite-page-signed-out", "", 303),
                done("accept-mine", "", 200),
                refused("accept-mine", Who.MACHINE_READING, "", 403, "not_a_person"),
                refused("accept-unknown", Who.MAINTAINER, "", 410, "invitation_gone"),
                refused("accept-unknown-link", Who.MAINTAINER, "", 410, "invitation_gone"),
                refused("accept-unknown-link", Who.EXPIRED, "", 401, "token_expired"),
                refused("accept-decline-unknown-link", Who.MAINTAINER, "", 410, "invitation_gone"),
                done("accept-page-signed-out", "", 303),
                doneBy("machine-create-service-account", Who.ADMIN, "", 201),
                refused("machine-create-service-account", Who.MAINTAINER, "", 403, "not_permitted"),
                refused("machine-create-service-account", Who.OUTSIDER, "", 404, "not_found"),
                refused("machine-create-service-account", Who.OWNER, SERVICE_ACCOUNT, 409, "service_account_exists"),
                refused("machine-create-service-account-misnamed", Who.ADMIN, "", 400, "invalid_service_account"),
                doneBy("machine-service-accounts", Who.BILLING, "", 200),
                doneBy("machine-delete-service-account", Who.ADMIN, SERVICE_ACCOUNT, 204),
                refused("machine-delete-service-account", Who.ADMIN, "", 404, "service_account_not_found"),
                doneBy("machine-create-token", Who.ADMIN, "", 201),
                refused("machine-create-token", Who.MAINTAINER, "", 403, "not_permitted"),
                refused("machine-create-token", Who.ADMIN_MANAGING, "", 403, "token_beyond_itself"),
                refused("machine-create-token", Who.MACHINE_PUBLISHING, "", 403, "token_scope"),
                doneBy("machine-create-token-of-service-account", Who.OWNER, SERVICE_ACCOUNT, 201),
                refused("machine-create-token-of-service-account", Who.OWNER, "", 404, "service_account_not_found"),
                refused("machine-create-token-that-manages", Who.OWNER, "", 400, "invalid_scope"),
                doneBy("machine-tokens", Who.ADMIN, "machine-create-token", 200),
                refused("machine-tokens", Who.MEMBER, "", 403, "not_permitted"),
                refused("machine-revoke-unknown-token", Who.ADMIN, "", 404, "token_not_found"),
                doneBy("machine-tokens-made-by", Who.ADMIN, "", 200),
                refused("machine-tokens-made-by", Who.MEMBER, "", 403, "not_permitted"),
                done("machine-page-signed-out", "", 303),
                refused("leak-unsigned", Who.MAINTAINER, "", 401, "report_not_genuine"),
                refused("leak-forged", Who.MAINTAINER, "", 401, "report_not_genuine"));
    }

    /// It is no harm to the others that somebody is billed.
    @Override
    @BeforeEach
    void startRegistry() {
        registry = billed();
    }

    @ParameterizedTest(name = "{0}")
    @FieldSource("STORIES")
    void an_event_is_answered_as_its_story_goes(Story story) {
        happened(registry, story.before());
        var before = registry.dump();

        var answer = send(story.event(), story.who());

        assertThat(answer.status()).as(answer.text()).isEqualTo(story.status());
        if (story.status() >= 400) {
            if (story.code().isEmpty()) {
                assertThat(answer.header("content-type")).isEqualTo("text/html; charset=utf-8");
            } else {
                assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
                assertThat(answer.json()).containsEntry("code", story.code());
            }
            registry.dump().sameAs(before, "what is stored after " + story);
        } else {
            registry.assertTidy();
        }
    }

    /// Does what came before.
    static void happened(Registry registry, List<String> before) {
        var page = "";
        for (var earlier : before) {
            if (earlier.equals(BillingStories.PAYS)) {
                assertThat(registry.cashier().pay(page, "PAYS")).isNotEqualTo(page);
            } else {
                var answer = send(registry, earlier, doer(earlier));
                assertThat(answer.status()).as(earlier + answer.text()).isBetween(200, 204);
                page = earlier.equals("billing-checkout")
                        ? answer.json().get("url").toString()
                        : page;
            }
        }
    }

    /// Who has done what came before.
    private static Who doer(String event) {
        return event.startsWith("invite") || event.startsWith("team") || event.startsWith("webhook")
                ? Who.ADMIN
                : event.startsWith("organization")
                                || event.startsWith("guard")
                                || event.startsWith("machine")
                                || event.startsWith("billing")
                        ? Who.OWNER
                        : Who.MAINTAINER;
    }

    @Test
    void every_file_has_its_story() {
        assertThat(STORIES.stream().map(Story::event).distinct()).containsExactlyInAnyOrderElementsOf(files());
    }

    /// The route, and what the gateway has taken out of the path, are those of `template.yaml`; and the function that
    /// the route leads to is the one that the file is named after.
    @ParameterizedTest
    @FieldSource("FILES")
    void a_file_is_what_the_gateway_sends_to_the_function_that_it_is_named_after(String file) {
        var event = Answer.object(read(file));
        var context = Session.object(event, "requestContext");
        var http = Session.object(context, "http");
        var path = http.get("path").toString();
        var match = Instance.ROUTES.match(http.get("method").toString(), path).orElseThrow();

        var word = match.function().codeUri().split("/", -1)[1];
        assertThat(file).matches(word + "(-.+)?");
        assertThat(event)
                .containsEntry("version", "2.0")
                .containsEntry("routeKey", match.route().key())
                .containsEntry("rawPath", path)
                .containsEntry("isBase64Encoded", false);
        assertThat(event.getOrDefault("pathParameters", Map.of())).isEqualTo(match.parameters());
        assertThat(context).containsEntry("routeKey", match.route().key()).containsEntry("stage", "$default");
        var headers = Session.object(event, "headers");
        assertThat(headers.keySet()).allMatch(name -> name.equals(name.toLowerCase(Locale.ROOT)));
        assertThat(http.get("userAgent")).isEqualTo(headers.get("user-agent"));
        if (event.get("body") instanceof String body) {
            assertThat(headers).containsEntry("content-length", Integer.toString(body.length()));
        }
    }

    static final List<String> FILES = files();

    /// Files are read by strangers: nothing that looks like a token is in them.
    @ParameterizedTest
    @FieldSource("FILES")
    void no_file_holds_a_token(String file) {
        assertThat(read(file)).doesNotContain("slp_").doesNotContainPattern("Bearer (?!PUT-A-TOKEN-HERE\")");
    }

    private Answer send(String file, Who who) {
        return send(registry, file, who);
    }

    static Answer send(Registry registry, String file, Who who) {
        var event = BillingStories.signed(
                registry,
                read(file).replace(TOKEN, registry.token(who)).replace(json(ETAG), json(etag(registry, file))));
        var http = Session.object(Session.object(Answer.object(event), "requestContext"), "http");
        return registry.send(http.get("method").toString(), http.get("path").toString(), event);
    }

    private static String etag(Registry registry, String file) {
        return file.equals("install-not-modified")
                ? send(registry, "install-packument", Who.MAINTAINER).header("etag")
                : ETAG;
    }

    private static String json(String text) {
        return JsonText.of(text);
    }

    private static List<String> files() {
        try (var files = Files.list(Instance.ROOT.resolve("events"))) {
            return files.map(file -> file.getFileName().toString())
                    .map(name -> name.substring(0, name.length() - ".json".length()))
                    .filter(name -> NOT_BEHIND_THE_GATEWAY.stream().noneMatch(name::startsWith))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(String file) {
        try {
            return Files.readString(Instance.ROOT.resolve("events/" + file + ".json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
