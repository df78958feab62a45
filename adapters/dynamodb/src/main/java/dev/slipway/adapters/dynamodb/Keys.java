package dev.slipway.adapters.dynamodb;

import dev.slipway.access.Means;
import dev.slipway.access.Principal;
import dev.slipway.access.ServiceAccountId;
import dev.slipway.access.ServiceAccountName;
import dev.slipway.access.TeamId;
import dev.slipway.access.TokenHash;
import dev.slipway.access.TokenId;
import dev.slipway.audit.AuditAction.VersionInstalled;
import dev.slipway.audit.AuditEntry;
import dev.slipway.audit.Book;
import dev.slipway.audit.ExportId;
import dev.slipway.billing.CustomerId;
import dev.slipway.billing.EventId;
import dev.slipway.identity.IdentityId;
import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.Email;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.TransferId;
import dev.slipway.packages.PackageName;
import dev.slipway.packages.Version;
import dev.slipway.webhooks.DeliveryId;
import dev.slipway.webhooks.EndpointId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;

/// Every key of the table, and the only place where one is made. `docs/table.md` says who asks for what.
///
/// | item         | pk                             | sk                | read by                        |
/// |--------------|--------------------------------|-------------------|--------------------------------|
/// | account      | `ACCOUNT#<account>`            | `ACCOUNT`         | account                        |
/// | name         | `NAME#<folded>`                | `NAME`            | (its condition)                |
/// | organization | `ORG#acme`                     | `ORGANIZATION`    | every request about its scope  |
/// | seats        | `ORG#acme`                     | `SEATS`           | (its condition)                |
/// | storage      | `STORAGE#acme`                 | `STORAGE`         | org                            |
/// | member       | `MEMBERS#acme`                 | `<account>`       | org + account, or org          |
/// | of a team    | `TEAM#acme#<team>`             | `<account>`, `<service account>` | org + team            |
/// | team         | `TEAMS#acme`                   | `<team>`          | org (+ team)                   |
/// | service acc. | `SERVICES#acme`                | `<id>`            | org + id, or org               |
/// | its name     | `SERVICES#acme`                | `NAME#<name>`     | org + name, or org: its id     |
/// | departed     | `DEPARTED#acme`                | `<account>`       | org + account                  |
/// | trust        | `TRUSTS#acme`                  | `<sha256>`        | org (+ issuer)                 |
/// | trusting     | `TRUSTING#<sha256>`            | `acme`            | issuer: who trusts it          |
/// | machines     | `ORG#acme`                     | `MACHINES`        | (its conditions)               |
/// | billing      | `ORG#acme`                     | `BILLING`         | org                            |
/// | customer     | `CUSTOMER#<customer>`          | `CUSTOMER`        | Stripe's customer: whose it is |
/// | billed       | `BILLED`                       | `acme`            | all that are billed            |
/// | heard event  | `EVENT#<event>`                | `EVENT`           | Stripe's event                 |
/// | token        | `TOKEN#<sha256>`               | `TOKEN`           | hash                           |
/// | holding      | `HOLDER#<account>` or `#org:acme` | `<token id>`   | holder (+ id): its hash        |
/// | ending       | `ENDS#2026-11-21`              | `<token id>`      | the day it ends (+ id)         |
/// | email        | `EMAIL#ada@example.com`        | `EMAIL`           | address: whose it is           |
/// | identity     | `IDENTITY#<sha256>`            | `IDENTITY`        | issuer + subject: whose it is  |
/// | linked       | `IDENTITIES#<account>`         | `<id>`            | account (+ id)                 |
/// | sign-in      | `SIGN-IN#<sha256>`             | `SIGN-IN`         | hash of the mailed link's      |
/// | state        | `STATE#<sha256>`               | `STATE`           | hash of a provider's `state`   |
/// | sign-up      | `SIGN-UP#<sha256>`             | `SIGN-UP`         | hash of the cookie's           |
/// | login        | `LOGIN#<sha256>`               | `LOGIN`           | hash of the page's             |
/// | open offer   | `INVITATIONS#acme`             | `OPEN#<id>`       | org (+ id)                     |
/// | past offer   | `INVITATIONS#acme`             | `PAST#<id>`       | org (+ id)                     |
/// | offer's link | `INVITATION#<sha256>`          | `INVITATION`      | hash: org + id                 |
/// | invited      | `INVITED#ada@example.com`      | `acme`            | address (+ org): the open one  |
/// | repeat       | `REPEAT#<sha256>`              | `REPEAT`          | caller + org + Idempotency-Key |
/// | mail         | `MAIL#<message id>`            | `MAIL`            | message id: what it was for    |
/// | transfer     | `TRANSFERS#acme`               | `<id>`            | org (+ id)                     |
/// | its link     | `TRANSFER#<sha256>`            | `TRANSFER`        | hash: org + id                 |
/// | pending one  | `ORG#acme`                     | `TRANSFER`        | (its condition)                |
/// | limit        | `LIMIT#<kind>#<whose>`         | `<window>`        | (its condition)                |
/// | head         | `PACKAGE#@acme/pad`            | `HEAD`            | package                        |
/// | grant        | `GRANTS#<account>`             | `@acme/pad`       | account: what it leads to      |
/// | in the Pool  | `POOL#<account>`               | `POOL`            | account: which orgs give it    |
/// | version      | `PACKAGE#@acme/pad`            | `VERSION#1.2.0`   | package + version, or package  |
/// | downloads    | `DOWNLOADS#@acme/pad#k`        | `2026-11`         | package + month + shard        |
/// | webhook      | `WEBHOOKS#acme`                | `<webhook>`       | org (+ webhook)                |
/// | their number | `ORG#acme`                     | `WEBHOOKS`        | (its condition)                |
/// | delivery     | `DELIVERIES#<webhook>`         | `<event>`         | webhook (+ event)              |
/// | audit entry  | `AUDIT#org:acme`               | `<ulid>`          | log + time                     |
/// | install      | `INSTALLS#acme#k`              | `<ulid>`          | org + shard + time             |
/// | export       | `EXPORTS#acme`                 | `<id>`            | org + id                       |
/// | its turn     | `EXPORT-TURNS#acme`            | `<id>#<turn>`     | (the table's stream)           |
/// | founded      | `ORGANIZATIONS`                | `acme`            | all organizations there were   |
/// | chain of seals | `SEALS#acme`                 | `<bucket>`        | org + bucket: where it ends    |
///
/// | index    | `…Under` (hash)        | `…As` (range) | lists                            |
/// |----------|------------------------|---------------|----------------------------------|
/// | `listed` | `PACKAGES#acme`        | `@acme/pad`   | the packages of an organization  |
/// | `listed` | `MEMBERSHIPS#<account>`| `acme`        | the organizations of an account  |
/// | `public` | `PUBLIC`               | `@acme/pad`   | the public packages of all       |
/// | `public` | `POOL`                 | `@acme/pad`   | those in the Pool and not public |
///
/// | index       | hash                             | range    | lists, of an organization's audit entries |
/// |-------------|----------------------------------|----------|-------------------------------------------|
/// | `byAction`  | `byAction`: `acme#team.created`  | `<ulid>` | those of one action                       |
/// | `byActor`   | `byActor`: `acme#ada`            | `<ulid>` | those of one actor                        |
/// | `byTarget`  | `byTarget`: `acme#@acme/pad`     | `<ulid>` | those on one target                       |
final class Keys {

