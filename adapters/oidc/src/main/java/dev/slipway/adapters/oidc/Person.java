package dev.slipway.adapters.oidc;

import dev.slipway.kernel.Email;
import dev.slipway.kernel.Malformed;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What a provider says of a person, as far as we believe it.
final class Person {

    private static final int LONGEST_NAME = 100;

    private Person() {}

    /// An address of which the provider says that it is theirs. One that we couldn't send to is none.
    static Optional<Email> verifiedEmail(Map<String, Object> claims) {
        return Json.isTrue(claims, "email_verified")
                ? Json.text(claims, "email").flatMap(Person::email)
                : Optional.empty();
    }

    static Optional<Email> email(String text) {
        try {
            return Optional.of(new Email(text));
        } catch (Malformed _) {
            return Optional.empty();
        }
    }

    /// The first of these that is there, for a suggestion.
    static Optional<String> name(Map<String, Object> claims, String... names) {
        return Stream.of(names)
                .flatMap(name -> Json.text(claims, name).stream())
                .filter(text -> text.length() <= LONGEST_NAME)
                .findFirst();
    }
}
