package dev.slipway.local.matrix;

import dev.slipway.access.Means;
import dev.slipway.access.PackageRole;
import dev.slipway.access.Principal;
import dev.slipway.access.Role;
import dev.slipway.access.Token;
import dev.slipway.access.TokenHash;
import dev.slipway.adapters.dynamodb.DynamoDeliveries;
import dev.slipway.adapters.dynamodb.DynamoEndpoints;
import dev.slipway.adapters.dynamodb.DynamoInvitations;
import dev.slipway.adapters.dynamodb.DynamoLogins;
import dev.slipway.adapters.dynamodb.DynamoMemberships;
import dev.slipway.adapters.dynamodb.DynamoSignIns;
import dev.slipway.adapters.dynamodb.DynamoTransfers;
import dev.slipway.adapters.dynamodb.DynamoTrusts;
import dev.slipway.adapters.web.Assets;
import dev.slipway.audit.Origin;
import dev.slipway.identity.Login;
import dev.slipway.identity.MailedSignIn;
import dev.slipway.kernel.Email;
import dev.slipway.local.backends.Cloud;
import dev.slipway.local.matrix.Settlement.Issued;
import dev.slipway.local.matrix.Settlement.Shape;
import dev.slipway.local.registry.Draft;
import dev.slipway.org.Authority;
import dev.slipway.org.Invitation;
import dev.slipway.org.InvitationId;
import dev.slipway.org.Transfer;
import dev.slipway.org.TransferId;
import dev.slipway.org.Trust;
import dev.slipway.webhooks.Delivery;
import dev.slipway.webhooks.DeliveryId;
import dev.slipway.webhooks.Endpoint;
import dev.slipway.webhooks.EndpointDescription;
import dev.slipway.webhooks.EndpointId;
import dev.slipway.webhooks.EndpointUrl;
import dev.slipway.webhooks.EventChoice;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What requests are about: links that were mailed, tokens that are given back, packages. Each is there once, and is
/// there again for the next one who comes.
final class Props {

    /// The deployment's own.
    static final String ISSUER = "https://login.acme.test";

    /// One that acme trusts, and that the deployment has no longer.
    private static final String OLD_ISSUER = "https://old.acme.test";

    private final Settlement settlement;
    private final Cloud cloud;
    private final Cast cast;
    private final Map<String, String> words = new HashMap<>();
    private final Map<String, Issued> spareTokens = new HashMap<>();
    private final Map<String, Issued> spareSessions = new HashMap<>();

    private Props(Settlement settlement, Cloud cloud, Cast cast) {
        this.settlement = settlement;
        this.cloud = cloud;
        this.cast = cast;
    }

    static Props place(Settlement settlement, Cloud cloud, Cast cast) {
        var props = new Props(settlement, cloud, cast);
        props.tokens();
        props.logins();
        props.transfer();
        props.invitations();
        props.trust();
        props.webhook();
        props.words.put("stylesheet", Assets.STYLESHEET.path().substring("/assets/".length()));
        return props;
    }

    /// Puts in place of each name in braces what it stands for: `{self}`, `{own-token}`, `{offer}`.
    String fill(String text, Caller caller) {
        var handle = caller.handle().orElse("ada");
        var filled = text.replace("{self}", handle)
                .replace("{shown}", caller.secret().isEmpty() ? words.get("no-link") : caller.secret())
                .replace("{own-token}", spareTokens.get(handle).id().value())
                .replace("{own-session}", spareSessions.get(handle).id().value());
        for (var word : words.entrySet()) {
            filled = filled.replace("{" + word.getKey() + "}", word.getValue());
        }
        return filled;
    }