    private static final String AUDIT_OF_ORGANIZATION = "AUDIT#org:";

    private Keys() {}

    static Key account(AccountId account) {
        return new Key("ACCOUNT#" + account, "ACCOUNT");
    }

    /// Handles and slugs share one namespace, in which look-alikes are one name.
    static Key name(String folded) {
        return new Key("NAME#" + folded, "NAME");
    }

    static Key organization(OrgSlug org) {
        return new Key("ORG#" + org, "ORGANIZATION");
    }

    static Key seats(OrgSlug org) {
        return new Key("ORG#" + org, "SEATS");
    }

    /// Apart from the organization, which every request reads and no publish must make hot.
    static Key storage(OrgSlug org) {
        return new Key("STORAGE#" + org, "STORAGE");
    }

    static Key member(OrgSlug org, AccountId account) {
        return new Key(membersOf(org), account.value());
    }

    static String membersOf(OrgSlug org) {
        return "MEMBERS#" + org;
    }

    /// Somebody among those of a team. What they are of stands on themselves; this leads the other way.
    ///
    /// @param id of an account or a service account
    static Key teamMember(OrgSlug org, TeamId team, String id) {
        return new Key(membersOf(org, team), id);
    }

    static String membersOf(OrgSlug org, TeamId team) {
        return "TEAM#" + org + "#" + team;
    }

