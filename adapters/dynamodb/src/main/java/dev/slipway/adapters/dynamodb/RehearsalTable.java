package dev.slipway.adapters.dynamodb;

import dev.slipway.access.Means;
import dev.slipway.access.Presented;
import dev.slipway.access.Principal;
import dev.slipway.access.Scope;
import dev.slipway.access.Token;
import dev.slipway.audit.Origin;
import dev.slipway.audit.Visit;
import dev.slipway.identity.IssueToken;
import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.DisplayName;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.FoundOrganization;
import dev.slipway.org.Organization;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// A table in memory that a handler rehearses on before SnapStart takes its picture. In it is one organization, with
/// one owner, who has a token.
///
/// The SDK's client is in front of it, whole, and only the wire is cut: so what a request builds, signs, sends and
/// reads is loaded and compiled, while the real table is not written to and the function needs no more rights than its
/// own. Its people are made by the use cases that make real ones, so the forms of items are written down nowhere else.
///
/// @param owner who may do anything in the organization
public record RehearsalTable(Table table, Principal.Person owner, Token token) {

    public static final OrgSlug ORGANIZATION = new OrgSlug("rehearsal");

    public static RehearsalTable open(Instant now) {
        var table = Table.rehearsing(new RehearsalWire());
        var standings = new DynamoStandings(table);
        var ids = Ids.random();
        var owner = new Principal.Person(new AccountId(ids.next(now)), new Handle("rehearser"));
        var token = token(new IssueToken(new DynamoTokens(table), standings, ids), owner, now);
        var terms = new FoundOrganization.Terms(1, Long.MAX_VALUE);
        var founded = new FoundOrganization(
                        new DynamoOrganizations(table), new DynamoMemberships(table), standings, terms, ids)
                .run(
                        visit(new Presented.ByHash(token.hash()), now),
                        new FoundOrganization.Wish(
                                ORGANIZATION, new DisplayName("Rehearsal"), Organization.Kind.COMPANY));
        if (!(founded instanceof FoundOrganization.Outcome.Founded)) {
            throw new IllegalStateException("the organization to rehearse in: " + founded);
        }
        return new RehearsalTable(table, owner, token);
    }

    private static Token token(IssueToken issueToken, Principal.Person owner, Instant now) {
        var wish = new IssueToken.Wish("rehearsal", Set.of(Scope.values()), Optional.empty());
        return switch (issueToken.toPerson(visit(new Presented.Nothing(), now), owner, wish, Means.SETUP)) {
            case IssueToken.Outcome.Issued(var token, var _) -> token;
            case IssueToken.Outcome other -> throw new IllegalStateException("the token to rehearse with: " + other);
        };
    }

    private static Visit visit(Presented presented, Instant now) {
        return new Visit(presented, Origin.INSIDE, "", now);
    }
}