    private void tokens() {
        cast.people().keySet().forEach(handle -> {
            spareTokens.put(handle, settlement.access(settlement.person(handle), Shape.USUAL));
            spareSessions.put(handle, settlement.session(settlement.person(handle), Shape.USUAL));
        });
        var anothers = settlement.access(settlement.person("vic"), Shape.USUAL);
        words.put("another-token", anothers.id().value());
        words.put("secret-of-another", anothers.secret());
        words.put(
                "another-session",
                settlement.session(settlement.person("vic"), Shape.USUAL).id().value());
        var machines = settlement.machine(Settlement.ACME, Optional.empty(), Set.of());
        words.put("secret-of-a-machine", machines.secret());
        words.put("machine-token-id", machines.id().value());
        settlement.serviceAccount(Settlement.ACME, "robot", Set.of(), true);
        settlement.serviceAccount(Settlement.ACME, "robot-of-a-team", Set.of(TeamShape.MADE.getFirst()), true);
    }

    private String secret(String word, Token.Kind kind) {
        var token = Token.draw(kind);
        words.put(word, token.secret());
        return token.secret();
    }

    private TokenHash hash(String word, Token.Kind kind) {
        return TokenHash.of(secret(word, kind));
    }

    private void logins() {
        var logins = new DynamoLogins(cloud.table());
        var from = new Origin("192.0.2.1", "npm/11", "request");
        var login = new Login(hash("proof", Token.Kind.POLL), from, Settlement.NOW, new Login.Answer.None());
        logins.begin(hash("login", Token.Kind.LOGIN), login);
        var approved =
                new Login(hash("approved-proof", Token.Kind.POLL), from, Settlement.NOW, new Login.Answer.None());
        var page = hash("approved-login", Token.Kind.LOGIN);
        logins.begin(page, approved);
        var yes = new Login.Answer.Yes(person("vic"), new Means("mail"));
        logins.answer(page, yes, Settlement.NOW, settlement.entry(person("vic")));
        var until = Settlement.NOW.plus(Duration.ofMinutes(10));
        new DynamoSignIns(cloud.table())
                .keep(hash("sign-in", Token.Kind.SIGN_IN), new MailedSignIn(new Email("newcomer@example.com"), until));
        secret("no-link", Token.Kind.ACCESS);
    }

    /// From olga to mia.
    private void transfer() {
        var id = settlement.id();
        words.put("transfer-id", id);
        var transfer = new Transfer(
                new TransferId(id),
                Settlement.ACME,
                person("olga"),
                person("mia"),
                hash("transfer", Token.Kind.TRANSFER),
                Settlement.NOW,
                Settlement.NOW.plus(Transfer.LIFE),
                Optional.empty());
        var mia = new DynamoMemberships(cloud.table())
                .find(Settlement.ACME, person("mia").id())
                .orElseThrow();
        var by = new Authority(person("olga"), Role.OWNER, new Authority.Basis.ByRole());
        new DynamoTransfers(cloud.table()).start(transfer, by, mia, settlement.entry(person("olga")));
    }

    private void invitations() {
        offer("offer", "newcomer@example.com", Role.MEMBER);
        offer("high-offer", "chief@example.com", Role.OWNER);
        offer("otto", "otto@example.com", Role.MEMBER);
    }

    private void offer(String word, String address, Role role) {
        var id = settlement.id();
        words.put(word + "-id", id);
        var link = new Invitation.Link(
                hash(word, Token.Kind.INVITATION),
                person("ada"),
                new Authority.Basis.ByRole(),
                Settlement.NOW.plus(Invitation.LIFE));
        var invitation = new Invitation(
                new InvitationId(id),
                Settlement.ACME,
                new Email(address),
                Optional.empty(),
                role,
                Set.of(),
                false,
                person("ada"),
                Settlement.NOW,
                link,
                Invitation.Mail.SENT,
                Optional.empty());
        new DynamoInvitations(cloud.table()).open(invitation, settlement.entry(person("ada")));
    }