    /// What a team says of itself. What it gives stands on the organization.
    static Key team(OrgSlug org, TeamId team) {
        return new Key(teamsOf(org), team.value());
    }

    static String teamsOf(OrgSlug org) {
        return "TEAMS#" + org;
    }

    static Key serviceAccount(OrgSlug org, ServiceAccountId id) {
        return new Key(serviceAccountsOf(org), id.value());
    }

    /// Leads to the id. There is one for each name, so that a name is had once.
    static Key serviceAccountName(OrgSlug org, ServiceAccountName name) {
        return new Key(serviceAccountsOf(org), SERVICE_ACCOUNT_NAME + name);
    }

    static final String SERVICE_ACCOUNT_NAME = "NAME#";

    static String serviceAccountsOf(OrgSlug org) {
        return "SERVICES#" + org;
    }

    /// That somebody left or was removed: a mark against coming back by signing in.
    static Key departed(OrgSlug org, AccountId account) {
        return new Key("DEPARTED#" + org, account.value());
    }

    /// By hash, since an issuer is a URL.
    static Key trust(OrgSlug org, Means issuer) {
        return new Key(trustsOf(org), hash(issuer));
    }

    static String trustsOf(OrgSlug org) {
        return "TRUSTS#" + org;
    }

    /// The same from the other side, so that a sign-in finds who trusts its issuer.
    static Key trusting(Means issuer, OrgSlug org) {
        return new Key(trusting(issuer), org.value());
    }

    static String trusting(Means issuer) {
        return "TRUSTING#" + hash(issuer);
    }

    private static String hash(Means issuer) {
        return TokenHash.of(issuer.value()).value();
    }

    /// What an organization has at most so many of: service accounts, and machine tokens that work.
    static Key machines(OrgSlug org) {
        return new Key("ORG#" + org, "MACHINES");
    }

    /// Beside the seats, with which it changes.
    static Key billing(OrgSlug org) {
        return new Key("ORG#" + org, "BILLING");
    }

    static Key customer(CustomerId customer) {
        return new Key("CUSTOMER#" + customer, "CUSTOMER");
    }

    /// An organization among those that are billed. It is written once for each of them, so that one partition is
    /// enough.
    static Key billed(OrgSlug org) {
        return new Key(BILLED, org.value());
    }

    static final String BILLED = "BILLED";

    /// An organization among all that were ever founded. It is written once for each of them, so that one partition is
    /// enough.
    static Key founded(OrgSlug org) {
        return new Key(ORGANIZATIONS, org.value());
    }

    static final String ORGANIZATIONS = "ORGANIZATIONS";

    /// Where an organization's chain of seals ends, of those that are in this bucket.
    static Key chain(OrgSlug org, String bucket) {
        return new Key("SEALS#" + org, bucket);
    }

    static Key event(EventId event) {
        return new Key("EVENT#" + event, "EVENT");
    }

    static Key token(TokenHash hash) {
        return new Key("TOKEN#" + hash, "TOKEN");
    }

