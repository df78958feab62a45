package dev.slipway.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.OrgPolicy;
import dev.slipway.access.PackageAccess;
import dev.slipway.access.Principal;
import dev.slipway.access.Role;
import dev.slipway.access.ServiceAccountId;
import dev.slipway.access.TeamId;
import dev.slipway.adapters.dynamodb.DynamoOrganizations;
import dev.slipway.adapters.dynamodb.DynamoPackages;
import dev.slipway.audit.AuditAction;
import dev.slipway.audit.AuditEntry;
import dev.slipway.audit.Book;
import dev.slipway.audit.Origin;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.local.backends.StoredServiceAccount;
import dev.slipway.org.Authority;
import dev.slipway.org.Organizations;
import dev.slipway.packages.DistTag;
import dev.slipway.packages.EditionId;
import dev.slipway.packages.EditionRef;
import dev.slipway.packages.PackageHead;
import dev.slipway.packages.PackageName;
import dev.slipway.packages.Packages;
import dev.slipway.packages.Summary;
import dev.slipway.packages.Version;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Packages, teams and service accounts as other functions leave them in the table.
record ExplainStage(Gatehouse gate) {

    private static final String TABLE = "reception";

    /// A package that something is published of.
    record Pad(String name, PackageAccess access) {}

    void put(Pad pad) {
        var now = gate.reception.now();
        var name = PackageName.stored(pad.name());
        var edition = new EditionRef(new EditionId(Ids.random().next(now)), Reception.URL, 10, 10);
        var head = new PackageHead(
                name,
                1,
                0,
                pad.access(),
                Map.of(DistTag.LATEST, new Version("1.0.0")),
                Optional.of(edition),
                Optional.empty(),
                1,
                10,
                now,
                now,
                Summary.EMPTY);
        assertThat(new DynamoPackages(gate.reception.table).replace(head, entry(name.scope())))
                .isEqualTo(Packages.Replaced.COMMITTED);
    }

    /// Changes an organization's settings, on ada's authority.
    void policy(OrgSlug org, UnaryOperator<OrgPolicy> change) {
        var organizations = new DynamoOrganizations(gate.reception.table);
        var before = organizations.find(org).orElseThrow();
        var by = new Authority(gate.person("ada"), Role.OWNER, new Authority.Basis.ByRole());
        var after = before.with(before.profile(), change.apply(before.policy()));
        assertThat(organizations.change(after, by, entry(org))).isEqualTo(Organizations.Changed.COMMITTED);
    }

    /// Makes somebody one of these teams.
    void teams(OrgSlug org, Principal.Person person, TeamId... teams) {
        set("MEMBERS#" + org, person.id().value(), "teams", texts(teams));
    }

    void service(OrgSlug org, String id, String name, TeamId... teams) {
        StoredServiceAccount.put(gate.reception.client(), TABLE, org, new ServiceAccountId(id), name, List.of(teams));
    }

    /// Nobody has paid for it, and the time of grace is over.
    void lapse(OrgSlug org) {
        set("ORG#" + org, "ORGANIZATION", "worksUntil", AttributeValue.fromN("0"));
    }

    private void set(String pk, String sk, String attribute, AttributeValue value) {
        var key = new HashMap<String, AttributeValue>();
        key.put("pk", AttributeValue.fromS(pk));
        key.put("sk", AttributeValue.fromS(sk));
        gate.reception
                .client()
                .updateItem(request -> request.tableName(TABLE)
                        .key(key)
                        .updateExpression("SET #attribute = :value")
                        .conditionExpression("attribute_exists(pk)")
                        .expressionAttributeNames(Map.of("#attribute", attribute))
                        .expressionAttributeValues(Map.of(":value", value)));
    }

    private static AttributeValue texts(TeamId... teams) {
        List<String> ids = Stream.of(teams).map(TeamId::value).toList();
        return AttributeValue.fromSs(ids);
    }

    private AuditEntry entry(OrgSlug org) {
        var now = gate.reception.now();
        return new AuditEntry(
                Ids.random().next(now),
                new Book.OfOrganization(org),
                now,
                gate.person("ada"),
                Origin.INSIDE,
                new AuditAction.OrganizationChanged(org.value(), Map.of()));
    }
}
