package dev.slipway.adapters.dynamodb;

import dev.slipway.access.TokenHash;
import dev.slipway.audit.AuditEntry;
import dev.slipway.audit.Book;
import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.packages.PackageName;
import dev.slipway.packages.Version;
import java.time.LocalDate;
import java.time.ZoneOffset;

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
/// | token        | `TOKEN#<sha256>`               | `TOKEN`           | hash                           |
/// | head         | `PACKAGE#@acme/pad`            | `HEAD`            | package                        |
/// | version      | `PACKAGE#@acme/pad`            | `VERSION#1.2.0`   | package + version, or package  |
/// | audit entry  | `AUDIT#org:acme#2026-11-21#k`  | `<ulid>`          | log + day + shard              |
///
/// | index    | `…Under` (hash)        | `…As` (range) | lists                            |
/// |----------|------------------------|---------------|----------------------------------|
/// | `listed` | `PACKAGES#acme`        | `@acme/pad`   | the packages of an organization  |
/// | `listed` | `MEMBERSHIPS#<account>`| `acme`        | the organizations of an account  |
/// | `public` | `PUBLIC`               | `@acme/pad`   | the public packages of all       |
final class Keys {

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
        return new Key("MEMBERS#" + org, account.value());
    }

    static Key token(TokenHash hash) {
        return new Key("TOKEN#" + hash, "TOKEN");
    }

    static Key head(PackageName name) {
        return new Key(versionsOf(name), "HEAD");
    }

    static Key version(PackageName name, Version version) {
        return new Key(versionsOf(name), VERSION + version);
    }

    static String versionsOf(PackageName name) {
        return "PACKAGE#" + name;
    }

    static final String VERSION = "VERSION#";

    /// A log is cut into days, and a day into 32 shards by the last character of the entry's id, which is random: 5,000
    /// installs a second of one organization are 157 writes a second in each, of the 1,000 that a partition takes.
    static Key auditEntry(AuditEntry entry) {
        var log = switch (entry.book()) {
            case Book.OfOrganization(var org) -> "org:" + org;
            case Book.OfAccount(var account) -> "account:" + account;
        };
        var day = LocalDate.ofInstant(entry.at(), ZoneOffset.UTC);
        var shard = entry.id().substring(entry.id().length() - 1);
        return new Key("AUDIT#" + log + "#" + day + "#" + shard, entry.id());
    }

    static String packagesOf(OrgSlug org) {
        return "PACKAGES#" + org;
    }

    static String membershipsOf(AccountId account) {
        return "MEMBERSHIPS#" + account;
    }

    static final String PUBLIC = "PUBLIC";
}