    /// A token among those of its holder. What is listed is read from the token itself, which this leads to.
    static Key holding(Principal holder, TokenId id) {
        return new Key(holdingsOf(holder), id.value());
    }

    static String holdingsOf(Principal holder) {
        return switch (holder) {
            case Principal.Person person -> "HOLDER#" + person.id();
            case Principal.Machine machine -> holdingsOf(machine.org());
        };
    }

    static Key holding(OrgSlug org, TokenId id) {
        return new Key(holdingsOf(org), id.value());
    }

    static String holdingsOf(OrgSlug org) {
        return "HOLDER#org:" + org;
    }

    /// A machine token among all that end on the same day.
    static Key ending(Instant end, TokenId id) {
        return new Key(endingsOn(LocalDate.ofInstant(end, ZoneOffset.UTC)), id.value());
    }

    static String endingsOn(LocalDate day) {
        return "ENDS#" + day;
    }

    static Key email(Email email) {
        return new Key("EMAIL#" + email, "EMAIL");
    }

    static Key identity(TokenHash hash) {
        return new Key("IDENTITY#" + hash, "IDENTITY");
    }

    /// An identity among those of its account.
    static Key linked(AccountId account, IdentityId id) {
        return new Key(identitiesOf(account), id.value());
    }

    static String identitiesOf(AccountId account) {
        return "IDENTITIES#" + account;
    }

    static Key signIn(TokenHash hash) {
        return new Key("SIGN-IN#" + hash, "SIGN-IN");
    }

    static Key state(TokenHash hash) {
        return new Key("STATE#" + hash, "STATE");
    }

    static Key signUp(TokenHash hash) {
        return new Key("SIGN-UP#" + hash, "SIGN-UP");
    }

    static Key login(TokenHash hash) {
        return new Key("LOGIN#" + hash, "LOGIN");
    }

    static Key openInvitation(OrgSlug org, String id) {
        return new Key(invitationsOf(org), OPEN + id);
    }

    static Key pastInvitation(OrgSlug org, String id) {
        return new Key(invitationsOf(org), PAST + id);
    }

    static String invitationsOf(OrgSlug org) {
        return "INVITATIONS#" + org;
    }

    static final String OPEN = "OPEN#";

    static final String PAST = "PAST#";

    static Key invitationLink(TokenHash hash) {
        return new Key("INVITATION#" + hash, "INVITATION");
    }

    static Key invited(Email email, OrgSlug org) {
        return new Key(invitationsTo(email), org.value());
    }

    static String invitationsTo(Email email) {
        return "INVITED#" + email;
    }

    /// Whose answers are kept under an `Idempotency-Key`: a caller's in one organization.
    static Key repeat(Principal caller, OrgSlug org, String idempotencyKey) {
        return new Key("REPEAT#" + TokenHash.of(caller.key() + "\n" + org + "\n" + idempotencyKey), "REPEAT");
    }

    static Key mail(String messageId) {
        return new Key("MAIL#" + messageId, "MAIL");
    }

    static Key transfer(OrgSlug org, TransferId id) {
        return new Key(transfersOf(org), id.value());
    }

    /// There is one for each organization, so that it has one pending transfer at most.
    static Key pendingTransfer(OrgSlug org) {
        return new Key("ORG#" + org, "TRANSFER");
    }

    static String transfersOf(OrgSlug org) {
        return "TRANSFERS#" + org;
    }

    static Key transferLink(TokenHash hash) {
        return new Key("TRANSFER#" + hash, "TRANSFER");
    }

    /// @param kind such as `sign-in-address`
    /// @param whose an address, an account: whoever must not be too fast
    /// @param window when the window began that is counted in
    static Key limit(String kind, String whose, Instant window) {
        return new Key("LIMIT#" + kind + "#" + whose, window.toString());
    }

    static Key export(OrgSlug org, ExportId id) {
        return new Key("EXPORTS#" + org, id.value());
    }

    /// @param turn which run is to write it
    static Key exportTurn(OrgSlug org, ExportId id, int turn) {
        return new Key("EXPORT-TURNS#" + org, id + "#" + turn);
    }

