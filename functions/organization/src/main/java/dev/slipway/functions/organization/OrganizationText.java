package dev.slipway.functions.organization;

import dev.slipway.access.Role;
import dev.slipway.adapters.lambda.JsonText;
import dev.slipway.kernel.Email;
import dev.slipway.org.Belonging;
import dev.slipway.org.Member;
import dev.slipway.org.Organization;
import dev.slipway.org.Seats;
import dev.slipway.org.Transfer;
import dev.slipway.org.Website;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// Organizations, members and transfers as our own API has them.
final class OrganizationText {

    private OrganizationText() {}

    static void write(JsonText json, Organization organization) {
        var profile = organization.profile();
        var policy = organization.policy();
        json.text("slug", organization.slug().value())
                .text("name", organization.displayName())
                .text("kind", organization.kind().wireName())
                .text("description", said(profile.description()))
                .text("website", profile.website().map(Website::value))
                .text("contactEmail", profile.contact().map(Email::value))
                .text("legalName", said(profile.legalName()))
                .text("taxId", said(profile.taxId()))
                .flag("membersCanPublish", policy.membersCanPublish())
                .text("firstVisibility", policy.firstVisibility().wireName())
                .instant("createdAt", organization.createdAt())
                .instant("deletedAt", organization.deletedAt())
                .instant("restorableUntil", organization.restorableUntil());
    }

    static void write(JsonText json, Organization organization, Seats seats, Seats pool, Optional<Role> role) {
        write(json, organization);
        json.text("role", role.map(Role::wireName));
        json.object("seats", inside -> inside.number("paid", seats.paid()).number("taken", seats.taken()));
        json.object("poolSeats", inside -> inside.number("paid", pool.paid()).number("taken", pool.taken()));
    }

    static void write(JsonText json, Belonging belonging) {
        write(json, belonging.organization());
        json.text("role", belonging.role().wireName());
    }

    static void write(JsonText json, Member member) {
        json.text("handle", member.person().handle().value())
                .text("account", member.person().id().value())
                .text("role", member.role().wireName())
                .flag("pool", member.inPool())
                .instant("joinedAt", member.joinedAt())
                .instant("lastActive", member.lastActive());
    }

    static void write(JsonText json, Transfer transfer, Instant now) {
        json.text("id", transfer.id().value())
                .text("organization", transfer.org().value())
                .text("from", transfer.from().handle().value())
                .text("to", transfer.to().handle().value())
                .text("state", transfer.stateAt(now).name().toLowerCase(Locale.ROOT))
                .instant("createdAt", transfer.createdAt())
                .instant("expiresAt", transfer.expiresAt());
    }

    private static Optional<String> said(String text) {
        return Optional.of(text).filter(one -> !one.isEmpty());
    }
}
