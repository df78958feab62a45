package dev.slipway.adapters.web;

import dev.slipway.access.PackageRole;
import dev.slipway.access.Permission;
import dev.slipway.access.Role;
import dev.slipway.access.Scope;
import dev.slipway.access.Visibility;
import dev.slipway.billing.Invoice;
import dev.slipway.billing.Money;
import dev.slipway.billing.Subscription;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.Organization;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How values read on a page. Times are put together by hand: `DateTimeFormatter`'s words load the JDK's locale data,
/// at every cold start.
public final class Words {

    private static final String[] MONTHS = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
    };

    private Words() {}

    /// As programs read it: `2026-12-03T14:05:00Z`.
    public static String machine(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /// `3 Dec 2026, 14:05 UTC`
    public static String moment(Instant at) {
        var time = at.atOffset(ZoneOffset.UTC);
        return day(time) + ", " + twoDigits(time.getHour()) + ":" + twoDigits(time.getMinute()) + " UTC";
    }

    /// `3 Dec 2026`
    public static String day(Instant at) {
        return day(at.atOffset(ZoneOffset.UTC));
    }

    /// `$7.00`, and for other currencies `EUR 7.00`: what a sign means depends on who reads it.
    public static String money(Money money) {
        int digits = Math.max(0, money.currency().getDefaultFractionDigits());
        var amount = BigDecimal.valueOf(Math.abs(money.amount()), digits).toPlainString();
        var code = money.currency().getCurrencyCode();
        return (money.amount() < 0 ? "−" : "") + (code.equals("USD") ? "$" : code + " ") + amount;
    }

    /// `3.2 GB`: of a thousand million bytes, as quotas are counted.
    public static String bytes(long bytes) {
        if (bytes < 1_000) {
            return bytes + (bytes == 1 ? " byte" : " bytes");
        }
        var units = new String[] {"kB", "MB", "GB", "TB", "PB", "EB"};
        long unit = 1_000;
        int which = 0;
        while (which < units.length - 1 && bytes >= 1_000 * unit) {
            unit *= 1_000;
            which++;
        }
        return BigDecimal.valueOf(bytes)
                        .divide(BigDecimal.valueOf(unit), 1, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString()
                + " " + units[which];
    }

    public static String status(Subscription subscription) {
        return switch (subscription.status()) {
            case ACTIVE -> subscription.ends() ? "Ends with the period" : "Active";
            case TRIALING -> "Trial";
            case PAST_DUE -> "Payment failed";
            case UNPAID -> "Not paid";
            case INCOMPLETE -> "First payment missing";
            case PAUSED -> "Paused";
            case INCOMPLETE_EXPIRED, CANCELED -> "Over";
        };
    }

    public static String state(Invoice invoice) {
        return switch (invoice.state()) {
            case DRAFT -> "Draft";
            case OPEN -> "Open";
            case PAID -> "Paid";
            case VOID -> "Void";
            case UNCOLLECTIBLE -> "Not collected";
        };
    }

    /// The colour of what became of an invoice: bad is what somebody has to do something about.
    public static String kindOf(Invoice invoice) {
        return switch (invoice.state()) {
            case OPEN, UNCOLLECTIBLE -> "bad";
            case PAID -> "good";
            case DRAFT, VOID -> "";
        };
    }

    /// `1 event`, `3 events`
    public static String events(long count) {
        return count + (count == 1 ? " event" : " events");
    }

    /// `1 seat`, `3 seats`
    public static String seats(long count) {
        return count + (count == 1 ? " seat" : " seats");
    }

    public static String role(Role role) {
        return switch (role) {
            case BILLING -> "Billing";
            case MEMBER -> "Member";
            case MAINTAINER -> "Maintainer";
            case ADMIN -> "Admin";
            case OWNER -> "Owner";
        };
    }

    /// What somebody with this role does.
    public static String means(Role role) {
        return switch (role) {
            case BILLING -> "Sees bills and pays them. Reads no packages, and takes no seat.";
            case MEMBER -> "Installs packages; publishes them if the organization lets its members.";
            case MAINTAINER -> "Installs and publishes packages.";
            case ADMIN -> "Also manages members, invitations and settings.";
            case OWNER -> "Decides everything, up to deleting the organization.";
        };
    }

    /// What a team may carry in the organization; the rest it has by its role in packages.
    public static List<Permission> carried() {
        return Stream.of(Permission.values())
                .filter(Permission.CARRIED_BY_TEAMS::contains)
                .toList();
    }

    public static String permission(Permission permission) {
        return switch (permission) {
            case SEE_ORGANIZATION -> "See the organization";
            case READ_PACKAGES -> "Read packages";
            case PUBLISH_PACKAGES -> "Publish packages";
            case CREATE_PACKAGES -> "Create packages";
            case MANAGE_PACKAGE -> "Manage packages";
            case INVITE_MEMBERS -> "Invite people";
            case MANAGE_MEMBERS -> "Manage members";
            case MANAGE_TEAMS -> "Manage teams";
            case MANAGE_SERVICE_ACCOUNTS -> "Manage service accounts";
            case ISSUE_MACHINE_TOKENS -> "Issue machine tokens";
            case MANAGE_MACHINE_TOKENS -> "Revoke machine tokens";
            case MANAGE_WEBHOOKS -> "Manage webhooks";
            case READ_AUDIT_LOG -> "Read the audit log";
            case CHANGE_SETTINGS -> "Change settings";
            case OWN_ORGANIZATION -> "Own the organization";
            case MANAGE_BILLING -> "Manage billing";
            case BELONG -> "Belong to it";
        };
    }

    /// What somebody does with this permission, of those that teams carry.
    public static String means(Permission permission) {
        return switch (permission) {
            case SEE_ORGANIZATION -> "Its members, teams and service accounts. People have it anyway.";
            case CREATE_PACKAGES -> "Publish a package that isn't there yet, and own it.";
            case INVITE_MEMBERS -> "Up to their own role.";
            case MANAGE_MEMBERS -> "Remove members and change roles, up to their own.";
            case MANAGE_TEAMS -> "Up to what they have themselves, and for others.";
            case MANAGE_SERVICE_ACCOUNTS -> "Make and delete them.";
            case ISSUE_MACHINE_TOKENS -> "Tokens for CI, which belong to the organization.";
            case MANAGE_MACHINE_TOKENS -> "And list them.";
            case MANAGE_WEBHOOKS -> "Where the organization is told of what happens in it.";
            case READ_AUDIT_LOG -> "What was done, by whom and from where.";
            case CHANGE_SETTINGS -> "Profile, settings, and who is let in.";
            case READ_PACKAGES, PUBLISH_PACKAGES, MANAGE_PACKAGE, OWN_ORGANIZATION, MANAGE_BILLING, BELONG -> "";
        };
    }

    public static String role(PackageRole role) {
        return switch (role) {
            case READER -> "Reader";
            case MAINTAINER -> "Maintainer";
            case OWNER -> "Owner";
        };
    }

    /// What somebody with this role does with a package.
    public static String does(PackageRole role) {
        return switch (role) {
            case READER -> "Install";
            case MAINTAINER -> "Publish";
            case OWNER -> "Manage";
        };
    }

    public static String visibility(Visibility visibility) {
        return switch (visibility) {
            case PUBLIC -> "Public";
            case PRIVATE -> "Private";
            case ORG -> "Members and guests";
        };
    }

    /// What somebody with this role in packages does.
    public static String means(PackageRole role) {
        return switch (role) {
            case READER -> "Installs and finds them.";
            case MAINTAINER -> "Also uploads releases, moves tags, deprecates.";
            case OWNER -> "Also manages them and their collaborators, and unpublishes.";
        };
    }

    /// `Create packages, manage teams; maintainer of all packages`
    public static String powers(Set<Permission> permissions, Optional<PackageRole> everywhere) {
        var inOrganization = carried().stream()
                .filter(permissions::contains)
                .map(Words::permission)
                .map(word -> word.toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        var onPackages = everywhere.map(role -> wire(role) + " of all packages").orElse("");
        var both = Stream.of(inOrganization, onPackages)
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining("; "));
        return both.isEmpty() ? "Nothing yet" : both.substring(0, 1).toUpperCase(Locale.ROOT) + both.substring(1);
    }

    public static String scope(Scope scope) {
        return switch (scope) {
            case READ -> "Read";
            case PUBLISH -> "Publish";
            case MANAGE -> "Manage";
        };
    }

    /// What a token with this scope does.
    public static String means(Scope scope) {
        return switch (scope) {
            case READ -> "Install and search packages, and see your organizations.";
            case PUBLISH -> "Publish, tag and deprecate packages; reading is included.";
            case MANAGE -> "Change members, settings and tokens.";
        };
    }

    /// `Read, publish`
    public static String scopes(Set<Scope> scopes) {
        if (scopes.isEmpty()) {
            return "Nothing";
        }
        var words = Stream.of(Scope.values())
                .filter(scopes::contains)
                .map(Words::wire)
                .collect(Collectors.joining(", "));
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    public static String kind(Organization.Kind kind) {
        return switch (kind) {
            case COMPANY -> "Company";
            case PERSONAL -> "Personal";
        };
    }

    public static String mail(InvitationsPage.Mail mail) {
        return switch (mail) {
            case SENT -> "Sent";
            case FAILED -> "Not sent";
            case BOUNCED -> "Bounced";
            case COMPLAINED -> "Called spam";
        };
    }

    public static String fate(InvitationsPage.Fate fate) {
        return switch (fate) {
            case ACCEPTED -> "Accepted";
            case DECLINED -> "Declined";
            case REVOKED -> "Revoked";
            case EXPIRED -> "Expired";
        };
    }

    /// Whom to ask for another link.
    public static String askForAnother(LinkGonePage.Kind kind) {
        return switch (kind) {
            case SIGN_IN -> "Sign in once more, and a new link is mailed to you.";
            case SIGN_UP -> "An hour has passed since you proved who you are. Sign in once more, and you can go on.";
            case INVITATION ->
                "Ask whoever invited you, or an admin of the organization, to send the invitation again. If you have"
                        + " accepted it already, you find the organization in your console.";
            case TRANSFER -> "Ask the owner of the organization to hand it over once more.";
            case LOGIN -> "Go back to your terminal and run npm login once more.";
        };
    }

    /// What a form sends for it.
    public static String wire(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /// The first letter or digit of a name, for its tile.
    public static String initial(String name) {
        for (int i = 0; i < name.length(); i = name.offsetByCodePoints(i, 1)) {
            int point = name.codePointAt(i);
            if (Character.isLetterOrDigit(point)) {
                return Character.toString(point).toUpperCase(Locale.ROOT);
            }
        }
        return "·";
    }

    public static String list(Collection<?> values) {
        return values.stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
    }

    /// Fit to stand in a query.
    /// How long something took: `240 ms`, `9.9 s`.
    public static String took(Duration took) {
        return took.toMillis() < 1_000
                ? took.toMillis() + " ms"
                : took.toMillis() / 1_000 + "." + took.toMillis() % 1_000 / 100 + " s";
    }

    /// What is behind the name of an event: `version published`.
    public static String event(String name) {
        return name.replace('.', ' ').replace('_', ' ');
    }

    public static String query(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /// The lines that make npm use a token.
    public static String npmrc(TokensPage.Fresh fresh) {
        var registry = slashed(fresh.registry());
        var host = URI.create(registry).getRawSchemeSpecificPart();
        var scope = fresh.scope().map(slug -> "@" + slug).orElse("@your-organization");
        return scope + ":registry=" + registry + "\n" + host + ":_authToken="
                + fresh.token().secret();
    }

    /// The command that signs npm in and makes it look here for an organization's packages.
    public static String npmLogin(OrgSlug org, String registry) {
        return "npm login --scope=@" + org + " --registry=" + slashed(registry);
    }

    private static String slashed(String url) {
        return url.endsWith("/") ? url : url + "/";
    }

    private static String day(OffsetDateTime time) {
        return time.getDayOfMonth() + " " + MONTHS[time.getMonthValue() - 1] + " " + time.getYear();
    }

    private static String twoDigits(int number) {
        return (number < 10 ? "0" : "") + number;
    }
}
