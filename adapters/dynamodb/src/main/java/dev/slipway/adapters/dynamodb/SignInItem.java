package dev.slipway.adapters.dynamodb;

import dev.slipway.access.Means;
import dev.slipway.access.TokenHash;
import dev.slipway.identity.Arrival;
import dev.slipway.identity.Identity;
import dev.slipway.identity.MailedSignIn;
import dev.slipway.identity.ProviderName;
import dev.slipway.identity.Trip;
import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.Email;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What stands in the table while somebody signs in: a mailed link, a trip to a provider, or an arrival. Their secrets
/// are nowhere: the keys are hashes of them.
///
/// `openUntil` is in milliseconds, since conditions compare it and the texts of times don't sort by time.
final class SignInItem {

    static final String OPEN = "attribute_exists(pk) AND openUntil > :now";

    private SignInItem() {}

    static Map<String, AttributeValue> write(TokenHash link, MailedSignIn signIn) {
        return Attributes.item(Keys.signIn(link), "sign-in", 1)
                .text("email", signIn.email().value())
                .number("openUntil", signIn.expiresAt().toEpochMilli())
                .forgetAt(signIn.expiresAt())
                .build();
    }

    static MailedSignIn readMailed(Map<String, AttributeValue> item) {
        return new MailedSignIn(new Email(Attributes.text(item, "email")), openUntil(item));
    }

    static Map<String, AttributeValue> write(TokenHash state, Trip trip) {
        return Attributes.item(Keys.state(state), "state", 1)
                .text("provider", trip.provider().value())
                .text("verifier", trip.verifier().value())
                .text("account", trip.linkTo().map(AccountId::value))
                .number("openUntil", trip.expiresAt().toEpochMilli())
                .forgetAt(trip.expiresAt())
                .build();
    }

    static Trip readTrip(Map<String, AttributeValue> item) {
        return new Trip(
                new ProviderName(Attributes.text(item, "provider")),
                new TokenHash(Attributes.text(item, "verifier")),
                Attributes.findText(item, "account").map(AccountId::new),
                openUntil(item));
    }

    static Map<String, AttributeValue> write(TokenHash secret, Arrival arrival) {
        var known = new HashMap<String, String>();
        arrival.identity().ifPresent(identity -> {
            known.put("issuer", identity.issuer());
            known.put("subject", identity.subject());
            identity.suggestedName().ifPresent(name -> known.put("suggestedName", name));
        });
        return Attributes.item(Keys.signUp(secret), "sign-up", 1)
                .text("email", arrival.email().map(Email::value))
                .map("identity", known)
                .text("means", arrival.means().value())
                .number("openUntil", arrival.expiresAt().toEpochMilli())
                .forgetAt(arrival.expiresAt())
                .build();
    }

    static Arrival readArrival(Map<String, AttributeValue> item) {
        var email = Attributes.findText(item, "email").map(Email::new);
        var known = Attributes.map(item, "identity");
        return new Arrival(
                email,
                Optional.ofNullable(known.get("issuer"))
                        .map(issuer -> new Identity(
                                issuer,
                                Optional.ofNullable(known.get("subject")).orElseThrow(),
                                email,
                                Optional.ofNullable(known.get("suggestedName")))),
                new Means(Attributes.text(item, "means")),
                openUntil(item));
    }

    private static Instant openUntil(Map<String, AttributeValue> item) {
        return Instant.ofEpochMilli(Attributes.number(item, "openUntil"));
    }

    static Map<String, AttributeValue> now(Instant at) {
        return Map.of(":now", AttributeValue.fromN(Long.toString(at.toEpochMilli())));
    }
}
