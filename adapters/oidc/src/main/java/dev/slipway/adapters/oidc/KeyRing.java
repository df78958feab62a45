package dev.slipway.adapters.oidc;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The public keys that an issuer signs with. They change when it likes: a key that isn't known is asked for, but not
/// more than once a minute, or whoever sends us tokens could make us ask as often.
final class KeyRing implements JWKSource<SecurityContext> {

    private static final Duration FRESH = Duration.ofHours(1);
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final int SHORTEST_RSA_KEY = 2_048;

    private final Supplier<Endpoint> where;
    private final Wire wire;
    private final InstantSource clock;
    private @Nullable JWKSet keys;
    private Instant asked = Instant.MIN;

    KeyRing(Supplier<Endpoint> where, Wire wire, InstantSource clock) {
        this.where = where;
        this.wire = wire;
        this.clock = clock;
    }

    /// @throws Outage if the issuer can't be asked and no key is known
    @Override
    public synchronized List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) {
        var now = clock.instant();
        if (keys == null || !now.isBefore(asked.plus(FRESH))) {
            refresh(now);
        }
        var found = selected(selector);
        if (found.isEmpty() && !now.isBefore(asked.plus(PAUSE))) {
            refresh(now);
            found = selected(selector);
        }
        return found;
    }

    /// Asks for them ahead.
    synchronized void prime() {
        refresh(clock.instant());
    }

    private List<JWK> selected(JWKSelector selector) {
        return keys == null
                ? List.of()
                : selector.select(keys).stream().filter(KeyRing::isStrong).toList();
    }

    private static boolean isStrong(JWK key) {
        return !(key instanceof RSAKey) || key.size() >= SHORTEST_RSA_KEY;
    }

    /// If that fails, the keys that are known are kept: an outage of theirs is none of ours.
    private void refresh(Instant now) {
        asked = now;
        try {
            var reply = wire.get(where.get(), Map.of());
            if (reply.status() != 200) {
                throw new Outage("the issuer answered " + reply.status() + " when it was asked for its keys");
            }
            keys = JWKSet.parse(reply.body());
        } catch (ParseException _) {
            keepOr(new Outage("the issuer's keys are none"));
        } catch (Outage e) {
            keepOr(e);
        }
    }

    private void keepOr(Outage outage) {
        if (keys == null) {
            throw outage;
        }
    }
}