    private void trust() {
        var trust = new Trust(Settlement.ACME, new Means(OLD_ISSUER), Role.MEMBER, Settlement.LONG_AGO);
        var by = new Authority(person("ada"), Role.OWNER, new Authority.Basis.ByRole());
        new DynamoTrusts(cloud.table()).trust(trust, Optional.empty(), by, settlement.entry(person("ada")));
        words.put("old-issuer", OLD_ISSUER);
        words.put("old-issuer-id", TokenHash.of(OLD_ISSUER).value());
    }

    /// One that waits for its rotation, and has been told something.
    private void webhook() {
        var id = new EndpointId(settlement.id());
        var settings = new Endpoint.Settings(
                new EndpointUrl("http://127.0.0.1:9/hook"), EndpointDescription.NONE, new EventChoice.All());
        var webhook = Endpoint.created(id, Settlement.ACME, settings, Settlement.NOW, person("ada"));
        var by = new Authority(person("ada"), Role.OWNER, new Authority.Basis.ByRole());
        new DynamoEndpoints(cloud.table()).create(webhook, by, settlement.entry(person("ada")));
        var delivery = new DeliveryId(id, settlement.id());
        new DynamoDeliveries(cloud.table())
                .putNew(Delivery.begun(
                        delivery, Settlement.ACME, "member.joined", "mia", "{}", Settlement.NOW, Settlement.NOW));
        words.put("webhook-id", id.value());
        words.put("delivery-id", delivery.event());
    }

    private Principal.Person person(String handle) {
        return settlement.person(handle);
    }

    /// What makes a package: two versions, and so two changes.
    List<String> versions(Found found) {
        return List.of(
                Draft.of(found.pkg(), "1.0.0").body(),
                Draft.of(found.pkg(), "1.0.1").tag("beta").body());
    }

    /// What a package's head says of who may touch it.
    Map<String, AttributeValue> access(Found found) {
        var visibility = found == Found.BARE || found == Found.POOL ? Found.PRIVATE : found;
        var access = new HashMap<String, AttributeValue>();
        access.put("visibility", AttributeValue.fromS(visibility.name()));
        access.put("people", AttributeValue.fromM(found.names() ? named() : Map.of()));
        access.put("teams", AttributeValue.fromM(found.names() ? teams() : Map.of()));
        access.put(
                "grants",
                AttributeValue.fromM(
                        found.names() ? Map.of(person("gran").id().value(), AttributeValue.fromS("gran")) : Map.of()));
        if (found == Found.POOL) {
            access.put("inPool", AttributeValue.fromBool(true));
        }
        if (found == Found.PUBLIC || found == Found.POOL) {
            access.put("publicUnder", AttributeValue.fromS(found.name()));
            access.put("publicAs", AttributeValue.fromS(found.pkg()));
        }
        return access;
    }

    private Map<String, AttributeValue> named() {
        var named = new HashMap<String, AttributeValue>();
        cast.people().forEach((handle, inAcme) -> inAcme.named().ifPresent(role -> put(named, handle, role)));
        // Of memberships that are over.
        put(named, "rita", PackageRole.OWNER);
        put(named, "rex", PackageRole.OWNER);
        return named;
    }

    private void put(Map<String, AttributeValue> named, String handle, PackageRole role) {
        named.put(
                person(handle).id().value(),
                AttributeValue.fromM(Map.of(
                        "handle", AttributeValue.fromS(handle),
                        "role", AttributeValue.fromS(role.name()),
                        "member", AttributeValue.fromS(Settlement.LONG_AGO.toString()))));
    }

    private static Map<String, AttributeValue> teams() {
        var teams = new HashMap<String, AttributeValue>();
        for (var team : TeamShape.MADE) {
            team.named().ifPresent(role -> teams.put(team.id().value(), AttributeValue.fromS(role.name())));
        }
        var deleted = TeamShape.DELETED;
        teams.put(
                deleted.id().value(),
                AttributeValue.fromS(deleted.named().orElseThrow().name()));
        return teams;
    }
}
