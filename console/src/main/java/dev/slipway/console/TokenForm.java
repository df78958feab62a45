package dev.slipway.console;

import dev.slipway.access.Lifetime;
import dev.slipway.access.Scope;
import dev.slipway.access.TokenRequest;
import dev.slipway.adapters.lambda.TokenText;
import dev.slipway.adapters.web.Field;
import dev.slipway.adapters.web.TokensPage.Draft;
import dev.slipway.adapters.web.TokensPage.Expiry;
import dev.slipway.kernel.Malformed;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The form that makes a token. Whatever is wrong is said beside its field, and all that was typed stays.
public sealed interface TokenForm {

    record Right(TokenRequest request, Draft draft) implements TokenForm {}

    record Wrong(Draft draft) implements TokenForm {}

    static TokenForm read(Shown.Form form, Instant now) {
        var name = Field.of(form.field("name").strip());
        var scopes = scopes(form);
        var expiry = expiry(form.field("expiry"));
        var date = new Input<>(form.field("date"), text -> lifetime(expiry, text, now));
        var networks = new Input<>(form.field("networks"), text -> TokenText.networks(words(text)));
        var packages = new Input<>(form.field("packages"), text -> TokenText.packages(words(text)));
        var draft = new Draft(name, scopes, Optional.empty(), expiry, date.field(), networks.field(), packages.field());
        if (!date.good() || !networks.good() || !packages.good()) {
            return new Wrong(draft);
        }
        try {
            var request = new TokenRequest(
                    name.value(), scopes, Optional.of(networks.value()), Optional.of(packages.value()), date.value());
            return new Right(request, draft);
        } catch (Malformed e) {
            return new Wrong(new Draft(
                    name.wrong(e.sentence()),
                    scopes,
                    Optional.empty(),
                    expiry,
                    date.field(),
                    networks.field(),
                    packages.field()));
        }
    }

    private static Set<Scope> scopes(Shown.Form form) {
        var scopes = EnumSet.noneOf(Scope.class);
        if (form.ticked("read")) {
            scopes.add(Scope.READ);
        }
        if (form.ticked("publish")) {
            scopes.add(Scope.PUBLISH);
        }
        if (form.ticked("manage")) {
            scopes.add(Scope.MANAGE);
        }
        return scopes;
    }

    private static Expiry expiry(String text) {
        return Arrays.stream(Expiry.values())
                .filter(expiry -> expiry.value().equals(text))
                .findFirst()
                .orElseThrow(() -> new Malformed("invalid_expiry", "Choose how long the token works."));
    }

    private static Lifetime lifetime(Expiry expiry, String date, Instant now) {
        return switch (expiry) {
            case THIRTY_DAYS -> new Lifetime.For(Duration.ofDays(30));
            case NINETY_DAYS -> new Lifetime.For(Duration.ofDays(90));
            case DATE -> new Lifetime.Until(endOf(date, now));
            case NEVER -> new Lifetime.Forever();
        };
    }

    /// The whole of the day that was chosen belongs to the token.
    private static Instant endOf(String date, Instant now) {
        try {
            var end = LocalDate.parse(date)
                    .plusDays(1)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant();
            if (!end.isAfter(now)) {
                throw new Malformed("expiry_in_the_past", "This day is over: choose a later one.");
            }
            return end;
        } catch (DateTimeParseException _) {
            throw new Malformed("invalid_expiry", "Choose a date such as 2027-01-31.");
        }
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split("[\\s,]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /// What was typed, what it means, and what is wrong with it if it means nothing.
    final class Input<T> {

        interface Reading<T> {
            T of(String text);
        }

        private final String text;
        private final @Nullable T value;
        private final @Nullable String problem;

        Input(String text, Reading<T> reading) {
            this.text = text;
            @Nullable T read = null;
            @Nullable String wrong = null;
            try {
                read = reading.of(text);
            } catch (Malformed e) {
                wrong = e.sentence();
            }
            this.value = read;
            this.problem = wrong;
        }

        boolean good() {
            return problem == null;
        }

        T value() {
            if (value == null) {
                throw new IllegalStateException("this field is wrong");
            }
            return value;
        }

        Field field() {
            var shown = Field.of(text);
            return problem == null ? shown : shown.wrong(problem);
        }
    }
}
