package dev.slipway.adapters.dynamodb;

import dev.slipway.access.Means;
import dev.slipway.access.Principal;
import dev.slipway.access.TokenHash;
import dev.slipway.audit.Origin;
import dev.slipway.identity.Login;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A command line that asks to be let in. Neither of its two secrets is in it.
final class LoginItem {

    static final String WAITING = "WAITING";
    static final String APPROVED = "APPROVED";
    static final String DENIED = "DENIED";

    private LoginItem() {}

    static Map<String, AttributeValue> write(TokenHash page, Login login) {
        return Attributes.item(Keys.login(page), "login", 1)
                .text("poll", login.poll().value())
                .text("client", login.from().client())
                .text("address", login.from().address())
                .text("requestId", login.from().requestId())
                .instant("askedAt", login.askedAt())
                .number("openUntil", moment(login.expiresAt()))
                .text("answer", WAITING)
                .forgetAt(login.expiresAt())
                .build();
    }

    static Login read(Map<String, AttributeValue> item) {
        return new Login(
                new TokenHash(Attributes.text(item, "poll")),
                new Origin(
                        Attributes.text(item, "address"),
                        Attributes.text(item, "client"),
                        Attributes.text(item, "requestId")),
                Attributes.instant(item, "askedAt"),
                readAnswer(item));
    }

    /// A time that conditions compare: in milliseconds, since the texts of times don't sort by time.
    static long moment(Instant at) {
        return at.toEpochMilli();
    }

    private static Login.Answer readAnswer(Map<String, AttributeValue> item) {
        return switch (Attributes.text(item, "answer")) {
            case WAITING -> new Login.Answer.None();
            case APPROVED ->
                new Login.Answer.Yes(
                        (Principal.Person) PrincipalForm.read(Attributes.map(item, "approver")),
                        new Means(Attributes.text(item, "means")));
            case DENIED -> new Login.Answer.No();
            case String other -> throw new IllegalStateException("a login was answered with " + other);
        };
    }
}