    static Key head(PackageName name) {
        return new Key(versionsOf(name), "HEAD");
    }

    /// A package among those that were shared with an account.
    static Key grant(AccountId account, PackageName name) {
        return new Key(grantsOf(account), name.toString());
    }

    static String grantsOf(AccountId account) {
        return "GRANTS#" + account;
    }

    /// The organizations that give an account a place in the Pool. What they give stands on the member; this leads
    /// there.
    static Key pool(AccountId account) {
        return new Key("POOL#" + account, POOL);
    }

    static Key version(PackageName name, Version version) {
        return new Key(versionsOf(name), VERSION + version);
    }

    static String versionsOf(PackageName name) {
        return "PACKAGE#" + name;
    }

    static final String VERSION = "VERSION#";

    static final int DOWNLOAD_SHARDS = 8;

    /// How often a package was downloaded by nobody known in a month, as far as it was counted in this shard.
    ///
    /// @param shard from 0, under [#DOWNLOAD_SHARDS]
    static Key downloads(PackageName name, int shard, YearMonth month) {
        return new Key("DOWNLOADS#" + name + "#" + shard, month.toString());
    }

    /// What changes something has one partition for each log: no organization changes 500 things a second. Installs
    /// have 32, by the last character of the entry's id, which is random: 5,000 installs a second of one organization
    /// are 157 writes a second in each, of the 1,000 that a partition takes.
    static Key auditEntry(AuditEntry entry) {
        return switch (entry.book()) {
            case Book.OfOrganization(var org)
            when entry.action() instanceof VersionInstalled ->
                new Key(installsOf(org, entry.id().charAt(entry.id().length() - 1)), entry.id());
            case Book.OfOrganization(var org) -> new Key(auditOf(org), entry.id());
            case Book.OfAccount(var account) -> new Key("AUDIT#account:" + account, entry.id());
        };
    }

    static String auditOf(OrgSlug org) {
        return AUDIT_OF_ORGANIZATION + org;
    }

    /// Whose log an entry stands in, by its partition; nobody's, if that is no organization's log.
    static Optional<OrgSlug> auditedOrganization(String partition) {
        return partition.startsWith(AUDIT_OF_ORGANIZATION)
                ? Optional.of(new OrgSlug(partition.substring(AUDIT_OF_ORGANIZATION.length())))
                : Optional.empty();
    }

    /// The characters that a ULID is written with: Crockford's base 32.
    static final String SHARDS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// @param shard one of [#SHARDS]
    static String installsOf(OrgSlug org, char shard) {
        return "INSTALLS#" + org + "#" + shard;
    }

    /// An event of an organization's log, by its id alone.
    static Key auditEvent(OrgSlug org, String id, boolean install) {
        return new Key(install ? installsOf(org, id.charAt(id.length() - 1)) : auditOf(org), id);
    }

    /// What an organization's entries are found by.
    static String auditedUnder(OrgSlug org, String what) {
        return org + "#" + what;
    }

    static Key webhook(OrgSlug org, EndpointId id) {
        return new Key(webhooksOf(org), id.value());
    }

    static String webhooksOf(OrgSlug org) {
        return "WEBHOOKS#" + org;
    }

    /// Which webhooks an organization has, of which there are at most so many.
    static Key webhookNumber(OrgSlug org) {
        return new Key("ORG#" + org, "WEBHOOKS");
    }

    /// What a webhook was told of one event.
    static Key delivery(DeliveryId id) {
        return new Key(deliveriesOf(id.endpoint()), id.event());
    }

    static String deliveriesOf(EndpointId endpoint) {
        return "DELIVERIES#" + endpoint;
    }

    static String packagesOf(OrgSlug org) {
        return "PACKAGES#" + org;
    }

    static String membershipsOf(AccountId account) {
        return "MEMBERSHIPS#" + account;
    }

    static final String PUBLIC = "PUBLIC";

    static final String POOL = "POOL";
}
