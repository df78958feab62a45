package dev.slipway.local.provider;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;

/// Somebody who can be chosen on the provider's page.
///
/// @param subject what the provider knows them by; never changes
/// @param verified whether the provider says that the address is theirs
public record Persona(String subject, String login, String name, String email, boolean verified) {

    /// Those who are there from the start, with the addresses that the registry's first people have.
    static final List<Persona> KNOWN = List.of(
            new Persona("local-ada", "ada", "Ada", "ada@example.com", true),
            new Persona("local-mia", "mia", "Mia", "mia@example.com", true));

    /// Somebody whom the provider has never seen, or has: the same address is the same person.
    static Persona of(String email, boolean verified) {
        var address = email.strip().toLowerCase(Locale.ROOT);
        var login = address.substring(0, Math.max(0, address.indexOf('@')));
        return new Persona("local-" + address, login, login, address, verified);
    }

    /// What GitHub knows them by.
    long number() {
        var crc = new CRC32();
        crc.update(subject.getBytes(StandardCharsets.UTF_8));
        return crc.getValue() + 1;
    }
}
